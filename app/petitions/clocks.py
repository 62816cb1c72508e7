"""The running limits of a file: started and stopped here, the lamp kept equal to them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.accounts.models import Unit
from app.petitions.deadlines import amber_days, due_on
from app.petitions.limits.book import rule_set
from app.petitions.limits.rules import INTERNAL, RuleSet, with_internal
from app.petitions.models import Clock, Handover, Petition
from app.petitions.parties import keep
from app.petitions.rules import internal_days, lamp_figures

if TYPE_CHECKING:
    from app.petitions.engine import Act


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
    _start_internal(act, running, leg)
    relight(act.petition)
    return running


def _start_internal(act: "Act", beside: Clock, leg: Handover | None) -> None:
    """Start the office's own limit inside a statutory one, if it sets one that ends sooner."""
    days = internal_days(beside.code, beside.owner)
    given = beside.started_on + timedelta(days=days)
    if days and given < beside.due_on:
        code = INTERNAL[beside.code]
        start_clock(act, code, on=beside.started_on, owner=beside.owner, given=given, leg=leg)


def restart_clock(stopped: Clock) -> None:
    """Let a limit run on as if nobody had stopped it, the office's own inside it too."""
    stopped.stopped_on = stopped.outcome = None
    code = INTERNAL.get(stopped.code)
    # Once lengthened it has no internal limit any more: the extension ended that.
    for one in () if stopped.extended_days else stopped.petition.clocks:
        if one.code == code and one.started_on == stopped.started_on:
            one.stopped_on = one.outcome = None


def stop_clocks(
    petition: Petition,
    codes: Iterable[str],
    *,
    on: date,
    outcome: str | None = None,
    record_id: int | None = None,
) -> None:
    """Stop the running clocks of these codes (``*``: all); met or late is judged by the day."""
    wanted = with_internal(codes)
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
    petition.lamp_provisional = bool(first and first.provisional)
    petition.lamp_yellow_on = petition.lamp_orange_on = None
    if first:
        yellow, orange = amber_days((first.due_on - first.started_on).days, lamp_figures())
        petition.lamp_yellow_on = date.fromordinal(first.due_on.toordinal() - yellow)
        petition.lamp_orange_on = date.fromordinal(first.due_on.toordinal() - orange)
