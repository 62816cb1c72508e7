"""closed months"""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('closed_month',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.SmallInteger(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('version', sa.String(length=16), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('closed_at', sa.DateTime(), nullable=False),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['closed_by_id'], ['ab_user.id'], name=op.f('fk_closed_month_closed_by_id_ab_user')),
    sa.ForeignKeyConstraint(['office_id'], ['unit.id'], name=op.f('fk_closed_month_office_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_closed_month')),
    sa.UniqueConstraint('office_id', 'month', name=op.f('uq_closed_month_office_id_month')),
    info={'append_only': True}
    )
    with op.batch_alter_table('closed_month', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_closed_month_closed_by_id'), ['closed_by_id'], unique=False)


def downgrade():
    with op.batch_alter_table('closed_month', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_closed_month_closed_by_id'))

    op.drop_table('closed_month')
