"""Reading the holidays of a year out of whatever file somebody has: Excel, CSV or iCal.

CSV is read as the State Council's list is commonly kept (``date,name,is_off_day``) and as our own
columns are headed; of a list of many years the days of the others are passed by.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path

from flask_babel import gettext as _

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.excel_read import MOST_BYTES, Problem
from app.setup import ical
from app.setup.day_sheet import (
    DATE,
    KIND,
    KINDS,
    OCCASION,
    TWICE,
    DaySheet,
    belongs,
    day_in,
    of_date,
    of_kind,
    read_workbook,
)

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_WORDS = Path(__file__).with_name("data") / "day_words.csv"
MOST_ROWS = 5_000
NO_LIST = N_("This is neither an Excel workbook (.xlsx) nor a list in CSV or iCal (.ics).")


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Return the words by which files of days are understood, by what they mean."""
    found: dict[str, tuple[str, ...]] = {}
    with _WORDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["means"]] = (*found.get(row["means"], ()), row["word"])
    return found


def read_days(data: bytes, year: int) -> DaySheet:
    """Return the days of a file and every problem of every row.

    :raises Invalid: if it is no file of this kind, or holds no day of the year; for ``file``.
    """
    if data.startswith(_WORKBOOKS):
        return read_workbook(data, year)
    if len(data) > MOST_BYTES:
        size = MOST_BYTES // 1024 // 1024
        raise Invalid(N_("The file is larger than %(size)s MB."), field="file", size=size)
    text = _decoded(data)
    sheet = _of_calendar(text, year) if ical.is_calendar(text) else _of_csv(text, year)
    if not sheet.days and not sheet.problems:
        raise Invalid(N_("There is no day of %(year)s in this file."), field="file", year=year)
    return sheet


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise Invalid(NO_LIST, field="file")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid(NO_LIST, field="file")


# ---- CSV ----------------------------------------------------------------------------------------


def _of_csv(text: str, year: int) -> DaySheet:
    first = text.split("\n", 1)[0]
    reader = csv.reader(StringIO(text), delimiter=max(",;\t", key=first.count))
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise Invalid(NO_LIST, field="file") from error
    if len(rows) > MOST_ROWS:
        raise Invalid(
            N_("There are more than %(most)s rows. Divide the list."), field="file", most=MOST_ROWS
        )
    places = _places(rows[0][1] if rows else [])
    read = DaySheet([], [])
    for number, row in rows[1:]:
        if any(cell.strip() for cell in row):
            read = _with_row(read, number, [_cell(row, place) for place in places], year)
    return read


def _places(header: Sequence[str]) -> list[int]:
    """Return where day, kind and occasion stand.

    :raises Invalid: naming the columns that are not there.
    """
    heads = [cell.strip().casefold() for cell in header]
    found = []
    for meaning, title in (("day", DATE), ("kind", KIND), ("name", OCCASION)):
        wanted = {*words()[meaning], _(title).casefold()}
        found.append(next((n for n, head in enumerate(heads) if head in wanted), -1))
    if -1 in found[:2]:
        raise Invalid(
            N_("No list of days: its first row must head the columns date, name, is_off_day."),
            field="file",
        )
    return found


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if 0 <= place < len(row) else ""


def _with_row(read: DaySheet, number: int, cells: Sequence[str], year: int) -> DaySheet:
    text, kind, name = cells
    day, off = day_in(text), _kind(kind)
    if day is not None and off is not None and not belongs(day, year):
        return replace(read, passed=read.passed + 1)
    found = [*of_date(number, text, day, year), *of_kind(number, off)]
    _add(read, number, day, off, name, found)
    return read


def _kind(text: str) -> bool | None:
    said = text.strip().casefold()
    for word, off in KINDS.items():
        if said in words()["off" if off else "on"] or said == _(word).casefold():
            return off
    return None


def _add(
    read: DaySheet,
    number: int,
    day: date | None,
    off: bool | None,
    name: str,
    found: list[Problem],
) -> None:
    if day is not None and any(day == known for known, _off, _name in read.days):
        found.append(Problem(number, DATE, TWICE))
    read.problems.extend(found)
    if day is not None and off is not None:
        read.days.append((day, off, name[:40]))


# ---- iCal ---------------------------------------------------------------------------------------


def _of_calendar(text: str, year: int) -> DaySheet:
    read = DaySheet([], [])
    for event in ical.events(text):
        if event.problem:
            read.problems.append(Problem(event.line, DATE, event.problem))
            continue
        days = [day for day in event.days if belongs(day, year)]
        off, name = _marked(event.summary)
        unmarked = off is None and not _speaks_of_work(event.summary)
        if not days or unmarked:  # a calendar holds other years, and days that are nobody's holiday
            read = replace(read, passed=read.passed + len(event.days))
            continue
        for day in days:
            _add(read, event.line, day, off, name, list(_of_mark(event.line, off)))
    return read


def _marked(summary: str) -> tuple[bool | None, str]:
    """Return whether an event's title says off or worked, and the title without that mark."""
    text = summary
    for either in words()["either"]:
        text = text.replace(either, "")
    off: bool | None = None
    for meaning, means in (("mark_off", True), ("mark_on", False)):
        if any(mark in text for mark in words()[meaning]):
            off = means
    return off, _without_marks(summary)


def _without_marks(summary: str) -> str:
    name = summary
    marks = [*words()["either"], *words()["on"], *words()["off"], *words()["mark_off"]]
    marks += words()["filler"]
    for mark in sorted((one for one in marks if not one.isascii()), key=len, reverse=True):
        name = name.replace(mark, "")
    return name.strip(" ()[]\uff08\uff09\u3010\u3011\u3014\u3015-_\u00b7:\uff1a")


def _speaks_of_work(summary: str) -> bool:
    return any(either in summary for either in words()["either"])


def _of_mark(line: int, off: bool | None) -> Iterator[Problem]:
    if off is None:
        message = N_("The title does not say whether this day is off or worked.")
        yield Problem(line, KIND, message)
