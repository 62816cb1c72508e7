"""What the marks of a report mean, for who makes a form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from app.core.i18n import N_
from app.reports.measures import MEASURES
from app.reports.own_forms.made_up import columns
from app.reports.own_forms.marks import NEEDED, Mark, marks_of
from app.reports.report import Report
from app.reports.spans import NAMES as SPANS

_FACTS = {
    "title": N_("Title of the report"),
    "office": N_("Office that fills the report in"),
    "period": N_("Days counted"),
    "source": N_("Source counted"),
    "basis": N_("By what the lines are told apart"),
    "within": N_("To which place, unit or office the table is narrowed; empty if to none"),
    "counted_in": N_("What is counted: petitions, visits, people"),
    "filled_by": N_("Who fills the report in"),
    "checked_by": N_("Who checks it: stays empty, to be signed"),
    "filled_on": N_("Day on which it is filled in"),
    "version": N_("Version of the definitions"),
    "notes": N_("What is to be known: sums that were checked, numbers withheld, columns left out"),
}
_LINES = {
    "any": N_("Name of the line: one row for all lines"),
    "top": N_("Name of the class: this row is for classes, and what stands in none"),
    "below": N_("Name of the part: the row just below that of the classes is for their parts"),
    "aside": N_("Name of a line that is in no sum: a row of its own"),
    "serial": N_("Number of the line: 1, 2; of parts 1.1, 1.2"),
}
_ROWS = {
    "total": N_("Total"),
    "shown": N_("Sum of the ranks shown"),
    "before": N_("Same days last year"),
    "change": N_("Against last year, %"),
    "step": N_("Against the span before, %"),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A mark as it is written, its other spelling, and what it stands for."""

    name: str
    key: str
    says: str
    about: str = ""
    needed: bool = False


def meanings(report: Report) -> list[tuple[str, str, list[Meaning]]]:
    """Return the marks of a report in groups: a title, how they are used, the marks."""
    return [
        (
            _("Once in the form"),
            _("In any cell, header or footer, alone or within a sentence."),
            _listed(marks_of(report, "fact"), _FACTS, NEEDED),
        ),
        (
            _("In the row of lines"),
            _("This row is repeated for every line, with its layout and formulas."),
            [*_listed(marks_of(report, "line"), _LINES), *_columns(report)],
        ),
        (
            _("Rows by themselves"),
            _(
                "Written before the mark of a column, with a dot: {{%(example)s}}. A row of which"
                " this table has nothing is hidden.",
                example=_example(report),
            ),
            _listed(marks_of(report, "row"), _ROWS | (SPANS if "span" in report.bases else {})),
        ),
    ]


def _listed(
    marks: Mapping[str, Mark], says: Mapping[str, str], needed: tuple[str, ...] = ()
) -> list[Meaning]:
    return [Meaning(m.name, key, _(says[key]), "", key in needed) for key, m in marks.items()]


def _columns(report: Report) -> Iterator[Meaning]:
    heads = {one.key: one for one in columns(report)}
    of = {one.key: one.measure for one in report.columns}
    for key, mark in marks_of(report, "column").items():
        group, label = heads[key].group, heads[key].label
        says = f"{group} — {label}" if group else label
        about = _(MEASURES[of[key]].about) if key in of else ""
        yield Meaning(mark.name, key, says, about)


def _example(report: Report) -> str:
    row = next(iter(marks_of(report, "row").values()))
    keys = marks_of(report, "column")
    return f"{row.name}.{keys.get('all', next(iter(keys.values()))).name}"
