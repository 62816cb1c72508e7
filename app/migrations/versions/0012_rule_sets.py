"""rule sets"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('petition', schema=None) as batch_op:
        batch_op.add_column(sa.Column('rule_set', sa.String(length=16), server_default='2022', nullable=False))
    # The law of the day of registration: the regulations of 2005 were in force until then.
    petition = sa.table('petition', sa.column('rule_set', sa.String), sa.column('registered_on', sa.Date))
    op.execute(
        petition.update()
        .where(petition.c.registered_on < sa.text("'2022-05-01'"))
        .values(rule_set='2005')
    )
    with op.batch_alter_table('petition', schema=None) as batch_op:
        batch_op.alter_column('rule_set', existing_type=sa.String(length=16), server_default=None)


def downgrade():
    with op.batch_alter_table('petition', schema=None) as batch_op:
        batch_op.drop_column('rule_set')
