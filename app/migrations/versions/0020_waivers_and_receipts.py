"""waivers and receipts"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('waiver',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('petition_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=4), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.Column('on_behalf_of_id', sa.Integer(), nullable=True),
    sa.Column('decided_for_id', sa.Integer(), nullable=True),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('used_on', sa.Date(), nullable=True),
    sa.CheckConstraint("status in ('asked', 'granted', 'refused')", name=op.f('ck_waiver_status_known')),
    sa.CheckConstraint('decided_by_id is null or decided_by_id <> asked_by_id', name=op.f('ck_waiver_two_people')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['ab_user.id'], name=op.f('fk_waiver_asked_by_id_ab_user')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['ab_user.id'], name=op.f('fk_waiver_decided_by_id_ab_user')),
    sa.ForeignKeyConstraint(['petition_id'], ['petition.id'], name=op.f('fk_waiver_petition_id_petition')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_waiver_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_waiver'))
    )
    with op.batch_alter_table('waiver', schema=None) as batch_op:
        batch_op.create_index('ix_waiver_waiting', ['unit_id', 'status'], unique=False)
        batch_op.create_index('ix_waiver_petition', ['petition_id', 'status'], unique=False)
        batch_op.create_index('ix_waiver_status', ['status', 'id'], unique=False)
    with op.batch_alter_table('service', schema=None) as batch_op:
        batch_op.add_column(sa.Column('letter_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('scan_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_service_letter_id'), ['letter_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_service_letter_id_letter'), 'letter', ['letter_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_service_scan_id_attachment'), 'attachment', ['scan_id'], ['id'])
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.create_index('ix_letter_unit', ['unit_id', 'status', 'signed_at', 'id'], unique=False)


def downgrade():
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.drop_index('ix_letter_unit')
    with op.batch_alter_table('service', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_service_scan_id_attachment'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_service_letter_id_letter'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_service_letter_id'))
        batch_op.drop_column('scan_id')
        batch_op.drop_column('letter_id')
    op.drop_table('waiver')
