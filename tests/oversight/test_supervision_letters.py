"""督办函: numbered without gaps, answered with files, returned with a reason, closed."""

from datetime import date
from io import BytesIO

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import DomainError, Invalid
from app.petitions.commands.acts import perform
from app.petitions.letters.order_numbers import unit_mark
from app.petitions.models import Attachment, Clock, Event, Supervision
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.petitions.attempts import PNG
from tests.petitions.letters.office import completed, drafted, marked, signed
from tests.reading import rows

DAY = "2026-03-12"
DUE = date(2026, 3, 20)


@pytest.fixture
def petition(db):
    marked()
    made = a_petition("accepted", on="2026-03-02", summary="金丝雀")
    with clock.at(DAY):
        yield made


def press(petition, rung="supervise", by=None, unit="LT-WATER", **given):
    given = {"reason_code": "06", "text": "请抓紧办理。", "due_on": DUE, "rung": rung, **given}
    given["unit_id"] = the_unit(unit).id
    perform(petition, "issue_supervision", by=by or an_officer("Supervisor"), **given)


def orders(db):
    return db.session.scalars(sa.select(Supervision).order_by(Supervision.id)).all()


def answer(petition, text="已答复。", **given):
    perform(petition, "answer_supervision", by=an_officer("Handler"), text=text, **given)


def test_numbers_run_from_the_rung_of_a_letter_without_gaps(db, petition):
    press(petition, "remind")
    press(petition)
    with pytest.raises(DomainError):
        press(petition, due_on=date(2026, 3, 1))
    press(petition, "circulate")
    found = [order.number for order in orders(db)]
    assert found == [None, "临信督〔2026〕1号", "临信督〔2026〕2号"]


def test_each_unit_and_each_year_count_anew(db, petition):
    press(petition)
    with clock.at("2027-01-04"):
        press(petition, due_on=date(2027, 1, 8))
    other = a_petition("registered", on="2026-03-02", by=officer_at("Window clerk", "XA"))
    by = officer_at("Supervisor", "XA")
    press(other, by=by, unit="XA")
    found = ["临信督〔2026〕1号", "临信督〔2027〕1号", "西信督〔2026〕1号"]
    assert [one.number for one in orders(db)] == found


def test_a_unit_without_a_mark_of_its_own_is_called_by_its_name(db):
    assert unit_mark(the_unit("XA")) == "西安市信访局"
    marked()
    assert unit_mark(the_unit("XA")) == "西信"


def test_the_paper_of_a_supervision_bears_its_number_and_leaves_no_gap(db, petition):
    press(petition)
    first = signed(completed(drafted(petition, "W13", "LT"), "LT"), "LT")
    assert first.number == orders(db)[0].number == "临信督〔2026〕1号"
    press(petition, "circulate")
    assert orders(db)[1].number == "临信督〔2026〕2号"


def test_the_number_is_shown_wherever_the_letter_is(page, db, petition):
    press(petition)
    number = "临信督〔2026〕1号"
    handler = page(an_officer("Handler"))
    assert number in "".join(rows(handler.get("/supervisions/?tab=to_us")))
    case = handler.get(f"/petitions/{petition.id}?tab=records").text
    assert case.count(number) == 2, "in the history and among the records"
    assert number in handler.get(f"/petitions/{petition.id}/answer-supervision").text


def test_an_answer_comes_with_its_files(page, db, petition):
    press(petition)
    order, handler = orders(db)[0], page(an_officer("Handler"))
    form = {"supervision_id": order.id, "text": "已答复。", "version": petition.version}
    files = {**form, "files": (BytesIO(PNG), "回执.png")}
    sent = handler.post(f"/petitions/{petition.id}/answer-supervision", data=files)
    assert sent.status_code == 200
    row = db.session.scalar(sa.select(Attachment))
    assert (row.supervision_id, row.petition_id, row.name) == (order.id, petition.id, "回执.png")
    assert "回执.png" in handler.get(f"/petitions/{petition.id}?tab=records").text


def test_a_file_that_is_not_taken_is_refused_beside_its_field(page, db, petition):
    press(petition)
    form = {"supervision_id": orders(db)[0].id, "text": "", "version": petition.version}
    handler, address = page(an_officer("Handler")), f"/petitions/{petition.id}/answer-supervision"
    kept = handler.post(address, data={**form, "files": (BytesIO(PNG), "回执.png")})
    assert kept.status_code == 422
    assert 'name="uploaded"' in kept.text, "what was sent is not lost with the mistake"
    form["text"] = "已答复。"
    wrong = handler.post(address, data={**form, "files": (BytesIO(b"MZ"), "木马.exe")})
    assert wrong.status_code == 422
    assert orders(db)[0].status == "issued"


def test_an_answer_that_is_not_sufficient_goes_back_with_a_reason(db, petition):
    press(petition)
    with clock.at("2026-03-16"):
        answer(petition)
    with clock.at("2026-03-17"):
        given = {"reason": "没有说明原因。", "due_on": date(2026, 3, 24)}
        perform(petition, "return_supervision", by=an_officer("Supervisor"), **given)
    order = orders(db)[0]
    assert (order.status, order.due_on) == ("signed", date(2026, 3, 24)), "with its answer"
    assert order.returned_reason == "没有说明原因。"
    limits = db.session.scalars(sa.select(Clock).where(Clock.code == "H04").order_by(Clock.id))
    assert [(one.outcome, one.due_on.day) for one in limits] == [("met", 20), (None, 24)]
    with clock.at("2026-03-18"):
        answer(petition, "原因是设备损坏。")
    moves = db.session.scalars(sa.select(Event.move).order_by(Event.id.desc()).limit(3)).all()
    assert moves == ["answer_supervision", "return_supervision", "answer_supervision"]


def test_a_return_needs_an_answer_a_reason_and_a_day_ahead(petition):
    press(petition)
    by, due = an_officer("Supervisor"), date(2026, 3, 24)
    with pytest.raises(DomainError, match="No supervision waits"):
        perform(petition, "return_supervision", by=by, reason="不足。", due_on=due)
    answer(petition)
    with pytest.raises(Invalid) as refusal:
        perform(petition, "return_supervision", by=by, reason=" ", due_on=due)
    assert refusal.value.field == "reason"
    with pytest.raises(Invalid) as refusal:
        perform(petition, "return_supervision", by=by, reason="不足。", due_on=date(2026, 3, 11))
    assert refusal.value.field == "due_on"


def test_only_who_issued_it_returns_the_answer(page, petition):
    press(petition)
    answer(petition)
    given = {"reason": "不足。", "due_on": DUE}
    for other in (officer_at("Supervisor", "XA"), an_officer("Handler")):
        with pytest.raises(DomainError):
            perform(petition, "return_supervision", by=other, **given)
    address = f"/petitions/{petition.id}/return-supervision"
    assert page(an_officer("Handler")).get(address).status_code == 403


def test_an_overdue_answer_is_red(page, petition):
    press(petition)
    with clock.at("2026-03-21"):
        shown = page(an_officer("Supervisor")).get("/supervisions/?tab=by_us").text
    assert "lamp--red" in shown
