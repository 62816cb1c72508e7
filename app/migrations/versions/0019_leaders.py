"""leaders"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
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
    op.create_table('urgent_matter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('petition_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=60), nullable=False),
    sa.Column('known_at', sa.DateTime(), nullable=False),
    sa.Column('opened_by_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=8), nullable=False),
    sa.Column('closed_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['opened_by_id'], ['ab_user.id'], name=op.f('fk_urgent_matter_opened_by_id_ab_user')),
    sa.ForeignKeyConstraint(['petition_id'], ['petition.id'], name=op.f('fk_urgent_matter_petition_id_petition')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_urgent_matter_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_urgent_matter'))
    )
    with op.batch_alter_table('urgent_matter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_urgent_matter_petition_id'), ['petition_id'], unique=False)
        batch_op.create_index('ix_urgent_matter_status', ['status', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_urgent_matter_unit_id'), ['unit_id'], unique=False)
    op.create_table('urgent_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('happened_at', sa.DateTime(), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('people', sa.Integer(), nullable=True),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('situation', sa.Text(), nullable=False),
    sa.Column('handling', sa.Text(), nullable=False),
    sa.Column('responsible', sa.String(length=120), nullable=False),
    sa.Column('contact', sa.String(length=120), nullable=False),
    sa.Column('reported_at', sa.DateTime(), nullable=False),
    sa.Column('due_at', sa.DateTime(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['ab_user.id'], name=op.f('fk_urgent_report_by_id_ab_user')),
    sa.ForeignKeyConstraint(['matter_id'], ['urgent_matter.id'], name=op.f('fk_urgent_report_matter_id_urgent_matter')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_urgent_report')),
    sa.UniqueConstraint('matter_id', 'number', name=op.f('uq_urgent_report_matter_id_number')),
    info={'append_only': True}
    )
    op.create_table('urgent_telling',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('step', sa.String(length=10), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['matter_id'], ['urgent_matter.id'], name=op.f('fk_urgent_telling_matter_id_urgent_matter')),
    sa.ForeignKeyConstraint(['officer_id'], ['ab_user.id'], name=op.f('fk_urgent_telling_officer_id_ab_user')),
    sa.ForeignKeyConstraint(['report_id'], ['urgent_report.id'], name=op.f('fk_urgent_telling_report_id_urgent_report')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_urgent_telling')),
    sa.UniqueConstraint('report_id', 'officer_id', 'step', name=op.f('uq_urgent_telling_report_id_officer_id_step')),
    info={'append_only': True}
    )
    with op.batch_alter_table('urgent_telling', schema=None) as batch_op:
        batch_op.create_index('ix_urgent_telling_officer', ['officer_id', 'matter_id'], unique=False)
    op.create_table('reception',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('leader_id', sa.Integer(), nullable=True),
    sa.Column('leader_name', sa.String(length=64), nullable=False),
    sa.Column('leader_title', sa.String(length=64), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('begins', sa.Time(), nullable=False),
    sa.Column('ends', sa.Time(), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('window', sa.String(length=40), nullable=False),
    sa.Column('topic', sa.String(length=120), nullable=False),
    sa.Column('entered_by_id', sa.Integer(), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(), nullable=True),
    sa.Column('cancelled_reason', sa.String(length=120), nullable=True),
    sa.ForeignKeyConstraint(['entered_by_id'], ['ab_user.id'], name=op.f('fk_reception_entered_by_id_ab_user')),
    sa.ForeignKeyConstraint(['leader_id'], ['ab_user.id'], name=op.f('fk_reception_leader_id_ab_user')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_reception_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reception'))
    )
    with op.batch_alter_table('reception', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reception_leader_id'), ['leader_id'], unique=False)
        batch_op.create_index('ix_reception_unit', ['unit_id', 'day'], unique=False)
    op.create_table('reception_visit',
    sa.Column('petition_id', sa.Integer(), nullable=False),
    sa.Column('reception_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['petition_id'], ['petition.id'], name=op.f('fk_reception_visit_petition_id_petition')),
    sa.ForeignKeyConstraint(['reception_id'], ['reception.id'], name=op.f('fk_reception_visit_reception_id_reception')),
    sa.PrimaryKeyConstraint('petition_id', name=op.f('pk_reception_visit'))
    )
    with op.batch_alter_table('reception_visit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reception_visit_reception_id'), ['reception_id'], unique=False)
    op.create_table('leader_charge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('petition_id', sa.Integer(), nullable=False),
    sa.Column('leader_id', sa.Integer(), nullable=False),
    sa.Column('aim', sa.Text(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('status', sa.String(length=8), nullable=False),
    sa.Column('reported_on', sa.Date(), nullable=True),
    sa.Column('result', sa.Text(), nullable=True),
    sa.Column('released_on', sa.Date(), nullable=True),
    sa.Column('entered_by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['entered_by_id'], ['ab_user.id'], name=op.f('fk_leader_charge_entered_by_id_ab_user')),
    sa.ForeignKeyConstraint(['leader_id'], ['ab_user.id'], name=op.f('fk_leader_charge_leader_id_ab_user')),
    sa.ForeignKeyConstraint(['petition_id'], ['petition.id'], name=op.f('fk_leader_charge_petition_id_petition')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leader_charge'))
    )
    with op.batch_alter_table('leader_charge', schema=None) as batch_op:
        batch_op.create_index('ix_leader_charge_leader', ['leader_id', 'status'], unique=False)
        batch_op.create_index(batch_op.f('ix_leader_charge_petition_id'), ['petition_id'], unique=False)

    with op.batch_alter_table('supervision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('follow_up_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_supervision_follow_up_id'), ['follow_up_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_supervision_follow_up_id_follow_up'), 'follow_up', ['follow_up_id'], ['id'])


def downgrade():
    with op.batch_alter_table('supervision', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_supervision_follow_up_id_follow_up'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_supervision_follow_up_id'))
        batch_op.drop_column('follow_up_id')
    op.drop_table('leader_charge')
    op.drop_table('reception_visit')
    op.drop_table('reception')
    op.drop_table('urgent_telling')
    op.drop_table('urgent_report')
    op.drop_table('urgent_matter')
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
