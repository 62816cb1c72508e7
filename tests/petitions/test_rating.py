"""回访: who asks for the rating, and how often."""

import pytest
import sqlalchemy as sa

from app.petitions.commands.acts import perform
from app.petitions.models import FollowUp, Supervision
from app.petitions.queries.earlier import unhappy_ratings
from tests.factories import a_petition, an_officer, the_unit
from tests.petitions.walks import File, day, refused

pytestmark = pytest.mark.usefixtures("db")

CALL = {"manner": "1", "satisfaction": "0"}
UNHAPPY = {"manner": "1", "satisfaction": "3"}


def test_the_unit_of_the_opinion_does_not_ask_how_it_was():
    file = File().served("2026-04-24")
    clerk = an_officer("Window clerk", the_unit("LT-WATER"))
    refused(file, "follow_up", "2026-04-27", clerk, "do not ask for the rating", **CALL)
    reviewer = an_officer("Window clerk", the_unit("LT"))
    file.move("follow_up", "2026-04-27", reviewer, **CALL)


def test_who_reviewed_does_not_ask_about_the_review():
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    file.serve("2026-06-01", by=("Review officer", "LT"))
    refused(file, "follow_up", "2026-06-02", "Supervisor", "do not ask for the rating", **CALL)
    file.move("follow_up", "2026-06-02", ("Supervisor", "XA"), **CALL)


def test_who_answered_at_the_window_is_not_who_calls_back():
    file = File()
    both = an_officer("Window clerk", full_name="窗口甲")
    file.move("reply_on_the_spot", "2026-03-02", both, reply="已答复", consent=True)
    refused(file, "follow_up", "2026-03-04", both, "do not ask for the rating", **CALL)
    file.move("follow_up", "2026-03-04", "Supervisor", **CALL)


def test_before_the_service_nobody_is_asked():
    file = File().replied("2026-04-20")
    refused(file, "follow_up", "2026-04-21", "Supervisor", "not been served", **CALL)


def test_a_content_petitioner_is_asked_once():
    file = File().served("2026-04-24").move("follow_up", "2026-04-27", "Supervisor", **CALL)
    refused(file, "follow_up", "2026-04-28", "Supervisor", "once for each service", **CALL)


def test_an_unhappy_one_is_asked_once_more_after_an_improvement(db):
    file = File().served("2026-04-24").move("follow_up", "2026-04-27", "Supervisor", **UNHAPPY)
    error = refused(file, "follow_up", "2026-05-06", "Supervisor", "what was improved", **CALL)
    assert error.field == "improved"
    file.move("follow_up", "2026-05-06", "Supervisor", improved="已当面说明并补发材料", **CALL)
    refused(file, "follow_up", "2026-05-07", "Supervisor", "no third rating",
            improved="又改进", **CALL)  # fmt: skip
    kept = db.session.scalars(sa.select(FollowUp).order_by(FollowUp.id)).all()
    assert [(one.satisfaction, one.improved) for one in kept] == [
        ("3", None), ("0", "已当面说明并补发材料")
    ]  # fmt: skip


def test_a_new_opinion_is_rated_anew():
    file = File().served("2026-04-24").move("follow_up", "2026-04-27", "Supervisor", **CALL)
    file.ask_review("2026-05-06").decide_review("2026-05-28", outcome="2")
    file.reply("2026-06-20").serve("2026-06-22")
    file.move("follow_up", "2026-06-24", "Supervisor", **CALL)


# --- the window -----------------------------------------------------------------------------------


def test_the_rating_is_open_for_thirty_days_after_the_service():
    """D18: served on Friday 24 April, the last day is Sunday 24 May; no law rolls it."""
    file = File().served("2026-04-24")
    assert [one.due_on.isoformat() for one in file.clocks("D18")] == ["2026-05-24"]
    refused(file, "follow_up", "2026-05-25", "Supervisor", "30 days after the service", **CALL)
    file.move("follow_up", "2026-05-24", "Supervisor", **CALL)
    assert file.ended("D18") == ("2026-05-24", "met")


def test_a_late_entry_of_a_call_made_in_time_is_taken():
    file = File().served("2026-04-24")
    made = file.ask("follow_up", "2026-05-26", "Supervisor", occurred_on=day("2026-05-24"), **CALL)
    assert made.move == "follow_up"


def test_an_improvement_may_come_after_the_window():
    file = File().served("2026-04-24").move("follow_up", "2026-05-20", "Supervisor", **UNHAPPY)
    file.move("follow_up", "2026-06-20", "Supervisor", improved="已补发材料", **CALL)


def test_forged_words_of_an_improvement_open_no_window():
    file = File().served("2026-04-24")
    refused(file, "follow_up", "2026-05-25", "Supervisor", "30 days after the service",
            improved="无", **CALL)  # fmt: skip


def test_nobody_asks_an_unknown_petitioner_so_no_window_opens():
    file = File(form="letter", channel="101", anonymous=True, people=()).served("2026-04-24")
    assert file.clocks("D18") == []


# --- an unhappy rating is taken up ----------------------------------------------------------------


def unhappy(**more):
    given = UNHAPPY | {"text": "水还是没有来。"} | more
    return File().served("2026-04-24").move("follow_up", "2026-04-27", "Supervisor", **given)


def pressed(file, **more):
    rating = unhappy_ratings(file.petition)
    return {
        "unit_id": the_unit("LT-WATER").id, "rung": "supervise", "reason_code": "10",
        "text": "请重新核实。", "due_on": day("2026-05-20"),
        "follow_up_id": rating[0].id if rating else None,
    } | more  # fmt: skip


def test_an_unhappy_rating_becomes_a_supervision_once(db):
    file = unhappy()
    given = pressed(file)
    file.move("issue_supervision", "2026-04-28", "Bureau leader", **given)
    record = db.session.scalars(sa.select(Supervision)).one()
    assert record.follow_up_id == given["follow_up_id"]
    assert unhappy_ratings(file.petition) == []
    refused(file, "issue_supervision", "2026-04-29", "Bureau leader", "Choose", **given)


def test_a_rating_of_another_petition_is_not_taken_up():
    other, file = unhappy(), File(name="李秀英").served("2026-04-24")
    refused(file, "issue_supervision", "2026-04-28", "Bureau leader", "Choose", **pressed(other))


def test_a_closed_petition_is_pressed_only_because_of_an_unhappy_rating():
    file = File()
    file.move("reply_on_the_spot", "2026-03-02", "Window clerk", reply="已答复", consent=True)
    given = pressed(file, unit_id=the_unit("LT").id, due_on=day("2026-03-20"))
    refused(file, "issue_supervision", "2026-03-04", "Bureau leader", "unhappy rating", **given)
    file.move("follow_up", "2026-03-04", "Supervisor", **UNHAPPY)
    given = pressed(file, unit_id=the_unit("LT").id, due_on=day("2026-03-20"))
    file.move("issue_supervision", "2026-03-05", "Bureau leader", **given)
    assert file.petition.supervised


def test_the_form_begins_with_what_was_said(page):
    file = a_petition("replied")
    perform(file, "follow_up", by=an_officer("Supervisor"), text="水还是没有来。", **UNHAPPY)
    leader = page(an_officer("Bureau leader"))
    assert "转为督办" in leader.get(f"/petitions/{file.id}?tab=records").text
    form = leader.get(f"/petitions/{file.id}/issue-supervision").dom
    assert "水还是没有来。" in form.find(".//textarea[@name='text']").text
    chosen = [one.get("value") for one in form.iter("option") if one.get("selected") is not None]
    assert "10" in chosen
    handler = page(an_officer("Handler"))
    assert "转为督办" not in handler.get(f"/petitions/{file.id}?tab=records").text


def test_one_limit_of_the_rating_runs_after_a_review():
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-15")
    file.serve("2026-05-18", by=("Review officer", "LT"))
    assert [one.started_on for one in file.clocks("D18") if one.running] == [day("2026-05-18")]


def test_of_a_petition_served_anew_only_the_last_time_for_rating_counts(db):
    file = File().served("2026-04-24")
    file.move("withdraw_opinion", "2026-04-27", "Head of unit", reason="事实有遗漏")
    assert [one.outcome for one in file.clocks("D18")] == ["met"]
    file.reply("2026-05-06").serve("2026-05-07")
    first, second = file.clocks("D18")
    assert (first.outcome, first.what) == ("released", None)
    assert (second.running, second.what) == (True, "rate.unmet")
