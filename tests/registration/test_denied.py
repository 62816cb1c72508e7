"""Who may not register sees no form, sends none, and is asked nothing."""

import pytest
import sqlalchemy as sa

from app.petitions.models import Draft, Petition
from tests.factories import a_petition, an_officer
from tests.registration import filled

ADDRESSES = [
    ("GET", "/registration/visit"),
    ("GET", "/registration/letter"),
    ("GET", "/registration/assigned"),
    ("POST", "/registration/visit"),
    ("POST", "/registration/letter"),
    ("POST", "/registration/assigned"),
    ("POST", "/registration/visit/draft"),
    ("POST", "/registration/letter/draft"),
    ("POST", "/registration/assigned/draft"),
    ("POST", "/registration/visit/draft/discard"),
    ("POST", "/registration/identity"),
    ("GET", "/registration/done"),
]


@pytest.mark.parametrize("role", ["Handler", "Reviewer", "Archivist", "System administrator"])
@pytest.mark.parametrize(("method", "address"), ADDRESSES)
def test_without_the_permission_to_register(as_, db, role, method, address):
    data = filled.PLAIN_VISIT | {"draft": "abc123abc123abc1", "number": filled.NUMBER}
    answer = as_(an_officer(role)).open(address, method=method, data=data)
    assert answer.status_code == 403
    assert db.session.scalars(sa.select(Petition)).all() == []
    assert db.session.scalars(sa.select(Draft)).all() == []


@pytest.mark.parametrize("role", ["Handler", "Unit intake", "Archivist", "Accusation officer"])
def test_without_the_permission_to_read_the_ledger(as_, db, role):
    assert as_(an_officer(role)).get("/registration/today").status_code == 403


def test_a_slip_needs_the_permission_to_register(as_, db):
    petition = a_petition("registered")
    answer = as_(an_officer("Reviewer")).get(f"/registration/{petition.id}/slip")
    assert answer.status_code == 403


def test_a_reply_on_the_spot_needs_its_own_permission(page, db, at):
    triage = an_officer("Triage officer")
    assert not triage.may("reply_on_the_spot")
    given = filled.PLAIN_VISIT | {"act": "reply", "reply": "已说明。", "consent": "y"}
    with at("2026-03-02"):
        client = page(triage)
        assert client.post("/registration/visit", data=given).status_code == 403
        assert client.get("/registration/visit").dom.find(".//*[@id='reply']") is None
    assert db.session.scalars(sa.select(Petition)).all() == []


def test_the_menu_shows_the_desk_to_those_who_may_use_it(page, db):
    clerk = page(an_officer("Window clerk")).get("/registration/visit").text
    handler = page(an_officer("Handler")).get("/").text
    for address in ("/registration/visit", "/registration/letter", "/registration/today"):
        assert f'href="{address}"' in clerk
        assert f'href="{address}"' not in handler


def test_no_form_is_sent_by_a_get(as_, db):
    client = as_(an_officer("Window clerk"))
    assert client.get("/registration/visit/draft").status_code == 405
    assert client.get("/registration/identity").status_code == 405
