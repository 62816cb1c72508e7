"""Deputies: in the seat of a colleague for a period, never alone where two people are needed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts.commands.deputies import end_deputy, set_deputy
from app.accounts.deputies import Deputy, sitting_for
from app.core import clock
from app.core.errors import DomainError
from app.petitions.commands.access import note_access
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant, withdraw
from app.petitions.decisions import approvals_for
from app.petitions.models import Approval, Event, Petition, Recusal
from app.petitions.scope import visible_to
from app.petitions.sentences import sentence
from tests.factories import a_petition, an_officer, the_unit

ACCEPT = {"class_six": True}


@pytest.fixture
def head(db):
    return an_officer("Head of unit")


@pytest.fixture
def deputy(db):
    return an_officer("Handler", full_name="李四")


def _period(officer, deputy, days=7, begins=0, by=None):
    since = clock.today() + timedelta(days=begins)
    until = since + timedelta(days=days - 1)
    return set_deputy(
        officer, deputy=deputy, since=since, until=until, reason="出差", by=by or officer
    )


def _sees(officer, db):
    return set(db.session.scalars(sa.select(Petition.id).where(visible_to(officer))))


# --- who can be a deputy -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("officer", "deputy", "unit", "why"),
    [
        ("Head of unit", "Handler", "LT", "same unit"),
        ("Accusation officer", "Triage officer", "LT", "Accusation officer"),
        ("Triage officer", "Accusation officer", "LT", "must not be both"),
        ("System administrator", "Triage officer", "LT", "System administrator"),
        ("System administrator", "Security administrator", "LT", "System administrator"),
        ("Reviewer", "Audit administrator", "LT", "must not be both"),
    ],
)
def test_who_must_not_sit_in_a_seat_is_refused(db, officer, deputy, unit, why):
    with pytest.raises(DomainError) as refusal:
        _period(an_officer(officer), an_officer(deputy, the_unit(unit), full_name="别人"))
    error = refusal.value
    assert why in error.message % error.params


def test_an_accusation_officer_stands_in_for_another(db):
    assert _period(
        an_officer("Accusation officer"), an_officer("Accusation officer", full_name="第二专办员")
    )


def test_periods_neither_overlap_nor_chain(db, head, deputy):
    third = an_officer("Unit intake")
    _period(head, deputy)
    with pytest.raises(DomainError, match="already"):
        _period(head, third, begins=6)
    with pytest.raises(DomainError, match="a deputy has no deputy"):
        _period(deputy, third)
    with pytest.raises(DomainError, match="a deputy has no deputy"):
        _period(third, head)
    assert _period(head, third, begins=7)


def test_a_period_has_a_longest_length_and_begins_today(db, head, deputy):
    with pytest.raises(DomainError, match="At most"):
        _period(head, deputy, days=91)
    with pytest.raises(DomainError, match="past"):
        _period(head, deputy, begins=-1)
    with pytest.raises(DomainError, match="before the first"):
        _period(head, deputy, days=0)


def test_only_the_officer_or_an_administrator_names_a_deputy(db, head, deputy):
    with pytest.raises(DomainError, match="administrator"):
        _period(head, deputy, by=deputy)
    assert _period(head, deputy, by=an_officer("System administrator"))


# --- in the seat ---------------------------------------------------------------------------------


def test_a_deputy_has_the_roles_and_the_reach_of_the_seat_and_not_his_own(db):
    leader = an_officer("Party and government leader")
    clerk = an_officer("Handler", the_unit("LT-GOV"), full_name="秘书")
    petition = a_petition()
    perform(petition, "submit", by=an_officer("Triage officer"), leader_id=leader.id)
    assert petition.id in _sees(leader, db)
    with sitting_for(clerk, leader):
        assert clerk.may("return_submission")
        assert not clerk.may("accept")
        assert petition.id in _sees(clerk, db)
        perform(petition, "return_submission", by=clerk, reason="请补充。")
    assert not clerk.may("return_submission")
    event = db.session.scalar(sa.select(Event).where(Event.move == "return_submission"))
    assert (event.by_id, event.on_behalf_of_id) == (clerk.id, leader.id)
    assert f"秘书（代{leader.full_name}）" in sentence(event)


def test_the_access_log_names_both(db, head, deputy):
    with sitting_for(deputy, head):
        event = note_access("print", by=deputy)
    assert (event.by_id, event.on_behalf_of_id) == (deputy.id, head.id)
    assert note_access("print", by=deputy).on_behalf_of_id is None


def test_the_recusal_of_either_excludes_both(db, head, deputy):
    petition = a_petition("accepted")
    for aside in (head, deputy):
        recusal = Recusal(
            petition_id=petition.id,
            user_id=aside.id,
            reason="亲属",
            status="granted",
            asked_by_id=aside.id,
            asked_at=clock.now(),
        )
        db.session.add(recusal)
        db.session.flush()
        with sitting_for(deputy, head):
            assert petition.id not in _sees(deputy, db)
        db.session.delete(recusal)
        db.session.flush()
    with sitting_for(deputy, head):
        assert petition.id in _sees(deputy, db)


# --- two people ----------------------------------------------------------------------------------


def _waits_for(officer, db):
    return set(db.session.scalars(sa.select(Approval.id).where(approvals_for(officer))))


def test_a_deputy_does_not_approve_what_he_asked_himself(db, head, deputy):
    _period(head, deputy)
    asked = perform(a_petition("transferred"), "accept", by=deputy, **ACCEPT)
    with sitting_for(deputy, head):
        assert asked.id not in _waits_for(deputy, db)
        with pytest.raises(DomainError, match="Another person"):
            grant(asked, by=deputy)


def test_the_represented_does_not_approve_what_his_deputy_asked(db, head, deputy):
    period = _period(head, deputy)
    asked = perform(a_petition("transferred"), "accept", by=deputy, **ACCEPT)
    assert asked.id not in _waits_for(head, db)
    with pytest.raises(DomainError, match="Another person"):
        grant(asked, by=head)
    end_deputy(period, by=head)
    assert asked.id in _waits_for(head, db)


def test_who_was_represented_at_the_asking_counts_as_the_asker_for_good(db, head, deputy):
    both = an_officer("Handler + Head of unit", the_unit("LT-WATER"), full_name="张三")
    period = _period(both, deputy)
    with sitting_for(deputy, both):
        asked = perform(a_petition("transferred"), "accept", by=deputy, **ACCEPT)
    end_deputy(period, by=both)
    with pytest.raises(DomainError, match="Another person"):
        grant(asked, by=both)
    event = grant(asked, by=head)
    assert (event.by_id, event.on_behalf_of_id) == (deputy.id, both.id)
    assert event.approved_by_id == head.id


def test_an_approval_by_a_deputy_tells_both_names(db, head, deputy):
    asker = an_officer("Handler", full_name="王五")
    _period(head, deputy)
    asked = perform(a_petition("transferred"), "accept", by=asker, **ACCEPT)
    with sitting_for(deputy, head):
        event = grant(asked, by=deputy)
    assert (asked.decided_by_id, asked.decided_for_id) == (deputy.id, head.id)
    assert f"经 李四（代{head.full_name}） 同意" in sentence(event)
    assert event.on_behalf_of_id is None, "the act itself is the asker's own"


def test_what_a_deputy_asked_is_withdrawn_by_whom_he_represented(db, deputy):
    handler = an_officer("Handler")
    _period(handler, deputy)
    with sitting_for(deputy, handler):
        asked = perform(a_petition("transferred"), "accept", by=deputy, **ACCEPT)
    with pytest.raises(DomainError, match="Only who asked"):
        withdraw(asked, by=an_officer("Unit intake"))
    assert withdraw(asked, by=handler)


# --- the switch ----------------------------------------------------------------------------------


def _acts_for(client, name):
    return f"代{name}）" in client.get("/seat/").text


def test_a_deputy_switches_and_the_end_of_the_period_switches_back(page, at, db, head, deputy):
    client = page(deputy)
    with at("2026-03-02"):
        period = _period(head, deputy, days=3, begins=1)
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
    period = _period(head, deputy)
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
    period = _period(head, deputy)
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
    period = _period(head, deputy)
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
