"""Every figure of the dashboard in one place, as of one moment.

Counting a million petitions takes longer than a leader waits: what was counted is kept for some
minutes, and the page says as of when. It is kept under the very condition by which it was counted,
so that nobody is shown what another one may count.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from flask import current_app
from flask_babel import get_locale

from app.core import clock
from app.dashboard.leader.months import Months, months
from app.dashboard.leader.regions import Region, regions
from app.dashboard.leader.spans import Question
from app.dashboard.leader.standing import Standing, standing
from app.dashboard.leader.totals import Total, totals
from app.dashboard.leader.units import Units, units
from app.dictionaries.words import remembered
from app.reports.indicators.catalog import INDICATORS
from app.reports.indicators.words import target_of
from app.reports.measure import VERSION
from app.reports.reader import Reader

#: So many are kept at most, the newest.
MOST = 64
#: Whoever asks for fresh figures gets them this often.
SOONEST = timedelta(seconds=10)
_KEPT = "leader_figures"
_keeping = Lock()


@dataclass(frozen=True, slots=True)
class Figures:
    """What the dashboard shows, and when it was counted."""

    at: datetime
    question: Question
    totals: list[Total]
    months: Months
    units: Units
    regions: list[Region]
    standing: Standing


def figures(reader: Reader, question: Question, *, fresh: bool = False) -> Figures:
    """Return the figures for a reader, counted now or some minutes ago."""
    kept: dict[Hashable, Figures] = current_app.extensions.setdefault(_KEPT, {})
    key = _key(reader, question)
    found, now = kept.get(key), clock.now()
    lasts = timedelta(seconds=int(current_app.config["DASHBOARD_SECONDS"]))
    age = now - found.at if found else None
    if found and age is not None and timedelta() <= age < (min(lasts, SOONEST) if fresh else lasts):
        return found
    counted = _counted(reader, question, now)
    with _keeping:
        kept.pop(key, None)
        while len(kept) >= MOST:
            kept.pop(next(iter(kept)))
        kept[key] = counted
    return counted


def _counted(reader: Reader, question: Question, now: datetime) -> Figures:
    asked = question.asked
    return Figures(
        at=now,
        question=question,
        totals=totals(reader, asked),
        months=months(reader, question),
        units=units(reader, asked),
        regions=regions(reader, asked),
        standing=standing(reader, asked, question.today),
    )


def _key(reader: Reader, question: Question) -> Hashable:
    """Return under what figures are kept: all on which what they are and say depends."""
    condition = reader.counted.compile()
    unit = reader.unit
    return (
        str(condition),
        repr(sorted(condition.params.items())),
        reader.region,
        unit.id if unit else None,
        question,
        VERSION,
        remembered().mark,
        tuple(target_of(one, reader) for one in INDICATORS.values()),
        str(get_locale()),
    )
