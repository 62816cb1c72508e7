"""one rating: of a petition that was served anew only the last time for rating counts"""

from alembic import op

revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None


def upgrade():
    op.execute(
        "UPDATE clock SET outcome = 'released', what = NULL"
        " WHERE code = 'D18' AND stopped_on IS NOT NULL AND EXISTS"
        " (SELECT 1 FROM clock AS later WHERE later.petition_id = clock.petition_id"
        " AND later.code = 'D18' AND later.id > clock.id)"
    )


def downgrade():
    """What ended otherwise is not known any more, and nothing but the tables asks."""
