"""What was refused or taken back stands in the form again: nothing typed is lost."""

import pytest

from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant, refuse, withdraw
from tests.factories import a_petition, officer_at
from tests.petitions.attempts import OPINION, answers

HANDLER, HEAD = ("Handler", "LT-WATER"), ("Head of unit", "LT-WATER")


@pytest.fixture
def asked(db):
    file = a_petition("accepted")
    given = {"answers": answers(file, "4"), "conclusion": "4", **OPINION}
    return perform(file, "reply", by=officer_at(*HANDLER), **given)


def form(page, officer, asked):
    return page(officer).get(f"/petitions/{asked.petition_id}/reply").text


def test_a_reply_that_was_taken_back_is_written_on(page, asked):
    handler = officer_at(*HANDLER)
    withdraw(asked, by=handler)
    shown = form(page, handler, asked)
    assert OPINION["facts"] in shown
    assert "予以支持。" in shown
    assert '<option selected value="4">' in shown


def test_a_reply_that_was_refused_is_written_on(page, asked):
    refuse(asked, by=officer_at(*HEAD), note="请补充依据。")
    assert OPINION["facts"] in form(page, officer_at(*HANDLER), asked)


def test_it_is_unfinished_work_of_who_asked_alone(page, asked):
    withdraw(asked, by=officer_at(*HANDLER))
    other = officer_at("Unit intake", "LT-WATER")
    other.roles = [*other.roles, *officer_at(*HANDLER).roles]
    assert OPINION["facts"] not in form(page, other, asked)


def test_what_was_granted_is_done(page, db):
    file = a_petition("accepted")
    handler, given = officer_at(*HANDLER), {"days": 5, "reason_code": "1", "reason": "须鉴定管网。"}
    grant(perform(file, "extend", by=handler, **given), by=officer_at(*HEAD))
    shown = page(handler).get(f"/petitions/{file.id}/extend").dom.find(".//textarea[@id='reason']")
    assert not (shown.text or "").strip()
