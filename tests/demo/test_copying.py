"""Each petition so many times over: rows, numbers, what points to them; sums just as often."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts.models import Officer
from app.core.numbering import Counter
from app.demo.generate import generate
from app.petitions.models import Clock, Event, Instruction, Petition, Supervision
from app.petitions.models.placing import wrong
from app.reports.asked import Asked
from app.reports.axes import axis_of
from app.reports.counting import tally
from app.reports.measures import MEASURES
from app.reports.period import Period
from app.reports.reader import Reader
from tests.demo.conftest import TODAY

TOLD, TIMES = 60, 10
YEARS = Period(date(2024, 3, 17), TODAY)


def rows(db):
    """Return how many rows each table has that hangs on a petition, and petitions themselves."""
    hanging = [
        t for t in db.metadata.sorted_tables if {"petition_id", "head_count"} & {*t.c.keys()}
    ]
    return {t.name: db.session.scalar(sa.select(sa.func.count()).select_from(t)) for t in hanging}


def sums(db):
    """Return every number that there is, as the petition office counts it."""
    officer = db.session.scalar(sa.select(Officer).where(Officer.username == "triage"))
    reader, asked = Reader.of(officer), Asked(YEARS)
    found = tally(reader, asked, axis_of("region", reader, asked), MEASURES.values())
    return {name: found.count(measure) for name, measure in MEASURES.items()}


def test_every_table_and_every_sum_has_so_many(db, office, at):
    with at(TODAY):
        generate(petitions=TOLD, years=2, seed=7, until=TODAY)
        table, told = rows(db), sums(db)
        assert told["all"] > TOLD / 2
        assert min(table[name] for name in ("event", "party", "clock", "review_case")) > 0
        generate(petitions=TOLD, years=2, seed=7, until=TODAY, times=TIMES - 1)
        db.session.rollback()
        assert table["petition"] == TOLD
        assert set(wrong(db.session()).values()) == {0}
        assert rows(db) == {name: TIMES * count for name, count in table.items()}
        assert sums(db) == {name: TIMES * count for name, count in told.items()}


@pytest.fixture
def copied(db, office):
    assert generate(petitions=TOLD, years=2, seed=7, until=TODAY, times=TIMES).petitions == 600
    return list(db.session.scalars(sa.select(Petition).order_by(Petition.id)))


def test_numbers_have_no_gap_and_the_counters_know_them(db, copied):
    serials = {}
    for petition in copied:
        serials.setdefault(petition.number[:16], []).append(int(petition.number[16:]))
    assert all(found == list(range(1, len(found) + 1)) for found in serials.values())
    counters = db.session.scalars(sa.select(Counter).where(Counter.prefix.in_(("LF", "LX", "WX"))))
    assert {(c.prefix, c.day): c.last for c in counters} == {
        (head[:2], date.fromisoformat(head[8:])): len(found)
        for head, found in serials.items()
        if head[:2] in ("LF", "LX", "WX")
    }
    letters = sorted(db.session.scalars(sa.select(Supervision.number)), key=str)
    assert len({one for one in letters if one}) == len([one for one in letters if one])


def test_what_points_to_a_file_points_to_its_copy(db, copied):
    repeats = [one for one in copied if one.is_repeat]
    assert {(one.matter_id, one.id % TIMES) for one in repeats} == {
        (one.first_petition.matter_id, one.first_petition.id % TIMES) for one in repeats
    }
    first = db.session.scalars(sa.select(Event).where(Event.move == "register"))
    assert all(event.facts["number"] == event.petition.number for event in first)
    loose = list(db.session.scalars(sa.select(Clock).where(Clock.record_id.is_not(None))))
    assert {clock.code for clock in loose} == {"H03", "H04"}
    kinds = {"H03": Instruction, "H04": Supervision}
    for clock in loose:
        assert db.session.get(kinds[clock.code], clock.record_id).petition_id == clock.petition_id
    assert sum(one.query_code_hash is not None for one in copied) == TOLD


def test_a_number_follows_the_last_copy(db, copied):
    generate(petitions=30, years=2, seed=9, until=TODAY)
    numbers = list(db.session.scalars(sa.select(Petition.number)))
    assert len(numbers) == len(set(numbers)) == 600 + 30


def test_an_office_at_work_is_left_alone(app, db, as_):
    run = app.test_cli_runner().invoke(args=["generate", "--petitions", "5"])
    assert run.exit_code == 1
    assert "This is an office at work" in run.output
    assert db.session.scalar(sa.select(sa.func.count(Petition.id))) == 0
