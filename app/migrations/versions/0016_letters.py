"""letters"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('petition_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=4), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('addressee', sa.Text(), nullable=False),
    sa.Column('opinion_id', sa.Integer(), nullable=True),
    sa.Column('handover_id', sa.Integer(), nullable=True),
    sa.Column('supervision_id', sa.Integer(), nullable=True),
    sa.Column('approval_id', sa.Integer(), nullable=True),
    sa.Column('drafted_by_id', sa.Integer(), nullable=False),
    sa.Column('drafted_at', sa.DateTime(), nullable=False),
    sa.Column('mark', sa.String(length=16), nullable=True),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('serial', sa.Integer(), nullable=True),
    sa.Column('number', sa.String(length=60), nullable=True),
    sa.Column('signed_version', sa.Integer(), nullable=True),
    sa.Column('signed_by_id', sa.Integer(), nullable=True),
    sa.Column('signed_for_id', sa.Integer(), nullable=True),
    sa.Column('signed_at', sa.DateTime(), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.Column('stored_name', sa.String(length=64), nullable=True),
    sa.Column('size', sa.Integer(), nullable=True),
    sa.Column('cancelled_reason', sa.Text(), nullable=True),
    sa.Column('cancelled_by_id', sa.Integer(), nullable=True),
    sa.Column('cancelled_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint("status in ('draft', 'signed', 'cancelled')", name=op.f('ck_letter_status_known')),
    sa.CheckConstraint("status <> 'signed' or (signed_by_id is not null and sha256 is not null)", name=op.f('ck_letter_signed_by_somebody')),
    sa.CheckConstraint("status <> 'cancelled' or cancelled_reason is not null", name=op.f('ck_letter_cancelled_why')),
    sa.ForeignKeyConstraint(['approval_id'], ['approval.id'], name=op.f('fk_letter_approval_id_approval')),
    sa.ForeignKeyConstraint(['cancelled_by_id'], ['ab_user.id'], name=op.f('fk_letter_cancelled_by_id_ab_user')),
    sa.ForeignKeyConstraint(['drafted_by_id'], ['ab_user.id'], name=op.f('fk_letter_drafted_by_id_ab_user')),
    sa.ForeignKeyConstraint(['handover_id'], ['handover.id'], name=op.f('fk_letter_handover_id_handover')),
    sa.ForeignKeyConstraint(['opinion_id'], ['opinion.id'], name=op.f('fk_letter_opinion_id_opinion')),
    sa.ForeignKeyConstraint(['petition_id'], ['petition.id'], name=op.f('fk_letter_petition_id_petition')),
    sa.ForeignKeyConstraint(['signed_by_id'], ['ab_user.id'], name=op.f('fk_letter_signed_by_id_ab_user')),
    sa.ForeignKeyConstraint(['signed_for_id'], ['ab_user.id'], name=op.f('fk_letter_signed_for_id_ab_user')),
    sa.ForeignKeyConstraint(['supervision_id'], ['supervision.id'], name=op.f('fk_letter_supervision_id_supervision')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_letter_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter')),
    sa.UniqueConstraint('stored_name', name=op.f('uq_letter_stored_name')),
    sa.UniqueConstraint('unit_id', 'mark', 'year', 'serial', name=op.f('uq_letter_unit_id_mark_year_serial'))
    )
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.create_index('ix_letter_petition', ['petition_id', 'kind', 'status'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_number'), ['number'], unique=False)
    op.create_table('letter_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('fields', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('on_behalf_of_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('findings', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['ab_user.id'], name=op.f('fk_letter_version_by_id_ab_user')),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_letter_version_letter_id_letter')),
    sa.ForeignKeyConstraint(['on_behalf_of_id'], ['ab_user.id'], name=op.f('fk_letter_version_on_behalf_of_id_ab_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_version')),
    sa.UniqueConstraint('letter_id', 'serial', name=op.f('uq_letter_version_letter_id_serial'))
    )
    op.create_table('letter_template',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=4), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('stored_name', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('uploaded_by_id', sa.Integer(), nullable=False),
    sa.Column('uploaded_at', sa.DateTime(), nullable=False),
    sa.Column('retired_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_letter_template_unit_id_unit')),
    sa.ForeignKeyConstraint(['uploaded_by_id'], ['ab_user.id'], name=op.f('fk_letter_template_uploaded_by_id_ab_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_template')),
    sa.UniqueConstraint('stored_name', name=op.f('uq_letter_template_stored_name'))
    )
    with op.batch_alter_table('letter_template', schema=None) as batch_op:
        batch_op.create_index('ix_letter_template_unit', ['unit_id', 'kind'], unique=False)
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('letter_mark', sa.String(length=16), server_default='', nullable=False)
        )


def downgrade():
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.drop_column('letter_mark')
    op.drop_table('letter_template')
    op.drop_table('letter_version')
    op.drop_table('letter')
