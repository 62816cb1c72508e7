"""A docket leaves the same rows as the commands; the same seed writes the same dockets."""

import hashlib
from datetime import date, datetime
from random import Random

import pytest
import sqlalchemy as sa

from app.core import clock
from app.demo.bulk.docket import Docket
from app.demo.bulk.pour import Pourer
from app.demo.generate import Writer, generate
from app.demo.invention import Invention
from app.demo.life import Life, NotYet
from app.demo.lives import WAYS
from app.demo.telling import Telling
from app.dictionaries.queries import work_calendar
from app.petitions.models import Petition
from tests.demo.conftest import NOW, TODAY

# --- by the same rules --------------------------------------------------------------------------

# Ids differ, the version counts flushes, the query code is drawn.
NOT_COMPARED = ("id", "version", "query_code_hash", "given", "number")
TABLES = (
    "petition accusation request petition_person party handover clock event approval opinion"
    " service review_case submission instruction supervision public_reply follow_up incident"
).split()


#: Facts that no two petitions share, and the letters: thousands of files are not poured.
OF_ITS_OWN = ("number", "matter_id", "papers", "paper", "without")

PEOPLE = (
    "by_id by_unit_id unit_id user_id approved_by_id owner_unit_id to_unit_id from_unit_id"
    " decided_by_id asked_by_id signed_by_id drafted_by_id archive_unit_id registering_unit_id"
    " registered_by_id leader_id recorded_by_id passed_to_id"
).split()


def told(db, table, petition_id):
    """Return a petition's rows of one table, without what no two petitions share."""
    columns = db.metadata.tables[table].columns
    own = columns["id" if table == "petition" else "petition_id"]
    key = db.metadata.tables[table].primary_key.columns
    rows = db.session.execute(
        sa.select(*columns).where(own == petition_id).order_by(*key)
    ).mappings()
    return [{name: shared(value) for name, value in row.items() if compared(name)} for row in rows]


def compared(name):
    return name not in NOT_COMPARED and (not name.endswith("_id") or name in PEOPLE)


def shared(value):
    if not isinstance(value, dict):
        return value
    return {key: one for key, one in value.items() if key not in OF_ITS_OWN}


def live(file, writer, arrival, way, seed):
    """Let a life take its course; the same seed, the same course."""
    life = Life(file, writer.office, writer.calendar, Invention(Random(seed)), NOW, arrival.given,
                arrival.topic, arrival.slots)  # fmt: skip
    if arrival.kind == "station":
        life.unit = writer.office.places[arrival.by.unit_id]
    life.wants_all = True
    try:
        life.register(datetime(2025, 3, 4, 9, 30, tzinfo=clock.OFFICE_ZONE), arrival.by)
        way(life)
    except NotYet:
        assert file.state != "registered", "the story is old enough to have gone on"
    return file


def pour(writer):
    writer.book.settle_events()
    pourer = Pourer(writer.book)
    pourer.pour()
    pourer.finish()


# These need an earlier petition; the generated ones have it.
ALONE = {
    way.__name__: (kind, way)
    for kind, shares in reversed(WAYS.items())
    for way in shares.things
    if way.__name__ not in ("joined", "barred")
}


@pytest.mark.parametrize("name", ALONE)
def test_a_docket_leaves_the_same_rows_as_the_commands(db, office, name):
    kind, way = ALONE[name]
    for seed in range(4):
        writer = Writer(office, work_calendar(), seed, NOW)
        day = date(2025, 3, 4)
        arrival = writer.doorstep.arrival(day, kind=kind, again=False)
        docket = live(Docket(writer.book), writer, arrival, way, seed)
        docket.close()
        pour(writer)
        telling = live(Telling(), writer, arrival, way, seed)
        for table in TABLES:
            rows, wanted = (told(db, table, one.id) for one in (docket, telling))
            assert rows == wanted, f"{table}, seed {seed}"


# --- again --------------------------------------------------------------------------------------


def fingerprint(writer):
    """Return a digest of every row, of an encrypted one of what it says."""
    told = hashlib.sha256()
    for table, rows in sorted(writer.book.rows.items()):
        for row in rows:
            told.update(repr((table, sorted(row.items(), key=lambda pair: pair[0]))).encode())
    return told.hexdigest()


def written(office, seed):
    writer = Writer(office, work_calendar(), seed, NOW)
    assert sum(1 for _ in writer.petitions(120, date(2025, 1, 1))) == 120
    writer.book.settle_events()
    return fingerprint(writer)


def test_the_same_seed_writes_the_same_petitions(office):
    assert written(office, 7) == written(office, 7)
    assert written(office, 7) != written(office, 8)


def test_a_second_helping_goes_on_with_the_numbers(db, office):
    generate(petitions=40, years=1, seed=7, until=TODAY)
    generate(petitions=30, years=1, seed=9, until=TODAY)
    numbers = list(db.session.scalars(sa.select(Petition.number)))
    assert len(numbers) == len(set(numbers)) == 40 + 30
