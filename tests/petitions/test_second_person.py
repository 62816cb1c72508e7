"""What needs a second person: asked, granted, refused, withdrawn, and never by one alone."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts.models import Officer
from app.core import clock
from app.core.errors import Invalid, Stale
from app.core.privacy import redact
from app.petitions.case.offers import decisions, own_requests
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant, refuse, withdraw
from app.petitions.engine import MoveRefused
from app.petitions.models import Approval, Event, Petition
from tests.factories import SIX, an_officer, the_unit
from tests.petitions.attempts import REASON
from tests.petitions.walks import File, somebody

DECLINE = {"reason_code": "R02", "organ": "区教育局", **REASON}


@pytest.fixture
def file(db):
    return File()


@pytest.fixture
def asked(file):
    return file.ask("decline", "2026-03-04", "Triage officer", **DECLINE)


def steps(file):
    return [(event.move, event.step) for event in file.petition.events]


# --- asked --------------------------------------------------------------------------------------


def test_while_it_waits_nothing_has_changed(file, asked):
    assert asked.status == "asked"
    assert file.state == "registered"
    assert file.running() == {"D01": "2026-03-17"}
    assert file.petition.reason_code is None
    assert steps(file) == [("register", "done"), ("decline", "asked")]


def test_what_was_written_waits_encrypted_and_shows_redacted(db, file):
    given = DECLINE | {"reason": "请拨打13812342051，证件610115197803150017"}
    asked = file.ask("decline", "2026-03-04", "Triage officer", **given)
    kept = db.session.execute(sa.text("select given, facts from approval")).one()
    assert "13812342051" not in kept.given + kept.facts
    assert "610115197803150017" not in kept.given + kept.facts
    assert asked.facts["reason"] == redact(given["reason"])


def test_what_could_not_run_is_not_kept_for_a_decision(file):
    with pytest.raises(Invalid):
        file.ask("decline", "2026-03-04", "Triage officer", **(DECLINE | {"organ": ""}))
    assert file.petition.approvals == []
    assert steps(file) == [("register", "done")]


def test_only_one_request_waits_at_a_time(file, asked):
    with pytest.raises(MoveRefused, match="second person"):
        file.ask("void", "2026-03-04", "Window clerk", **REASON)
    assert len(file.petition.approvals) == 1


# --- decided ------------------------------------------------------------------------------------


def test_when_it_is_granted_it_runs_on_that_day_by_who_asked(file, asked):
    event = file.grant(asked, "2026-03-18", "Reviewer")
    assert (file.state, file.petition.reason_code) == ("declined", "R02")
    assert event.by == an_officer("Triage officer")
    assert event.approved_by == an_officer("Reviewer")
    assert event.occurred_on == date(2026, 3, 18)
    assert file.ended("D01") == ("2026-03-18", "late"), "asked in time, decided late"
    assert (asked.status, asked.decided_by) == ("granted", an_officer("Reviewer"))


def test_an_earlier_day_that_was_given_stays_the_day(file):
    file.transfer("2026-03-04").signed("2026-03-05")
    asked = file.ask("terminate", "2026-03-12", "Handler", close_way="A12", result="10",
                     occurred_on=date(2026, 3, 11), **REASON)  # fmt: skip
    event = file.grant(asked, "2026-03-16", "Head of unit")
    assert (event.occurred_on, event.late_days) == (date(2026, 3, 11), 5)
    assert file.petition.closed_on == date(2026, 3, 11)


def test_when_it_is_refused_the_file_stays_and_the_way_is_free_again(file, asked):
    with clock.at("2026-03-05"):
        refuse(asked, by=an_officer("Reviewer"), note="属于本级职权")
    assert (file.state, asked.status) == ("registered", "refused")
    assert steps(file)[-1] == ("decline", "refused")
    assert file.petition.events[-1].facts == {
        "reason": "属于本级职权",
        "dropped": "信访事项不予受理告知书",
    }
    assert file.transfer("2026-03-05").state == "transferred"


def test_a_refusal_says_why(asked):
    with pytest.raises(Invalid) as error:
        refuse(asked, by=an_officer("Reviewer"), note=" ")
    assert error.value.field == "note"


def test_who_asked_may_take_it_back_and_nobody_else(file, asked):
    with clock.at("2026-03-05"):
        with pytest.raises(MoveRefused, match="Only who asked"):
            withdraw(asked, by=an_officer("Reviewer"))
        withdraw(asked, by=an_officer("Triage officer"))
    assert (file.state, asked.status) == ("registered", "withdrawn")
    assert steps(file)[-1] == ("decline", "withdrawn")


@pytest.mark.parametrize("decide", [grant, lambda a, by: refuse(a, by=by, note="否"), withdraw])
def test_what_is_decided_is_decided(file, asked, decide):
    file.grant(asked, "2026-03-05", "Reviewer")
    for by in ("Reviewer", "Triage officer"):
        with pytest.raises(MoveRefused, match="decided already"):
            decide(asked, by=an_officer(by))


# --- by whom ------------------------------------------------------------------------------------


def test_nobody_agrees_to_his_own_request(file):
    both = an_officer("Triage officer + Reviewer", full_name="身兼二职")
    asked = file.ask("decline", "2026-03-04", both, **DECLINE)
    with pytest.raises(MoveRefused, match="Another person"):
        file.grant(asked, "2026-03-04", both)
    assert decisions(file.petition, both) == []
    assert own_requests(file.petition, both) == [asked]


def test_not_even_the_database_keeps_a_decision_of_one(db, asked):
    statement = "update approval set decided_by_id = asked_by_id where id = :id"
    with pytest.raises(sa.exc.IntegrityError):
        db.session.execute(sa.text(statement), {"id": asked.id})
    db.session.rollback()


def test_a_reviewer_of_another_office_does_not_decide(file, asked):
    stranger = an_officer("Reviewer", the_unit("YL"))
    with pytest.raises(MoveRefused, match="roles do not include"):
        file.grant(asked, "2026-03-04", stranger)
    assert decisions(file.petition, stranger) == []


@pytest.mark.parametrize("role", ["Bureau leader", "Handler", "Archivist", "Accusation officer"])
def test_who_lacks_the_permission_does_not_decide(file, asked, role):
    officer = an_officer(role, the_unit())
    with pytest.raises(MoveRefused, match="roles do not include"):
        file.grant(asked, "2026-03-04", officer)


def test_the_one_who_can_is_shown_what_waits(file, asked):
    assert decisions(file.petition, an_officer("Reviewer")) == [asked]
    assert decisions(file.petition, an_officer("Triage officer")) == []


def test_the_accusation_desk_has_its_second_person_among_itself(db):
    file = File(purpose="04", content="反映某站长。")
    first, second = (
        an_officer("Accusation officer"),
        an_officer("Accusation officer", full_name="第二专办员"),
    )
    asked = file.ask("void", "2026-03-04", first, **REASON)
    with pytest.raises(MoveRefused, match="roles do not include"):
        file.grant(asked, "2026-03-04", "Reviewer")
    file.grant(asked, "2026-03-04", second)
    assert file.state == "voided"


# --- at the same moment ---------------------------------------------------------------------------


def at_once(app, deeds):
    """Run deeds of two officers at the same moment, each in a session of his own."""
    start = threading.Barrier(len(deeds))

    def run(deed):
        with app.app_context(), clock.at("2026-03-04"):
            act = deed()
            start.wait(timeout=30)
            try:
                return type(act()).__name__
            except (Stale, MoveRefused) as refusal:
                return type(refusal).__name__

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def test_of_two_who_ask_at_once_one_is_told_that_the_file_changed(app, db, file):
    db.session.commit()
    number, officer = file.petition.id, an_officer("Triage officer").id

    def deed():
        petition, by = db.session.get(Petition, number), db.session.get(Officer, officer)
        _ = petition.approvals, petition.parties, by.grants  # what the page had shown
        return lambda: perform(petition, "decline", by=by, **DECLINE)

    assert at_once(app, [deed, deed]) == ["Approval", "Stale"]
    assert db.session.scalar(sa.select(sa.func.count(Approval.id))) == 1


def test_of_two_who_decide_at_once_one_does(app, db, file, asked):
    other = an_officer("Reviewer", full_name="第二审核人").id
    db.session.commit()
    number, first = asked.id, an_officer("Reviewer").id

    def decider(officer, decide):
        def deed():
            waiting, by = db.session.get(Approval, number), db.session.get(Officer, officer)
            _ = waiting.petition.approvals, waiting.asked_by, by.grants
            return lambda: decide(waiting, by=by, note="同意")

        return deed

    assert at_once(app, [decider(first, grant), decider(other, refuse)]) == ["Event", "Stale"]
    query = sa.select(sa.func.count(Event.id)).where(
        Event.move == "decline", Event.step.in_(("done", "refused"))
    )
    assert db.session.scalar(query) == 1


def test_a_page_that_is_out_of_date_changes_nothing(file):
    shown = file.petition.version
    file.move("mark_seen", "2026-03-03", "Triage officer")
    file.transfer("2026-03-04")
    with pytest.raises(Stale):
        file.ask("recall", "2026-03-04", "Triage officer", version=shown, **REASON)
    assert file.state == "transferred"


def test_the_column_leads_to_the_decision_that_waits(page, file, asked):
    link = f".//section[@aria-labelledby='acts-title']//a[@href='#decision-{asked.id}']"
    address = f"/petitions/{file.petition.id}"
    assert page(an_officer("Reviewer")).get(address).dom.find(link) is not None
    assert page(an_officer("Triage officer")).get(address).dom.find(link) is None


def decision_shown(page, file, role, on):
    with clock.at(on):
        dom = page(somebody(role)).get(f"/petitions/{file.petition.id}").dom
    panel = dom.find(".//section[@class='panel decision']")
    return " ".join("".join(panel.itertext()).split())


def test_who_decides_reads_the_day_that_he_decides_on(page, file):
    file.transfer("2026-03-04").signed("2026-03-05")
    file.ask("accept", "2026-03-06", ("Handler", file.unit), **SIX)
    shown = decision_shown(page, file, ("Head of unit", file.unit), "2026-03-06")
    assert "受理日期审批同意之日" in shown


def test_who_confirms_a_late_entry_reads_both_days(page, db):
    late = File(on="2026-03-12", received_on=date(2026, 3, 2))
    shown = decision_shown(page, late, "Reviewer", "2026-03-12")
    assert "收到日期2026年3月2日" in shown
    assert "登记日期2026年3月12日" in shown
