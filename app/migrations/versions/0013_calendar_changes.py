"""calendar changes"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('calendar_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('days', sa.Text(), nullable=False),
    sa.Column('old_days', sa.Text(), nullable=False),
    sa.Column('source', sa.String(length=120), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('asked_for_id', sa.Integer(), nullable=True),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_for_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('reckoned', sa.Integer(), nullable=False),
    sa.Column('moved', sa.Integer(), nullable=False),
    sa.CheckConstraint("status in ('proposed', 'granted', 'refused', 'withdrawn')", name=op.f('ck_calendar_change_status')),
    sa.CheckConstraint('asked_by_id <> decided_by_id', name=op.f('ck_calendar_change_two_people')),
    sa.CheckConstraint("(status = 'proposed') = (decided_at is null)", name=op.f('ck_calendar_change_decided')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['ab_user.id'], name=op.f('fk_calendar_change_asked_by_id_ab_user')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['ab_user.id'], name=op.f('fk_calendar_change_decided_by_id_ab_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_change'))
    )
    op.create_index('uq_calendar_change_open', 'calendar_change', ['year'], unique=True, sqlite_where=sa.text("status = 'proposed'"), postgresql_where=sa.text("status = 'proposed'"))
    op.create_table('clock_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clock_id', sa.Integer(), nullable=False),
    sa.Column('petition_id', sa.Integer(), nullable=False),
    sa.Column('cause', sa.String(length=12), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('old_unrolled_on', sa.Date(), nullable=False),
    sa.Column('old_due_on', sa.Date(), nullable=False),
    sa.Column('old_provisional', sa.Boolean(), nullable=False),
    sa.Column('new_unrolled_on', sa.Date(), nullable=False),
    sa.Column('new_due_on', sa.Date(), nullable=False),
    sa.Column('new_provisional', sa.Boolean(), nullable=False),
    sa.Column('why', sa.Text(), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['change_id'], ['calendar_change.id'], name=op.f('fk_clock_change_change_id_calendar_change')),
    sa.ForeignKeyConstraint(['clock_id'], ['clock.id'], name=op.f('fk_clock_change_clock_id_clock')),
    sa.ForeignKeyConstraint(['petition_id'], ['petition.id'], name=op.f('fk_clock_change_petition_id_petition')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clock_change'))
    )
    op.create_index('ix_clock_change_clock', 'clock_change', ['clock_id', 'id'], unique=False)
    op.create_index('ix_clock_change_change', 'clock_change', ['change_id', 'petition_id'], unique=False)


def downgrade():
    op.drop_table('clock_change')
    op.drop_table('calendar_change')
