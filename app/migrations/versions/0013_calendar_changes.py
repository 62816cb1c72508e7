"""calendar changes"""

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade():
    """Leave the schema as it is: the number is kept for the room that fills it."""


def downgrade():
    """Leave the schema as it is."""
