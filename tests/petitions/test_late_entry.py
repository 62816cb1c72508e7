"""Days that lie back: a second person confirms them, and no limit gets longer."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import Invalid
from app.petitions.commands.approvals import refuse, withdraw
from app.petitions.commands.intake import register, register_and_reply
from app.petitions.engine import MoveRefused
from app.petitions.models import Petition
from tests.factories import a_registration, an_officer, the_unit
from tests.petitions.attempts import REASON
from tests.petitions.walks import File

DECLINE = {"reason_code": "R02", "organ": "区教育局", **REASON}


@pytest.fixture
def file(db):
    return File()


@pytest.fixture
def asked(file):
    return file.ask("decline", "2026-03-04", "Triage officer", **DECLINE)


def steps(file):
    return [(event.move, event.step) for event in file.petition.events]


# --- dates that lie back --------------------------------------------------------------------------


def test_three_days_back_is_one_persons_word_and_four_are_not(file):
    file.transfer("2026-03-04")
    file.move("sign_for", "2026-03-07", "Unit intake", occurred_on=date(2026, 3, 4))
    assert file.petition.handovers[-1].status == "signed"
    later = File(name="李秀英").transfer("2026-03-04")
    asked = later.ask("sign_for", "2026-03-08", "Unit intake", occurred_on=date(2026, 3, 4))
    assert (asked.permission, later.petition.handovers[-1].status) == (
        "can_approve_backdate",
        "sent",
    )
    event = later.grant(asked, "2026-03-09", "Head of unit")
    assert (event.occurred_on, event.late_days) == (date(2026, 3, 4), 5)


def test_an_application_that_came_long_ago_needs_a_second_person_too(file):
    file.served("2026-04-24")
    given = {"unit_id": the_unit("LT").id, "applied_on": date(2026, 5, 6), **REASON}
    asked = file.ask("ask_review", "2026-05-20", "Review officer", **given)
    assert asked.permission == "can_approve_backdate"
    file.grant(asked, "2026-05-20", "Reviewer")
    assert file.running() == {"D08": "2026-06-05"}, "late entry lengthens no limit"


PACT = {"text": "十日内恢复供水。", "perform_by_on": date(2026, 4, 25)}
INCIDENT = {"conduct": "01", "facts": "经劝导离开。"}


def test_a_day_that_the_act_only_tells_needs_a_second_person_too(file):
    sides = {"mediator": "马调解", "sides": "信访人与供水公司", "consent": True}
    file.accepted("2026-03-10").move("open_mediation", "2026-03-12", "Handler", **sides)
    asked = file.ask(
        "agree_mediation", "2026-03-20", "Handler", **PACT, agreed_on=date(2026, 3, 16)
    )
    assert asked.permission == "can_approve_backdate"
    file.grant(asked, "2026-03-20", "Head of unit")
    file.move(
        "fulfil_mediation", "2026-03-20", "Handler", text="已供水。", fulfilled_on=date(2026, 3, 17)
    )


def test_what_happened_long_ago_is_recorded_by_two(file):
    file.transfer("2026-03-04")
    asked = file.ask(
        "record_incident", "2026-03-12", "Triage officer", **INCIDENT, happened_on=date(2026, 3, 4)
    )
    assert asked.permission == "can_approve_backdate"


# --- registered late ------------------------------------------------------------------------------


@pytest.fixture
def late(db):
    """Arrived on 2 March, typed on the 9th."""
    return File(on="2026-03-09", received_on=date(2026, 3, 2))


def test_what_is_registered_in_time_waits_for_nobody(db):
    file = File(on="2026-03-05", received_on=date(2026, 3, 2))
    assert file.registered.waiting is None
    assert file.petition.events[0].occurred_on == date(2026, 3, 2)
    assert file.petition.events[0].late_days == 3, "and is counted all the same"


def test_a_late_entry_counts_from_its_arrival_and_waits_to_be_confirmed(late):
    assert late.running() == {"D01": "2026-03-17"}
    assert late.petition.events[0].late_days == 7
    assert steps(late) == [("register", "done"), ("register", "asked")]
    with pytest.raises(MoveRefused, match="second person"):
        late.transfer("2026-03-09")
    with pytest.raises(MoveRefused, match="roles do not include"):
        late.grant(late.registered.waiting, "2026-03-10", "Triage officer")


def test_a_confirmed_late_entry_goes_its_way(late):
    late.grant(late.registered.waiting, "2026-03-10", "Reviewer")
    assert (late.state, late.petition.late_entry) == ("registered", True)
    assert late.petition.events[-1].approved_by == an_officer("Reviewer")
    late.transfer("2026-03-10")


def test_a_late_entry_that_nobody_believes_is_void(late):
    with clock.at("2026-03-10"):
        refuse(late.registered.waiting, by=an_officer("Reviewer"), note="收信戳不符")
    assert late.state == "voided"
    assert late.running() == {}
    assert steps(late)[-2:] == [("register", "refused"), ("void", "done")]


def test_a_late_entry_cannot_be_kept_by_taking_the_question_back(late):
    with clock.at("2026-03-10"):
        withdraw(late.registered.waiting, by=an_officer("Window clerk"))
    assert late.state == "voided"


def test_a_late_entry_is_not_answered_at_the_window(db):
    given, clerk = a_registration(date(2026, 3, 2)), an_officer("Window clerk")
    with clock.at("2026-03-09"), pytest.raises(Invalid) as error:
        register_and_reply(given, by=clerk, reply="好", consent=True)
    assert error.value.field == "received_on"
    assert db.session.scalar(sa.select(sa.func.count(Petition.id))) == 0


def test_who_may_not_register_does_not(db):
    with clock.at("2026-03-02"), pytest.raises(MoveRefused, match="roles do not include"):
        register(a_registration(date(2026, 3, 2)), by=an_officer("Handler"))
