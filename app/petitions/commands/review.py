"""复查 and 复核: the next higher unit looks again, at most twice."""

from datetime import date

from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.checks import check_day
from app.petitions.clocks.running import last_clock, start_clock, stop_clocks
from app.petitions.codes import CHANGED, REDO, UPHELD
from app.petitions.commands.acts import move
from app.petitions.commands.executing import drop, follow
from app.petitions.commands.legs import write_opinion
from app.petitions.commands.lookups import unit_by_id
from app.petitions.endings import results_of
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Event, ReviewCase
from app.petitions.parties import close_parties, open_party
from app.petitions.queries.files import current_opinion, open_review


def _reviewer(given: dict[str, object]) -> None:
    given["reviewer"] = unit_by_id(given["unit_id"])  # type: ignore[arg-type]


def _apply(act: Act, level: str, *, applied_on: date, reason: str) -> ReviewCase:
    petition, unit = act.petition, act.given["reviewer"]
    if applied_on > act.today:
        raise Invalid(N_("The date lies in the future."), field="applied_on")
    if petition.served_on and applied_on < petition.served_on:
        raise Invalid(N_("The application lies before the service."), field="applied_on")
    against = current_opinion(petition)
    close_parties(petition, "reviewing")
    case = ReviewCase(
        petition=petition,
        level=level,
        unit=unit,
        against_id=against.id if against else None,
        applied_on=applied_on,
        reason=reason,
    )
    db.session.add(case)
    open_party(petition, unit, "reviewing")
    return case


@move("ask_review", prepare=_reviewer)
def ask_review(
    act: Act, *, unit_id: int, applied_on: date, reason: str, exception: str | None = None
) -> Event:
    """Enter the petitioner's request that the next higher unit review (申请复查, art. 35).

    ``exception`` says why it is another one; then a second person must agree.
    """
    case = _apply(act, "review", applied_on=applied_on, reason=reason)
    event = act.done(facts={"unit": case.unit.name, "reason": reason, "exception": exception})
    start_clock(act, "D08", on=applied_on, owner=case.unit)
    return event


@move("ask_re_examination", prepare=_reviewer)
def ask_re_examination(
    act: Act, *, unit_id: int, applied_on: date, reason: str, exception: str | None = None
) -> Event:
    """Enter the request for the last level (申请复核, art. 36)."""
    case = _apply(act, "re_examination", applied_on=applied_on, reason=reason)
    event = act.done(facts={"unit": case.unit.name, "reason": reason, "exception": exception})
    start_clock(act, "D10", on=applied_on, owner=case.unit)
    return event


@move("refuse_application")
def refuse_application(act: Act, *, reason: str) -> Event:
    """Refuse an application that does not meet the conditions (R07); the opinion stands."""
    case = open_review(act.petition)
    if case is None:
        raise MoveRefused(N_("No application is open."))
    case.outcome, case.decided_on, case.note = "4", act.occurred_on, reason
    # The application was none, so the remedy period, which the law counts from service, ran on.
    window = last_clock(act.petition, "D07" if case.level == "review" else "D09")
    if window is not None:
        window.stopped_on = window.outcome = None
    return act.done(facts={"reason": reason, "reason_code": "R07"})


@move("decide_review")
def decide_review(
    act: Act, *, outcome: str, facts: str, basis: str, conclusion: str | None = None
) -> Event:
    """Issue the review opinion: uphold, change, or revoke and have it done again (art. 35)."""
    case = _decided(act, outcome, conclusion)
    if outcome == REDO:
        return _do_again(act, case, facts=facts, basis=basis)
    opinion = write_opinion(
        act, "review", facts=facts, basis=basis, conclusion=_concluded(act, outcome, conclusion)
    )
    if outcome == CHANGED:
        follow(act, opinion, act.holder)
    return act.done(to="replied", facts={"outcome": outcome, "version": opinion.version})


@move("decide_re_examination")
def decide_re_examination(
    act: Act, *, outcome: str, facts: str, basis: str, conclusion: str | None = None
) -> Event:
    """Issue the last opinion; the same facts are not accepted again (art. 36(3))."""
    case = _decided(act, outcome, conclusion)
    if outcome == REDO:
        return _do_again(act, case, facts=facts, basis=basis)
    petition = act.petition
    opinion = write_opinion(
        act,
        "re_examination",
        facts=facts,
        basis=basis,
        conclusion=_concluded(act, outcome, conclusion),
    )
    if outcome == CHANGED:
        follow(act, opinion, act.holder)
    petition.close_way, petition.finalised, petition.closed_on = "A6", True, act.occurred_on
    stop_clocks(petition, ("*",), on=act.occurred_on)
    return act.done(to="concluded", facts={"outcome": outcome, "version": opinion.version})


def _concluded(act: Act, outcome: str, conclusion: str | None) -> str:
    """Return what is concluded now: only a changed opinion concludes anything of its own."""
    return (conclusion if outcome == CHANGED else act.petition.result) or ""


def _decided(act: Act, outcome: str, conclusion: str | None) -> ReviewCase:
    if outcome == CHANGED and not conclusion:
        raise Invalid(N_("Say what the changed opinion concludes."), field="conclusion")
    if outcome == CHANGED and conclusion not in results_of(act.petition.purpose):
        raise Invalid(
            N_("This result does not fit the purpose of the petition."), field="conclusion"
        )
    case = open_review(act.petition)
    if case is None:
        raise MoveRefused(N_("No application is open."))
    if outcome not in (UPHELD, REDO, CHANGED):
        raise Invalid(N_("Choose from the list."), field="outcome")
    check_day(act, not_before=case.applied_on)
    case.outcome, case.decided_on = outcome, act.occurred_on
    return case


def _do_again(act: Act, case: ReviewCase, *, facts: str, basis: str) -> Event:
    """Revoke and send back: the only case in which art. 34 begins anew.

    The reviewing unit keeps its part: its opinion is still to be served on the petitioner.
    """
    petition = act.petition
    drop(petition)
    write_opinion(act, case.level, facts=facts, basis=basis, conclusion="")
    petition.opinion_level = petition.served_on = petition.replied_on = petition.result = None
    petition.redone += 1
    petition.accepted_on = act.occurred_on
    event = act.done(to="accepted", facts={"outcome": REDO})
    start_clock(act, "D06", on=act.occurred_on, owner=act.holder)
    return event
