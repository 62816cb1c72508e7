"""supervision register: its numbers stand in the register of letters; a word on its closing"""

import re
from datetime import datetime, time

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

NUMBER = re.compile("(.+)\u3014(\\d{4})\u3015")
#: Noon of an office in China: of older ones only the day is known.
NOON = time(4)


def upgrade():
    with op.batch_alter_table('supervision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('mark', sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column('year', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('numbered_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('closing_note', sa.Text(), nullable=True))
        batch_op.create_index(
            'ix_supervision_numbered', ['issued_by_unit_id', 'year'], unique=False
        )
    _enter()


def _enter():
    """Let the register find the numbers that were given before."""
    order = sa.table(
        'supervision',
        sa.column('id', sa.Integer),
        sa.column('number', sa.String),
        sa.column('issued_on', sa.Date),
        sa.column('mark', sa.String),
        sa.column('year', sa.Integer),
        sa.column('numbered_at', sa.DateTime),
    )
    numbered = sa.select(order.c.id, order.c.number, order.c.issued_on)
    for row in op.get_bind().execute(numbered.where(order.c.number.is_not(None))).all():
        found = NUMBER.match(row.number)
        if found:
            values = {
                'mark': found[1],
                'year': int(found[2]),
                'numbered_at': datetime.combine(row.issued_on, NOON),
            }
            op.execute(sa.update(order).where(order.c.id == row.id).values(values))


def downgrade():
    with op.batch_alter_table('supervision', schema=None) as batch_op:
        batch_op.drop_index('ix_supervision_numbered')
        batch_op.drop_column('closing_note')
        batch_op.drop_column('numbered_at')
        batch_op.drop_column('year')
        batch_op.drop_column('mark')
