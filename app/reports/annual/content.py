"""What an annual report says: sentences and tables of the year, and places to be written in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.models import Unit
from app.core.i18n import N_
from app.core.render.word_report import Chapter
from app.core.sheet import Column, Row, Sheet
from app.petitions.models import Petition
from app.reports import making
from app.reports.annual import told
from app.reports.annual.proposals import proposals
from app.reports.asked import Asked
from app.reports.axes import Axis, axis_of
from app.reports.catalog import REPORTS
from app.reports.charts import asked as charts
from app.reports.charts.building import build as drawn_by
from app.reports.indicators.building import ALL
from app.reports.indicators.building import build as indicators
from app.reports.months.summary import sentences
from app.reports.period import Period
from app.reports.reader import Reader
from app.reports.words import spoken_days

#: So many issues and units are named in the first chapter.
NAMED = "10"
#: What of the ranking of issues fits on a page that stands.
SHOWN = ("place", "issue", "class", "all", "all.people", "share", "all.change")
#: The tables behind the text: contents and all numbers.
ANNEXES = ("content", "master")
#: What the numbers cannot tell, by chapter; somebody writes it.
BY_HAND: Mapping[str, tuple[str, ...]] = {
    "numbers": (N_("What moved the numbers, and which fields need attention: "),),
    "work": (
        N_("How transfers, assignments and supervisions were carried out, with examples: "),
        N_("Objections to competence and how they were settled: "),
    ),
    "proposals": (
        N_("Proposals to improve policy: which, adopted or not, and why: "),
        N_("Proposals to improve work: which, adopted or not, and why: "),
        N_("Proposals to hold responsible: which, adopted or not, and why: "),
    ),
    "others": (
        N_("Suggestions from the people that were taken up: "),
        N_("Outstanding problems and what is to be done next year: "),
    ),
}
#: Where somebody writes.
BLANK = "____________"
#: The line of the petitions that no unit has been given.
_NO_UNIT = "0"


@dataclass(frozen=True)
class Annual:
    """The report of a year, ready to be written down."""

    title: str
    about: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    annexes: tuple[Sheet, ...]


def days_of(year: int, today: date) -> Period:
    """Return the days of a calendar year, of the present one those until today."""
    return Period(date(year, 1, 1), min(date(year, 12, 31), today))


def annual(reader: Reader, year: int, today: date) -> Annual:
    """Count a year for a reader and return its report."""
    asked = Asked(days_of(year, today))
    office = reader.unit.name if reader.unit else ""
    sheets = {name: _sheet(name, reader, asked) for name in (*ANNEXES, "ranking")}
    return Annual(
        title=_("Annual report on petition work of %(office)s, %(year)s", office=office, year=year),
        about=(
            _("Regulation on Petition Work, article 41"),
            _("Days: %(days)s", days=spoken_days(asked.period.since, asked.period.until)),
            _("Definitions: %(version)s", version=sheets["master"].version),
        ),
        chapters=tuple(_chapters(reader, asked, sheets, office)),
        annexes=(sheets["content"], _turned(sheets["master"])),
    )


def _sheet(name: str, reader: Reader, asked: Asked) -> Sheet:
    return making.make(REPORTS[name], reader, asked, {"top": NAMED})


def _chapters(
    reader: Reader, asked: Asked, sheets: Mapping[str, Sheet], office: str
) -> Iterator[Chapter]:
    yield Chapter(
        _("Numbers, fields, and the units most complained of"),
        (*sentences(sheets, office), *_by_hand("numbers")),
        (_only(sheets["ranking"], SHOWN), _units(reader, asked)),
    )
    yield Chapter(
        _("Transfer, assignment and supervision"),
        (*told.work(reader, asked, sheets["master"]), *_by_hand("work")),
        (indicators(reader, asked, ALL),),
    )
    yield Chapter(
        _("The three kinds of proposals and their adoption"),
        _by_hand("proposals"),
        (proposals(reader, asked),),
    )
    yield Chapter(_("Other matters"), (*told.others(sheets["master"]), *_by_hand("others")))


def _by_hand(chapter: str) -> tuple[str, ...]:
    return tuple(f"{_(said)}{BLANK}" for said in BY_HAND[chapter])


def _units(reader: Reader, asked: Asked) -> Sheet:
    """Return the units on which most petitions were registered, the first ones only."""
    chart = charts.read({"by": "unit"})
    found = drawn_by(
        reader, asked, replace(chart, by=replace(chart.by, axis=_complained_of, by_size=True))
    )
    lines = [row for row in found.rows if row.standing == "line" and row.key != _NO_UNIT]
    return replace(found, rows=tuple(lines[: int(NAMED)]))


def _complained_of(reader: Reader, asked: Asked) -> Axis:
    """Return the units; a petition that is still with a petition office complains of none."""
    axis = axis_of("unit", reader, asked)
    offices = sa.select(Unit.id).where(Unit.kind == "petition_office")
    return replace(axis, by=sa.case((Petition.unit_id.in_(offices), int(_NO_UNIT)), else_=axis.by))


def _only(sheet: Sheet, keys: Sequence[str]) -> Sheet:
    """Return a table with some of its columns."""
    places = [place for place, one in enumerate(sheet.columns) if one.key in keys]
    rows = (replace(row, values=tuple(row.values[n] for n in places)) for row in sheet.rows)
    columns = tuple(sheet.columns[n] for n in places)
    return replace(sheet, columns=columns, rows=tuple(rows))


def _turned(sheet: Sheet) -> Sheet:
    """Return a table with its columns as lines: sixty of them go on no paper side by side."""
    heads = [str(row.values[0]) for row in sheet.rows]
    lines = (
        Row(
            one.key,
            (
                " ".join(filter(None, (one.group, one.label))),
                *(sheet.written(row, place) for row in sheet.rows),
            ),
        )
        for place, one in enumerate(sheet.columns)
        if place
    )
    columns = (
        Column("", _("What is counted"), "text"),
        *(Column(row.key, head, "number") for row, head in zip(sheet.rows, heads, strict=True)),
    )
    return replace(sheet, columns=columns, rows=tuple(lines))
