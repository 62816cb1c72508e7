"""A later day for the report that an assignment asks for: asked below, decided by the sender."""

from datetime import date

from app.core.i18n import N_
from app.petitions.clocks.running import relight, running_clock
from app.petitions.commands.acts import move
from app.petitions.commands.legs import reckon_again, reporting_leg
from app.petitions.engine import Act, MoveRefused
from app.petitions.guards.delays import delayed_leg
from app.petitions.models import Event, Handover


@move("ask_report_delay")
def ask_report_delay(act: Act, *, until_on: date, reason: str) -> Event:
    """Ask the sender for a later day of the report; until he decides the old one holds."""
    leg = reporting_leg(act)
    leg.delay_until_on, leg.delay_reason = until_on, reason
    leg.delay_asked_on, leg.delay_answer = act.occurred_on, None
    facts = {"unit": leg.from_unit.name, "due_on": until_on.isoformat(), "reason": reason}
    return act.done(facts=facts)


@move("grant_report_delay")
def grant_report_delay(act: Act, *, reason: str | None = None) -> Event:
    """Move the day of the report to the one that was asked for (交办期限延期)."""
    leg, running = _waiting(act), running_clock(act.petition, "D05")
    if running is None or leg.delay_until_on is None:
        raise MoveRefused(N_("No report is owed."))
    days = (leg.delay_until_on - running.unrolled_on).days
    running.extended_days += days
    reckon_again(act, running)
    leg.delay_answer, leg.report_due_on = reason or "", running.due_on
    relight(act.petition)
    return act.done(
        facts={
            "unit": leg.to_unit.name,
            "days": days,
            "due_on": running.due_on.isoformat(),
            "reason": reason,
        }
    )


@move("refuse_report_delay")
def refuse_report_delay(act: Act, *, reason: str) -> Event:
    """Leave the day of the report as it was set."""
    leg = _waiting(act)
    leg.delay_answer = reason
    return act.done(facts={"unit": leg.to_unit.name, "reason": reason})


def _waiting(act: Act) -> Handover:
    leg = delayed_leg(act)
    if leg is None:
        raise MoveRefused(N_("No later day has been asked for."))
    return leg
