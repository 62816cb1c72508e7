"""waivers"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('waiver',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('petition_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=4), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.Column('on_behalf_of_id', sa.Integer(), nullable=True),
    sa.Column('decided_for_id', sa.Integer(), nullable=True),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('used_on', sa.Date(), nullable=True),
    sa.CheckConstraint("status in ('asked', 'granted', 'refused')", name=op.f('ck_waiver_status_known')),
    sa.CheckConstraint('decided_by_id is null or decided_by_id <> asked_by_id', name=op.f('ck_waiver_two_people')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['ab_user.id'], name=op.f('fk_waiver_asked_by_id_ab_user')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['ab_user.id'], name=op.f('fk_waiver_decided_by_id_ab_user')),
    sa.ForeignKeyConstraint(['petition_id'], ['petition.id'], name=op.f('fk_waiver_petition_id_petition')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_waiver_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_waiver'))
    )
    with op.batch_alter_table('waiver', schema=None) as batch_op:
        batch_op.create_index('ix_waiver_waiting', ['unit_id', 'status'], unique=False)
        batch_op.create_index('ix_waiver_petition', ['petition_id', 'status'], unique=False)
        batch_op.create_index('ix_waiver_status', ['status', 'id'], unique=False)


def downgrade():
    op.drop_table('waiver')
