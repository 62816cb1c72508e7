"""template media type: a template of a letter is a kept file like every other"""

import sqlalchemy as sa
from alembic import op

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None

WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'


def upgrade():
    # Every template so far is a Word document; from now on the row says so itself.
    op.add_column(
        'letter_template',
        sa.Column('media_type', sa.String(length=80), server_default=WORD, nullable=False),
    )
    with op.batch_alter_table('letter_template') as batch_op:
        batch_op.alter_column('media_type', server_default=None)


def downgrade():
    with op.batch_alter_table('letter_template') as batch_op:
        batch_op.drop_column('media_type')
