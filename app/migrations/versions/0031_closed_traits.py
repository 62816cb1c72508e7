"""closed traits: what is counted by the day of its end is told by its traits as well"""

from alembic import op

revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None

FORMERLY = (
    'closed_on registered_on state archived_from source is_accusation registering_unit_id unit_id'
    ' problem_region id'
).split()


def upgrade():
    op.drop_index('ix_petition_closed', table_name='petition')
    op.create_index('ix_petition_closed', 'petition', [*FORMERLY, 'traits'])


def downgrade():
    op.drop_index('ix_petition_closed', table_name='petition')
    op.create_index('ix_petition_closed', 'petition', FORMERLY)
