"""leaving and deputies"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('deputy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('deputy_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('set_at', sa.DateTime(), nullable=False),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint('officer_id <> deputy_id', name=op.f('ck_deputy_two_people')),
    sa.CheckConstraint('since <= until', name=op.f('ck_deputy_period')),
    sa.ForeignKeyConstraint(['by_id'], ['ab_user.id'], name=op.f('fk_deputy_by_id_ab_user')),
    sa.ForeignKeyConstraint(['deputy_id'], ['ab_user.id'], name=op.f('fk_deputy_deputy_id_ab_user')),
    sa.ForeignKeyConstraint(['officer_id'], ['ab_user.id'], name=op.f('fk_deputy_officer_id_ab_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deputy'))
    )
    with op.batch_alter_table('deputy', schema=None) as batch_op:
        batch_op.create_index('ix_deputy_deputy', ['deputy_id', 'until'], unique=False)
        batch_op.create_index('ix_deputy_officer', ['officer_id', 'until'], unique=False)

    op.create_table('leaving',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('successor_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('items', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['ab_user.id'], name=op.f('fk_leaving_by_id_ab_user')),
    sa.ForeignKeyConstraint(['officer_id'], ['ab_user.id'], name=op.f('fk_leaving_officer_id_ab_user')),
    sa.ForeignKeyConstraint(['successor_id'], ['ab_user.id'], name=op.f('fk_leaving_successor_id_ab_user')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_leaving_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leaving'))
    )
    with op.batch_alter_table('leaving', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_leaving_officer_id'), ['officer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_leaving_successor_id'), ['successor_id'], unique=False)
        batch_op.create_index('ix_leaving_unit', ['unit_id', 'at', 'id'], unique=False)

    # Not in a batch: a table that is made anew loses its triggers and checks.
    op.add_column('access_event', sa.Column('on_behalf_of_id', sa.Integer(), nullable=True))
    op.add_column('approval', sa.Column('on_behalf_of_id', sa.Integer(), nullable=True))
    op.add_column('approval', sa.Column('decided_for_id', sa.Integer(), nullable=True))



def downgrade():
    op.drop_column('approval', 'decided_for_id')
    op.drop_column('approval', 'on_behalf_of_id')
    op.drop_column('access_event', 'on_behalf_of_id')

    with op.batch_alter_table('leaving', schema=None) as batch_op:
        batch_op.drop_index('ix_leaving_unit')
        batch_op.drop_index(batch_op.f('ix_leaving_successor_id'))
        batch_op.drop_index(batch_op.f('ix_leaving_officer_id'))

    op.drop_table('leaving')
    with op.batch_alter_table('deputy', schema=None) as batch_op:
        batch_op.drop_index('ix_deputy_officer')
        batch_op.drop_index('ix_deputy_deputy')

    op.drop_table('deputy')
