"""By what a chart sorts the petitions: each dimension as lines, in the order a reader expects."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from app.core.i18n import N_
from app.dictionaries import queries as dictionary
from app.petitions.models import Person, Petition
from app.petitions.models.counted import NO, YES
from app.reports.asked import Asked
from app.reports.axes import NOWHERE, SAID, Axis, Line, axis_of, issues
from app.reports.keys import Key
from app.reports.reader import Reader
from app.reports.traits import TRAITS


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way of sorting. Its lines keep their order, unless they stand by ``size``.

    Issues may be ranked. Places, offices and units never are: nobody is the first or the last.
    """

    name: str
    label: str
    axis: Callable[[Reader, Asked], Axis]
    by_size: bool = False
    #: Lines that follow one another: all of them are drawn, very many as a line.
    runs: bool = False


# ---- lines known beforehand ---------------------------------------------------------------------


def _told(label: str, by: ColumnElement[Any], names: Mapping[str, str]) -> Axis:
    """Return an axis whose lines have names of their own; those that nothing stands on as well."""

    def lines(keys: Iterable[Key]) -> list[Line]:
        held = set(keys)
        listed = [Line(key, _(name), (key,)) for key, name in names.items()]
        return listed + ([Line(NOWHERE, _(SAID[NOWHERE]), ("",))] if "" in held else [])

    return Axis(label, by, lines, lambda key: by == ("" if key == NOWHERE else key))


def _bands(column: Any, bands: Mapping[str, int]) -> ColumnElement[str]:
    """Return in which band a number lies; each begins at its figure, the last has no end."""
    starts = sorted(bands.items(), key=lambda one: -one[1])
    return sa.case((column.is_(None), ""), *((column >= start, key) for key, start in starts),
                   else_="")  # fmt: skip


KINDS = {
    "1": N_("Letters"), "2": N_("Visits"), "3": N_("Online"), "4": N_("Calls"),
    "9": N_("Other ways"),
}  # fmt: skip
#: A group is one whether it comes again or not: each petition stands on one line only.
NATURES = {
    "single": N_("Individual, first"), "repeat": N_("Individual, repeat"), "group": N_("Group"),
}  # fmt: skip
REPEATS = {NO: N_("First"), YES: N_("Repeat")}
SIZES = {"1": 1, "2": 2, "5": 5, "10": 10, "30": 30, "50": 50}
SIZE_NAMES = {
    "1": N_("1 person"), "2": N_("2 to 4"), "5": N_("5 to 9"), "10": N_("10 to 29"),
    "30": N_("30 to 49"), "50": N_("50 and more"),
}  # fmt: skip
AGES = {"0": 0, "31": 31, "41": 41, "51": 51, "61": 61}
AGE_NAMES = {
    "0": N_("Up to 30"), "31": N_("31 to 40"), "41": N_("41 to 50"), "51": N_("51 to 60"),
    "61": N_("61 and older"),
}  # fmt: skip


def _nature() -> ColumnElement[str]:
    return sa.case((Petition.is_group, "group"), (Petition.is_repeat, "repeat"), else_="single")


def _age() -> ColumnElement[str]:
    """Return the band of the first person's age, as it was on the day of registering."""
    age = (
        sa.select(sa.func.min(Person.age))
        .where(Person.petition_id == Petition.id, Person.position == 0)
        .correlate(Petition)
        .scalar_subquery()
    )
    return _bands(age, AGES)


# ---- lines of a dictionary ----------------------------------------------------------------------


def _coded(label: str, column: Any, list_code: str) -> Axis:
    """Return an axis of the codes of a list; of these only what stands on any."""
    by = sa.func.coalesce(column, "")

    def lines(keys: Iterable[Key]) -> list[Line]:
        held = sorted(set(keys))
        named = [Line(code, dictionary.label(list_code, code), (code,)) for code in held if code]
        return named + ([Line(NOWHERE, _(SAID[NOWHERE]), ("",))] if "" in held else [])

    return Axis(label, by, lines, lambda key: by == ("" if key == NOWHERE else key))


def _fixed(name: str, label: str, by: Any, names: Mapping[str, str]) -> Dimension:
    return Dimension(name, label, lambda _reader, _asked: _told(label, by, names))


def _listed(name: str, label: str, column: Any, list_code: str) -> Dimension:
    return Dimension(name, label, lambda _reader, _asked: _coded(label, column, list_code))


def _issue(name: str, label: str, depth: int) -> Dimension:
    return Dimension(
        name, label, lambda _reader, _asked: issues(depth, classes=False), by_size=True
    )


def _based(basis: str, label: str, *, runs: bool = False) -> Dimension:
    return Dimension(basis, label, lambda reader, asked: axis_of(basis, reader, asked), runs=runs)


DIMENSIONS: dict[str, Dimension] = {
    one.name: one
    for one in (
        _fixed("kind", N_("Kind of petition"), TRAITS["kind"], KINDS),
        _listed("channel", N_("Channel"), Petition.channel, "channel"),
        _listed("purpose", N_("Purpose"), Petition.purpose, "purpose"),
        _fixed("nature", N_("Nature"), _nature(), NATURES),
        _issue("issue1", N_("Issue, first level"), 1),
        _issue("issue2", N_("Issue, second level"), 2),
        _issue("issue3", N_("Issue, third level"), 3),
        _fixed("repeat", N_("First or repeat"), TRAITS["repeat"], REPEATS),
        _fixed("size", N_("Size of the group"), _bands(Petition.head_count, SIZES), SIZE_NAMES),
        _listed("level", N_("Level visited"), Petition.level, "level"),
        _based("unit", N_("Responsible unit")),
        _based("office", N_("Registering office")),
        _based("region", N_("Place of the matter")),
        _based("month", N_("Month"), runs=True),
        _fixed("age", N_("Age"), _age(), AGE_NAMES),
        _listed("result", N_("Result"), Petition.result, "close_result"),
    )
}
