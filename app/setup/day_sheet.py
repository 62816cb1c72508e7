"""Reading the holidays of a year out of a workbook that somebody filled in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.excel_read import Problem, read_sheet
from app.core.render.excel_template import write_sheets
from app.core.table import Column, Table
from app.dictionaries.holidays import Day, days_of, loaded_years

MOST_DAYS = 120
DATE, KIND, OCCASION = N_("Date"), N_("Holiday or working day"), N_("Occasion")
TWICE = N_("This day stands in the list twice.")
KINDS = {N_("Holiday"): True, N_("Working day"): False}


@dataclass(frozen=True)
class DaySheet:
    """The days of a workbook (date, is it off, occasion), and what is wrong with its rows."""

    days: list[Day]
    problems: list[Problem]
    #: How many days of other years' notices the file holds; they are passed by.
    passed: int = 0


def read_workbook(data: bytes, year: int) -> DaySheet:
    """Return the days of a workbook and every problem of every row.

    The columns are headed in the reader's language. The last days of the December before belong
    to a year's notice as well.

    :raises Invalid: if it is no workbook of this kind; for the field ``file``.
    """
    columns = [_(DATE), _(KIND), _(OCCASION)]
    sheet = read_sheet(data, columns, most=MOST_DAYS)
    if not sheet.rows:
        raise Invalid(N_("There is no day in this file."), field="file")
    titles = dict(zip(columns, (DATE, KIND, OCCASION), strict=True))
    read = DaySheet([], [replace(one, column=titles[one.column]) for one in sheet.problems])
    broken = {(problem.row, problem.column) for problem in read.problems}
    seen: set[date] = set()
    for number, row in sheet.rows:
        day = day_in(row[columns[0]])
        off = next((off for word, off in KINDS.items() if row[columns[1]].strip() == _(word)), None)
        found = [*of_date(number, row[columns[0]], day, year), *of_kind(number, off)]
        if day in seen:
            found.append(Problem(number, DATE, TWICE))
        read.problems.extend(one for one in found if (one.row, one.column) not in broken)
        if day is not None and off is not None:
            seen.add(day)
            read.days.append((day, off, row[columns[2]].strip()[:40]))
    read.problems.sort(key=lambda problem: problem.row)
    return read


def day_template(year: int) -> bytes:
    """Return the workbook to fill in, and behind it the latest year as it was filled in."""
    latest = max((one for one in loaded_years() if one != year), default=None)
    known = days_of(latest) if latest else []
    words = {off: _(word) for word, off in KINDS.items()}
    columns = tuple(
        Column(key, _(title))
        for key, title in (("day", DATE), ("kind", KIND), ("occasion", OCCASION))
    )
    rows = [
        {"day": day.day.isoformat(), "kind": words[day.is_off], "occasion": day.name}
        for day in known
    ]
    example = Table(_("Example: %(year)s", year=latest or ""), columns, rows)
    return write_sheets([Table(str(year), columns, []), example])


def day_in(text: str) -> date | None:
    """Return the day that a text writes, or None."""
    try:
        return date.fromisoformat(text.strip().replace("/", "-"))
    except ValueError:
        return None


def belongs(day: date, year: int) -> bool:
    """Say whether a year's notice may name a day: its own, or one of the December before."""
    return day.year == year or (day.year == year - 1 and day.month == 12)


def of_date(number: int, text: str, day: date | None, year: int) -> Iterator[Problem]:
    """Yield what is wrong with the day of a row."""
    if day is None:
        yield Problem(number, DATE, N_("This is not a date such as 2027-01-01."))
    elif not belongs(day, year):
        message = N_("%(day)s does not belong to the notice of %(year)s.")
        yield Problem(number, DATE, message, {"day": text, "year": year})


def of_kind(number: int, off: bool | None) -> Iterator[Problem]:
    """Yield what is wrong with the kind of day in a row."""
    if off is None:
        message = N_("Write “%(off)s” or “%(on)s”.")
        yield Problem(number, KIND, message, {"off": _("Holiday"), "on": _("Working day")})
