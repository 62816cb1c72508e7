"""The running limits of a file: started and stopped here, the lamp kept equal to them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.accounts.models import Unit
from app.core.workdays import WorkCalendar
from app.petitions.clocks.deadlines import LampFigures, amber_days, due_on
from app.petitions.limits.book import rule_set
from app.petitions.limits.reckoning import Pause, Reckoning
from app.petitions.limits.rules import INTERNAL, RuleSet, with_internal
from app.petitions.models import Clock, Handover, Petition
from app.petitions.parties import keep
from app.petitions.rules import internal_days, lamp_figures

if TYPE_CHECKING:
    from app.petitions.engine import Act


#: Within which of these an accepted petition is to be answered.
HANDLING = ("D06", "D17", "H02")


class UnnamedLimit(RuntimeError):
    """A command starts a limit that its move does not name: write it into the table."""


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
    """Start a limit that the table lets this move start; the end is reckoned and stored now.

    :raises UnnamedLimit: if the table does not: a mistake in the program, never of an officer.
    """
    if code not in with_internal(act.move.starts):
        raise UnnamedLimit(f"{act.move.name} starts {code}, which its line in the table hides")
    rules = rules_of(act.petition)
    due = due_on(code, on, act.known_calendar, rules=rules, given=given)
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


def release_clocks(petition: Petition, code: str, *, on: date) -> None:
    """Release every limit of a code, one that ended as well: the next takes their place."""
    for one in petition.clocks:
        if one.code == code:
            one.stopped_on, one.outcome = one.stopped_on or on, "released"


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


def first_duty(petition: Petition) -> Clock | None:
    """Return the running duty that ends first; it gives the petition its lamp."""
    duties = (one for one in petition.clocks if one.lit)
    return min(duties, key=lambda one: (one.due_on, one.code), default=None)


def reckoned(
    running: Clock,
    calendar: WorkCalendar,
    *,
    longer: int = 0,
    pauses: Iterable[Pause] | None = None,
) -> Reckoning:
    """Reckon a limit by the rules it began under, as if extended by some more days.

    ``pauses`` are its own, in other words where the reckoning tells them.
    """
    return due_on(
        running.code,
        running.started_on,
        calendar,
        rules=running.rules,
        given=running.given_on,
        extended_days=running.extended_days + longer,
        pauses=running.left_out if pauses is None else pauses,
    )


def relight(petition: Petition) -> None:
    """Keep the petition's lamp columns equal to its earliest running duty."""
    first = first_duty(petition)
    lit = lamp_columns(
        *((first.code, first.started_on, first.due_on, first.provisional) if first else ())
    )
    for name, value in lit.items():
        setattr(petition, name, value)


def lamp_columns(
    code: str | None = None,
    started: date | None = None,
    due: date | None = None,
    provisional: bool = False,
    figures: LampFigures | None = None,
) -> dict[str, str | date | bool | None]:
    """Return what the lamp columns of a petition hold for its first duty; without one, nothing.

    Whoever lights many lamps asks for their ``figures`` once.
    """
    yellow_on = orange_on = None
    if started is not None and due is not None:
        yellow, orange = amber_days((due - started).days, figures or lamp_figures())
        yellow_on = date.fromordinal(due.toordinal() - yellow)
        orange_on = date.fromordinal(due.toordinal() - orange)
    return {
        "lamp_code": code,
        "lamp_started_on": started,
        "lamp_due_on": due,
        "lamp_yellow_on": yellow_on,
        "lamp_orange_on": orange_on,
        "lamp_provisional": provisional,
    }
