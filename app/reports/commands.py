"""A report without a browser: what the office itself counts, written to a workbook."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.accounts.subtree import the_top
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.excel_sheet import write_sheet
from app.core.sheet import Sheet
from app.reports import making
from app.reports.asked import Asked, spoken
from app.reports.catalog import REPORTS
from app.reports.own_forms.keeping import in_own_form
from app.reports.reader import Reader
from app.reports.report import Report
from app.settings.queries import value


@dataclass(frozen=True)
class Counted:
    """A report as the office counts it, with what was asked."""

    report: Report
    reader: Reader
    asked: Asked
    sheet: Sheet

    def write(self, path: Path, *, own_form: bool = False) -> None:
        """Write it to a workbook, in the product's layout or in the form of the office.

        :raises DomainError: if the office has no form for it, or one that breaks; if the file
            cannot be written.
        """
        if own_form:
            made = in_own_form(self.report, self.reader, self.asked, self.sheet)
        else:
            made = write_sheet(self.sheet)
        try:
            path.write_bytes(made.read())
        except OSError as error:
            why = error.strerror or str(error)
            raise Invalid(
                N_("%(path)s cannot be written: %(why)s"), path=str(path), why=why
            ) from error


def report(name: str, since: date, until: date, source: str = "all") -> Counted:
    """Count a report for the office.

    :raises Invalid: for a report that does not exist, days that none covers, an unknown source.
    """
    if name not in REPORTS:
        raise Invalid(N_("There is no such report; there are: %(names)s"), names=", ".join(REPORTS))
    unit = the_top()
    if unit is None:
        raise Invalid(N_("There is no petition office yet."))
    asked = spoken(since, until, source, int(value("month_begins_on", unit)))
    reader = Reader.of_office(unit)
    return Counted(REPORTS[name], reader, asked, making.make(REPORTS[name], reader, asked, {}))
