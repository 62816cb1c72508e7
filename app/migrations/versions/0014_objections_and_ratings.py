"""objections and ratings"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

# What the legs know of the objections made so far; when they were answered, their events tell.
KEPT = """
INSERT INTO objection
    (petition_id, handover_id, unit_id, code, text, asked_on, agreed, answer, answered_on)
SELECT petition_id, id, to_unit_id, COALESCE(objection_code, '9'), COALESCE(objection, ''),
    objected_on,
    CASE WHEN objection_answer IS NULL THEN NULL ELSE status = 'returned' END,
    objection_answer,
    CASE WHEN objection_answer IS NULL THEN NULL ELSE (
        SELECT MAX(event.occurred_on) FROM event
        WHERE event.petition_id = handover.petition_id AND event.step = 'done'
            AND event.move IN ('agree_objection', 'refuse_objection')
            AND event.occurred_on >= handover.objected_on
    ) END
FROM handover WHERE objected_on IS NOT NULL
"""
COUNTED = """
UPDATE petition SET objections =
    (SELECT COUNT(*) FROM objection WHERE objection.petition_id = petition.id)
WHERE id IN (SELECT petition_id FROM objection)
"""
AGREED = """
UPDATE petition SET objections =
    (SELECT COUNT(*) FROM objection WHERE objection.petition_id = petition.id AND agreed)
WHERE id IN (SELECT petition_id FROM objection)
"""


def upgrade():
    op.create_table('objection',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('petition_id', sa.Integer(), nullable=False),
    sa.Column('handover_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('agreed', sa.Boolean(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('answered_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['answered_by_id'], ['ab_user.id'], name=op.f('fk_objection_answered_by_id_ab_user')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['ab_user.id'], name=op.f('fk_objection_asked_by_id_ab_user')),
    sa.ForeignKeyConstraint(['handover_id'], ['handover.id'], name=op.f('fk_objection_handover_id_handover')),
    sa.ForeignKeyConstraint(['petition_id'], ['petition.id'], name=op.f('fk_objection_petition_id_petition')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_objection_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objection'))
    )
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objection_handover_id'), ['handover_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_objection_petition_id'), ['petition_id'], unique=False)
    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.add_column(sa.Column('opinion_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('improved', sa.Text(), nullable=True))
        batch_op.create_index(batch_op.f('ix_follow_up_opinion_id'), ['opinion_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_follow_up_opinion_id_opinion'), 'opinion', ['opinion_id'], ['id'])
    op.execute(KEPT)
    op.execute(COUNTED)


def downgrade():
    op.execute(AGREED)
    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_follow_up_opinion_id_opinion'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_follow_up_opinion_id'))
        batch_op.drop_column('improved')
        batch_op.drop_column('opinion_id')
    op.drop_table('objection')
