"""leaders"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('instruction_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('instruction_id', sa.Integer(), nullable=False),
    sa.Column('step', sa.String(length=12), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('occurred_on', sa.Date(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['ab_user.id'], name=op.f('fk_instruction_step_by_id_ab_user')),
    sa.ForeignKeyConstraint(['instruction_id'], ['instruction.id'], name=op.f('fk_instruction_step_instruction_id_instruction')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_instruction_step_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_instruction_step')),
    info={'append_only': True}
    )
    with op.batch_alter_table('instruction_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_instruction_step_instruction_id'), ['instruction_id'], unique=False)
    with op.batch_alter_table('instruction', schema=None) as batch_op:
        batch_op.add_column(sa.Column('origin_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_instruction_origin_id'), ['origin_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_instruction_origin_id_instruction'), 'instruction', ['origin_id'], ['id'])
        batch_op.add_column(sa.Column('passed_by_unit_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('result', sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column('closed_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('closed_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_instruction_passed_by_unit_id_unit'), 'unit', ['passed_by_unit_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_instruction_closed_by_id_ab_user'), 'ab_user', ['closed_by_id'], ['id'])


def downgrade():
    with op.batch_alter_table('instruction', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_instruction_closed_by_id_ab_user'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_instruction_passed_by_unit_id_unit'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_instruction_origin_id_instruction'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_instruction_origin_id'))
        batch_op.drop_column('origin_id')
        batch_op.drop_column('closed_by_id')
        batch_op.drop_column('closed_on')
        batch_op.drop_column('result')
        batch_op.drop_column('passed_by_unit_id')
    op.drop_table('instruction_step')
