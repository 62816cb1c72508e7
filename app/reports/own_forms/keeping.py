"""Forms of the office: put in use once they were tried, taken out of use, and found."""

import logging
from collections.abc import Sequence
from io import BytesIO

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.accounts.subtree import own_top, the_top
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, NotFound
from app.core.i18n import N_
from app.core.sheet import Sheet
from app.core.web.downloads import XLSX
from app.extensions import db
from app.journal.commands import note
from app.petitions.attachments import storage
from app.petitions.attachments.keeping import keep_made
from app.reports.asked import Asked
from app.reports.models import ReportForm
from app.reports.own_forms.filling import filled
from app.reports.own_forms.trying import try_form
from app.reports.reader import Reader
from app.reports.report import Report
from app.reports.words import about, signed

log = logging.getLogger("app.reports")


@atomic
def put_form(report: Report, name: str, data: bytes, *, by: Officer) -> ReportForm:
    """Use a form of the office from now on, beside the layout that the product brings."""
    top = own_top(by)
    try_form(report, data)
    _retire(report)
    row = ReportForm(unit_id=top, report=report.name, uploaded_by=by)
    row.take(keep_made(storage.clean_name(name), data, XLSX))
    db.session.add(row)
    db.session.flush()
    note(
        "report_form.put",
        about=("ReportForm", row.id, _(report.title)),
        by=by,
        after={"name": row.name},
    )
    return row


@atomic
def give_up_form(report: Report, *, by: Officer) -> None:
    """Take the form of a report out of use.

    :raises DomainError: if none is used.
    """
    own_top(by)
    row = _retire(report)
    if row is None:
        raise DomainError(N_("No form of the office is used for this report."))
    note("report_form.given_up", about=("ReportForm", row.id, _(report.title)), by=by)


def form_in_use(report: Report) -> ReportForm | None:
    """Return the form that the office at the top uses for a report."""
    return next(iter(forms_in_use(report.name)), None)


def forms_in_use(*names: str) -> Sequence[ReportForm]:
    """Return the forms that the office at the top uses, of some reports or of all."""
    asked = _of_the_top().where(ReportForm.retired_at.is_(None))
    return db.session.scalars(asked.where(ReportForm.report.in_(names)) if names else asked).all()


def versions(report: Report) -> Sequence[ReportForm]:
    """Return every form that was ever used for a report, the newest first."""
    return db.session.scalars(_of_the_top().where(ReportForm.report == report.name)).all()


def content_of(form: ReportForm) -> bytes:
    """Return the workbook of a form."""
    return storage.path_of(form.stored_name).read_bytes()


def in_own_form(report: Report, reader: Reader, asked: Asked, sheet: Sheet) -> BytesIO:
    """Return a counted report in the form of the office.

    :raises NotFound: if the office has none.
    :raises DomainError: if it breaks; one that was taken years ago may.
    """
    form = form_in_use(report)
    if form is None:
        raise NotFound(N_("The office has no form of its own for this report."))
    try:
        return filled(content_of(form), report, sheet, about(asked, report) | signed(reader))
    except Exception as error:  # an old one may break in ways in which nobody looked for then
        log.exception("form %s of %s cannot be filled", form.id, form.report)
        raise DomainError(
            N_(
                "Your office's form “%(name)s” cannot be filled. Tell the system administrator at"
                " the top: under “Forms of reports” it is taken out of use."
            ),
            name=form.name,
        ) from error


def _of_the_top() -> sa.Select[tuple[ReportForm]]:
    top = the_top()
    where = ReportForm.unit_id == (top.id if top else None)
    return sa.select(ReportForm).where(where).order_by(ReportForm.id.desc())


def _retire(report: Report) -> ReportForm | None:
    row = form_in_use(report)
    if row is not None:
        row.retired_at = clock.now()
    return row
