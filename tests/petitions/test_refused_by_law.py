"""What the law forbids, sent as a browser sends it: refused with the article, nothing is lost."""

from datetime import timedelta

import pytest

from app.core import clock
from app.extensions import db as _db
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from app.petitions.models import Approval
from tests.architecture.walking import somebody_who_may_everything
from tests.factories import a_petition, officer_at, the_unit

HANDLER, HEAD = ("Handler", "LT-WATER"), ("Head of unit", "LT-WATER")
LONGER = {"reason_code": "1", "reason": "还须补充勘验现场。"}


def said(answer, field):
    """Return the sentence that stands beside a field."""
    found = [one for one in answer.dom.iter("p") if one.get("id") == f"{field}-error"]
    return " ".join("".join(found[0].itertext()).split()) if found else ""


@pytest.fixture
def post(page, db):
    """Send a form of a petition by somebody; return the page that comes back."""

    def send(petition, verb, by, **typed):
        client = page(officer_at(*by))
        return client.post(f"/petitions/{petition.id}/{verb}", data=typed)

    return send


def test_a_second_extension_of_twenty_days_names_the_article(post):
    petition = a_petition("accepted")
    asked = perform(petition, "extend", by=officer_at(*HANDLER), days=20, **LONGER)
    grant(asked, by=officer_at(*HEAD))
    answer = post(petition, "extend", HANDLER, days="20", **LONGER)
    assert answer.status_code == 422
    sentence = "请填写 1 至 10 日；延期总共不超过 30 日（《信访工作条例》第三十四条）。"
    assert said(answer, "days") == sentence
    assert LONGER["reason"] in answer.text
    assert _db.session.query(Approval).filter_by(move="extend", status="asked").count() == 0


def test_an_objection_on_the_sixth_working_day_names_the_article(post, at):
    with at("2026-03-02"):
        petition = a_petition("transferred", signed=False)
    with at("2026-03-10"):
        answer = post(petition, "object", HEAD, return_reason="1", reason="不属本单位职权。")
    assert answer.status_code == 409
    assert "2026年3月9日届满（《信访工作条例》第二十三条第三款）。" in answer.text
    assert "不属本单位职权。" in answer.text
    assert petition.objections == 0


def test_who_asked_for_an_extension_does_not_grant_it_by_a_forged_form(as_, db):
    petition = a_petition("accepted")
    both = somebody_who_may_everything(the_unit("LT-WATER"))
    asked = perform(petition, "extend", by=both, days=20, **LONGER)
    address = f"/petitions/{petition.id}/decisions/{asked.id}"
    answer = as_(both).post(address, data={"act": "grant", "note": "同意。"})
    assert answer.status_code == 409
    assert "本人送审的事项应由他人审批。" in answer.text
    _db.session.refresh(asked)
    assert asked.status == "asked"


@pytest.mark.parametrize(
    ("days", "sentence"), [(1, "日期在今天之后。"), (-90, "日期早于前一事项的日期")]
)
def test_the_day_of_an_application_is_refused_beside_its_field(post, days, sentence):
    petition = a_petition("replied")
    applied_on = (clock.today() + timedelta(days=days)).isoformat()
    typed = {"unit_id": the_unit("LT").id, "applied_on": applied_on, "reason": "对意见不服。"}
    answer = post(petition, "ask-review", ("Review officer", "LT"), **typed)
    assert answer.status_code == 422
    assert said(answer, "applied_on").startswith(sentence)


@pytest.mark.parametrize(
    ("state", "verb", "by", "field"),
    [
        ("replied", "serve", HANDLER, "occurred_on"),
        ("replied", "ask-review", ("Review officer", "LT"), "applied_on"),
    ],
)
def test_a_year_that_no_calendar_has_is_an_error_beside_its_field(post, state, verb, by, field):
    petition = a_petition(state, served=verb != "serve")
    answer = post(petition, verb, by, **{field: "9999-12-31"}, letter="opinion")
    assert answer.status_code == 422
    assert said(answer, field) == "日期晚于 3 年后，请核对年份。"
