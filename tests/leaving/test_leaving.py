"""An officer leaves: everything goes over or nothing, and nobody sees more than before."""

import pytest
import sqlalchemy as sa

from app.core.errors import DomainError
from app.journal.models import AdminEvent
from app.leaving import belongings
from app.leaving.belongings import Belonging
from app.leaving.commands import carry_out
from app.leaving.models import Leaving
from app.petitions.commands.acts import perform
from app.petitions.models import (
    Event,
    Instruction,
    Party,
    Petition,
    Recusal,
    SavedFilter,
    Supervision,
)
from app.petitions.words.sentences import sentence
from tests.factories import a_petition, an_officer, the_unit
from tests.leaving.offering import offered

WATER = "LT-WATER"


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


@pytest.fixture
def leaver(db):
    return an_officer("Handler", full_name="张离岗")


@pytest.fixture
def successor(db):
    return an_officer("Handler", full_name="李接替")


def _handled_by(officer, db, state="accepted"):
    petition = a_petition(state)
    petition.handler = officer
    db.session.flush()
    return petition


def test_open_work_goes_to_the_successor_and_the_account_is_locked(db, admin, leaver, successor):
    petition, closed = _handled_by(leaver, db), _handled_by(leaver, db, "concluded")
    db.session.add_all(
        SavedFilter(user_id=who.id, desk="pool", name="急件", query="urgency=2")
        for who in (leaver, successor)
    )
    db.session.flush()
    leaving = carry_out(leaver, successor=successor, reason="调离", by=admin)
    assert petition.handler is successor
    assert closed.handler is leaver, "what has ended stays in his name"
    assert [row["id"] for row in leaving.items["petitions"]] == [petition.id]
    assert leaving.items["moved"] == {"petitions": 1, "filters": 1, "plans": 0}
    assert not leaver.active
    kept = db.session.scalars(sa.select(SavedFilter).where(SavedFilter.user_id == successor.id))
    assert sorted(one.name for one in kept) == ["急件", "急件 张离岗"]


def test_the_history_and_the_journal_tell_it(db, admin, leaver, successor):
    petition = _handled_by(leaver, db)
    carry_out(leaver, successor=successor, reason="退休", by=admin)
    event = db.session.scalar(sa.select(Event).where(Event.move == "hand_to_successor"))
    assert event.petition_id == petition.id
    assert "张离岗" in sentence(event)
    assert "李接替" in sentence(event)
    kept = db.session.scalar(sa.select(AdminEvent).where(AdminEvent.tag == "account.left"))
    assert kept.about_id == leaver.id
    assert kept.after["reason"] == "退休"
    assert kept.after["petitions"] == 1


def test_what_lies_before_a_leader_goes_to_another_leader(db, admin):
    leader = an_officer("Party and government leader", full_name="王书记")
    other = an_officer("Party and government leader", full_name="赵区长")
    petition = a_petition()
    perform(
        petition, "submit", by=an_officer("Triage officer"), leader_id=leader.id, text="请阅示。"
    )
    clerk = an_officer("Handler", the_unit("LT-GOV"), full_name="办事员")
    with pytest.raises(DomainError, match="gives no instructions"):
        carry_out(leader, successor=clerk, reason="调离", by=admin)
    carry_out(leader, successor=other, reason="调离", by=admin)
    rows = db.session.scalars(sa.select(Party).where(Party.petition_id == petition.id))
    told = {row.user_id: row.until is None for row in rows if row.user_id}
    assert told == {leader.id: False, other.id: True}
    assert perform(petition, "return_submission", by=other, reason="请补充材料。")


def test_a_fault_in_the_middle_leaves_everything_as_it_was(
    db, admin, leaver, successor, monkeypatch
):
    petition = _handled_by(leaver, db)
    db.session.commit()

    def broken(officer, successor, *, by):
        raise RuntimeError("the power went out")

    monkeypatch.setitem(
        belongings._belongings,
        "plans",
        Belonging("plans", "Plans", lambda _: sa.select(1).scalar_subquery(), broken),
    )
    with pytest.raises(RuntimeError):
        carry_out(leaver, successor=successor, reason="调离", by=admin)
    db.session.expire_all()
    assert db.session.get(Petition, petition.id).handler_id == leaver.id
    assert leaver.active
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Leaving)) == 0
    assert not db.session.scalar(sa.select(Event.id).where(Event.move == "hand_to_successor"))


def test_nobody_takes_over_what_he_stepped_aside_from(db, admin, leaver, successor):
    petition = _handled_by(leaver, db)
    db.session.add(
        Recusal(
            petition_id=petition.id,
            user_id=successor.id,
            reason="亲属",
            status="granted",
            asked_by_id=successor.id,
            asked_at=petition.registered_at,
        )
    )
    with pytest.raises(DomainError, match="stepped aside"):
        carry_out(leaver, successor=successor, reason="调离", by=admin)


@pytest.mark.parametrize(
    ("role", "at", "why"),
    [
        ("Handler", "LT", "same unit"),
        ("System administrator", WATER, "may not open petitions"),
    ],
)
def test_a_successor_must_be_able_to_take_over(db, admin, leaver, role, at, why):
    _handled_by(leaver, db)
    other = an_officer(role, the_unit(at), full_name="别人")
    with pytest.raises(DomainError, match=why):
        carry_out(leaver, successor=other, reason="调离", by=admin)


def test_what_no_unit_binds_may_go_to_another_unit_of_the_subtree(page, db, admin, leaver):
    db.session.add(SavedFilter(user_id=leaver.id, desk="pool", name="急件", query="urgency=2"))
    other = an_officer("Handler", the_unit("LT-WATER-1"), full_name="下级接替")
    stranger = an_officer("Handler", the_unit("LT-LABOUR"), full_name="外单位人员")
    below = an_officer("System administrator", the_unit("LT-WATER"), full_name="水务管理员")
    db.session.commit()  # a refusal rolls back
    with pytest.raises(DomainError, match="do not manage"):
        carry_out(leaver, successor=stranger, reason="调离", by=below)
    client = page(below)
    assert offered(client, leaver, "接替") == ["下级接替"]
    assert offered(client, leaver, "外单位") == []
    client.post(f"/leaving/{leaver.id}?successor={other.id}", data={"reason": "调离"})
    kept = db.session.scalars(sa.select(SavedFilter)).one()
    assert kept.user_id == other.id


def _records(db, officer, petition):
    day = petition.registered_on
    order = Supervision(
        petition=petition, rung="urge", reason_code="1", text="请抓紧办理", unit=petition.unit,
        issued_by_unit=petition.unit, issued_by_id=officer.id, issued_on=day, due_on=day,
    )  # fmt: skip
    written = Instruction(
        petition_id=None, subject="汛期排查", leader_name="王书记", leader_level="1", text="请部署",
        instructed_on=day, unit_id=officer.unit_id, recorded_by_id=officer.id,
        recorded_at=petition.registered_at,
    )  # fmt: skip
    db.session.add_all([order, written])
    db.session.flush()


def test_what_stays_with_the_unit_is_named_on_the_list(page, db, admin, leaver, successor):
    petition = _handled_by(leaver, db)
    _records(db, leaver, petition)
    wizard = page(admin).get(f"/leaving/{leaver.id}").text
    assert "移交清单中列出" in wizard
    assert "请抓紧办理" not in wizard
    leaving = carry_out(leaver, successor=successor, reason="调离", by=admin)
    address = f"/seat/handovers/{leaving.id}"
    head = page(an_officer("Head of unit")).get(address).text
    assert "请抓紧办理" in head
    assert "汛期排查" in head


def test_the_page_of_an_account_leads_to_the_wizard(page, db, admin, leaver):
    way = f"/leaving/{leaver.id}"
    assert way in page(admin).get(f"/accounts/show/{leaver.id}").text
    assert f"/leaving/{admin.id}" not in page(admin).get(f"/accounts/show/{admin.id}").text


def test_leaving_stands_beside_the_accounts_in_the_menu(page, db, admin):
    shown = page(admin).get("/leaving/").text
    places = [shown.index(f'href="{href}') for href in ("/accounts/list/", "/leaving/", "/roles/")]
    assert places == sorted(places)


def test_accusations_go_to_the_accusation_desk_only(db, admin):
    desk = an_officer("Accusation officer")
    with pytest.raises(DomainError, match="accusation officer"):
        carry_out(desk, successor=an_officer("Triage officer"), reason="调离", by=admin)
    second = an_officer("Accusation officer", full_name="第二专办员")
    assert carry_out(desk, successor=second, reason="调离", by=admin)


# --- the pages -----------------------------------------------------------------------------------


def test_the_administrator_sees_numbers_and_no_petition(page, db, admin, leaver, successor):
    petition = _handled_by(leaver, db)
    client = page(admin)
    assert client.get("/leaving/").status_code == 200
    assert client.get("/leaving/?q=查无此人").status_code == 200
    wizard = f"/leaving/{leaver.id}"
    assert client.get(wizard).status_code == 200
    seen = client.get(f"{wizard}?successor={successor.id}")
    assert petition.number not in seen.text
    assert petition.summary not in seen.text
    empty = client.post(f"{wizard}?successor={successor.id}", data={"reason": ""})
    assert empty.status_code == 200
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Leaving)) == 0
    client.post(f"{wizard}?successor={successor.id}", data={"reason": "调离"})
    assert client.get("/leaving/").status_code == 200
    leaving = db.session.scalar(sa.select(Leaving))
    listed = client.get(f"/seat/handovers/{leaving.id}").text
    assert "另有您无权查看的信访件 1 件" in listed
    assert petition.number not in listed
    assert petition.summary not in listed


def test_the_list_is_read_by_who_took_over_and_the_head_of_the_unit(page, as_, db, admin):
    leaver = an_officer("Handler", full_name="张离岗")
    successor = an_officer("Handler", full_name="李接替")
    petition = _handled_by(leaver, db)
    sealed = carry_out(leaver, successor=successor, reason="调离", by=admin)
    address = f"/seat/handovers/{sealed.id}"
    for reader in (successor, an_officer("Head of unit")):
        client = page(reader)
        assert petition.number in client.get(address).text
        assert address in client.get("/seat/").text
    for stranger in (an_officer("Unit intake"), an_officer("Triage officer")):
        assert as_(stranger).get(address).status_code == 404


def test_the_list_hides_what_its_reader_may_not_see(page, db, admin, leaver, successor):
    petition = _handled_by(leaver, db)
    _records(db, leaver, petition)
    leaving = carry_out(leaver, successor=successor, reason="调离", by=admin)
    head = an_officer("Head of unit")
    db.session.add(
        Recusal(
            petition_id=petition.id,
            user_id=head.id,
            reason="亲属",
            status="granted",
            asked_by_id=head.id,
            asked_at=petition.registered_at,
        )
    )
    text = page(head).get(f"/seat/handovers/{leaving.id}").text
    assert petition.number not in text
    assert "请抓紧办理" not in text
    assert "另有您无权查看的批示、督办：1件" in text


@pytest.mark.parametrize("role", ["Handler", "Head of unit", "Security administrator"])
def test_only_administrators_of_accounts_carry_out_a_leaving(as_, db, leaver, role):
    client = as_(an_officer(role))
    for what in ("", f"{leaver.id}/successors", f"{leaver.id}/colleagues"):
        assert client.get(f"/leaving/{what}").status_code == 403
    assert client.get(f"/leaving/{leaver.id}").status_code == 403
    assert client.post(f"/leaving/{leaver.id}", data={"reason": "调离"}).status_code == 403
    assert client.get(f"/leaving/{leaver.id}/deputies").status_code == 403


def test_who_is_outside_the_subtree_is_not_found(as_, db, leaver):
    elsewhere = an_officer("System administrator", the_unit("YL"), full_name="阎良管理员")
    client = as_(elsewhere)
    assert "张离岗" not in client.get("/leaving/?q=张").text
    for address in (f"/leaving/{leaver.id}", f"/leaving/{leaver.id}/deputies"):
        assert client.get(address).status_code == 404
        assert client.post(address, data={"reason": "调离"}).status_code == 404


def test_nobody_carries_out_his_own_leaving(as_, db, admin):
    second = an_officer("System administrator", full_name="第二管理员")
    as_(admin).post(f"/leaving/{admin.id}?successor={second.id}", data={"reason": "调离"})
    db.session.expire_all()
    assert admin.active
