"""The lines of the master table: the days asked for beside those they are compared with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from app.core.i18n import N_
from app.reports.asked import Asked
from app.reports.axes import Axis, Line, within
from app.reports.keys import Key
from app.reports.period import preset

NAMES = {
    "now": N_("These days"),
    "year_before": N_("Same days last year"),
    "before": N_("The span before"),
    "this_year": N_("This year so far"),
}


@dataclass(frozen=True)
class SpanAxis(Axis):
    """Lines that overlap: a row stands on every one whose days hold its own."""

    def called(self, key: str) -> str:
        """Return the name of a span."""
        return _(NAMES[key]) if key in NAMES else ""

    def among(self, asked: Asked, day: Any) -> ColumnElement[bool]:  # noqa: ARG002 - it has its own
        """Return the condition that a day lies in any of the spans."""
        return within(day, [one for _name, one in self.spans])

    def where(self, key: str, day: Any) -> ColumnElement[bool]:
        """Return the condition that a day lies in one of them."""
        found = dict(self.spans).get(key)
        return sa.false() if found is None else within(day, [found])


def spans(asked: Asked) -> SpanAxis:
    """Return the days asked for, those of the year before, those just before, and the year."""
    period = asked.period
    held = (
        ("now", period),
        ("year_before", period.year_before()),
        ("before", period.before(asked.first_day)),
        ("this_year", preset("year", period.until, asked.first_day)),
    )

    def lines(keys: Iterable[Key]) -> list[Line]:
        found = list(keys)
        return [
            Line(name, _(NAMES[name]), tuple(key for key in found if key[place] == "1"))
            for place, (name, _span) in enumerate(held)
        ]

    nobody = sa.literal("")
    return SpanAxis(N_("Days compared"), nobody, lines, lambda _key: sa.false(), spans=held)
