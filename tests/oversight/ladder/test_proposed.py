"""What rules propose: issued with one press, changed first, or left alone with a reason."""

import pytest
import sqlalchemy as sa

from app.core import clock
from app.oversight.ladder.round import go_round
from app.petitions.models import LadderStep, Supervision
from tests.factories import a_petition, an_officer, officer_at
from tests.reading import rows

DAY = "2026-05-22"
TAB = "/supervisions/?tab=proposed"


@pytest.fixture
def step(db):
    a_petition("accepted", on="2026-03-02", summary="金丝雀")
    with clock.at(DAY):
        go_round()
        yield db.session.scalar(sa.select(LadderStep))


def test_it_is_issued_with_one_press(page, step):
    supervisor = page(an_officer("Supervisor"))
    assert step.petition.number in "".join(rows(supervisor.get(TAB)))
    answer = supervisor.post(f"/supervisions/proposed/{step.id}/issue")
    assert answer.status_code == 200
    assert step.petition.number not in "".join(rows(supervisor.get(TAB)))


def test_the_order_says_what_the_rule_proposed(page, db, step):
    page(an_officer("Supervisor")).post(f"/supervisions/proposed/{step.id}/issue")
    order = db.session.scalar(sa.select(Supervision))
    assert (order.rung, order.text, order.rule) == ("supervise", step.text, "handling_long_over")
    assert order.issued_by_id == an_officer("Supervisor").id
    db.session.refresh(step)
    assert (step.status, step.supervision_id) == ("issued", order.id)


def test_it_is_changed_before_it_is_issued(page, db, step):
    supervisor = page(an_officer("Supervisor"))
    address = f"/petitions/{step.petition_id}/issue-supervision"
    opened = supervisor.get(address).text
    assert step.text in opened
    assert "2026-05-29" in opened
    form = {
        "unit_id": step.unit_id, "rung": "urge", "reason_code": "06", "text": "请说明原因。",
        "due_on": "2026-06-05", "version": step.petition.version,
    }  # fmt: skip
    assert supervisor.post(address, data=form).status_code == 200
    db.session.refresh(step)
    assert step.status == "issued"
    assert db.session.get(Supervision, step.supervision_id).rung == "urge"


def test_it_is_dropped_with_a_reason_only(page, db, step):
    supervisor, address = page(an_officer("Supervisor")), f"/supervisions/proposed/{step.id}/drop"
    assert supervisor.post(address, data={"reason": " "}).status_code == 422
    db.session.refresh(step)
    assert step.status == "proposed"
    supervisor.post(address, data={"reason": "当事人住院，已同意延期。"})
    db.session.refresh(step)
    assert (step.status, step.decided_by) == ("dropped", an_officer("Supervisor"))
    assert go_round() == 0, "the same cause never comes twice"
    dropped = "".join(rows(supervisor.get("/supervisions/?tab=dropped")))
    assert "当事人住院，已同意延期。" in dropped
    assert page(an_officer("Handler")).get("/supervisions/?tab=dropped").status_code == 403


@pytest.mark.parametrize("act", ["issue", "drop"])
def test_who_may_not_supervise_may_not_decide(page, step, act):
    address = f"/supervisions/proposed/{step.id}/{act}"
    handler = page(an_officer("Handler"))
    assert handler.get(TAB).status_code == 403
    assert handler.post(address).status_code == 403
    stranger = page(officer_at("Supervisor", "YL"))
    assert "金丝雀" not in stranger.get(TAB).text
    assert stranger.post(address).status_code == 404


def test_the_unit_learns_nothing_before_it_is_issued(page, step):
    handler = page(an_officer("Handler"))
    assert step.text not in handler.get(f"/petitions/{step.petition_id}?tab=records").text
    assert step.petition.number not in "".join(rows(handler.get("/supervisions/?tab=to_us")))
