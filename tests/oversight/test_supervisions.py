"""Supervision orders: to whom they are shown, and on which tab."""

import re
from datetime import timedelta

import pytest

from app.core import clock
from app.core.errors import Invalid
from app.extensions import db as database
from app.petitions.commands.acts import perform
from app.petitions.models import Supervision
from app.petitions.parties import open_party
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.reading import rows


@pytest.fixture
def pressed(db):
    file, due = a_petition("accepted", summary="金丝雀"), clock.today() + timedelta(days=3)
    given = {"rung": "urge", "reason_code": "06", "text": "请抓紧办理。", "due_on": due}
    by = officer_at("Supervisor", "LT")
    perform(file, "issue_supervision", by=by, unit_id=the_unit("LT-WATER").id, **given)
    return file


def listed(page, officer, tab):
    return "\n".join(rows(page(officer).get(f"/supervisions/?tab={tab}")))


def test_it_stands_with_who_owes_and_with_who_asked(page, pressed):
    assert pressed.number in listed(page, an_officer("Handler"), "to_us")
    assert pressed.number in listed(page, an_officer("Supervisor"), "by_us")
    assert pressed.number not in listed(page, an_officer("Supervisor"), "to_us")
    assert pressed.number in listed(page, an_officer("Head of unit"), "open")


def test_closing_it_moves_it_to_the_closed_ones(page, pressed):
    perform(pressed, "answer_supervision", by=an_officer("Handler"), text="已办理。")
    perform(pressed, "close_supervision", by=an_officer("Supervisor"), result="1")
    assert pressed.number not in listed(page, an_officer("Supervisor"), "by_us")
    assert pressed.number in listed(page, an_officer("Supervisor"), "closed")


@pytest.mark.parametrize("tab", ["to_us", "by_us", "open", "closed"])
def test_an_outsider_learns_nothing(page, pressed, tab):
    for stranger in (officer_at("Supervisor", "YL"), officer_at("Handler", "LT-HOUSING")):
        answer = page(stranger).get(f"/supervisions/?tab={tab}")
        assert answer.status_code == 200
        assert "金丝雀" not in answer.text
        assert pressed.number not in answer.text


def test_who_has_no_part_in_supervision_is_turned_away(page, db):
    for role in ("Window clerk", "Archivist", "Review officer"):
        assert page(an_officer(role)).get("/supervisions/").status_code == 403


def test_an_unknown_tab_is_not_there(page, db):
    assert page(an_officer("Handler")).get("/supervisions/?tab=all").status_code == 404


def pressable(page, file, officer) -> list[tuple[str, bool]]:
    """Return the units that the form offers, and which of them stands in it."""
    form = page(officer).get(f"/petitions/{file.id}/issue-supervision").text
    control = re.search(r'<select[^>]*name="unit_id".*?</select>', form, re.S).group()
    return [
        (value, "selected" in option)
        for option, value in re.findall(r'(<option[^>]*value="(\d+)"[^>]*>)', control)
    ]


def test_the_lead_unit_stands_in_the_form_and_the_own_office_is_not_offered(page, db):
    file, supervisor, government = (
        a_petition("accepted"),
        an_officer("Supervisor"),
        the_unit("LT-GOV"),
    )
    open_party(file, government, "instructed")
    database.session.flush()
    offered = dict(pressable(page, file, supervisor))
    assert offered == {str(government.id): False, str(the_unit("LT-WATER").id): True}


def test_the_own_office_is_offered_where_nobody_else_has_the_file(page, db):
    file, supervisor = a_petition(), an_officer("Supervisor")
    assert [unit for unit, _chosen in pressable(page, file, supervisor)] == [
        str(supervisor.unit_id)
    ]


# --- closing, and which one -----------------------------------------------------------------------


def test_without_an_answer_it_is_not_closed_as_corrected(page, pressed):
    client = page(officer_at("Supervisor", "LT"))
    address = f"/petitions/{pressed.id}/close-supervision"
    given = {"supervision_id": database.session.query(Supervision).one().id}
    refused = client.post(address, data=given | {"result": "1"})
    assert refused.status_code == 422
    assert "尚未反馈" in refused.text
    assert client.post(address, data=given | {"result": "4", "note": "撤"}).status_code == 200
    assert pressed.number in listed(page, an_officer("Supervisor"), "closed")


def test_who_closes_what_is_not_corrected_says_why(page, pressed):
    perform(pressed, "answer_supervision", by=an_officer("Handler"), text="已办理。")
    client = page(officer_at("Supervisor", "LT"))
    address = f"/petitions/{pressed.id}/close-supervision"
    given = {"supervision_id": database.session.query(Supervision).one().id, "result": "2"}
    refused = client.post(address, data=given)
    assert refused.status_code == 422
    assert "请写明核销意见" in refused.text
    assert client.post(address, data=given | {"note": "设备仍未更换。"}).status_code == 200
    told = client.get(f"/petitions/{pressed.id}?tab=records").text
    assert told.count("设备仍未更换。") == 2, "in the history and among the records"
    assert "设备仍未更换。" in listed(page, an_officer("Supervisor"), "closed")


def test_what_is_corrected_may_be_closed_without_a_word(page, pressed):
    perform(pressed, "answer_supervision", by=an_officer("Handler"), text="已办理。")
    perform(pressed, "close_supervision", by=an_officer("Supervisor"), result="1")
    assert database.session.query(Supervision).one().closing_note is None


def test_who_answers_has_signed_for_it(page, pressed):
    perform(pressed, "answer_supervision", by=an_officer("Handler"), text="已办理。")
    order = database.session.query(Supervision).one()
    assert order.signed_on == clock.today()
    assert "，同时签收" in page(an_officer("Handler")).get(f"/petitions/{pressed.id}").text


def test_who_signed_for_it_before_keeps_his_day(page, pressed):
    perform(pressed, "sign_supervision", by=an_officer("Unit intake"))
    with clock.at(clock.today() + timedelta(days=1)):
        perform(pressed, "answer_supervision", by=an_officer("Handler"), text="已办理。")
    order = database.session.query(Supervision).one()
    assert (order.answered_on - order.signed_on).days == 1
    assert "同时签收" not in page(an_officer("Handler")).get(f"/petitions/{pressed.id}").text


def test_what_did_not_help_is_raised_and_not_closed_by_hand(page, pressed):
    client, order = page(officer_at("Supervisor", "LT")), database.session.query(Supervision).one()
    form = client.get(f"/petitions/{pressed.id}/close-supervision").dom
    assert [one.get("value") for one in form.iterfind(".//select[@id='result']/option")] == [
        "", "1", "2", "4"
    ]  # fmt: skip
    with pytest.raises(Invalid, match="next step"):
        perform(pressed, "close_supervision", by=an_officer("Supervisor"), result="3")
    assert order.status == "issued"


def test_the_history_says_which_supervision_an_act_was_about(page, pressed):
    due, by = clock.today() + timedelta(days=3), officer_at("Supervisor", "LT")
    given = {"rung": "supervise", "reason_code": "06", "text": "请办。", "due_on": due}
    perform(pressed, "issue_supervision", by=by, unit_id=the_unit("LT-WATER").id, **given)
    letter = pressed.events[-1].facts["number"]
    first, second = (one.id for one in database.session.query(Supervision).order_by("id"))
    handler = an_officer("Unit intake")
    perform(pressed, "sign_supervision", by=handler, supervision_id=first)
    perform(pressed, "answer_supervision", by=handler, supervision_id=second, text="已办理。")
    perform(pressed, "close_supervision", by=by, supervision_id=second, result="1")
    told = page(by).get(f"/petitions/{pressed.id}").text
    assert "签收督办（催办，" in told
    assert told.count(f"（督办，{letter}）") == 3, "issued, answered, closed"
