"""Accepted by word and turned to the ordinary procedure: the notice is then owed in writing."""

import pytest

from app.core import clock
from app.dictionaries.queries import work_calendar
from app.petitions.case.foresight import effects
from app.petitions.letters.versions import newest, texts_of
from app.petitions.workflow import PETITION
from tests.factories import officer_at
from tests.petitions.attempts import OPINION, REASON, answers
from tests.petitions.letters.office import drafted, marked, on, signed
from tests.petitions.walks import File, refused

pytestmark = pytest.mark.usefixtures("db")
HEAD = ("Head of unit", "LT-WATER")


def simple(*, oral=True, **traits):
    file = File(**traits).move("mark_simple", "2026-03-03", "Triage officer", simple_ground="1")
    file.transfer("2026-03-04", procedure="2").signed("2026-03-05")
    return file.accept("2026-03-06", procedure="2", oral=oral)


def ordinary(**traits):
    return simple(**traits).move("to_ordinary", "2026-03-09", HEAD, **REASON)


def reply_refused(file, verb="reply"):
    given = {"answers": answers(file.petition), "conclusion": "1", **OPINION}
    if verb == "extend":
        given = {"days": 10, "reason_code": "1", **REASON}
    return refused(file, verb, "2026-03-10", "Handler", "accepted by word", **given)


@pytest.mark.parametrize("verb", ["reply", "extend"])
def test_nothing_is_answered_or_extended_before_the_notice_is_signed(verb):
    reply_refused(ordinary(), verb)


def test_signed_by_the_head_it_tells_the_ordinary_procedure_and_opens_the_way():
    marked()
    file = ordinary()
    with on("2026-03-10"):
        letter = drafted(file.petition, "W04")
        texts = texts_of(newest(letter))
        assert (texts["procedure"], texts["accepted_on"]) == ("信访程序", "2026年3月6日")
        assert texts["due_on"] == "2026年5月6日"
        signed(letter)
    assert file.reply("2026-03-11").state == "replied"


@pytest.mark.parametrize("traits", [{"oral": False}, {"address": None, "phone": None}])
def test_who_was_told_in_writing_or_cannot_be_told_needs_no_other(traits):
    assert ordinary(**traits).reply("2026-03-11").state == "replied"


def test_what_stays_simple_is_answered_without_it():
    assert simple().reply("2026-03-09").state == "replied"


def test_the_form_says_it_before(app):
    file, move = simple(), PETITION.move("to_ordinary")
    with app.test_request_context(), clock.at("2026-03-09"):
        said = effects(file.petition, move, REASON, officer_at(*HEAD), work_calendar())
    assert any("受理告知书" in one for one in said)


def test_the_page_keeps_its_budget(page, db):
    file = ordinary()
    db.session.commit()
    with clock.at("2026-03-10"):
        text = page(officer_at("Handler", "LT-WATER")).get(f"/petitions/{file.petition.id}").text
    assert "已口头受理" in text
