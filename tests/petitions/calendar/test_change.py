"""A change of the calendar from the proposal to the new ends: who may, what moves, what stays."""

import pytest
import sqlalchemy as sa

from app.core.errors import DomainError, Invalid, Stale
from app.dictionaries.holidays import days_of, enter_year, loaded_years
from app.journal.models import AdminEvent
from app.petitions.calendar.commands import (
    grant_calendar,
    propose_calendar,
    refuse_calendar,
    withdraw_calendar,
)
from app.petitions.calendar.plan import effect_of, left_provisional
from app.petitions.models import ClockChange, Event
from app.reminders.models import Reminder
from tests.factories import a_petition, an_officer
from tests.petitions.calendar.conftest import DAYS
from tests.petitions.walks import File, day, read_aloud

NOW = "2026-12-18"
SAID = "甲管理员变更 2027 年工作日历，期限重新计算，经乙管理员同意"


@pytest.fixture
def file(db):
    """Return a petition accepted on 8 December: its 60 days end on Saturday, 6 February 2027."""
    return File(on="2026-12-07").transfer("2026-12-07").signed("2026-12-07").accept("2026-12-08")


@pytest.fixture
def change(file, asker, decider, at):
    with at(NOW):
        return propose_calendar(2027, DAYS, by=asker)


def ends(file, code):
    running = next(one for one in file.petition.clocks if one.code == code and one.running)
    return running.due_on.isoformat(), running.provisional


def test_nothing_changes_before_the_second_person_agrees(change, file):
    assert 2027 not in loaded_years()
    assert ends(file, "D06") == ("2027-02-08", True)
    moved = [one for one in effect_of(change).elsewhere if one.terms.code == "D06"]
    assert [(one.number, one.new.due_on.isoformat()) for one in moved] == [
        (file.petition.number, "2027-02-12")
    ]


def test_granted_the_limit_moves_and_its_old_end_is_kept(change, file, decider, db, at):
    with at(NOW):
        grant_calendar(change, by=decider)
    assert len(days_of(2027)) == len(DAYS)
    assert ends(file, "D06") == ("2027-02-12", False)
    kept = db.session.scalars(sa.select(ClockChange).where(ClockChange.change_id == change.id))
    one = next(row for row in kept if row.old_due_on == day("2027-02-08"))
    assert (one.new_due_on, one.old_provisional, one.new_provisional) == (
        day("2027-02-12"),
        True,
        False,
    )
    assert one.why["days"][0] == ["2027-02-08", False]


def test_the_file_tells_who_asked_and_who_agreed(change, file, decider, db, at):
    with at(NOW):
        grant_calendar(change, by=decider)
    event = file.petition.events[-1]
    assert event.move == "recalculate_limits"
    assert read_aloud(event)["zh"].endswith(SAID)
    assert (event.from_state, event.to_state) == ("accepted", "accepted")


def test_the_lamp_follows_the_new_end(change, file, decider, at):
    version = file.petition.version
    with at(NOW):
        grant_calendar(change, by=decider)
    petition = file.petition
    assert (petition.lamp_code, petition.lamp_due_on) == ("D06", day("2027-02-12"))
    assert (petition.lamp_yellow_on, petition.lamp_orange_on) == (
        day("2027-01-28"),
        day("2027-02-05"),
    )
    assert petition.version > version, "who has the file open must notice"


def test_limits_that_were_stopped_stay_as_they_are(change, file, decider, at):
    stopped = [one for one in file.petition.clocks if not one.running]
    before = [(one.id, one.due_on) for one in stopped]
    assert before
    with at(NOW):
        grant_calendar(change, by=decider)
    assert [(one.id, one.due_on) for one in stopped] == before


@pytest.mark.parametrize("provisional", [True, False])
def test_an_end_in_december_moves_with_next_years_notice(provisional, asker, decider, at):
    """Also one that an earlier release took for certain."""
    file = File(on="2026-12-16")
    file.petition.clocks[0].provisional = provisional
    with at(NOW):
        change = propose_calendar(2027, DAYS, by=asker)
        assert ends(file, "D01") == ("2026-12-31", provisional)
        grant_calendar(change, by=decider)
    assert ends(file, "D01") == ("2027-01-04", False)


def test_an_extension_stays_in_the_count(asker, decider, at):
    file = File(on="2026-12-07").transfer("2026-12-07").signed("2026-12-07").accept("2026-12-08")
    head = ("Head of unit", file.unit)
    given = {"days": 6, "reason_code": "1", "reason": "情况复杂。"}
    file.move("extend", "2026-12-10", ("Handler", file.unit), second=head, **given)
    with at(NOW):
        grant_calendar(propose_calendar(2027, DAYS, by=asker), by=decider)
    assert ends(file, "D06") == ("2027-02-12", False)


def test_whoever_asked_does_not_agree(change, asker, db, at):
    with at(NOW), pytest.raises(DomainError) as refused:
        grant_calendar(change, by=asker)
    assert refused.value.status == 403
    assert change.status == "proposed"
    change.status, change.decided_by_id, change.decided_at = "granted", asker.id, change.asked_at
    with pytest.raises(sa.exc.IntegrityError, match="two_people"):
        db.session.flush()
    db.session.rollback()


def test_whoever_holds_no_such_permission_does_not_decide(change, top, at):
    with at(NOW), pytest.raises(DomainError):
        grant_calendar(change, by=an_officer("Audit administrator", top))


def test_of_two_who_decide_the_second_is_told(change, decider, top, at):
    other = an_officer("System administrator", top, full_name="丙管理员")
    with at(NOW):
        refuse_calendar(change, by=decider, reason="与通知不符。")
        with pytest.raises(Stale):
            grant_calendar(change, by=other)
    assert (change.status, change.note, change.decided_by) == ("refused", "与通知不符。", decider)
    assert 2027 not in loaded_years()


def test_a_refusal_needs_its_reason(change, decider, at):
    with at(NOW), pytest.raises(Invalid):
        refuse_calendar(change, by=decider, reason=" ")


def test_only_one_change_of_a_year_waits(change, top, at):
    other = an_officer("System administrator", top, full_name="丙管理员")
    with at(NOW), pytest.raises(Invalid) as refused:
        propose_calendar(2027, DAYS[:-1], by=other)
    assert refused.value.params == {"year": 2027}


def test_a_calendar_that_changed_meanwhile_is_not_overwritten(change, asker, decider, file, at):
    with at(NOW):
        enter_year(2027, DAYS[:-1], by=None)
        with pytest.raises(Stale):
            grant_calendar(change, by=decider)
    assert change.status == "proposed"
    assert len(days_of(2027)) == len(DAYS) - 1
    assert ends(file, "D06") == ("2027-02-08", True)


def test_what_came_with_the_product_is_reckoned_by_a_change_of_nothing(file, asker, decider, at):
    with at(NOW):
        enter_year(2027, DAYS, by=None)
        assert left_provisional() == 1
        change = propose_calendar(2027, DAYS, by=asker)
        grant_calendar(change, by=decider)
        assert ends(file, "D06") == ("2027-02-12", False)
        assert left_provisional() == 0
        with pytest.raises(Invalid):
            propose_calendar(2027, DAYS, by=asker)


def test_a_proposal_is_withdrawn_by_whoever_made_it(change, asker, decider, at):
    with at(NOW):
        with pytest.raises(DomainError):
            withdraw_calendar(change, by=decider)
        withdraw_calendar(change, by=asker)
    assert (change.status, change.decided_by_id) == ("withdrawn", None)


def test_an_accusations_limit_moves_and_is_only_counted(asker, decider, db, at):
    with at("2026-12-16"):
        petition = a_petition(accusation=True, on="2026-12-16")
    with at(NOW):
        change = propose_calendar(2027, DAYS, by=asker)
        found = effect_of(change)
        assert (found.elsewhere, found.hidden) == ([], 1)
        grant_calendar(change, by=decider)
    event = db.session.scalars(sa.select(Event).order_by(Event.id.desc())).first()
    assert (event.petition_id, event.facts) == (petition.id, {"year": "2027"})


def test_the_first_year_needs_nobody_else_while_nothing_is_registered(asker, at):
    with at(NOW):
        assert propose_calendar(2027, DAYS, by=asker) is None
    assert 2027 in loaded_years()
    with at(NOW):  # a change of what is known does, even then
        assert propose_calendar(2027, DAYS[:-1], by=asker).status == "proposed"


def test_both_are_told_by_the_bell_and_the_journal(change, asker, decider, db, at):
    told = sa.select(Reminder.to_id, Reminder.params, Reminder.href)
    assert (decider.id, {"year": "2027"}, f"/calendar-changes/{change.id}") in [
        tuple(row) for row in db.session.execute(told)
    ]
    assert asker.id not in db.session.scalars(sa.select(Reminder.to_id)).all()
    with at(NOW):
        grant_calendar(change, by=decider)
    assert asker.id in db.session.scalars(sa.select(Reminder.to_id)).all()
    tags = db.session.scalars(
        sa.select(AdminEvent.tag).where(AdminEvent.about == "Calendar").order_by(AdminEvent.id)
    ).all()
    assert tags == ["calendar.proposed", "calendar.entered", "calendar.granted"]


def test_the_sheet_of_the_limit_and_its_paper_list_what_the_calendar_changed(
    change, file, decider, page, at
):
    with at(NOW):
        grant_calendar(change, by=decider)
        found = next(one for one in file.petition.clocks if one.code == "D06")
        head = page(an_officer("Head of unit"))
        address = f"/petitions/{file.petition.id}/limits/{found.id}"
        for text in (head.get(address).text, head.get(f"{address}/print").text):
            assert "日历变更" in text
            assert "2月12日" in text.split("日历变更", 1)[1]
