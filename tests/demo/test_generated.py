"""Generated petitions hold everything that holds for petitions made by the commands."""

from collections import Counter as Tally

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.crypto import EncryptedText
from app.core.identity import read_id_number
from app.core.numbering import Counter
from app.core.privacy import redact
from app.demo.generate import generate
from app.demo.office import settle
from app.dictionaries.queries import known_codes
from app.extensions import db as _db
from app.petitions import engine
from app.petitions.models import Approval, Clock, Event, Handover, Matter, Person, Petition
from app.petitions.models.placing import wrong
from app.petitions.workflow import PETITION
from tests.demo.conftest import NOW, TODAY, become_the_district

PETITIONS = 400


@pytest.fixture(scope="module")
def db(app, database):
    """Open a session on four hundred petitions, made once: these tests only read."""
    with app.app_context(), clock.at(TODAY):
        become_the_district(_db)
        settle()
        generate(petitions=PETITIONS, years=2, seed=7, until=TODAY)
        yield _db
        _db.session.remove()
    database.restore()


@pytest.fixture
def petitions(db):
    yield list(db.session.scalars(sa.select(Petition).order_by(Petition.id)))
    db.session.rollback()


def test_every_state_is_shown_and_most_files_are_closed(petitions):
    states = Tally(one.state for one in petitions)
    assert len(petitions) == PETITIONS
    assert set(states) == {state.name for state in PETITION.states}
    assert states["archived"] > PETITIONS / 2
    assert all(one.registered_at <= NOW for one in petitions)


def test_each_is_counted_as_the_session_would_have_it(db, petitions):
    assert wrong(db.session()) == {"petition": 0, "clock": 0, "follow_up": 0}
    assert len({one.placing_id for one in petitions}) > 10


def test_each_state_is_the_last_events(db, petitions):
    last = {}
    for event in db.session.scalars(sa.select(Event).order_by(Event.id)):
        if event.petition_id not in last:
            assert (event.move, event.step, event.from_state) == ("register", "done", None)
        else:
            assert event.from_state == last[event.petition_id], event.move
        last[event.petition_id] = event.to_state
    assert last == {one.id: one.state for one in petitions}


def test_events_stand_in_the_order_in_which_they_were_recorded(db, petitions):
    moments = list(db.session.scalars(sa.select(Event.recorded_at).order_by(Event.id)))
    assert moments == sorted(moments)


LAMP = ("lamp_code", "lamp_started_on", "lamp_due_on", "lamp_yellow_on", "lamp_orange_on")


def test_the_lamp_is_what_the_engine_would_light(petitions):
    for petition in petitions:
        kept = [getattr(petition, name) for name in LAMP]
        engine.relight(petition)
        assert [getattr(petition, name) for name in LAMP] == kept


def test_closed_files_owe_nothing(db, petitions):
    closed = {state.name for state in PETITION.states if state.closed}
    running = db.session.scalars(
        sa.select(Clock.code)
        .join(Clock.petition)
        .where(Clock.stopped_on.is_(None), Petition.state.in_(closed))
    )
    # A report may still be owed after an early end, and the last opinion still be rated.
    assert set(running) <= {"D04", "D05", "D05I", "D18"}


def test_numbers_have_no_gap_and_the_counters_know_them(db, petitions):
    serials = {}
    for petition in petitions:
        key = petition.number[:2], petition.registered_on
        assert petition.number[8:16] == f"{petition.registered_on:%Y%m%d}"
        serials.setdefault(key, []).append(int(petition.number[16:]))
    assert all(found == list(range(1, len(found) + 1)) for found in serials.values())
    ours = Counter.prefix != "SX", Counter.office.not_like("letter:%")
    counters = db.session.scalars(sa.select(Counter).where(*ours))
    assert {(c.prefix, c.day): c.last for c in counters} == {k: len(v) for k, v in serials.items()}
    matters = sorted(db.session.scalars(sa.select(Matter.number)))
    assert len(matters) == len(set(matters))


def test_repeats_share_the_matter_of_the_first(petitions):
    repeats = [one for one in petitions if one.is_repeat]
    assert len(repeats) > PETITIONS / 20
    for one in repeats:
        assert one.matter_id == one.first_petition.matter_id
        assert one.first_petition.registered_at < one.registered_at
        assert one.first_petition.petitioner_name == one.petitioner_name


def test_people_are_found_again_by_their_number(db, petitions):
    for person in db.session.scalars(sa.select(Person)):
        said = read_id_number(person.id_number, today=TODAY)
        assert (said.birth_on, said.sex) == (person.born_on, person.sex)
        assert said.warnings == ()
        assert person.phone.startswith("13")
        assert person.phone[3:7] == "0000"
        assert bool(person.name) != bool(person.sealed_name)


def test_groups_have_heads_and_at_most_five_representatives(petitions):
    groups = [one for one in petitions if one.is_group]
    assert groups
    for one in groups:
        assert one.head_count >= 5 == len(one.people)


def test_accusations_show_nothing_in_the_open(petitions):
    accusations = [one for one in petitions if one.is_accusation]
    assert accusations
    for one in accusations:
        assert (one.summary, one.content, one.petitioner_name) == ("", "", None)
        assert one.accusation.content
        assert not one.requests


def test_codes_are_in_the_dictionaries(petitions):
    for name in ("channel", "source", "purpose", "issue", "close_way", "letter_nature"):
        used = {getattr(one, name) for one in petitions} - {None}
        assert used <= known_codes(name), name
    assert {one.result for one in petitions} - {None} <= known_codes("close_result")


def test_texts_have_the_length_of_real_ones_and_hold_no_personal_data(petitions):
    texts = [one.content for one in petitions if not one.is_accusation]
    assert min(map(len, texts)) >= 80
    assert 500 <= max(map(len, texts)) <= 700
    assert all(redact(text) == text and "{" not in text for text in texts)


def test_what_waits_for_a_second_person_is_asked_and_undecided(db, petitions):
    waiting = list(db.session.scalars(sa.select(Approval).where(Approval.status == "asked")))
    assert all((NOW - one.asked_at).days < 4 for one in waiting)
    decided = db.session.scalars(sa.select(Approval).where(Approval.status == "granted"))
    assert all(one.decided_by_id != one.asked_by_id for one in decided)


def test_legs_lie_with_the_units_that_hold_the_files(db, petitions):
    for leg in db.session.scalars(sa.select(Handover).where(Handover.status == "signed")):
        parties = {(party.unit_id, party.role) for party in leg.petition.parties}
        assert (leg.to_unit_id, "lead") in parties
        assert (leg.from_unit_id, "sender") in parties


def test_no_column_that_is_encrypted_lies_there_in_clear(db, petitions):
    column = sa.type_coerce(Person.id_number, sa.Text)
    assert isinstance(Person.id_number.type, EncryptedText)
    assert all(text.startswith("v1:") for text in db.session.scalars(sa.select(column)) if text)
