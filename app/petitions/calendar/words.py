"""What a change of the calendar does, in words: one line for each limit that it moves."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.models import Unit
from app.core.i18n import N_
from app.extensions import db
from app.petitions.calendar.plan import Effect, Moved, Why
from app.petitions.limits.book import rule_set
from app.petitions.limits.words import LABELS
from app.petitions.models import Clock, ClockChange
from app.petitions.words.days import long_day, short_day

MOST_SPANS = 3
ONE_DAY = timedelta(days=1)
STATUS = {
    "proposed": N_("Waits for the second person"),
    "granted": N_("Granted"),
    "refused": N_("Refused"),
    "withdrawn": N_("Withdrawn"),
}


def why_words(why: Why) -> str:
    """Return the days of the calendar that moved an end: the first few spans of them."""
    spans = _spans(why)
    said = [_span(*span) for span in spans[:MOST_SPANS]]
    if len(spans) > MOST_SPANS:
        said.append(_("%(count)s days in all", count=len(why)))
    return _(", ").join(said)


def _spans(why: Why) -> list[tuple[date, date, bool]]:
    """Return the days as spans of days that follow each other and are of one kind."""
    spans: list[tuple[date, date, bool]] = []
    for day, worked in why:
        if spans and spans[-1][1] + ONE_DAY == day and spans[-1][2] == worked:
            spans[-1] = (spans[-1][0], day, worked)
        else:
            spans.append((day, day, worked))
    return spans


def _span(first: date, last: date, worked: bool) -> str:
    days = short_day(first)
    if first != last:
        days = _("%(first)s to %(last)s", first=days, last=short_day(last))
    return _("%(day)s worked", day=days) if worked else _("%(day)s off", day=days)


def kept_why(change: ClockChange) -> Why:
    """Return the days that a change kept as its reason."""
    days = (change.why or {}).get("days", [])
    return [(date.fromisoformat(day), worked) for day, worked in days]


def moving_rows(found: Effect, rows: Sequence[Moved]) -> list[dict[str, Any]]:
    """Return limits that would move, for a table; no name of anybody stands in it."""
    units = _unit_names(one.owner_unit_id for one in rows)
    return [
        {
            "number": one.number,
            **_limit(one.terms.code, one.terms.rule_set),
            "owner": units.get(one.owner_unit_id, ""),
            "old": long_day(one.old.due_on),
            "provisional": one.old.provisional,
            "new": long_day(one.new.due_on),
            "still": one.new.provisional,
            "why": why_words(found.why(one)),
        }
        for one in rows
    ]


def moved_rows(rows: Iterable[ClockChange]) -> list[dict[str, Any]]:
    """Return limits that were moved, for the same table."""
    return [
        {
            "number": one.clock.petition.number,
            **_limit(one.clock.code, one.clock.rule_set),
            "owner": one.clock.owner.called,
            "old": long_day(one.old_due_on),
            "provisional": one.old_provisional,
            "new": long_day(one.new_due_on),
            "still": one.new_provisional,
            "why": why_words(kept_why(one)),
        }
        for one in rows
    ]


def history_lines(clock: Clock) -> list[str]:
    """Return what changes of the calendar made of a limit's end, the first one first."""
    return [_told(one) for one in clock.changes]


def _told(one: ClockChange) -> str:
    if one.old_due_on == one.new_due_on:
        if one.new_provisional:
            return _("Calendar changed; still provisional")
        return _("Calendar loaded; %(day)s is certain", day=short_day(one.new_due_on))
    why = why_words(kept_why(one))
    old, new = short_day(one.old_due_on), short_day(one.new_due_on)
    if not why:
        return _("Calendar changed: %(old)s → %(new)s", old=old, new=new)
    return _("Calendar changed: %(old)s → %(new)s (%(why)s)", old=old, new=new, why=why)


def _limit(code: str, rules: str) -> dict[str, Any]:
    return {"limit": _(LABELS[code]), "window": rule_set(rules).limit(code).window}


def _unit_names(ids: Iterable[int]) -> dict[int, str]:
    found = sa.select(Unit).where(Unit.id.in_(set(ids)))
    return {unit.id: unit.called for unit in db.session.scalars(found)}
