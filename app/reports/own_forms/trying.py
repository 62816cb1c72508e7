"""A form is tried before it is taken: it must fill with made-up reports, whole and empty."""

from io import BytesIO

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render import excel_own
from app.core.render.excel_read import NOT_EXCEL
from app.reports.own_forms import made_up
from app.reports.own_forms.filling import filled
from app.reports.own_forms.marks import NEEDED, layout_marks, marks_of, spellings, withheld
from app.reports.report import Report


def try_form(report: Report, data: bytes) -> None:
    """Fill a form with every made-up report.

    :raises Invalid: if it cannot be filled, or lacks what must stand in it.
    """
    named = excel_own.look_at(data, layout_marks(report), withheld(report))
    facts = marks_of(report, "fact")
    lacking = [facts[key].name for key in NEEDED if not named.intersection(spellings(facts[key]))]
    if lacking:
        raise Invalid(
            N_("The form lacks marks that must stand in it: %(names)s."),
            field="file",
            names=" ".join(f"{{{{{name}}}}}" for name in lacking),
        )
    for sheet in made_up.sheets(report):
        try:
            made = filled(data, report, sheet, made_up.facts(report))
            left = excel_own.left_in(made.read())
        except Exception as error:  # what breaks here would break for every reader
            raise Invalid(NOT_EXCEL, field="file") from error
        if left:
            raise Invalid(
                N_("Filled, the form still has %(mark)s."), field="file", mark="{{" + left + "}}"
            )


def tried(report: Report, data: bytes) -> BytesIO:
    """Return a form filled with a made-up report, to look at it."""
    return filled(data, report, next(made_up.sheets(report)), made_up.facts(report))
