"""Where numbers are counted: petitions, incidents, acts about them; each by its own day."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.core.day_sums import DaysBetween, months_apart
from app.petitions.models import Advice, Incident, Petition
from app.petitions.models.counted import NO, YES
from app.reports import proposals
from app.reports.period import months_before
from app.reports.records import records
from app.reports.traits import TRAITS, Where, flag
from app.settings.queries import value

#: What is recorded and is no such conduct: announcing a visit is lawful, an illness is nobody's
#: doing. They stand below the total and in none.
ASIDE = ("22", "81")
_LONG = sa.bindparam(
    "backlog", type_=sa.Integer, callable_=lambda: int(value("backlog_months")), unique=True
)

_OPEN_LONG = months_apart(Petition.registered_on, Petition.closed_on, _LONG)
#: A month has 28 days or more: of most it is seen at once that they did not take so long.
_ENDED_LONG = (
    DaysBetween(Petition.registered_on, Petition.closed_on) >= 28 * _LONG,
    _OPEN_LONG,
)


class Standing:
    """In place of a day: a matter that is open for long stands at the end of a span, on no day.

    Open for long (积案) is what was registered a year before or earlier; the law does not say, so
    an office may set how many months.
    """

    @classmethod
    def between(cls, _since: date, until: date) -> ColumnElement[bool]:
        """Return the condition on ``Petition`` that it stands open for long on the last day."""
        return sa.or_(*cls.ways(until))

    @staticmethod
    def ways(until: date) -> list[ColumnElement[bool]]:
        """Return the ways in which it can stand so: not ended at all, or ended later."""
        long_ago = Petition.registered_on <= months_before(until, int(value("backlog_months")))
        alone = sa.func.coalesce(Petition.archived_from, Petition.state) != "joined"
        ends = Petition.closed_on.is_(None), Petition.closed_on > until
        return [sa.and_(long_ago, end, alone) for end in ends]


@dataclass(frozen=True, slots=True)
class Source:
    """What is counted row by row: the day of a row, its traits, and the petition it stands on.

    Where petitions are told apart (``apart``) one with several rows counts once as a petition.
    """

    day: Any
    traits: Mapping[str, ColumnElement[str]]
    rows: Any = None
    owner: Any = None
    apart: bool = False
    #: What is counted: petitions, or what stands on none.
    ground: Any = Petition
    heads: Any = Petition.head_count
    #: What the source is where only some names of rows are asked for: others are not read at all.
    named: Callable[[Collection[str]], "Source"] | None = None
    #: These names; such rows are counted by placings (``placed.py``).
    records: tuple[str, ...] = ()
    #: What is in no number of the source, and is not read.
    wanted: tuple[ColumnElement[bool], ...] = ()

    def for_any(self, chosen: Iterable[Where]) -> "Source":
        """Return the source of the rows that may be counted by any of some choices."""
        if self.named is None:
            return self
        return self.named(sorted({name for where in chosen for name in where["what"]}))

    def condition(self, where: Where) -> list[ColumnElement[bool]]:
        """Return a choice of values of traits as conditions."""
        return [self.traits[name].in_(values) for name, values in where.items()]


def _records(names: Collection[str]) -> Source:
    rows = records(names).c
    return Source(
        rows.day,
        {"what": rows.what, "repeat": flag(Petition.is_repeat)},
        rows.what.table,
        rows.petition_id,
        records=tuple(names),
    )


SOURCES: dict[str, Source] = {
    "petition": Source(Petition.registered_on, TRAITS),
    "incident": Source(
        Incident.occurred_on,
        {
            **TRAITS,
            "aside": flag(Incident.conduct.in_(ASIDE)),
            "called_120": flag(Incident.called_120),
            "called_119": flag(Incident.called_119),
            "called_110": flag(Incident.called_110),
            "forewarned": flag(Incident.forewarned),
        },
        Incident,
        Incident.petition_id,
        apart=True,
    ),
    "record": Source(None, {}, named=_records),
    # Of these no people are counted: what the index does not hold is not asked for.
    "backlog": Source(Standing, TRAITS, heads=sa.literal(0)),
    "ended": Source(
        Petition.closed_on, {"long": flag(_OPEN_LONG)}, heads=sa.literal(0), wanted=_ENDED_LONG
    ),
    # First petitions by the day of their end: what was joined to another has none of its own.
    "closed": Source(
        Petition.closed_on,
        {"again": TRAITS["again"]},
        heads=sa.literal(0),
        wanted=(TRAITS["repeat"] == NO, TRAITS["ended"] == YES),
    ),
    proposals.SOURCE: Source(
        proposals.PROPOSED.c.day,
        proposals.TRAITS,
        proposals.PROPOSED,
        proposals.PROPOSED.c.advice_id,
        ground=Advice,
        heads=sa.literal(0),
    ),
}


def standing_on(source: Source, conditions: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Return as a condition on what is counted that a row of a source stands on it."""
    found = sa.exists().where(source.owner == source.ground.id, *conditions)
    return found.correlate(source.ground)
