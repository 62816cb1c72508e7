"""所属问题内容排行表: which issues were raised most, how they moved, and where they come from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from app.accounts.models import Unit
from app.core.i18n import N_
from app.core.sheet import Column, Row, Sheet, Value
from app.dictionaries import queries as dictionary
from app.extensions import db
from app.petitions.models import Petition
from app.reports.asked import Asked
from app.reports.axes import NOWHERE, SAID, Axis, Line, issues
from app.reports.counting import Tally, pool, tallies, tally
from app.reports.keys import Key
from app.reports.measure import VERSION
from app.reports.measures import MEASURES
from app.reports.ratios import TENTH, change, rate, shares
from app.reports.reader import Reader
from app.reports.report import Report
from app.reports.words import NEW, foot, meta, narrowed

#: Of so many places and units the first are named beside an issue.
NAMED = 3
#: The key of the line that adds up what is shown.
SUM = "shown"
OTHER = "99"
TOPS = ("10", "20", "all")
_MEASURES = ("all", "all.people", "repeat", "visits.group")


@dataclass(frozen=True, slots=True)
class Choice:
    """How far down, at which level of the issues, and whether "other" stands among them."""

    top: str = "10"
    depth: int = 2
    others: bool = True

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Choice":
        """Read a choice from the arguments of an address; what makes no sense is the usual."""
        top, depth = args.get("top", "10"), args.get("depth", "2")
        return cls(
            top if top in TOPS else "10",
            3 if depth == "3" else 2,
            args.get("others", "1") != "0",
        )

    def query(self) -> dict[str, str]:
        """Return the arguments that ask the same."""
        return {"top": self.top, "depth": str(self.depth), "others": "1" if self.others else "0"}


@dataclass(frozen=True, slots=True)
class Ranked:
    """An issue with its place; equal counts share a place, the next one is passed over."""

    code: str
    place: int
    pieces: int
    people: int


def ranked(found: Tally, *, others: bool = True) -> list[Ranked]:
    """Return the issues by count, of equals by heads, then by code."""
    pieces, people = MEASURES["all"], MEASURES["all.people"]
    rows = [
        (code, found.count(pieces, [code]), found.count(people, [code]))
        for code in found.keys
        if code and (others or not code.endswith(OTHER))
    ]
    rows.sort(key=lambda row: (-row[1], -row[2], row[0]))
    placed: list[Ranked] = []
    for number, (code, count, heads) in enumerate(rows, 1):
        same = placed and placed[-1].pieces == count
        placed.append(Ranked(code, placed[-1].place if same else number, count, heads))
    return placed


COLUMNS = (
    Column("place", N_("Rank"), "number"),
    Column("issue", N_("Issue"), "text"),
    Column("class", N_("Class of the issue"), "text"),
    Column("all", N_("Pieces")),
    Column("all.people", N_("Heads")),
    Column("share", N_("Share, %"), "percent"),
    Column("place_before", N_("Place before"), "number"),
    Column("moved", N_("Ranks passed"), "moved"),
    Column("all.change", N_("Against last year, %"), "growth"),
    Column("all.step", N_("Against the span before, %"), "growth"),
    Column("visits.group", N_("Group visits")),
    Column("repeat.rate", N_("Repeat, %"), "percent"),
    Column("regions", N_("Most from these places"), "text"),
    Column("units", N_("Most with these units"), "text"),
)


@dataclass(frozen=True)
class Counts:
    """The three spans that a ranking compares."""

    now: Tally
    before: Tally
    year: Tally


def build(report: Report, reader: Reader, asked: Asked, choice: Choice) -> Sheet:
    """Rank the issues of a period: two statements, whatever its length."""
    counts = _counts(reader, asked, choice)
    whole = ranked(counts.now, others=choice.others)
    shown = _shown(whole, choice)
    parts = dict(zip([o.code for o in whole], shares([o.pieces for o in whole]), strict=True))
    before = {o.code: o.place for o in ranked(counts.before, others=choice.others)}
    names = Names(reader, asked, choice, [one.code for one in shown])
    rows = [_row(one, counts, parts[one.code], before.get(one.code), names) for one in shown]
    rows.append(_total(shown, whole, counts))
    return Sheet(
        title=_(report.title),
        columns=heads(),
        rows=tuple(rows),
        meta=meta(asked, report),
        foot=foot(reader),
        notes=(*narrowed(reader), *_notes(shown, whole, counts.now)),
        version=VERSION,
    )


def heads() -> tuple[Column, ...]:
    """Return the columns as a sheet heads them."""
    return tuple(Column(one.key, _(one.label), one.kind) for one in COLUMNS)


def axis_for(reader: Reader, asked: Asked, choice: Choice) -> Axis:
    """Return the issues of a ranking: who stands on one of them, or on any that is shown."""
    line = issues(choice.depth, classes=False)

    def on(key: str) -> ColumnElement[bool]:
        if key != SUM:
            return line.on(key)
        found = tally(reader, asked, line, [MEASURES[name] for name in _MEASURES])
        codes = [one.code for one in _shown(ranked(found, others=choice.others), choice)]
        return line.by.in_(codes)

    def lines(keys: Iterable[Key]) -> list[Line]:
        return [*line.lines(keys), Line(SUM, _("Sum of the ranks shown"), ())]

    return replace(line, on=on, lines=lines)


def _shown(whole: list[Ranked], choice: Choice) -> list[Ranked]:
    return whole if choice.top == "all" else [o for o in whole if o.place <= int(choice.top)]


def _counts(reader: Reader, asked: Asked, choice: Choice) -> Counts:
    line = issues(choice.depth, classes=False)
    measures = [MEASURES[name] for name in _MEASURES]
    spans = asked.period.before(asked.first_day), asked.period.year_before()
    return Counts(*tallies(reader, [asked, *map(asked.over, spans)], line, measures))


def _row(one: Ranked, counts: Counts, part: Value, before: int | None, names: "Names") -> Row:
    code = [one.code]
    pieces, group, repeat = (MEASURES[name] for name in ("all", "visits.group", "repeat"))
    then, last = counts.year.count(pieces, code), counts.before.count(pieces, code)
    moved = None if before is None else before - one.place
    said = {key: _(NEW) for key, old in (("all.change", then), ("all.step", last)) if not old}
    values: tuple[Value, ...] = (
        one.place,
        dictionary.label("issue", one.code),
        dictionary.label("issue", one.code[:2]),
        one.pieces,
        one.people,
        part,
        before,
        moved,
        change(one.pieces, then),
        change(one.pieces, last),
        counts.now.count(group, code),
        rate(counts.now.count(repeat, code), one.pieces, TENTH),
        names.regions(one.code),
        names.units(one.code),
    )
    return Row(one.code, values, words={**said, **({} if before else {"moved": _(NEW)})})


def _total(shown: list[Ranked], whole: list[Ranked], counts: Counts) -> Row:
    """Return the sum of what is shown, and which part of all it is."""
    pieces = sum(one.pieces for one in shown)
    sums: dict[str, Value] = {
        "issue": _("Sum of the ranks shown"),
        "all": pieces,
        "all.people": sum(one.people for one in shown),
        "share": rate(pieces, sum(one.pieces for one in whole), TENTH),
        "visits.group": counts.now.count(MEASURES["visits.group"], [one.code for one in shown]),
    }
    values = tuple(sums.get(c.key, "" if c.kind == "text" else None) for c in COLUMNS)
    return Row(SUM, values, "total", adds=tuple(range(len(shown))))


def _notes(shown: list[Ranked], whole: list[Ranked], now: Tally) -> tuple[str, ...]:
    count = sum(one.pieces for one in whole)
    found = [
        _("By petitions, of equals by heads, then by code; equal counts share a place."),
        _("%(shown)s of %(all)s issues are shown.", shown=len(shown), all=len(whole)),
    ]
    left = now.count(MEASURES["all"]) - count
    if left:
        found.append(_("%(count)s petitions stand in no place: no issue or “other”.", count=left))
    return tuple(found)


class Names:
    """Which places and units an issue comes from most, read for all shown issues at once."""

    def __init__(self, reader: Reader, asked: Asked, choice: Choice, codes: list[str]) -> None:
        depth = issues(choice.depth, classes=False).by
        self._regions, self._units = _most(reader, asked, depth, codes)
        places = {key for found in self._regions.values() for key, _n in found if key}
        self._places = dictionary.region_labels(places)
        holders = {key for found in self._units.values() for key, _n in found if key}
        units = db.session.scalars(sa.select(Unit).where(Unit.id.in_(holders)))
        self._holders = {unit.id: unit.called for unit in units}

    def regions(self, code: str) -> str:
        """Return the first places of an issue with their counts."""
        return _listed(self._regions.get(code, ()), self._places, _(SAID[NOWHERE]))

    def units(self, code: str) -> str:
        """Return the first units of an issue with their counts."""
        return _listed(self._units.get(code, ()), self._holders, _("Not handed over"))


Found = list[tuple[Any, int]]


def _listed(found: Iterable[tuple[Any, int]], names: Mapping[Any, str], none: str) -> str:
    return " ".join(f"{names.get(key, none)} {count}" for key, count in found)


def _most(
    reader: Reader, asked: Asked, issue: ColumnElement[str], codes: list[str]
) -> tuple[dict[str, Found], dict[str, Found]]:
    """Return of each issue the places and the units with the highest counts, in one statement."""
    rows = db.session.execute(
        sa.select(issue, Petition.problem_region, Petition.unit_id, sa.func.count())
        .where(*pool(asked), reader.counted, issue.in_(codes))
        .group_by(*(sa.literal_column(place) for place in "123"))
    )
    found: tuple[dict[str, Counter[Any]], ...] = (defaultdict(Counter), defaultdict(Counter))
    for code, *keys, count in rows:
        for counted, key in zip(found, keys, strict=True):
            counted[code][key] += count
    regions, units = ({code: _first(of) for code, of in counted.items()} for counted in found)
    return regions, units


def _first(counted: Counter[Any]) -> Found:
    return sorted(counted.items(), key=lambda one: (-one[1], str(one[0])))[:NAMED]
