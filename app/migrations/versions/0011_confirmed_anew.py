"""confirmed anew"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('information', schema=None) as batch_op:
        batch_op.add_column(sa.Column('confirm_since', sa.Integer(), server_default='1', nullable=False))


def downgrade():
    with op.batch_alter_table('information', schema=None) as batch_op:
        batch_op.drop_column('confirm_since')
