"""What a number is: its name, what it means, what it counts of which source. Versioned.

A change of meaning is a new version: a month that was closed keeps the words of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from app.core.i18n import N_
from app.reports.traits import Where

#: Of these words every number of a report is made; printed with each of them.
VERSION = "2026.5"

Counts = Literal["pieces", "people", "rows", "days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number: how many petitions (件次, of visits 批次), people (人次), rows of its
    source, or the days that these took.

    ``where`` chooses values of traits; without one every row of the period counts. ``guarded``
    is what is not told below three.
    """

    name: str
    label: str
    about: str
    counts: Counts = "pieces"
    where: Where = field(default_factory=dict)
    source: Literal["petition", "incident", "record", "backlog", "ended", "closed", "proposal"] = (
        "petition"
    )
    guarded: bool = False


def one(name: str, label: str, about: str, **where: tuple[str, ...]) -> Iterable[Measure]:
    """Yield a measure of petitions, chosen by their traits."""
    yield Measure(name=name, label=label, about=about, where=where)


def both(name: str, about: str, **where: tuple[str, ...]) -> Iterable[Measure]:
    """Yield a measure of visits and, beside it, that of the people who came."""
    yield Measure(name=name, label=N_("Occasions"), about=about, where=where)
    yield Measure(
        name=f"{name}.people",
        label=N_("Heads"),
        about=N_("The heads of the visits or signatures counted beside it."),
        counts="people",
        where=where,
    )
