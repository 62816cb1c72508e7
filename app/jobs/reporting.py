"""Where long work says that it is done; the room of the reminders takes it from here."""

from dataclasses import dataclass, field
from typing import Any

from flask import current_app

SLOT = "report_back"


@dataclass(frozen=True, kw_only=True)
class Report:
    """What an officer is told about work that was done for him.

    ``text`` is a msgid with places for ``params``; ``key`` makes that it is told once, however
    often the job is tried.
    """

    officer_id: int
    text: str
    key: str
    href: str = ""
    params: dict[str, Any] = field(default_factory=dict)


def report_back(report: Report) -> None:
    """Tell the officer, if this installation has reminders."""
    tell = current_app.extensions.get(SLOT)
    if tell is not None:
        tell(report)
