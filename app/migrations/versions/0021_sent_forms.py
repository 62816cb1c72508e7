"""sent forms"""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('sent_form',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=32), nullable=False),
    sa.Column('sent_at', sa.DateTime(), nullable=False),
    sa.Column('href', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['officer_id'], ['ab_user.id'], name=op.f('fk_sent_form_officer_id_ab_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sent_form')),
    sa.UniqueConstraint('officer_id', 'token', name=op.f('uq_sent_form_officer_id_token'))
    )
    with op.batch_alter_table('sent_form', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sent_form_sent_at'), ['sent_at'], unique=False)


def downgrade():
    op.drop_table('sent_form')
