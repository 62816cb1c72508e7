"""A report without a browser: what the office itself counts, written to a workbook."""

from datetime import date
from pathlib import Path

from app.accounts.subtree import the_top
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.excel_sheet import write_sheet
from app.core.sheet import Sheet
from app.reports import making
from app.reports.asked import spoken
from app.reports.catalog import REPORTS
from app.reports.reader import Reader
from app.settings.queries import value


def report(name: str, since: date, until: date, source: str = "all") -> Sheet:
    """Count a report for the office.

    :raises Invalid: for a report that does not exist, days that none covers, an unknown source.
    """
    if name not in REPORTS:
        raise Invalid(N_("There is no such report; there are: %(names)s"), names=", ".join(REPORTS))
    unit = the_top()
    if unit is None:
        raise Invalid(N_("There is no petition office yet."))
    asked = spoken(since, until, source, int(value("month_begins_on", unit)))
    return making.make(REPORTS[name], Reader.of_office(unit), asked, {})


def write(path: Path, sheet: Sheet) -> None:
    """Write a sheet to a workbook."""
    path.write_bytes(write_sheet(sheet).read())
