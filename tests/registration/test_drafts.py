"""What is being typed is kept on the server, encrypted, for its writer alone, until it expires."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.petitions.models import Draft
from tests.factories import an_officer
from tests.registration import filled

DRAFT = "/registration/visit/draft"


@pytest.fixture
def clerk(db):
    return an_officer("Window clerk")


def typed(**changes):
    return filled.VISIT | {"name": "张建国", "draft": "abc123abc123abc1"} | changes


def kept(db):
    db.session.expire_all()
    return list(db.session.scalars(sa.select(Draft).order_by(Draft.id)))


def test_a_draft_comes_back_field_by_field(page, clerk):
    client = page(clerk)
    client.post(DRAFT, data=typed())
    offer = client.get("/registration/visit")
    assert offer.dom.find(".//a[@href='/registration/visit?draft=abc123abc123abc1']") is not None
    assert "张建国" not in offer.text
    form = client.get("/registration/visit?draft=abc123abc123abc1").dom
    shown = {field.get("name"): field.get("value") for field in form.iter("input")}
    again = {name: shown[name] for name in ("name", "phone", "draft", "representatives-0-name")}
    assert again == {name: typed()[name] for name in again}
    assert filled.MATTER["content"] in "".join(area.text or "" for area in form.iter("textarea"))


def test_the_database_holds_no_clear_word_of_it(page, db, clerk):
    page(clerk).post(DRAFT, data=typed())
    stored = db.session.scalar(sa.text("SELECT content FROM draft"))
    assert stored.startswith("v1:")
    for secret in ("张建国", filled.NUMBER, "%E5%BC%A0", "csrf_token"):
        assert secret not in stored


def test_saving_again_keeps_one_row(page, db, clerk):
    client = page(clerk)
    client.post(DRAFT, data=typed())
    client.post(DRAFT, data=typed(name="张建业"))
    assert len(kept(db)) == 1
    assert "张建业" in kept(db)[0].content


def test_two_open_pages_do_not_mix(page, db, clerk):
    client = page(clerk)
    client.post(DRAFT, data=typed())
    client.post(DRAFT, data=typed(name="王芳", draft="def456def456def4"))
    assert {one.form for one in kept(db)} == {"visit:abc123abc123abc1", "visit:def456def456def4"}


def test_an_empty_form_is_no_draft(page, db, clerk):
    page(clerk).post(DRAFT, data={"draft": "abc123abc123abc1", "head_count": "1", "conduct": "00"})
    assert kept(db) == []


def test_registering_forgets_the_draft(page, db, at, clerk):
    client = page(clerk)
    with at("2026-03-02"):
        client.post(DRAFT, data=typed())
        client.post("/registration/visit", data=typed())
    assert kept(db) == []


def test_what_is_registered_is_kept_as_a_draft_no_more(page, db, at, clerk):
    client = page(clerk)
    with at("2026-03-02"):
        assert client.post(DRAFT, data=typed()).json == {"saved": True}
        client.post("/registration/visit", data=typed())
        # An impatient third Ctrl+Enter, on its way while the form was being registered.
        assert client.post(DRAFT, data=typed()).json == {"saved": False}
        assert kept(db) == []
        assert client.post(DRAFT, data=typed(draft="def456def456def4")).json == {"saved": True}


def test_a_draft_that_crossed_its_own_registration_is_not_offered(page, db, at, clerk):
    client = page(clerk)
    with at("2026-03-02"):
        client.post("/registration/visit", data=typed())
        late = Draft(
            user_id=clerk.id,
            form="visit:abc123abc123abc1",
            content=json.dumps([["name", "张建国"]]),
            saved_at=clock.now(),
            expires_at=clock.now() + timedelta(hours=1),
        )
        db.session.add(late)
        assert "draft=abc123abc123abc1" not in client.get("/registration/visit").text
        form = client.get("/registration/visit?draft=abc123abc123abc1").dom
        assert all(field.get("value") != "张建国" for field in form.iter("input"))
        client.post(DRAFT, data=typed(draft="def456def456def4"))
    assert [one.form for one in kept(db)] == ["visit:def456def456def4"]


def test_the_draft_of_a_colleague_with_the_same_key_is_his_own(page, db, at, clerk):
    other = page(an_officer("Window clerk", full_name="李敏"))
    with at("2026-03-02"):
        page(clerk).post("/registration/visit", data=typed())
        assert other.post(DRAFT, data=typed()).json == {"saved": True}
        assert "draft=abc123abc123abc1" in other.get("/registration/visit").text


def test_discarding_forgets_the_draft(page, db, clerk):
    client = page(clerk)
    client.post(DRAFT, data=typed())
    client.post(f"{DRAFT}/discard", data={"draft": "abc123abc123abc1"})
    assert kept(db) == []


def test_a_draft_expires(page, db, at, clerk):
    client = page(clerk)
    with at("2026-03-02T09:00"):
        client.post(DRAFT, data=typed())
    with at("2026-03-06T09:00"):
        offer = client.get("/registration/visit")
        assert "draft=abc123abc123abc1" not in offer.text
        client.post(DRAFT, data=typed(draft="def456def456def4"))
        assert [one.form for one in kept(db)] == ["visit:def456def456def4"]
        assert all(one.expires_at > clock.now() for one in kept(db))


def test_only_the_newest_drafts_are_kept(page, db, clerk):
    client = page(clerk)
    for number in range(8):
        client.post(DRAFT, data=typed(draft=f"aaaaaaaaaaaaaaa{number}"))
    assert [one.form for one in kept(db)] == [
        f"visit:aaaaaaaaaaaaaaa{number}" for number in range(3, 8)
    ]


def test_a_colleague_is_not_offered_it(page, clerk):
    page(clerk).post(DRAFT, data=typed())
    other = page(an_officer("Window clerk", full_name="李敏"))
    assert "draft=abc123abc123abc1" not in other.get("/registration/visit").text
    form = other.get("/registration/visit?draft=abc123abc123abc1").dom
    assert all(field.get("value") != "张建国" for field in form.iter("input"))


@pytest.mark.parametrize("slot", ["", "../../x", "ABC123ABC123ABC1", "abc123abc123abc12"])
def test_a_draft_needs_a_slot_of_ours(page, db, clerk, slot):
    answer = page(clerk).post(DRAFT, data=typed(draft=slot))
    assert answer.status_code == 400
    assert kept(db) == []


def test_a_script_without_a_login_is_told_so(as_):
    answer = as_().post(DRAFT, data=typed(), headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["login"]) == (401, True)
