"""incidents told apart"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None

TICKED = ('called_120', 'called_119', 'called_110', 'forewarned')


def upgrade():
    with op.batch_alter_table('incident', schema=None) as batch_op:
        for name in TICKED:
            batch_op.add_column(
                sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
            )
        batch_op.create_index(
            'ix_incident_occurred', ['occurred_on', 'petition_id'], unique=False
        )
    with op.batch_alter_table('incident', schema=None) as batch_op:
        for name in TICKED:
            batch_op.alter_column(name, existing_type=sa.Boolean(), server_default=None)


def downgrade():
    with op.batch_alter_table('incident', schema=None) as batch_op:
        batch_op.drop_index('ix_incident_occurred')
        for name in reversed(TICKED):
            batch_op.drop_column(name)
