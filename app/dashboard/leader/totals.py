"""The totals of the days asked for, beside the year before and the span before."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.core.i18n import N_
from app.core.sheet import Sheet
from app.dashboard.leader.words import Number, grown, report_number
from app.reports.asked import Asked
from app.reports.building import build
from app.reports.reader import Reader
from app.reports.report import Column, Report

#: What the page tells first: measures of the reports, in order.
MEASURES = {
    "all": N_("Petitions in all"),
    "letters": N_("Letters"),
    "visits": N_("Visits"),
    "online": N_("Online"),
    "calls": N_("Calls"),
    "visits.group": N_("Group visits"),
    "first": N_("First petitions"),
    "repeat": N_("Repeat petitions"),
}
HEADS = "all.people"
REPORT = Report(
    name="leader",
    title=N_("Leader's dashboard"),
    unit=N_("petitions, visits, people"),
    bases=("span",),
    columns=tuple(Column(measure=name) for name in (*MEASURES, HEADS)),
)


@dataclass(frozen=True, slots=True)
class Total:
    """One total: by how much it grew against last year and against the span before."""

    name: str
    number: Number
    before: int
    year: str
    step: str


def totals(reader: Reader, asked: Asked) -> list[Total]:
    """Count the totals in one statement: the lines of the master table, fewer columns."""
    sheet = build(REPORT, reader, asked)
    named = {**MEASURES, HEADS: N_("People in all")}
    return [_total(sheet, asked, measure, _(label)) for measure, label in named.items()]


def _total(sheet: Sheet, asked: Asked, measure: str, label: str) -> Total:
    now, then, before = (
        int(sheet.at(row, measure) or 0) for row in ("now", "year_before", "before")
    )
    number = report_number(now, asked, measure)
    return Total(label, number, then, grown(now, then), grown(now, before))
