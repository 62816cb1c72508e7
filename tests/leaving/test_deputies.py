"""Deputies: in the seat of a colleague for a period, never alone where two people are needed."""

import pytest
import sqlalchemy as sa

from app.accounts.commands.deputies import end_deputy
from app.accounts.deputies import sitting_for
from app.core import clock
from app.core.errors import DomainError
from app.petitions.commands.access import note_access
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant, withdraw
from app.petitions.decisions import approvals_for
from app.petitions.models import Approval, Event, Petition, Recusal
from app.petitions.scope import visible_to
from app.petitions.words.sentences import sentence
from tests.factories import SIX, a_petition, an_officer, the_unit
from tests.leaving.periods import a_period

ACCEPT = SIX


@pytest.fixture
def head(db):
    return an_officer("Head of unit")


@pytest.fixture
def deputy(db):
    return an_officer("Handler", full_name="李四")


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
        a_period(an_officer(officer), an_officer(deputy, the_unit(unit), full_name="别人"))
    error = refusal.value
    assert why in error.message % error.params


def test_an_accusation_officer_stands_in_for_another(db):
    assert a_period(
        an_officer("Accusation officer"), an_officer("Accusation officer", full_name="第二专办员")
    )


def test_periods_neither_overlap_nor_chain(db, head, deputy):
    third = an_officer("Unit intake")
    a_period(head, deputy)
    with pytest.raises(DomainError, match="already"):
        a_period(head, third, begins=6)
    with pytest.raises(DomainError, match="a deputy has no deputy"):
        a_period(deputy, third)
    with pytest.raises(DomainError, match="a deputy has no deputy"):
        a_period(third, head)
    assert a_period(head, third, begins=7)


def test_a_period_has_a_longest_length_and_begins_today(db, head, deputy):
    with pytest.raises(DomainError, match="At most"):
        a_period(head, deputy, days=91)
    with pytest.raises(DomainError, match="past"):
        a_period(head, deputy, begins=-1)
    with pytest.raises(DomainError, match="before the start"):
        a_period(head, deputy, days=0)


def test_only_the_officer_or_an_administrator_names_a_deputy(db, head, deputy):
    with pytest.raises(DomainError, match="administrator"):
        a_period(head, deputy, by=deputy)
    assert a_period(head, deputy, by=an_officer("System administrator"))


# --- in the seat ---------------------------------------------------------------------------------


def test_a_deputy_has_the_roles_and_the_reach_of_the_seat_and_not_his_own(db):
    leader = an_officer("Party and government leader")
    clerk = an_officer("Handler", the_unit("LT-GOV"), full_name="秘书")
    petition = a_petition()
    perform(
        petition, "submit", by=an_officer("Triage officer"), leader_id=leader.id, text="请阅示。"
    )
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
    a_period(head, deputy)
    asked = perform(a_petition("transferred"), "accept", by=deputy, **ACCEPT)
    with sitting_for(deputy, head):
        assert asked.id not in _waits_for(deputy, db)
        with pytest.raises(DomainError, match="Another person"):
            grant(asked, by=deputy)


def test_the_represented_does_not_approve_what_his_deputy_asked(db, head, deputy):
    period = a_period(head, deputy)
    asked = perform(a_petition("transferred"), "accept", by=deputy, **ACCEPT)
    assert asked.id not in _waits_for(head, db)
    with pytest.raises(DomainError, match="Another person"):
        grant(asked, by=head)
    end_deputy(period, by=head)
    assert asked.id in _waits_for(head, db)


def test_who_was_represented_at_the_asking_counts_as_the_asker_for_good(db, head, deputy):
    both = an_officer("Handler + Head of unit", the_unit("LT-WATER"), full_name="张三")
    period = a_period(both, deputy)
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
    a_period(head, deputy)
    asked = perform(a_petition("transferred"), "accept", by=asker, **ACCEPT)
    with sitting_for(deputy, head):
        event = grant(asked, by=deputy)
    assert (asked.decided_by_id, asked.decided_for_id) == (deputy.id, head.id)
    assert f"经李四（代{head.full_name}）同意" in sentence(event)
    assert event.on_behalf_of_id is None, "the act itself is the asker's own"


def test_what_a_deputy_asked_is_withdrawn_by_whom_he_represented(db, deputy):
    handler = an_officer("Handler")
    a_period(handler, deputy)
    with sitting_for(deputy, handler):
        asked = perform(a_petition("transferred"), "accept", by=deputy, **ACCEPT)
    with pytest.raises(DomainError, match="Only who asked"):
        withdraw(asked, by=an_officer("Unit intake"))
    assert withdraw(asked, by=handler)
