"""The limits of a file in words: what is due, until when, and how that was reckoned."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.core import clock
from app.petitions.calendar.words import history_lines
from app.petitions.limits.rules import OFFICE_LIMITS
from app.petitions.lists.lamps import lamp_of
from app.petitions.models import Clock, Petition
from app.petitions.words.days import short_day
from app.petitions.words.limits import source_of


def dues(petition: Petition, query: str = "") -> list[dict[str, Any]]:
    """Return every limit that runs: duties with their lamps, the most pressing first; windows.

    Each opens its reckoning; ``query`` is the trail that leads back from there.
    """
    today = clock.today()
    running = [one for one in petition.clocks if one.running]
    running.sort(key=lambda one: (one.window, one.due_on, one.code))
    return [
        {**_due(one, today), "href": f"/petitions/{petition.id}/limits/{one.id}{query}"}
        for one in running
    ]


def _due(running: Clock, today: date) -> dict[str, Any]:
    until = _("until %(day)s", day=short_day(running.due_on))
    lamp = dict(lamp_of(running.lamp(today)) or {}, due_text=until)
    if running.window:
        over = running.due_on < today
        word = _("over") if over else _("still open")
        lamp = {"tone": "none", "word": word, "days_text": "", "due_text": until, "title": ""}
    return {
        "name": _(running.label),
        "lamp": lamp,
        "lines": [*reckoning(running), *history_lines(running)],
    }


def reckoning(running: Clock) -> list[str]:
    """Return how the end of a limit was found, line by line."""
    lines = [_("Owed by %(unit)s", unit=running.owner.name)] if not running.window else []
    lines.append(_span(running))
    if running.extended_days:
        lines.append(_("Extended by %(days)s days", days=running.extended_days))
    if running.paused_days:
        lines.append(_("%(days)s days of a hearing do not count", days=running.paused_days))
    if running.unrolled_on != running.due_on:
        lines.append(
            _(
                "%(day)s is not a working day; it ends on %(end)s",
                day=short_day(running.unrolled_on),
                end=short_day(running.due_on),
            )
        )
    if running.provisional:
        lines.append(_("Provisional: the holidays are not loaded yet."))
    lines.append(source_of(running.limit))
    return lines


def _span(running: Clock) -> str:
    rule = running.limit
    start, amount = short_day(running.started_on), rule.amount
    if running.code in OFFICE_LIMITS:
        days = (running.due_on - running.started_on).days
        return _("From %(day)s, %(days)s days, set by this office", day=start, days=days)
    if amount is None:
        return _("From %(day)s; the end was set by hand", day=start)
    if rule.unit == "workday":
        return _("From %(day)s, %(days)s working days from the next day", day=start, days=amount)
    return _("From %(day)s, %(days)s days from the next day", day=start, days=amount)
