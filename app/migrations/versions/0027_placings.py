"""placings: what is done about a petition carries where the petition is counted"""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None

PLACED = ['registering_unit_id', 'unit_id', 'problem_region', 'source', 'is_repeat', 'is_accusation']
KEY = (
    "petition.registering_unit_id || '-' || coalesce(CAST(petition.unit_id AS VARCHAR), '') || '-' ||"
    " coalesce(petition.problem_region, '') || '-' || petition.source || '-' ||"
    " CASE WHEN petition.is_repeat THEN '1' ELSE '0' END || '-' ||"
    " CASE WHEN petition.is_accusation THEN '1' ELSE '0' END"
)
TRAITS = (
    "CASE WHEN substr(channel, 1, 1) IN ('1', '2', '3', '4') THEN substr(channel, 1, 1) ELSE '9' END"
    " || CASE WHEN is_repeat THEN '1' ELSE '0' END"
    " || CASE WHEN is_group THEN '1' ELSE '0' END"
    " || CASE WHEN head_count >= 50 THEN '1' ELSE '0' END"
    " || CASE WHEN anonymous THEN '1' ELSE '0' END"
    " || CASE WHEN skip_level THEN '1' ELSE '0' END"
    " || CASE WHEN level IN ('1', '2', '3', '4', '5') THEN level ELSE '9' END"
    " || CASE WHEN purpose IN ('01', '02', '03', '04', '05') THEN purpose ELSE '99' END"
    " || CASE WHEN state IN ('concluded', 'declined', 'barred', 'redirected', 'archived')"
    " THEN '1' ELSE '0' END"
    " || CASE WHEN off_site THEN '1' ELSE '0' END"
    " || CASE WHEN source IN ('02', '06', '07', '08') THEN source ELSE '00' END"
    " || CASE WHEN statutory_route IN ('71', '72') THEN statutory_route ELSE '00' END"
    " || CASE WHEN EXISTS (SELECT 1 FROM clock WHERE clock.petition_id = petition.id"
    " AND clock.code IN ('D06', 'D16', 'D17') AND clock.stopped_on > clock.due_on)"
    " THEN '1' ELSE '0' END"
    " || coalesce(archived_from, state)"
)
WHAT = (
    "CASE WHEN code = 'D18' AND (outcome = 'released' OR EXISTS"
    " (SELECT 1 FROM follow_up WHERE follow_up.petition_id = clock.petition_id)) THEN NULL"
    " WHEN code = 'D18' THEN 'rate'"
    " WHEN outcome NOT IN ('met', 'late') THEN NULL"
    " WHEN handover_id IN"
    " (SELECT handover.id FROM handover WHERE status NOT IN ('sent', 'signed', 'done')) THEN NULL"
    " WHEN code IN ('D01', 'D15') THEN 'send'"
    " WHEN code IN ('D02', 'D03', 'D16') THEN 'accept'"
    " WHEN code IN ('D06', 'D17') THEN 'answer' END"
    " || CASE WHEN stopped_on IS NULL THEN '.unmet'"
    " WHEN stopped_on <= due_on THEN '.kept' ELSE '.late' END"
)
FORMERLY = (
    'registered_on state source is_accusation registering_unit_id unit_id problem_region issue'
    ' channel level purpose is_repeat is_group head_count anonymous skip_level off_site'
    ' archived_from statutory_route closed_on result id'
).split()
COUNTED = (
    'registered_on state is_accusation registering_unit_id id traits head_count unit_id'
    ' problem_region issue source closed_on channel level purpose is_repeat is_group result'
).split()
# SQLite walks from each placing to its limits, PostgreSQL from the days to all limits.
CLOCK = (
    {
        'ix_clock_counted': ['placing_id', 'what', 'due_on', 'petition_id'],
        'ix_clock_took': ['placing_id', 'what', 'stopped_on', 'started_on', 'petition_id'],
    },
    {
        'ix_clock_counted_on': ['what', 'due_on', 'placing_id', 'petition_id'],
        'ix_clock_took_on': ['what', 'stopped_on', 'placing_id', 'started_on', 'petition_id'],
    },
)
EXTENDED = sa.text('extended_days > 0')


def upgrade():
    op.create_table('counting_place',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('registering_unit_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('problem_region', sa.String(length=12), nullable=True),
    sa.Column('source', sa.String(length=8), nullable=False),
    sa.Column('is_repeat', sa.Boolean(), nullable=False),
    sa.Column('is_accusation', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['problem_region'], ['region.code'], name=op.f('fk_counting_place_problem_region_region')),
    sa.ForeignKeyConstraint(['registering_unit_id'], ['unit.id'], name=op.f('fk_counting_place_registering_unit_id_unit')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_counting_place_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_counting_place')),
    sa.UniqueConstraint('key', name=op.f('uq_counting_place_key'))
    )
    op.add_column('petition', sa.Column('traits', sa.String(length=48), server_default='', nullable=False))
    op.add_column('clock', sa.Column('what', sa.String(length=12), nullable=True))
    for table in ('petition', 'clock', 'follow_up'):
        op.add_column(table, sa.Column('placing_id', sa.Integer(), nullable=True))
    for name in ('ix_clock_counted', 'ix_clock_took'):
        op.drop_index(name, table_name='clock')
    op.drop_index('ix_petition_counted', table_name='petition')
    op.drop_index('ix_follow_up_counted', table_name='follow_up')
    put_down()
    index()


def put_down():
    """Write the placings of what is there, and put down petitions, limits and ratings."""
    columns = ', '.join(PLACED)
    op.execute(
        f'INSERT INTO counting_place (key, {columns})'
        f" SELECT DISTINCT {KEY}, {columns} FROM petition WHERE state <> 'voided'"
    )
    op.execute(
        f'UPDATE petition SET traits = {TRAITS}, placing_id ='
        f" CASE WHEN state = 'voided' THEN NULL"
        f' ELSE (SELECT p.id FROM counting_place p WHERE p.key = {KEY}) END'
    )
    place = '(SELECT petition.placing_id FROM petition WHERE petition.id = {0}.petition_id)'
    op.execute(f"UPDATE clock SET what = {WHAT}, placing_id = {place.format('clock')}")
    op.execute(
        f"UPDATE follow_up SET placing_id = {place.format('follow_up')} WHERE NOT EXISTS"
        ' (SELECT 1 FROM follow_up l WHERE l.petition_id = follow_up.petition_id AND l.id > follow_up.id)'
    )


def index():
    """Index by placing and day what is counted of acts, petitions by their day with all traits."""
    op.create_index('ix_petition_counted', 'petition', COUNTED)
    for name, columns in CLOCK[op.get_bind().dialect.name == 'postgresql'].items():
        op.create_index(name, 'clock', columns)
    op.create_index('ix_clock_extended', 'clock', ['placing_id', 'due_on', 'code', 'petition_id'],
                    sqlite_where=EXTENDED, postgresql_where=EXTENDED)
    said = ['occurred_on', 'placing_id', 'satisfaction', 'office_satisfaction', 'petition_id']
    op.create_index('ix_follow_up_counted', 'follow_up', said)


def downgrade():
    op.drop_index('ix_follow_up_counted', table_name='follow_up')
    op.drop_index('ix_petition_counted', table_name='petition')
    for name in ('ix_clock_extended', *CLOCK[op.get_bind().dialect.name == 'postgresql']):
        op.drop_index(name, table_name='clock')
    for table in ('follow_up', 'clock', 'petition'):
        op.drop_column(table, 'placing_id')
    op.drop_column('clock', 'what')
    op.drop_column('petition', 'traits')
    op.drop_table('counting_place')
    op.create_index('ix_petition_counted', 'petition', FORMERLY)
    said = ['occurred_on', 'petition_id', 'satisfaction', 'office_satisfaction']
    op.create_index('ix_follow_up_counted', 'follow_up', said)
    owed = ['outcome', 'handover_id', 'petition_id']
    op.create_index('ix_clock_counted', 'clock', ['code', 'due_on', 'stopped_on', *owed, 'extended_days'])
    op.create_index('ix_clock_took', 'clock', ['code', 'stopped_on', 'started_on', *owed])
