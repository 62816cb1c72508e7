"""unread indexes: what is late and what was sent back is kept beside the rows since 0027"""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None

LATE = sa.text('stopped_on > due_on')
BACK = sa.text("status NOT IN ('sent', 'signed', 'done')")


def upgrade():
    op.drop_index('ix_clock_late', table_name='clock')
    op.drop_index('ix_handover_back', table_name='handover')


def downgrade():
    op.create_index('ix_handover_back', 'handover', ['id'], sqlite_where=BACK, postgresql_where=BACK)
    op.create_index('ix_clock_late', 'clock', ['petition_id', 'code'], sqlite_where=LATE, postgresql_where=LATE)
