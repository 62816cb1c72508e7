"""督办 by hand: a day within the limit of the file, a ground that its limits do not belie."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import Invalid
from app.oversight.ladder.round import go_round
from app.oversight.ladder.rules import rules
from app.petitions.clocks.running import stop_clocks
from app.petitions.commands.acts import perform
from app.petitions.models import LadderStep, Supervision
from app.petitions.parties import open_party
from app.petitions.queries.late_limits import SHOWN_BY
from tests.factories import a_petition, an_officer, the_unit
from tests.petitions.letters.office import drafted, texts_of_newest

#: Accepted on 8 March: 60 days end on 7 May.
RECEIVED, LIMIT = "2026-03-02", date(2026, 5, 7)


@pytest.fixture
def petition(db):
    made = a_petition("accepted", on=RECEIVED, summary="金丝雀")
    assert [one.due_on for one in made.clocks if one.code == "D06"] == [LIMIT]
    return made


def press(petition, **given):
    given = {"reason_code": "06", "text": "请抓紧办理。", "due_on": LIMIT, "rung": "urge", **given}
    given.setdefault("unit_id", the_unit("LT-WATER").id)
    perform(petition, "issue_supervision", by=an_officer("Supervisor"), **given)


def refused(petition, **given):
    with pytest.raises(Invalid) as refusal:
        press(petition, **given)
    return refusal.value.field


def test_the_answer_is_wanted_within_the_limit_of_the_file(page, petition):
    with clock.at("2026-04-20"):
        assert refused(petition, due_on=date(2026, 5, 8)) == "due_on"
        form = {"unit_id": the_unit("LT-WATER").id, "rung": "urge", "reason_code": "06"}
        form |= {"text": "请办。", "due_on": "2026-05-08", "version": petition.version}
        address = f"/petitions/{petition.id}/issue-supervision"
        sent = page(an_officer("Supervisor")).post(address, data=form)
        assert sent.status_code == 422
        assert "不得晚于本件办结期限 2026-05-07。" in sent.text
        press(petition, due_on=LIMIT)


def test_after_the_limit_no_day_is_too_late(petition):
    with clock.at("2026-05-08"):
        press(petition, due_on=date(2026, 6, 30))


def test_not_concluded_in_time_is_true_from_the_day_after_the_limit(petition):
    with clock.at("2026-05-07"):
        assert refused(petition, reason_code="03") == "reason_code"
    with clock.at("2026-05-08"):
        press(petition, reason_code="03", due_on=date(2026, 5, 12))


@pytest.mark.parametrize("ground", ["01", "02", "03", "04"])
def test_what_limits_show_is_refused_where_they_do_not(petition, ground):
    with clock.at("2026-03-12"):
        assert refused(petition, reason_code=ground, due_on=date(2026, 3, 20)) == "reason_code"


@pytest.mark.parametrize("ground", ["05", "06", "07", "08", "09", "10", "11", "12", "13", "14"])
def test_what_no_limit_shows_is_left_to_the_officer(petition, ground):
    with clock.at("2026-03-12"):
        press(petition, reason_code=ground, due_on=date(2026, 3, 20))


def test_what_ended_late_stays_true_of_the_unit(petition):
    with clock.at("2026-05-22"):
        stop_clocks(petition, ("D06",), on=date(2026, 5, 20))
        open_party(petition, the_unit("LT-GOV"), "instructed")
        press(petition, reason_code="03", due_on=date(2026, 5, 29))
        given = {"reason_code": "03", "due_on": date(2026, 5, 29)}
        assert refused(petition, unit_id=the_unit("LT-GOV").id, **given) == "reason_code"


def test_what_a_rule_proposes_is_shown_by_the_rule(page, db, petition):
    with clock.at("2026-05-22"):
        go_round()
        step = db.session.scalar(sa.select(LadderStep))
        page(an_officer("Supervisor")).post(f"/supervisions/proposed/{step.id}/issue")
        assert db.session.scalar(sa.select(Supervision.reason_code)) == step.reason_code == "03"


def test_the_grounds_are_shown_by_the_limits_that_the_rules_ask_for():
    by_hand = [one for one in rules() if one.trigger == "overdue" and one.reason_code in SHOWN_BY]
    assert by_hand
    for rule in by_hand:
        assert set(rule.asks) <= set(SHOWN_BY[rule.reason_code]), rule.code


# --- its letter -----------------------------------------------------------------------------------


def test_the_letter_says_the_cause_and_the_demand_once(petition):
    with clock.at("2026-05-22"):
        text = "本件已逾期，至今未出具处理意见。请立即办结，并说明原因。"
        press(petition, reason_code="03", rung="supervise", text=text, due_on=date(2026, 5, 29))
        texts = texts_of_newest(drafted(petition, "W13", "LT"))
    assert texts["ground"] == "未按期办结"
    assert texts["problems"] == "本件已逾期，至今未出具处理意见。"
    assert texts["demands"] == "请立即办结，并说明原因。"


def test_of_a_bare_demand_the_letter_tells_the_limit_that_is_over(petition):
    with clock.at("2026-05-22"):
        given = {"reason_code": "03", "rung": "supervise", "due_on": date(2026, 5, 29)}
        press(petition, text="请立即办结。", **given)
        texts = texts_of_newest(drafted(petition, "W13", "LT"))
    assert texts["problems"] == "“办理答复”的期限已于2026年5月7日届满。"


def test_of_what_nothing_shows_the_drafter_writes_what_is_wrong(petition):
    with clock.at("2026-03-12"):
        press(petition, rung="supervise", due_on=date(2026, 3, 20))
        assert texts_of_newest(drafted(petition, "W13", "LT"))["problems"] == ""
