"""Where numbers are counted: petitions, incidents, acts about them; each by its own day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.petitions.models import Incident, Petition
from app.reports.records import RECORDS
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
    #: A trait that every measure of this source chooses values of: other rows are not read at all.
    sorts: str = ""

    def wanted(self, chosen: Iterable[Where]) -> list[ColumnElement[bool]]:
        """Return the condition that a row may be counted by any of some choices."""
        if not self.sorts:
            return []
        values = sorted({value for where in chosen for value in where[self.sorts]})
        return [self.traits[self.sorts].in_(values)]

    def condition(self, where: Where) -> list[ColumnElement[bool]]:
        """Return a choice of values of traits as conditions."""
        return [self.traits[name].in_(values) for name, values in where.items()]


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
    "record": Source(
        RECORDS.c.day,
        {"what": RECORDS.c.what, "repeat": TRAITS["repeat"]},
        RECORDS,
        RECORDS.c.petition_id,
        days=RECORDS.c.days,
        sorts="what",
    ),
}


def standing_on(source: Source, conditions: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Return as a condition on ``Petition`` that a row of a source stands on it."""
    found = sa.exists().where(source.owner == Petition.id, *conditions)
    return found.correlate(Petition)
