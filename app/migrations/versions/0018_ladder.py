"""ladder"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

RUNNING = "stopped_on IS NULL"


def upgrade():
    op.create_table(
        'morning_round',
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('begun_at', sa.DateTime(), nullable=False),
        sa.Column('ended_at', sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint('day', name=op.f('pk_morning_round')),
    )
    with op.batch_alter_table('clock', schema=None) as batch_op:
        batch_op.create_index(
            'ix_clock_running',
            ['code', 'due_on'],
            unique=False,
            sqlite_where=sa.text(RUNNING),
            postgresql_where=sa.text(RUNNING),
        )
    _supervision()
    _ladder_step()
    _advice()


def _supervision():
    with op.batch_alter_table('supervision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('former_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('rule', sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column('number', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('returned_reason', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('returned_on', sa.Date(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_supervision_number'), ['number'])
        batch_op.alter_column('issued_by_id', existing_type=sa.Integer(), nullable=True)
        batch_op.create_index(batch_op.f('ix_supervision_former_id'), ['former_id'], unique=False)
        batch_op.create_index('ix_supervision_due', ['status', 'due_on'], unique=False)
        batch_op.create_foreign_key(
            batch_op.f('fk_supervision_former_id_supervision'), 'supervision', ['former_id'], ['id']
        )


    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('supervision_id', sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f('ix_attachment_supervision_id'), ['supervision_id'], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f('fk_attachment_supervision_id_supervision'),
            'supervision',
            ['supervision_id'],
            ['id'],
        )


def _ladder_step():
    op.create_table(
        'ladder_step',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('petition_id', sa.Integer(), nullable=False),
        sa.Column('rule', sa.String(length=24), nullable=False),
        sa.Column('occasion', sa.Integer(), nullable=False),
        sa.Column('rung', sa.String(length=12), nullable=False),
        sa.Column('unit_id', sa.Integer(), nullable=False),
        sa.Column('office_unit_id', sa.Integer(), nullable=False),
        sa.Column('reason_code', sa.String(length=8), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('answer_days', sa.Integer(), nullable=False),
        sa.Column('former_id', sa.Integer(), nullable=True),
        sa.Column('found_on', sa.Date(), nullable=False),
        sa.Column('status', sa.String(length=12), nullable=False),
        sa.Column('supervision_id', sa.Integer(), nullable=True),
        sa.Column('decided_by_id', sa.Integer(), nullable=True),
        sa.Column('decided_on', sa.Date(), nullable=True),
        sa.Column('reason', sa.Text(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f'{table}.id'], name=op.f(f'fk_ladder_step_{column}_{table}')
            )
            for column, table in (
                ('petition_id', 'petition'),
                ('unit_id', 'unit'),
                ('office_unit_id', 'unit'),
                ('former_id', 'supervision'),
                ('supervision_id', 'supervision'),
                ('decided_by_id', 'ab_user'),
            )
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_ladder_step')),
        sa.UniqueConstraint(
            'petition_id', 'rule', 'occasion', name=op.f('uq_ladder_step_petition_id_rule_occasion')
        ),
    )
    with op.batch_alter_table('ladder_step', schema=None) as batch_op:
        batch_op.create_index('ix_ladder_step_office', ['office_unit_id', 'status'], unique=False)
        batch_op.create_index('ix_ladder_step_petition', ['petition_id', 'status'], unique=False)


def _advice():
    op.create_table(
        'advice',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=16), nullable=False),
        sa.Column('number', sa.String(length=40), nullable=True),
        sa.Column('office_unit_id', sa.Integer(), nullable=False),
        sa.Column('unit_id', sa.Integer(), nullable=False),
        sa.Column('subject', sa.String(length=120), nullable=False),
        sa.Column('problem', sa.Text(), nullable=False),
        sa.Column('proposal', sa.Text(), nullable=False),
        sa.Column('status', sa.String(length=12), nullable=False),
        sa.Column('drafted_by_id', sa.Integer(), nullable=False),
        sa.Column('drafted_on', sa.Date(), nullable=False),
        sa.Column('returned_reason', sa.Text(), nullable=True),
        sa.Column('signed_by_id', sa.Integer(), nullable=True),
        sa.Column('delivered_on', sa.Date(), nullable=True),
        sa.Column('due_on', sa.Date(), nullable=True),
        sa.Column('outcome', sa.String(length=12), nullable=True),
        sa.Column('answer', sa.Text(), nullable=True),
        sa.Column('answered_by_id', sa.Integer(), nullable=True),
        sa.Column('answered_on', sa.Date(), nullable=True),
        sa.Column('closed_by_id', sa.Integer(), nullable=True),
        sa.Column('closed_on', sa.Date(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f'{table}.id'], name=op.f(f'fk_advice_{column}_{table}')
            )
            for column, table in (
                ('office_unit_id', 'unit'),
                ('unit_id', 'unit'),
                ('drafted_by_id', 'ab_user'),
                ('signed_by_id', 'ab_user'),
                ('answered_by_id', 'ab_user'),
                ('closed_by_id', 'ab_user'),
            )
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_advice')),
        sa.UniqueConstraint('number', name=op.f('uq_advice_number')),
    )
    with op.batch_alter_table('advice', schema=None) as batch_op:
        batch_op.create_index('ix_advice_office', ['office_unit_id', 'status', 'id'], unique=False)
        batch_op.create_index('ix_advice_unit', ['unit_id', 'status', 'id'], unique=False)
        batch_op.create_index('ix_advice_delivered', ['delivered_on'], unique=False)
    op.create_table(
        'advice_petition',
        sa.Column('advice_id', sa.Integer(), nullable=False),
        sa.Column('petition_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['advice_id'], ['advice.id'], name=op.f('fk_advice_petition_advice_id_advice')
        ),
        sa.ForeignKeyConstraint(
            ['petition_id'], ['petition.id'], name=op.f('fk_advice_petition_petition_id_petition')
        ),
        sa.PrimaryKeyConstraint('advice_id', 'petition_id', name=op.f('pk_advice_petition')),
    )
    with op.batch_alter_table('advice_petition', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_advice_petition_petition_id'), ['petition_id'], unique=False
        )


def downgrade():
    op.drop_table('advice_petition')
    op.drop_table('advice')
    op.drop_table('ladder_step')
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f('fk_attachment_supervision_id_supervision'), type_='foreignkey'
        )
        batch_op.drop_index(batch_op.f('ix_attachment_supervision_id'))
        batch_op.drop_column('supervision_id')
    # What a rule issued has no officer; before, every supervision had one.
    op.execute(
        "UPDATE supervision SET issued_by_id = (SELECT MIN(id) FROM ab_user)"
        " WHERE issued_by_id IS NULL"
    )
    with op.batch_alter_table('supervision', schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f('fk_supervision_former_id_supervision'), type_='foreignkey'
        )
        batch_op.drop_index('ix_supervision_due')
        batch_op.drop_index(batch_op.f('ix_supervision_former_id'))
        batch_op.alter_column('issued_by_id', existing_type=sa.Integer(), nullable=False)
        batch_op.drop_constraint(batch_op.f('uq_supervision_number'), type_='unique')
        batch_op.drop_column('returned_on')
        batch_op.drop_column('returned_reason')
        batch_op.drop_column('number')
        batch_op.drop_column('rule')
        batch_op.drop_column('former_id')
    with op.batch_alter_table('clock', schema=None) as batch_op:
        batch_op.drop_index(
            'ix_clock_running', sqlite_where=sa.text(RUNNING), postgresql_where=sa.text(RUNNING)
        )
    op.drop_table('morning_round')
