"""report forms"""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('report_form',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('report', sa.String(length=12), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('stored_name', sa.String(length=64), nullable=False),
    sa.Column('media_type', sa.String(length=80), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('uploaded_by_id', sa.Integer(), nullable=False),
    sa.Column('uploaded_at', sa.DateTime(), nullable=False),
    sa.Column('retired_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_report_form_unit_id_unit')),
    sa.ForeignKeyConstraint(['uploaded_by_id'], ['ab_user.id'], name=op.f('fk_report_form_uploaded_by_id_ab_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_form')),
    sa.UniqueConstraint('stored_name', name=op.f('uq_report_form_stored_name'))
    )
    with op.batch_alter_table('report_form', schema=None) as batch_op:
        batch_op.create_index('ix_report_form_unit', ['unit_id', 'report'], unique=False)


def downgrade():
    with op.batch_alter_table('report_form', schema=None) as batch_op:
        batch_op.drop_index('ix_report_form_unit')

    op.drop_table('report_form')
