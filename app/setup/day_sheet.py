"""Reading the holidays of a year out of a workbook that somebody filled in."""

from datetime import date

from flask_babel import gettext as _

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.excel_read import read_rows

MOST_DAYS = 120
DATE, KIND, OCCASION = N_("Date"), N_("Holiday or working day"), N_("Occasion")
KINDS = {N_("Holiday"): True, N_("Working day"): False}

Day = tuple[date, bool, str]


def read_days(data: bytes, year: int) -> list[Day]:
    """Return the days of a workbook: date, is it off, occasion.

    The columns are headed in the reader's language. The last days of the December before belong
    to a year's notice as well.

    :raises Invalid: naming the first row that cannot be right; for the field ``file``.
    """
    columns = [_(DATE), _(KIND), _(OCCASION)]
    rows = read_rows(data, columns, most=MOST_DAYS)
    days = [_day(number, [row[column].strip() for column in columns], year) for number, row in rows]
    if not days:
        raise Invalid(N_("There is no day in this file."), field="file")
    seen: set[date] = set()
    for (number, _row), (day, _off, _name) in zip(rows, days, strict=True):
        if day in seen:
            raise Invalid(
                N_("Row %(row)s: %(day)s stands here twice."),
                field="file",
                row=number,
                day=day.isoformat(),
            )
        seen.add(day)
    return days


def _day(number: int, cells: list[str], year: int) -> Day:
    text, kind, occasion = cells
    try:
        day = date.fromisoformat(text.replace("/", "-"))
    except ValueError:
        raise Invalid(
            N_("Row %(row)s: “%(text)s” is not a date such as 2027-01-01."),
            field="file",
            row=number,
            text=text,
        )
    if not (day.year == year or (day.year == year - 1 and day.month == 12)):
        raise Invalid(
            N_("Row %(row)s: %(day)s does not belong to the notice of %(year)s."),
            field="file",
            row=number,
            day=day.isoformat(),
            year=year,
        )
    meant = next((off for word, off in KINDS.items() if kind == _(word)), None)
    if meant is None:
        raise Invalid(
            N_("Row %(row)s: write “%(off)s” or “%(on)s”."),
            field="file",
            row=number,
            off=_("Holiday"),
            on=_("Working day"),
        )
    return day, meant, occasion[:40]
