"""The switch of a deputy: on by his own act, off as soon as anything speaks against it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts.commands.deputies import end_deputy
from app.accounts.deputies import Deputy
from app.core import clock
from tests.factories import an_officer, the_unit
from tests.leaving.periods import a_period


@pytest.fixture
def head(db):
    return an_officer("Head of unit")


@pytest.fixture
def deputy(db):
    return an_officer("Handler", full_name="李四")


def _acts_for(client, name):
    return f"代{name}）" in client.get("/seat/").text


def test_a_deputy_switches_and_the_end_of_the_period_switches_back(page, at, db, head, deputy):
    client = page(deputy)
    with at("2026-03-02"):
        period = a_period(head, deputy, days=3, begins=1)
        assert client.post(f"/seat/sit/{period.id}").status_code == 409, "not begun yet"
    with at("2026-03-03"):
        client.post(f"/seat/sit/{period.id}")
        assert _acts_for(client, head.full_name)
        assert client.get("/work/").status_code == 200
    with at("2026-03-05"):
        client.log_in(deputy)
        client.post(f"/seat/sit/{period.id}")
        assert _acts_for(client, head.full_name)
    with at("2026-03-06"):
        client.log_in(deputy)
        assert not _acts_for(client, head.full_name)
        assert client.post(f"/seat/sit/{period.id}").status_code == 409, "over"


def test_ending_stopping_locking_and_moving_switch_back_at_the_next_request(as_, db, head, deputy):
    def ended(period):
        end_deputy(period, by=head)

    def locked(period):
        period.ended_at = None
        head.active = False

    def moved(period):
        head.active, head.unit = True, the_unit()

    client = as_(deputy)
    period = a_period(head, deputy)
    for happens in (ended, locked, moved):
        client.post(f"/seat/sit/{period.id}")
        assert _acts_for(client, head.full_name)
        happens(period)
        assert not _acts_for(client, head.full_name)
        period.ended_at, head.active, head.unit = None, True, the_unit("LT-WATER")
    client.post(f"/seat/sit/{period.id}")
    client.post("/seat/stop")
    assert not _acts_for(client, head.full_name)


def test_nobody_sits_down_in_a_seat_that_is_not_his_to_take(as_, db, head, deputy):
    period = a_period(head, deputy)
    for stranger in (head, an_officer("Unit intake")):
        assert as_(stranger).post(f"/seat/sit/{period.id}").status_code == 404
    stranger = as_(an_officer("Unit intake"))
    assert stranger.post(f"/seat/deputies/{period.id}/end").status_code == 404
    with stranger.session_transaction() as session:
        session["standing_in"] = period.id
    assert not _acts_for(stranger, head.full_name)


def test_an_officer_names_and_ends_his_deputy_on_his_own_page(page, db, head, deputy):
    client, today = page(head), clock.today()
    assert client.get("/seat/").status_code == 200
    given = {"deputy_id": deputy.id, "since": today, "until": today + timedelta(days=200)}
    assert client.post("/seat/", data=given).status_code == 200, "too long"
    given["until"] = today
    client.post("/seat/", data=given)
    period = db.session.scalar(sa.select(Deputy))
    assert client.get("/seat/").status_code == 200
    client.post(f"/seat/deputies/{period.id}/end")
    db.session.refresh(period)
    assert period.ended_at is not None
    assert client.post(f"/seat/deputies/{period.id}/end").status_code == 409


def test_in_a_seat_nobody_names_a_deputy(as_, db, head, deputy):
    period = a_period(head, deputy)
    client = as_(deputy)
    client.post(f"/seat/sit/{period.id}")
    today = clock.today()
    third = an_officer("Unit intake")
    client.post("/seat/", data={"deputy_id": third.id, "since": today, "until": today})
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Deputy)) == 1


def test_an_administrator_names_deputies_in_his_subtree_only(page, as_, db, head, deputy):
    admin, today = page(an_officer("System administrator")), clock.today()
    given = {"deputy_id": deputy.id, "since": today, "until": today, "reason": "住院"}
    address = f"/leaving/{head.id}/deputies"
    assert admin.get(address).status_code == 200
    admin.post(address, data=given)
    period = db.session.scalar(sa.select(Deputy))
    elsewhere = as_(an_officer("System administrator", the_unit("YL"), full_name="外区"))
    assert elsewhere.post(f"/leaving/deputies/{period.id}/end").status_code == 404
    assert as_(head).post(f"/leaving/deputies/{period.id}/end").status_code == 403
    assert admin.get("/leaving/").status_code == 200
    admin.post(f"/leaving/deputies/{period.id}/end")
    db.session.refresh(period)
    assert period.ended_at is not None
