"""A later day for a report: who may ask for it, who decides, and how far it may lie."""

from datetime import timedelta

from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.clocks.running import running_clock
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Handover
from app.petitions.models.handover import ON_ITS_WAY, REPORT_OWED


def delayed_leg(act: Act) -> Handover | None:
    """Return the newest leg on which a later day waits for its sender's word.

    A leg that came back asks for nothing any more, nor does one whose report is given.
    """
    for leg in reversed(act.petition.handovers):
        asked = leg.delay_asked_on is not None and leg.delay_answer is None
        if asked and leg.status in ON_ITS_WAY and leg.report in REPORT_OWED:
            return leg
    return None


@guard
def delay_possible(act: Act) -> None:
    """Asked before the day is over, for a later one, and only one question at a time."""
    running = running_clock(act.petition, "D05")
    if running is None:
        raise MoveRefused(N_("No report is owed."))
    if act.today > running.due_on:
        raise MoveRefused(N_("The day of the report is over; it can no longer be moved."))
    if delayed_leg(act) is not None:
        raise MoveRefused(N_("A later day has been asked for and not been decided on yet."))
    until = act.given.get("until_on")
    most = running.unrolled_on + timedelta(days=running.limit.extend_by - running.extended_days)
    if until is not None and not running.due_on < until <= most:
        raise Invalid(
            N_("Give a day after %(due)s, at the latest %(most)s."),
            field="until_on",
            due=running.due_on.isoformat(),
            most=most.isoformat(),
        )


@guard
def delay_waiting(act: Act) -> None:
    """A question must lie there, and it must have come to this unit."""
    leg = delayed_leg(act)
    if leg is None:
        raise MoveRefused(N_("No later day has been asked for."))
    if leg.from_unit_id != act.by.unit_id:
        raise MoveRefused(N_("The question is addressed to another unit."))
    if running_clock(act.petition, "D05") is None:
        raise MoveRefused(N_("No report is owed."))


@guard
def delay_still_ahead(act: Act) -> None:
    """What was asked for is granted as long as that day has not gone by itself."""
    leg = delayed_leg(act)
    if leg is not None and leg.delay_until_on is not None and leg.delay_until_on < act.today:
        raise MoveRefused(N_("The day that was asked for is over; refuse it."))
