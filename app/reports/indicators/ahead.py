"""What a reader asks about the end of a month: of which limit, and of which month."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core import clock
from app.core.i18n import N_
from app.reports.asked import Asked
from app.reports.indicators.catalog import INDICATORS, Indicator
from app.reports.period import month_of, month_span

#: Limits by which a month can still be won or lost.
DUTIES = {name: INDICATORS[name].label for name in ("answer", "accept", "send")}
MONTHS = {"this": N_("This month"), "next": N_("Next month")}


@dataclass(frozen=True, slots=True)
class Ahead:
    """One question, and the days of its month: all of them, those to come included."""

    duty: str
    month: str
    asked: Asked
    #: Only what decides whether a unit, or all of them together, reach the target.
    deciding: bool

    @property
    def indicator(self) -> Indicator:
        """The indicator whose limits these are."""
        return INDICATORS[self.duty]

    @property
    def basis(self) -> str:
        """Who keeps such limits: the unit that handles, or the office that hands over."""
        return self.indicator.by[0]

    def query(self) -> dict[str, Any]:
        """Return the arguments of an address that asks the same."""
        return {"duty": self.duty, "month": self.month}


def read(args: Mapping[str, str], first_day: int) -> Ahead:
    """Read a question from an address; what makes no sense falls back to the usual one."""
    duty = args.get("duty", "") if args.get("duty") in DUTIES else "answer"
    month = args.get("month", "") if args.get("month") in MONTHS else "this"
    number = month_of(clock.today(), first_day) + (month == "next")
    period = month_span(number, first_day)
    basis = INDICATORS[duty].by[0]
    return Ahead(
        duty, month, Asked(period, basis=basis, first_day=first_day), args.get("show") != "all"
    )
