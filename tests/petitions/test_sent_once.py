"""A form sent again makes nothing: reloaded, sent twice at once, gone back to, another's."""

import functools
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.once import SentForm
from app.core.web import once
from app.jobs.performing import run_once
from app.petitions.commands.acts import perform
from app.petitions.models import (
    Advice,
    Approval,
    Event,
    Reception,
    Supervision,
    UrgentMatter,
    UrgentReport,
)
from tests.factories import a_petition, an_officer, officer_at, the_unit

SENT = "已经提交过"


def token_of(page) -> str:
    fields = [one for one in page.dom.iter("input") if one.get("name") == "once"]
    assert fields, "the form carries no token"
    return fields[-1].get("value")


def count(db, model) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def pressing(unit="LT-WATER", **more):
    day = (clock.today() + timedelta(days=5)).isoformat()
    given = {"unit_id": the_unit(unit).id, "rung": "urge", "reason_code": "06", "due_on": day}
    return given | {"text": "请抓紧办理。"} | more


@pytest.fixture
def pressed(page, db):
    """Return a supervised petition: nothing about it changes any more when it is pressed again."""
    petition = a_petition("accepted")
    client = page(officer_at("Supervisor", "LT"))
    address = f"/petitions/{petition.id}/issue-supervision"
    client.post(address, data=pressing(rung="remind"))
    return petition, client, address


def test_a_form_that_is_reloaded_makes_one_record_and_leads_to_it(db, pressed):
    petition, client, address = pressed
    sent = pressing(once=token_of(client.get(address)), version=petition.version)
    client.post(address, data=sent)
    again = client.post(address, data=sent)
    assert SENT in again.text
    assert again.request.path == f"/petitions/{petition.id}"
    assert count(db, Supervision) == 2, "the first of all and this one"


def test_a_form_drawn_anew_is_another_form(db, pressed):
    _petition, client, address = pressed
    for _time in range(2):
        client.post(address, data=pressing(once=token_of(client.get(address))))
    assert count(db, Supervision) == 3


def test_a_form_that_was_refused_can_be_sent_again(db, pressed):
    _petition, client, address = pressed
    token = token_of(client.get(address))
    refused = client.post(address, data=pressing(once=token, rung="remind", former_id="999999"))
    assert SENT not in refused.text
    assert count(db, SentForm) == 0
    client.post(address, data=pressing(once=token))
    assert count(db, Supervision) == 2


def test_the_second_press_of_a_button_without_a_form_is_known_too(page, db):
    petition = a_petition("accepted")
    client = page(officer_at("Supervisor", "LT"))
    opened = client.get(f"/petitions/{petition.id}")
    sent = {"once": token_of(opened)}
    for _time in range(2):
        last = client.post(f"/petitions/{petition.id}/mark-seen", data=sent)
    assert SENT in last.text
    assert db.session.scalar(sa.select(sa.func.count()).where(Event.move == "mark_seen")) == 1


def urgent_report(**more):
    now = clock.office_time(clock.now()).strftime("%Y-%m-%dT%H:%M")
    return {
        "title": "大厅聚集", "known_at": now, "happened_at": now, "place": "大厅",
        "facts": "有人。", "situation": "平稳。", "handling": "劝导。",
        "responsible": "信访局", "contact": "王主任",
    } | more  # fmt: skip


def test_an_urgent_report_and_its_further_report_are_made_once(page, db):
    client = page(officer_at("Window clerk", "LT"))
    sent = urgent_report(once=token_of(client.get("/urgent/add")))
    first, again = client.post("/urgent/add", data=sent), client.post("/urgent/add", data=sent)
    matter = db.session.scalars(sa.select(UrgentMatter)).one()
    assert first.request.path == again.request.path == f"/urgent/{matter.id}"
    token = token_of(client.get(f"/urgent/{matter.id}"))
    more = {f"further-{name}": value for name, value in urgent_report().items()}
    for _time in range(2):
        last = client.post(f"/urgent/{matter.id}/further", data=more | {"once": token})
    assert SENT in last.text
    assert count(db, UrgentReport) == 2


def test_a_proposal_and_a_reception_are_made_once(page, db):
    client = page(officer_at("Supervisor", "LT"))
    advice = {"kind": "work", "unit_id": the_unit("LT-WATER").id, "subject": "规范停水通知"}
    advice |= {"problem": "停水不通知。", "proposal": "提前公告。"}
    sent = advice | {"once": token_of(client.get("/advice/add"))}
    for _time in range(2):
        last = client.post("/advice/add", data=sent)
    assert SENT in last.text
    assert last.request.path == f"/advice/{db.session.scalars(sa.select(Advice.id)).one()}"
    leader = page(officer_at("Bureau leader", "LT"))
    when = {"day": (clock.today() + timedelta(days=1)).isoformat(), "begins": "09:00"}
    plan = when | {"ends": "11:00", "leader_name": "李某", "place": "一号接待室"}
    sent = plan | {"once": token_of(leader.get("/receptions/add"))}
    for _time in range(2):
        last = leader.post("/receptions/add", data=sent)
    assert (SENT in last.text, count(db, Reception)) == (True, 1)


def test_another_officer_s_token_is_refused(page, db, pressed):
    petition, client, address = pressed
    token = token_of(client.get(address))
    other = page(an_officer("Supervisor", full_name="另一督查员"))
    for stolen in (token, token + "x", "made-up"):
        refused = other.post(address, data=pressing(once=stolen))
        assert refused.status_code == 400
        assert "打开太久" in refused.text
    assert count(db, Supervision) == 1


def test_who_may_not_press_is_refused_and_the_token_is_not_used(page, db, pressed):
    petition, _client, address = pressed
    handler = page(officer_at("Handler", "LT-WATER"))
    token = token_of(handler.get(f"/petitions/{petition.id}"))
    assert handler.post(address, data=pressing(once=token)).status_code == 403
    assert count(db, SentForm) == 0


def _meet(barrier) -> None:
    """Let both requests come this far before either goes on."""
    barrier.wait(timeout=60)


def test_of_two_sent_at_once_one_makes_the_record(app, as_, db, pressed, monkeypatch):
    petition, client, address = pressed
    sent = pressing(once=token_of(client.get(address)), version=petition.version)
    page_of_the_file = f"/petitions/{petition.id}"
    clients = [as_(officer_at("Supervisor", "LT")) for _one in range(2)]
    together, asked = Barrier(2), app.before_request_funcs[None]
    meet = functools.partial(_meet, together)
    monkeypatch.setitem(app.before_request_funcs, None, [*asked, meet])
    db.session.remove()

    def send(one):
        with app.app_context():
            return one.post(address, data=sent)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, clients))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert {answer.location for answer in answers} == {page_of_the_file}
    assert count(db, Supervision) == 2


def test_forms_that_nobody_can_send_any_more_are_forgotten(db):
    officer = an_officer("Handler")
    for days in (7, 9):
        sent = {"token": f"{days}", "sent_at": clock.now() - timedelta(days=days), "href": "/"}
        db.session.add(SentForm(officer_id=officer.id, **sent))
    db.session.commit()
    run_once()
    assert db.session.scalars(sa.select(SentForm.token)).all() == ["7"]


def test_a_form_is_good_for_a_week(page, monkeypatch, pressed):
    _petition, client, address = pressed
    token = token_of(client.get(address))
    monkeypatch.setattr(once, "GOOD_FOR", timedelta(seconds=-1))
    assert client.post(address, data=pressing(once=token)).status_code == 400


# --- without a token ------------------------------------------------------------------------------


@pytest.fixture
def strict(app, monkeypatch):
    """Ask for the token, as the office does."""
    monkeypatch.setitem(app.config, "ONCE_REQUIRED", True)


def test_a_post_made_by_hand_without_the_token_makes_nothing(page, db, strict):
    client = page(officer_at("Window clerk", "LT"))
    refused = client.post("/urgent/add", data=urgent_report())
    assert refused.status_code == 422
    assert "表单缺少提交标记" in refused.text
    assert count(db, UrgentMatter) == 0
    client.post("/urgent/add", data=urgent_report(once=token_of(refused)))
    assert count(db, UrgentMatter) == 1


def test_a_move_without_the_token_is_refused_and_its_form_stays(page, db, strict):
    petition = a_petition("accepted")
    client = page(officer_at("Supervisor", "LT"))
    address = f"/petitions/{petition.id}/issue-supervision"
    refused = client.post(address, data=pressing())
    assert refused.status_code == 422
    assert "表单缺少提交标记" in refused.text
    assert client.post(f"/petitions/{petition.id}/mark-seen").status_code == 422
    client.post(address, data=pressing(once=token_of(client.get(address))))
    assert count(db, Supervision) == 1


def test_a_second_person_decides_with_the_token_of_the_panel(page, db, strict):
    file = a_petition("accepted")
    perform(file, "extend", by=an_officer("Handler"), days=20, reason_code="1", reason="需要取证。")
    waiting = db.session.scalars(sa.select(Approval).where(Approval.status == "asked")).one()
    address = f"/petitions/{file.id}/decisions/{waiting.id}"
    second = page(an_officer("Head of unit"))
    assert second.post(address, data={"act": "grant"}).status_code == 422
    sent = {"act": "grant", "once": token_of(second.get(f"/petitions/{file.id}"))}
    assert second.post(address, data=sent).status_code == 200
    db.session.expire_all()
    assert waiting.status == "granted"
