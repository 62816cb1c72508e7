"""The engine: writes down that a move was made. It alone writes events and states.

Commands say what a move means, the table in ``workflow`` says when it is possible, ``checks``
whether it is possible now. No database access here beyond the file in hand.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.privacy import redact
from app.core.workdays import WorkCalendar
from app.core.workflow import Move
from app.petitions.clocks.running import relight, stop_clocks
from app.petitions.models import (
    Event,
    Handover,
    Petition,
)
from app.petitions.parties import keep, office_of

# What an event about an accusation may say: nothing that was written by a hand (art. 30(3)).
SAFE_FACTS = frozenset(
    {
        "number",
        "rung",
        "issued_on",
        "unit",
        "old_unit",
        "due_on",
        "reason_code",
        "route",
        "code",
        "days",
        "close_way",
        "agreed_for",
        "successor",
        "year",
        "without",
        "papers",
        "paper",
        "dropped",
    }
)


class MoveRefused(DomainError):
    """A move that cannot be made: the message says why, ``who`` who could or what would help."""

    def __init__(self, message: str, *, who: str | None = None, **params: Any) -> None:
        super().__init__(message, **params)
        self.who = who


@dataclass
class Act:
    """One attempt to make a move: the file, the move, the actor and what was given."""

    petition: Petition
    move: Move
    by: Officer
    given: dict[str, Any] = field(default_factory=dict)
    approved_by: Officer | None = None
    approved_for: Officer | None = None
    occurred_on: date = field(default_factory=clock.today)
    calendar: WorkCalendar | None = None
    #: Why the act is made without the letter that it needs, if it is.
    without: str = ""
    #: The letters that are signed with it, as the history names them.
    papers: tuple[str, ...] = ()

    @property
    def today(self) -> date:
        """The office's day on which the act is recorded."""
        return clock.today()

    @property
    def known_calendar(self) -> WorkCalendar:
        """The office's working days, by which limits are reckoned."""
        if self.calendar is None:
            raise RuntimeError("an act that reckons a limit needs the calendar")
        return self.calendar

    @property
    def unit(self) -> Unit:
        """The unit for which the actor acts."""
        if self.by.unit is None:
            raise MoveRefused(N_("Your account belongs to no unit; ask the administrator."))
        return self.by.unit

    @property
    def holder(self) -> Unit:
        """The unit with which the file lies now."""
        return self.petition.unit or office_of(self.petition)

    @property
    def noun(self) -> str:
        """Which permissions govern the file."""
        return "Accusation" if self.petition.is_accusation else "Petition"

    @property
    def leg(self) -> Handover | None:
        """The leg on which the file now is: the last one that was not sent back."""
        for leg in reversed(self.petition.handovers):
            if leg.status in ("sent", "signed"):
                return leg
        return None

    def done(
        self,
        *,
        to: str | None = None,
        step: str = "done",
        facts: dict[str, Any] | None = None,
        on_behalf_of: Officer | None = None,
    ) -> Event:
        """Write the event, move the file to its state and stop the clocks the table names."""
        before = self.petition.state
        target = to or self.move.target
        if target:
            self.petition.state = target
        stop_clocks(self.petition, self.move.stops, on=self.occurred_on)
        facts = {**(facts or {}), **self._told()}
        event = keep(
            self.petition,
            Event(
                petition=self.petition,
                move=self.move.name,
                step=step,
                from_state=before if self.move.sources else None,
                to_state=self.petition.state,
                by=self.by,
                by_unit_id=self.by.unit_id,
                on_behalf_of=on_behalf_of or self.by.acting_for,
                approved_by=self.approved_by,
                occurred_on=self.occurred_on,
                recorded_at=clock.now(),
                late_days=max((self.today - self.occurred_on).days, 0),
                facts=speakable(facts, accusation=self.petition.is_accusation),
            ),
        )
        relight(self.petition)
        return event

    def _told(self) -> dict[str, Any]:
        """Return what stands with every act: for whom it was agreed to, and with which letters."""
        found: dict[str, Any] = {}
        if self.approved_for is not None:
            found["agreed_for"] = self.approved_for.full_name
        if self.without:
            found["without"] = self.without
        if self.papers:
            found["papers"] = "\u3001".join(self.papers)
        return found


def speakable(facts: dict[str, Any], *, accusation: bool) -> dict[str, Any]:
    """Return facts fit for the history: free text redacted, an accusation's left out."""
    if accusation:
        facts = {key: value for key, value in facts.items() if key in SAFE_FACTS}
    return {
        key: _redacted(value) for key, value in facts.items() if value not in (None, "", [], ())
    }


def _redacted(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {key: _redacted(one) for key, one in value.items()}
    return value
