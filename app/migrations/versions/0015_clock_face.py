"""clock face"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

WAITING = "delay_asked_on IS NOT NULL AND delay_answer IS NULL"


def upgrade():
    with op.batch_alter_table('handover', schema=None) as batch_op:
        batch_op.add_column(sa.Column('delay_until_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('delay_reason', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('delay_asked_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('delay_answer', sa.Text(), nullable=True))
        batch_op.create_index(
            'ix_handover_delay',
            ['from_unit_id'],
            unique=False,
            sqlite_where=sa.text(WAITING),
            postgresql_where=sa.text(WAITING),
        )
    with op.batch_alter_table('petition', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('lamp_provisional', sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.create_index('ix_petition_due', ['lamp_due_on', 'id'], unique=False)
    _mark_provisional()
    with op.batch_alter_table('petition', schema=None) as batch_op:
        batch_op.alter_column(
            'lamp_provisional', existing_type=sa.Boolean(), server_default=None
        )


def _mark_provisional():
    """Say it of the petitions whose lamp is that of a provisional limit."""
    clock = sa.table(
        'clock',
        sa.column('petition_id', sa.Integer),
        sa.column('code', sa.String),
        sa.column('due_on', sa.Date),
        sa.column('stopped_on', sa.Date),
        sa.column('provisional', sa.Boolean),
    )
    petition = sa.table(
        'petition',
        sa.column('id', sa.Integer),
        sa.column('lamp_code', sa.String),
        sa.column('lamp_due_on', sa.Date),
        sa.column('lamp_provisional', sa.Boolean),
    )
    shown = sa.exists().where(
        clock.c.petition_id == petition.c.id,
        clock.c.code == petition.c.lamp_code,
        clock.c.due_on == petition.c.lamp_due_on,
        clock.c.stopped_on.is_(None),
        clock.c.provisional,
    )
    op.execute(petition.update().where(shown).values(lamp_provisional=True))


def downgrade():
    with op.batch_alter_table('petition', schema=None) as batch_op:
        batch_op.drop_index('ix_petition_due')
        batch_op.drop_column('lamp_provisional')
    with op.batch_alter_table('handover', schema=None) as batch_op:
        batch_op.drop_index('ix_handover_delay', sqlite_where=sa.text(WAITING), postgresql_where=sa.text(WAITING))
        batch_op.drop_column('delay_answer')
        batch_op.drop_column('delay_asked_on')
        batch_op.drop_column('delay_reason')
        batch_op.drop_column('delay_until_on')
