"""The reckoning of one limit as a sheet: what started it, who owes it, and each step to its end.

The steps are reckoned by today's calendar; the day that binds is the one that the file keeps.
"""

from dataclasses import dataclass, replace

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core import clock
from app.core.i18n import N_
from app.core.workdays import WorkCalendar
from app.extensions import db
from app.petitions.clocks.running import first_duty, reckoned
from app.petitions.limits.reckoning import Pause, Reckoning
from app.petitions.limits.rules import INTERNAL
from app.petitions.limits.words import PAUSES
from app.petitions.models import Clock, Event, Petition
from app.petitions.words.limits import years_in_words
from app.petitions.workflow import PETITION

PAUSE = N_("pause")
#: Which acts lengthen it.
LENGTHENERS = {"D06": ("extend",), "D05": ("grant_report_delay",)}


@dataclass(frozen=True)
class Sheet:
    """One limit of one petition, with the acts that began and lengthened it."""

    clock: Clock
    found: Reckoning
    began: Event | None
    lengthened: tuple[Event, ...]

    @property
    def petition(self) -> Petition:
        """The file."""
        return self.clock.petition

    @property
    def lacking(self) -> tuple[int, ...]:
        """The years whose holidays must be known before the end is certain."""
        if self.found.lacking:
            return self.found.lacking
        return (self.clock.due_on.year,) if self.clock.provisional else ()

    @property
    def loaded_meanwhile(self) -> bool:
        """Say whether those holidays are known by now, and only the file's day is the old one."""
        return self.clock.provisional and not self.found.lacking

    @property
    def refusal(self) -> str:
        """Why it cannot be printed; nothing if it can."""
        if not self.lacking:
            return ""
        if self.loaded_meanwhile:
            return _("The end is provisional until it is reckoned anew by the calendar loaded now.")
        return _(
            "The end is provisional: it cannot be printed before the holidays of %(years)s are"
            " loaded. Ask the system administrator to load them.",
            years=years_in_words(self.lacking),
        )


def sheet_of(running: Clock, calendar: WorkCalendar) -> Sheet:
    """Return the sheet of a limit: reckoned anew, with the acts read from the history."""
    found = reckoned(running, calendar, pauses=_pauses(running))
    starters, longer = _starters(running.code), LENGTHENERS.get(running.code, ())
    events = _events(running.petition, (*starters, *longer))
    began = [one for one in events if one.move in starters and _begins(one, running)]
    until = running.stopped_on or clock.today()
    lengthened = [
        one
        for one in events
        if one.move in longer and running.started_on <= one.occurred_on <= until
    ]
    return Sheet(
        clock=running,
        found=found,
        began=began[min(_rank(running), len(began) - 1)] if began else None,
        lengthened=tuple(lengthened) if running.extended_days else (),
    )


def _starters(code: str) -> tuple[str, ...]:
    """Return the acts that begin a limit; of those the first on or after its first day did.

    An office's own limit begins with the statutory one inside which it runs.
    """
    law = {own: law for law, own in INTERNAL.items()}.get(code, code)
    return tuple(move.name for move in PETITION.moves if law in move.starts)


def _pauses(running: Clock) -> tuple[Pause, ...]:
    """Return the days that do not count, with what they were; its words stand in the record."""
    kind = _(PAUSES.get(running.limit.pause, PAUSE))
    return tuple(replace(one, reason=kind) for one in running.left_out)


def _events(petition: Petition, moves: tuple[str, ...]) -> list[Event]:
    """Return the acts of a file with those names, in the order of their days."""
    return list(
        db.session.scalars(
            sa.select(Event)
            .where(Event.petition_id == petition.id, Event.move.in_(moves), Event.step == "done")
            .options(
                joinedload(Event.by).load_only(Officer.last_name),
                joinedload(Event.by_unit),
                joinedload(Event.approved_by).load_only(Officer.last_name),
            )
            .order_by(Event.occurred_on, Event.id)
        )
    )


def _begins(event: Event, running: Clock) -> bool:
    if event.move == "serve" and (event.facts or {}).get("letter", "opinion") != "opinion":
        return False
    return event.occurred_on >= running.started_on


def _rank(running: Clock) -> int:
    """Return how many limits of the same kind began on the same day before this one."""
    same = (running.code, running.started_on)
    return sum(
        (one.code, one.started_on) == same and one.id < running.id
        for one in running.petition.clocks
    )


def foremost(petition: Petition) -> Clock | None:
    """Return the limit that presses most: the earliest running duty, else the newest of all."""
    return first_duty(petition) or next(reversed(petition.clocks), None)
