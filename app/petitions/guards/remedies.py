"""Remedies and ends: windows, reviews, hearings, reports, conclusion, publication."""

from datetime import date
from typing import Any

from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.clocks.running import running_clock
from app.petitions.endings import TERMINATIONS, close_ways
from app.petitions.engine import Act, MoveRefused
from app.petitions.guards.handling import check_result
from app.petitions.letters.issued import OPINION, waived
from app.petitions.limits.words import LABELS
from app.petitions.lists.unserved import letter_served
from app.petitions.models import Handover
from app.petitions.models.handover import ON_ITS_WAY, REPORT_OWED
from app.petitions.parties import holds
from app.petitions.remedies import has_remedy


@guard
def window_D04_open(act: Act) -> None:  # noqa: N802 - named for its limit
    """Art. 23(3): the fifth working day is in, the sixth is out."""
    _window_open(act, "D04")


@guard
def window_D07_open(act: Act) -> None:  # noqa: N802
    """Art. 35: thirty days from service; the day of the application counts."""
    _applied_in_time(act, "D07")


@guard
def window_D09_open(act: Act) -> None:  # noqa: N802
    """Art. 36(1): thirty days from service of the review opinion."""
    _applied_in_time(act, "D09")


def _applied_in_time(act: Act, code: str) -> None:
    """The day of the application decides, not that of its entry, which may follow later."""
    if "applied_on" in act.given:
        _window_open(act, code, day=act.given["applied_on"], field="applied_on")
    elif running_clock(act.petition, code) is None:
        raise _not_running(code)


def _not_running(code: str) -> MoveRefused:
    return MoveRefused(N_("The period “%(limit)s” is not running."), limit=LABELS[code])


def _window_open(act: Act, code: str, *, day: date | None = None, field: str = "") -> None:
    window = running_clock(act.petition, code)
    if window is None:
        raise _not_running(code)
    if (day or act.occurred_on) > window.due_on:
        said = N_("The period “%(limit)s” ended on %(day)s (%(source)s).")
        told: dict[str, Any] = {
            "limit": LABELS[code],
            "day": window.due_on,
            "source": window.limit.source,
        }
        raise Invalid(said, field=field, **told) if field else MoveRefused(said, **told)


@guard
def handling_level(act: Act) -> None:
    """Only against, or of, the first opinion."""
    if act.petition.opinion_level != "handling":
        raise MoveRefused(N_("Only possible after the handling opinion."))


@guard
def review_level(act: Act) -> None:
    """Re-examination follows a review."""
    if act.petition.opinion_level != "review":
        raise MoveRefused(N_("Only possible after the review opinion."))


@guard
def opinion_served(act: Act) -> None:
    """No remedy period without service."""
    if act.petition.served_on is None:
        raise MoveRefused(N_("The opinion has not been served; record the service first."))


@guard
def report_owed(act: Act) -> None:
    """A report goes back only where one was asked for."""
    leg = report_leg(act)
    if leg is None or leg.to_unit_id != act.by.unit_id or leg.report not in REPORT_OWED:
        raise MoveRefused(N_("No report is owed."))


@guard
def report_waiting(act: Act) -> None:
    """A report must lie there to be judged."""
    leg = report_leg(act)
    if leg is None or leg.report != "given" or leg.from_unit_id != act.by.unit_id:
        raise MoveRefused(N_("No report waits for you."))


def report_leg(act: Act) -> Handover | None:
    """Return the newest leg of which a report was asked."""
    for leg in reversed(act.petition.handovers):
        if leg.report != "none" and leg.status in ON_ITS_WAY:
            return leg
    return None


@guard
def assigned_from_above(act: Act) -> None:
    """Only what was assigned from above is reported upward, and only once."""
    if act.petition.form != "assigned":
        raise MoveRefused(N_("It was not assigned from above."))
    # Not the clock: it also stops when the petition is concluded, and the report is still owed.
    if any(one.move == "report_upward" and one.step == "done" for one in act.petition.events):
        raise MoveRefused(N_("It has been reported already."))


@guard
def report_upward_not_owed(act: Act) -> None:
    """A matter assigned from above is not closed at the window."""
    if running_clock(act.petition, "D05I") is not None:
        raise MoveRefused(N_("It was assigned from above; report to the assigner first."))


@guard
def remedy_period_over(act: Act) -> None:
    """Where an opinion of art. 32 was given: served, and the remedy period over."""
    petition = act.petition
    if petition.state != "replied" or not has_remedy(petition):
        return
    if petition.served_on is None:
        if waived(petition, OPINION) and letter_served(petition, OPINION) is None:
            return  # it was waived: nobody can be told, and no period begins
        raise MoveRefused(N_("The opinion has not been served; record the service first."))
    for code in ("D07", "D09"):
        window = running_clock(petition, code)
        if window is not None and act.occurred_on <= window.due_on:
            raise MoveRefused(
                N_("The petitioner may still ask for a remedy until %(day)s."),
                day=window.due_on,
            )


@guard
def termination_ground(act: Act) -> None:
    """Settled, withdrawn, or ended by death: nothing else terminates (A4, A12)."""
    way, result = act.given.get("close_way"), act.given.get("result")
    if act.petition.state == "accepted" and not holds(act.petition, act.by.unit_id, ("lead",)):
        # A unit that reviewed keeps its part, but the file is the lead's again.
        raise MoveRefused(N_("The petition is not with your unit in a capacity that allows this."))
    if way is None:
        return
    if way not in TERMINATIONS:
        raise Invalid(N_("Termination needs a settlement or a withdrawal."), field="close_way")
    if result not in TERMINATIONS[way]:
        raise Invalid(N_("This result does not fit the manner of conclusion."), field="result")


@guard
def conclusion_ways(act: Act) -> None:
    """Concluding is for what was answered; the other manners are moves with a second person."""
    way, result = act.given.get("close_way"), act.given.get("result")
    if way is not None and way not in close_ways(act.petition):
        raise Invalid(
            N_("Not by concluding: this manner has an act of its own, or does not fit the answer."),
            field="close_way",
        )
    if result is not None:
        check_result(act, result, field="result")


@guard
def submission_open(act: Act) -> None:
    """There must be a submission that waits."""
    if act.given and act.given.get("submission_open") is False:
        raise MoveRefused(N_("No submission waits for this."))


@guard
def publicity_consent(act: Act) -> None:
    """A public reply needs the petitioner's consent, and no request for secrecy."""
    if act.petition.confidential:
        raise MoveRefused(N_("The petitioner asked for secrecy."))
    if act.petition.publicity != "1":
        raise MoveRefused(N_("The petitioner has not agreed to publication."))
