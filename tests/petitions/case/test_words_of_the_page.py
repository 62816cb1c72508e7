"""How the page of a file says days, numbers of days, items of an article and who can help."""

from datetime import date

from app.core import clock
from app.petitions.commands.acts import perform
from tests.factories import a_petition, an_officer
from tests.reading import words


def panel(answer) -> str:
    return words(answer.dom.find(".//section[@class='panel decision']"))


def test_the_panel_of_a_request_says_days_as_an_officer_does(page, db):
    file = a_petition("accepted")
    handler = an_officer("Handler")
    perform(file, "extend", by=handler, days=20, reason_code="1", reason="需要取证。")
    shown = panel(page(an_officer("Head of unit")).get(f"/petitions/{file.id}"))
    assert "日数20 日" in shown


def test_a_day_in_the_panel_is_not_written_as_a_machine_does(page, db, at):
    with at("2026-03-02"):
        file = a_petition()
        given = {"opinion": "限期办结", "report_due_on": date(2026, 3, 30)}
        unit = {"unit_id": an_officer("Handler").unit_id}
        perform(file, "assign", by=an_officer("Triage officer"), **unit, **given)
        shown = panel(page(an_officer("Bureau leader")).get(f"/petitions/{file.id}"))
    assert "2026年3月30日" in shown
    assert "2026-03-30" not in shown


def test_a_refusal_names_the_item_as_the_law_does(page, db):
    file = a_petition("transferred")
    sent = {
        "version": file.version, "procedure": "1", "art31_class": "4", "art31_reason": "应当复议。",
        "occurred_on": clock.today().isoformat(),
    }  # fmt: skip
    answer = page(an_officer("Handler")).post(f"/petitions/{file.id}/accept", data=sent)
    assert "第三十一条第四项" in answer.text
    assert "第（4）项" not in answer.text


def test_a_wanted_day_that_has_passed_is_named_as_what_it_is(page, db):
    file, leader = a_petition(), an_officer("Bureau leader")
    sent = {"version": file.version, "leader_id": leader.id, "text": "请阅示。",
            "wanted_on": "2020-01-01"}  # fmt: skip
    answer = page(an_officer("Triage officer")).post(f"/petitions/{file.id}/submit", data=sent)
    assert "要求批示的日期已过" in answer.text
