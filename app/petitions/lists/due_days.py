"""What a list may ask of the limit that presses most: its lamp, its end, how many days are left.

All of it is asked of the days that a petition's row keeps, so both databases find it by index.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.petitions.limits.rules import INTERNAL, OFFICE_LIMITS
from app.petitions.models import Clock, Petition

#: So many days ahead may be asked for; no limit is longer than that.
FURTHEST = 3_650
_due = Petition.lamp_due_on


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The part of a filter that speaks of limits; an empty value narrows nothing."""

    lamp: str = ""
    limit: str = ""
    left: str = ""
    due_since: str = ""
    due_until: str = ""


def asks_for_an_end(chosen: Asked) -> bool:
    """Say whether only petitions with an end can be found: then no row is without one."""
    return bool(chosen.limit or chosen.left or chosen.due_since or chosen.due_until)


def due_conditions(chosen: Asked, today: date) -> list[ColumnElement[bool]]:
    """Return what a filter asks of the limits; what makes no sense finds nothing, never all."""
    found: list[ColumnElement[bool]] = []
    if chosen.lamp:
        found.append(lamp_condition(chosen.lamp, today))
    if chosen.limit:
        # That a limit has an end is said too: so the index by that end serves.
        found += [Petition.lamp_code == chosen.limit, _due.is_not(None)]
    if chosen.left:
        found.append(_left(chosen.left, today))
    if chosen.due_since or chosen.due_until:
        found.append(_between(chosen.due_since, chosen.due_until))
    return found


def _left(text: str, today: date) -> ColumnElement[bool]:
    """Return what ends today or within so many days; what is over has a lamp of its own."""
    if not (text.isascii() and text.isdecimal() and len(text) < 6) or int(text) > FURTHEST:
        return sa.false()
    return sa.and_(_due >= today, _due <= today + timedelta(days=int(text)))


def _between(since: str, until: str) -> ColumnElement[bool]:
    try:
        first = date.fromisoformat(since) if since else None
        last = date.fromisoformat(until) if until else None
    except ValueError:
        return sa.false()
    ends: list[Any] = [] if first is None else [_due >= first]
    if last is not None:
        ends.append(_due <= last)
    return sa.and_(*ends)


def _inside() -> ColumnElement[bool]:
    """The lamp is lit by the office's own limit, which ends before that of the law."""
    return sa.func.coalesce(Petition.lamp_code, "").in_(sorted(OFFICE_LIMITS))


def _law_is_over(today: date) -> ColumnElement[bool]:
    """The limit of the law around the office's own one is over as well."""
    return sa.exists().where(
        Clock.petition_id == Petition.id,
        Clock.code.in_(sorted(INTERNAL)),
        Clock.stopped_on.is_(None),
        Clock.due_on < today,
    )


def lamp_condition(tone: str, today: date) -> ColumnElement[bool]:
    """Return the SQL of a lamp: the same bands as ``deadlines.lamp_for``.

    Only what a law or an assigner asks for is overdue (``red``); where nothing but the office's
    own limit is over (内控), it is counted apart, as ``internal``.
    """
    later = _due > today
    orange = Petition.lamp_orange_on <= today
    yellow = Petition.lamp_yellow_on <= today
    bands = {
        "red": sa.and_(_due < today, sa.or_(~_inside(), _law_is_over(today))),
        "internal": sa.and_(_due < today, _inside(), ~_law_is_over(today)),
        "today": _due == today,
        "orange": sa.and_(later, orange),
        "yellow": sa.and_(later, ~orange, yellow),
        "green": sa.and_(later, ~orange, ~yellow),
        "none": _due.is_(None),
        "soon": sa.and_(_due >= today, orange),
    }
    return bands.get(tone, sa.false())
