"""The running limits of a file: started and stopped here, the lamp kept equal to them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from app.accounts.models import Unit
from app.petitions.deadlines import amber_days, due_on
from app.petitions.limits.book import rule_set
from app.petitions.limits.rules import RuleSet
from app.petitions.models import Clock, Handover, Petition
from app.petitions.parties import keep

if TYPE_CHECKING:
    from app.petitions.engine import Act


#: Within which of these an accepted petition is to be answered.
HANDLING = ("D06", "D17", "H02")


def rules_of(petition: Petition) -> RuleSet:
    """Return the rules by which every limit of the petition goes: those of its registration."""
    return rule_set(petition.rule_set)


def start_clock(  # noqa: PLR0913 - a limit is told by all of these
    act: "Act",
    code: str,
    *,
    on: date,
    owner: Unit,
    given: date | None = None,
    leg: Handover | None = None,
    record_id: int | None = None,
) -> Clock:
    """Start a limit that the table lets this move start; the end is reckoned and stored now."""
    if act.calendar is None:
        raise RuntimeError("an act that starts a clock needs the calendar")
    rules = rules_of(act.petition)
    due = due_on(code, on, act.calendar, rules=rules, given=given)
    running = keep(
        act.petition,
        Clock(
            petition=act.petition,
            handover_id=leg.id if leg else None,
            record_id=record_id,
            code=code,
            rule_set=rules.code,
            owner=owner,
            started_on=on,
            given_on=given,
            unrolled_on=due.unrolled_on,
            due_on=due.due_on,
            provisional=due.provisional,
        ),
    )
    relight(act.petition)
    return running


def stop_clocks(
    petition: Petition,
    codes: Iterable[str],
    *,
    on: date,
    outcome: str | None = None,
    record_id: int | None = None,
) -> None:
    """Stop the running clocks of these codes (``*``: all); met or late is judged by the day."""
    wanted = set(codes)
    for running in petition.clocks:
        if not running.running or not (wanted & {running.code, "*"}):
            continue
        if record_id is not None and running.record_id != record_id:
            continue
        running.stopped_on = on
        running.outcome = outcome or ("met" if on <= running.due_on else "late")


def running_clock(petition: Petition, code: str) -> Clock | None:
    """Return the running clock of a code, the newest if there are several."""
    for candidate in reversed(petition.clocks):
        if candidate.code == code and candidate.running:
            return candidate
    return None


def handling_clock(petition: Petition) -> Clock | None:
    """Return the limit within which the petition is to be answered, running or not.

    The newest of them: a file that was redone by order of a review has a second one, and it is
    the second that goes on when the file is taken up again.
    """
    for candidate in reversed(petition.clocks):
        if candidate.code in HANDLING:
            return candidate
    return None


def last_clock(petition: Petition, code: str) -> Clock | None:
    """Return the newest clock of a code, running or not."""
    for candidate in reversed(petition.clocks):
        if candidate.code == code:
            return candidate
    return None


def relight(petition: Petition) -> None:
    """Keep the petition's lamp columns equal to its earliest running duty."""
    duties = [c for c in petition.clocks if c.running and not c.window]
    first = min(duties, key=lambda c: (c.due_on, c.code), default=None)
    petition.lamp_code = first.code if first else None
    petition.lamp_started_on = first.started_on if first else None
    petition.lamp_due_on = first.due_on if first else None
    petition.lamp_yellow_on = petition.lamp_orange_on = None
    if first:
        yellow, orange = amber_days((first.due_on - first.started_on).days)
        petition.lamp_yellow_on = date.fromordinal(first.due_on.toordinal() - yellow)
        petition.lamp_orange_on = date.fromordinal(first.due_on.toordinal() - orange)
