"""Raised by hand: one rung or more, the former closed, the chain kept and shown."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import Invalid
from app.petitions.commands.acts import perform
from app.petitions.models import Clock, Supervision
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.reading import rows

DAY = "2026-03-12"
GIVEN = {"reason_code": "06", "text": "请抓紧办理。", "due_on": date(2026, 3, 20)}


@pytest.fixture
def order(db):
    petition = a_petition("accepted", on="2026-03-02")
    with clock.at(DAY):
        press(petition, "remind")
        yield db.session.scalar(sa.select(Supervision))


def press(petition, rung, unit="LT-WATER", **given):
    supervisor, unit_id = an_officer("Supervisor"), the_unit(unit).id
    given = {**GIVEN, "unit_id": unit_id, "rung": rung, **given}
    perform(petition, "issue_supervision", by=supervisor, **given)


def test_the_former_is_closed_and_the_link_kept(db, order):
    press(order.petition, "urge", former_id=order.id)
    newer = db.session.scalar(sa.select(Supervision).where(Supervision.former_id == order.id))
    assert newer.rung == "urge"
    assert (order.status, order.result) == ("closed", "3")
    limits = db.session.scalars(sa.select(Clock).where(Clock.code == "H04").order_by(Clock.id))
    assert [one.running for one in limits] == [False, True]
    assert order.petition.supervised


@pytest.mark.parametrize("rung", ["remind", "urge"])
def test_raised_is_upwards_only(order, rung):
    press(order.petition, "urge", former_id=order.id)
    newer = order.petition
    with pytest.raises(Invalid, match="higher step"):
        press(newer, rung, former_id=order.id + 1)


def test_only_an_open_one_of_the_own_unit_is_raised(order):
    perform(
        order.petition, "close_supervision", by=an_officer("Supervisor"), result="4", note="撤销。"
    )
    with pytest.raises(Invalid, match="open supervision"):
        press(order.petition, "urge", former_id=order.id)


def test_another_unit_s_supervision_is_not_raised_against_this_one(order):
    with pytest.raises(Invalid, match="another unit"):
        press(order.petition, "urge", unit="LT", former_id=order.id)


def test_the_button_opens_the_form_on_the_next_rung(page, order):
    supervisor = page(an_officer("Supervisor"))
    address = f"/petitions/{order.petition_id}/issue-supervision?former={order.id}"
    assert address in supervisor.get("/supervisions/?tab=by_us").text
    opened = supervisor.get(address).text
    assert f'<option selected value="{order.id}">' in opened
    assert '<option selected value="urge">' in opened


def test_who_did_not_issue_it_is_offered_no_button(page, order):
    for officer in (an_officer("Handler"), officer_at("Supervisor", "XA")):
        assert "?former=" not in page(officer).get("/supervisions/?tab=open").text


def test_the_chain_is_shown_on_both_pages(page, db, order):
    press(order.petition, "urge", former_id=order.id)
    db.session.expire_all()
    supervisor = page(an_officer("Supervisor"))
    assert "提醒 → 催办" in "".join(rows(supervisor.get("/supervisions/?tab=by_us")))
    records = supervisor.get(f"/petitions/{order.petition_id}?tab=records").text
    assert "由此升级" in records
    assert "已升级为" in records
