"""counted: indexes that hold all that a table counts by"""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None

PETITION = (
    'registered_on state source is_accusation registering_unit_id unit_id problem_region issue'
    ' channel level purpose is_repeat is_group head_count anonymous skip_level off_site'
    ' archived_from statutory_route closed_on result id'
).split()
CLOSED = (
    'closed_on registered_on state archived_from source is_accusation registering_unit_id unit_id'
    ' problem_region id'
).split()
CLOCK = ['outcome', 'handover_id', 'petition_id']
LATE = sa.text('stopped_on > due_on')
BACK = sa.text("status NOT IN ('sent', 'signed', 'done')")


def upgrade():
    op.create_index('ix_petition_counted', 'petition', PETITION)
    op.create_index('ix_petition_closed', 'petition', CLOSED)
    op.create_index('ix_petition_again', 'petition', ['first_petition_id', 'registered_on', 'state'])
    op.drop_index('ix_petition_first_petition_id', table_name='petition')
    due = ['code', 'due_on', 'stopped_on', *CLOCK, 'extended_days']
    op.create_index('ix_clock_counted', 'clock', due)
    op.create_index('ix_clock_took', 'clock', ['code', 'stopped_on', 'started_on', *CLOCK])
    op.create_index('ix_clock_late', 'clock', ['petition_id', 'code'], sqlite_where=LATE, postgresql_where=LATE)
    op.create_index('ix_handover_back', 'handover', ['id'], sqlite_where=BACK, postgresql_where=BACK)
    said = ['occurred_on', 'petition_id', 'satisfaction', 'office_satisfaction']
    op.create_index('ix_follow_up_counted', 'follow_up', said)


def downgrade():
    op.drop_index('ix_follow_up_counted', table_name='follow_up')
    op.drop_index('ix_handover_back', table_name='handover')
    for name in ('late', 'took', 'counted'):
        op.drop_index(f'ix_clock_{name}', table_name='clock')
    op.create_index('ix_petition_first_petition_id', 'petition', ['first_petition_id'])
    op.drop_index('ix_petition_again', table_name='petition')
    op.drop_index('ix_petition_closed', table_name='petition')
    op.drop_index('ix_petition_counted', table_name='petition')
