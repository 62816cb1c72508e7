"""The history: written once, by the engine, in sentences that give nobody away."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import Invalid
from app.petitions.models import AccessEvent, Event
from app.petitions.words.sentences import note
from tests.factories import a_petition, an_officer, the_unit
from tests.factories.petitions import WAYS
from tests.petitions.walks import File, read_aloud

PHONE, IDENTITY = "13812342051", "610115197803150017"


def facts_in_the_database(db):
    return "\n".join(text or "" for text in db.session.scalars(sa.text("select facts from event")))


# --- append-only ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "update event set move = 'void'",
        "update event set facts = null",
        "delete from event",
        "update access_event set purpose = 'x'",
        "delete from access_event",
    ],
)
def test_the_database_refuses_to_change_or_delete_what_happened(db, statement):
    file = File()
    db.session.add(
        AccessEvent(
            kind="unmask", petition_id=file.petition.id, by_id=file.petition.registered_by_id,
            recorded_at=clock.now(), purpose="核对身份",
        )
    )  # fmt: skip
    db.session.flush()
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        db.session.execute(sa.text(statement))
    db.session.rollback()


def test_not_even_the_mapper_changes_an_event(db):
    event = File().petition.events[0]
    event.move = "void"
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        db.session.flush()
    db.session.rollback()


# --- one act, one event -------------------------------------------------------------------------


def test_the_state_of_every_file_is_that_of_its_last_event(db, at):
    with at("2026-03-31"):
        for state in WAYS:
            petition = a_petition(state)
            assert petition.events[-1].to_state == petition.state == state


def test_the_states_of_a_history_join_without_a_gap(db, at):
    with at("2026-03-31"):
        events = a_petition("under_re_examination").events
    assert events[0].from_state is None
    for earlier, later in zip(events, events[1:], strict=False):
        assert later.from_state == earlier.to_state


def test_a_refused_move_leaves_no_event(db):
    file = File()
    with pytest.raises(Invalid):
        file.ask("transfer", "2026-03-03", "Triage officer", unit_id=0, opinion="请办理")
    assert [event.move for event in file.petition.events] == ["register"]


def test_an_event_knows_who_for_which_unit_when_and_when_it_was_written(db):
    file = File().transfer("2026-03-04")
    file.move("sign_for", "2026-03-06", "Unit intake", occurred_on=date(2026, 3, 5))
    event = file.petition.events[-1]
    assert (event.by, event.by_unit) == (an_officer("Unit intake"), the_unit("LT-WATER"))
    assert (event.occurred_on, event.late_days) == (date(2026, 3, 5), 1)
    assert event.recorded_at == datetime(2026, 3, 6, 1, tzinfo=UTC), (
        "nine in Shanghai is one in UTC"
    )
    assert event.tag == "petition.sign_for"


def test_instants_are_kept_in_utc_on_both_databases(db):
    file = File(on="2026-03-02T23:30:00")
    kept = db.session.execute(sa.text("select recorded_at from event")).scalar_one()
    assert str(kept)[:16] == "2026-03-02 15:30"
    db.session.expire_all()
    assert file.petition.events[0].recorded_at.tzinfo == UTC
    assert file.petition.registered_on == date(2026, 3, 2), "the office's day"


def test_after_midnight_at_the_office_it_is_the_next_day(db):
    file = File(on="2026-03-03T00:10:00")
    assert file.petition.number[8:16] == "20260303"
    assert file.petition.events[0].occurred_on == date(2026, 3, 3)


def test_no_event_of_tomorrow(db):
    file = File().transfer("2026-03-04")
    with pytest.raises(Invalid, match="future") as error:
        file.ask("sign_for", "2026-03-04", "Unit intake", occurred_on=date(2026, 3, 5))
    assert error.value.field == "occurred_on"


# --- what it says -------------------------------------------------------------------------------


def test_the_sentences_name_who_did_what_to_whom_in_three_languages(db):
    file = File().transfer("2026-03-04")
    said = read_aloud(file.petition.events[-1])
    assert said["zh"] != said["en"]
    assert said["zh_TW"] != said["zh"]
    for one in said.values():
        assert the_unit("LT-WATER").name in one
        assert an_officer("Triage officer").full_name in one


def test_the_second_person_and_the_leader_are_named(db):
    file = File()
    file.move("decline", "2026-03-04", "Triage officer", second="Reviewer", reason_code="R02",
              reason="不属本级", organ="区教育局")  # fmt: skip
    assert an_officer("Reviewer").full_name in read_aloud(file.petition.events[-1])["zh"]
    other = File(name="李秀英")
    leader = an_officer("Party and government leader")
    other.move("instruct", "2026-03-04", "Triage officer", text="请核实", leader_id=leader.id,
               scanned=True)  # fmt: skip
    event = other.petition.events[-1]
    assert event.on_behalf_of == leader
    said = read_aloud(event)["zh"]
    assert leader.full_name in said
    assert an_officer("Triage officer").full_name in said


def test_every_step_of_a_decision_is_a_sentence(db):
    file = File()
    given = {"reason_code": "R02", "reason": "不属本级", "organ": "区教育局"}
    asked = file.ask("decline", "2026-03-04", "Triage officer", **given)
    read_aloud(file.petition.events[-1])
    file.grant(asked, "2026-03-04", "Reviewer")
    read_aloud(file.petition.events[-1])
    assert [one.tag for one in file.petition.events[1:]] == [
        "petition.decline.asked", "petition.decline"
    ]  # fmt: skip
    late = File(on="2026-03-09", received_on=date(2026, 3, 2))
    late.grant(late.registered.waiting, "2026-03-10", "Reviewer")
    for event in late.petition.events:
        read_aloud(event)


def test_the_words_of_an_act_are_its_note(db):
    file = File().transfer("2026-03-04")
    assert note(file.petition.events[-1]) == "请依法办理。"
    file.signed("2026-03-05")
    assert note(file.petition.events[-1]) == ""


# --- what it does not say -----------------------------------------------------------------------


def test_numbers_and_telephones_in_an_opinion_are_masked_in_the_event(db):
    file = File()
    words = f"请联系信访人{PHONE}，身份证{IDENTITY}"
    file.move("transfer", "2026-03-04", "Triage officer",
              unit_id=the_unit("LT-WATER").id, opinion=words)  # fmt: skip
    kept = facts_in_the_database(db)
    assert PHONE not in kept
    assert IDENTITY not in kept
    assert "138****2051" in file.petition.events[-1].facts["opinion"]
    assert file.petition.handovers[-1].opinion == words, "the unit reads the opinion whole"


def test_what_a_correction_changes_is_masked_too(db):
    file = File(summary=f"来电{PHONE}反映停水")
    file.move("correct", "2026-03-03", "Window clerk",
              changes={"summary": f"来电反映停水，证件{IDENTITY}"})  # fmt: skip
    kept = facts_in_the_database(db)
    assert PHONE not in kept
    assert IDENTITY not in kept
    assert file.petition.events[-1].facts["fields"] == "summary"


def test_an_event_about_an_accusation_holds_nothing_that_was_written(db):
    secret = "揭发内容"
    file = File(purpose="04", content=f"反映某站长{secret}。", accused_name=f"钱{secret}")
    desk = "Accusation officer"
    an_officer(desk, the_unit("LT-HOUSING"))
    down = file.down("LT-HOUSING") | {"opinion": secret}
    file.move("transfer", "2026-03-03", desk, **down)
    file.move("recall", "2026-03-04", desk, reason=secret)
    file.move("mark_seen", "2026-03-04", desk, note=secret)
    file.move("record_incident", "2026-03-04", desk, conduct="01", facts=secret, place=secret)
    asked = file.ask("redirect", "2026-03-05", desk, route="72", organ=secret, reason=secret)
    assert secret not in str(asked.facts)
    file.grant(asked, "2026-03-05", an_officer(desk, full_name="第二专办员"))
    assert secret not in facts_in_the_database(db)
    for event in file.petition.events:
        assert note(event) == ""


def test_the_open_half_of_an_accusation_is_empty(db):
    secret = "揭发内容"
    file = File(
        purpose="04", content=secret, summary=secret, requests=(secret,), window_opinion=secret,
        reply_text=secret, accused_name=secret, accused_unit_name=secret, responsible_person=secret,
        name=secret, publicity="1",
    )  # fmt: skip
    db.session.flush()
    for table in ("petition", "petition_person", "request", "accusation", "event", "matter"):
        rows = db.session.execute(sa.text(f"select * from {table}")).all()
        assert secret not in str(rows), table
    assert file.petition.accusation.content == secret, "the desk reads it"
    assert file.petition.people[0].shown_name == secret
    assert file.petition.publicity == "0"


def test_identity_telephone_and_address_lie_encrypted(db):
    File()
    kept = str(db.session.execute(sa.text("select * from petition_person")).all())
    for clear in (PHONE, IDENTITY, "三组12号", "2051"):
        assert clear not in kept, clear


def test_events_are_written_by_the_engine_alone():
    """The two doors: an act that is done, and a step of a decision."""
    from pathlib import Path

    room = Path(__file__).parents[2] / "app"
    writers = [
        str(path.relative_to(room))
        for path in room.rglob("*.py")
        if any(line.strip().startswith("Event(") for line in path.read_text().splitlines())
    ]
    assert sorted(writers) == ["petitions/commands/approvals.py", "petitions/engine.py"]


def test_nothing_but_an_event_changes_a_state(db):
    """Each row of the table of events carries the change; the column is a copy of the last."""
    file = File().transfer("2026-03-04")
    query = sa.select(Event.to_state).where(Event.petition_id == file.petition.id)
    assert db.session.scalars(query.order_by(Event.id.desc())).first() == "transferred"
