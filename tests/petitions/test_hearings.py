"""Hearings: called with notice and by the head, put off, cancelled, held with minutes."""

import pytest

from app.extensions import db as database
from app.petitions.case.record_cards import record_cards
from app.petitions.models import Hearing
from tests.factories import an_officer, officer_at
from tests.petitions.attempts import REASON
from tests.petitions.walks import File, day, refused

pytestmark = pytest.mark.usefixtures("db")


def given(begins="2026-03-19", **more):
    chair = officer_at("Head of unit", "LT-WATER")
    return {
        "begins_on": day(begins), "place": "三楼会议室", "chair_id": chair.id,
        "recorder": "王会", "participants": "信访人、承办单位。", "reason": "案情复杂。", **more,
    }  # fmt: skip


@pytest.fixture
def file():
    """Accepted, with the settled handler."""
    found = File().accepted("2026-03-10")
    found.petition.handler = an_officer("Handler")
    return found


def called(file, begins="2026-03-19"):
    return file.call_hearing("2026-03-12", begins, at="LT-WATER", role="Handler")


def held(file, begins="2026-03-19", ends="2026-03-19", **more):
    return file.hold("2026-03-20", begins, ends, at="LT-WATER", role="Handler", **more)


def one():
    return database.session.query(Hearing).one()


def test_the_head_decides_and_seven_days_of_notice_are_given(file):
    file.ask("call_hearing", "2026-03-12", "Handler", **given())
    assert database.session.query(Hearing).count() == 0, "it waits for the head"
    file.grant(file.petition.approvals[-1], "2026-03-12", "Head of unit")
    assert (one().status, one().level, one().begins_on) == ("called", "handling", day("2026-03-19"))


def test_six_days_of_notice_are_too_few(file):
    error = refused(file, "call_hearing", "2026-03-12", "Handler", "2026-03-19 at the earliest",
                    **given("2026-03-18"))  # fmt: skip
    assert error.field == "begins_on"


def test_the_notice_is_counted_anew_when_the_head_agrees_late(file):
    asked = file.ask("call_hearing", "2026-03-12", "Handler", **given())
    with pytest.raises(Exception, match="2026-03-20 at the earliest"):
        file.grant(asked, "2026-03-13", "Head of unit")


def test_who_handles_it_neither_chairs_nor_sits(file):
    handler = an_officer("Handler")
    error = refused(file, "call_hearing", "2026-03-12", "Handler", "does not chair",
                    **given(chair_id=handler.id))  # fmt: skip
    assert error.field == "chair_id"
    error = refused(file, "call_hearing", "2026-03-12", "Handler", "does not sit",
                    **given(members=f"李律师、{' '.join(handler.full_name)}"))  # fmt: skip
    assert error.field == "members"


def test_who_accepted_it_does_not_chair_although_nobody_is_named_as_its_handler(file):
    file.petition.handler = None
    refused(file, "call_hearing", "2026-03-12", "Handler", "does not chair",
            **given(chair_id=an_officer("Handler").id))  # fmt: skip


def test_who_stepped_aside_does_not_chair(file):
    head = officer_at("Head of unit", "LT-WATER")
    file.move("recuse", "2026-03-11", head, **REASON)
    above = officer_at("Head of unit", "LT-GOV")
    file.move("decide_recusal", "2026-03-11", above, grant=True)
    refused(file, "call_hearing", "2026-03-12", "Handler", "stepped aside", **given())


def test_who_stepped_aside_neither_sits_nor_keeps_the_minutes(file):
    head, above = officer_at("Head of unit", "LT-WATER"), officer_at("Head of unit", "LT-GOV")
    file.move("recuse", "2026-03-11", head, **REASON)
    file.move("decide_recusal", "2026-03-11", above, grant=True)
    chair = an_officer("Handler", head.unit, full_name="周正")
    for field in ("members", "recorder"):
        names = {field: f"李律师、{head.full_name}"}
        error = refused(file, "call_hearing", "2026-03-12", "Handler", "stepped aside",
                        **given(chair_id=chair.id, **names))  # fmt: skip
        assert (error.field, error.params["name"]) == (field, head.full_name)


def test_only_the_unit_that_decides_now_calls_it():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    refused(file, "call_hearing", "2026-05-07", "Handler", "decides now", **given("2026-05-20"))
    file.call_hearing("2026-05-07", "2026-05-20", at="LT")
    assert one().level == "review"


def test_one_at_a_time(file):
    refused(called(file), "call_hearing", "2026-03-13", "Handler", "already", **given("2026-03-30"))


def test_put_off_to_a_later_day_with_notice_once_more(file):
    called(file)
    refused(file, "put_off_hearing", "2026-03-16", "Handler", "2026-03-23 at the earliest",
            begins_on=day("2026-03-20"), **REASON)  # fmt: skip
    refused(file, "put_off_hearing", "2026-03-12", "Handler", "after 2026-03-19",
            begins_on=day("2026-03-19"), **REASON)  # fmt: skip
    file.move("put_off_hearing", "2026-03-16", "Handler", begins_on=day("2026-03-25"), **REASON)
    refused(file, "hold_hearing", "2026-03-26", "Handler", "put it off first", text="笔录",
            report="报告", begins_on=day("2026-03-19"), ends_on=day("2026-03-19"))  # fmt: skip
    file.hold("2026-03-26", "2026-03-25", "2026-03-25", at="LT-WATER", role="Handler")
    assert one().status == "held"


def test_a_cancelled_one_is_not_held_and_another_may_be_called(file):
    called(file).move("cancel_hearing", "2026-03-16", "Handler", reason="双方已和解。")
    assert one().status == "cancelled"
    refused(file, "hold_hearing", "2026-03-19", "Handler", "No hearing has been called",
            text="笔录", report="报告", begins_on=day("2026-03-19"),
            ends_on=day("2026-03-19"))  # fmt: skip
    file.call_hearing("2026-03-17", "2026-03-30", at="LT-WATER", role="Handler")
    assert database.session.query(Hearing).count() == 2


def test_without_a_call_none_is_held(file):
    for verb, more in (
        ("put_off_hearing", {"begins_on": day("2026-03-25")}),
        ("cancel_hearing", {}),
    ):
        refused(file, verb, "2026-03-12", "Handler", "No hearing has been called", **REASON, **more)


def test_minutes_and_report_are_kept_and_the_handling_runs_on(file, app):
    before = file.running()
    held(called(file))
    assert (one().text, one().report) == ("笔录在卷。", "听证笔录在卷")
    assert file.running() == before
    with app.test_request_context():
        (group,) = record_cards(file.petition, ["hearing"], an_officer("Handler"))
    (card,) = group["cards"]
    assert "三楼会议室" in card["title"]
    assert card["status"] == "已举行"
    assert dict(card["facts"])["听证笔录"] == "笔录在卷。"


def test_a_hearing_in_review_says_what_it_came_to():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    file.call_hearing("2026-05-07", "2026-05-20", at="LT")
    days = {"begins_on": day("2026-05-20"), "ends_on": day("2026-05-20")}
    error = refused(file, "hold_hearing", "2026-05-21", ("Review officer", "LT"), "came to",
                    text="笔录", report="报告", **days)  # fmt: skip
    assert error.field == "outcome"
