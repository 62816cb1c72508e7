"""What is known while a letter is filled: the file, the kind, who makes it, what was given."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from babel.dates import format_date

from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.workdays import WorkCalendar
from app.petitions.letters.kinds import Kind
from app.petitions.models import Petition


@dataclass(frozen=True)
class Drafting:
    """One letter about to be filled; ``given`` is what an act is given that it belongs to.

    ``made`` says that the act was made already: what it changed stands in the file.
    """

    petition: Petition
    kind: Kind
    unit: Unit
    by: Officer
    calendar: WorkCalendar
    given: dict[str, Any] = field(default_factory=dict)
    made: bool = False

    @property
    def today(self) -> date:
        """The office's day on which it is drafted."""
        return clock.today()

    @property
    def full(self) -> bool:
        """Say whether telephone and address may stand in it; never those of a reporter."""
        return not self.petition.is_accusation and self.by.may("unmask", "Petition")


def paper_day(day: date | None) -> str:
    """Return a day as a paper of the office has it: Chinese, without leading zeros (GB/T 9704)."""
    return str(format_date(day, "long", locale="zh")) if day else ""


def numbered(texts: Iterable[str]) -> str:
    """Return texts as numbered lines, a single one without its number."""
    found = [text.strip() for text in texts if text and text.strip()]
    if len(found) < 2:
        return "".join(found)
    return "\n".join(f"{number}. {text}" for number, text in enumerate(found, 1))


def joined(parts: Iterable[str | None], between: str = "\u3001") -> str:
    """Return the parts that say something, in one line."""
    return between.join(part for part in parts if part)
