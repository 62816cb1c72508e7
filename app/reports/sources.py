"""Where numbers are counted: petitions, incidents, acts about them; each by its own day."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.petitions.models import Incident, Petition
from app.reports.records import records
from app.reports.traits import TRAITS, Where, flag

#: What is recorded and is no such conduct: announcing a visit is lawful, an illness is nobody's
#: doing. They stand below the total and in none.
ASIDE = ("22", "81")


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
    #: How many days each row took, where it says so.
    days: Any = None
    #: What the source is where only some names of rows are asked for: others are not read at all.
    named: Callable[[Collection[str]], "Source"] | None = None
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
        {"what": rows.what, "repeat": TRAITS["repeat"]},
        rows.what.table,
        rows.petition_id,
        days=rows.days,
        wanted=(rows.what.in_(names),),
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
}


def standing_on(source: Source, conditions: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Return as a condition on ``Petition`` that a row of a source stands on it."""
    found = sa.exists().where(source.owner == Petition.id, *conditions)
    return found.correlate(Petition)
