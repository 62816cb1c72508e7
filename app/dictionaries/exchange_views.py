"""Lists leave as Excel, and come in from it after a look at what that would do."""

from base64 import b64decode, b64encode
from io import BytesIO
from typing import IO

from flask import Response, abort, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.render.excel import RowCount, write_table
from app.core.web.desk import Desk
from app.core.web.hardened import show_refusal
from app.dictionaries import exchange, keepers
from app.dictionaries.catalog import LISTS
from app.dictionaries.exchange import Outcome, Rehearsed
from app.dictionaries.forms import BringInForm
from app.journal.commands import note_taken_out

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: The workbook waits in the page between the look and the act, where a form takes two megabytes.
LARGEST = 1024 * 1024


class ExchangeView(Desk):
    """Excel out and in."""

    route_base = "/dictionaries"
    class_permission_name = "Dictionary"
    default_view = "take_out"
    method_permission_name = {"take_out": "export", "bring_in": "import"}

    @expose("/export.xlsx")
    @has_access
    def take_out(self) -> ResponseReturnValue:
        """Give one list, or all of them, as a workbook that can be brought in again."""
        list_code = request.args.get("list") or None
        if list_code is not None and list_code not in LISTS:
            abort(404)
        if request.args.get("empty"):
            return _sent(BytesIO(exchange.template()), f"{_('Dictionaries')}.xlsx")
        table = exchange.table_of(list_code)
        counted = RowCount(lambda n: ngettext("%(num)d entry", "%(num)d entries", n))
        stream = write_table(table, count_line=counted)
        note_taken_out("Dictionary", table.title, by=self.officer, rows=counted.rows)
        return _sent(stream, f"{table.title}-{clock.today():%Y%m%d}.xlsx")

    @expose("/import", methods=["GET", "POST"])
    @has_access
    def bring_in(self) -> ResponseReturnValue:
        """Show what a workbook would change, row by row, then bring it in."""
        if not keepers.keeps(self.officer):
            abort(403)
        form, outcomes = BringInForm(), None
        if form.validate_on_submit():
            try:
                outcomes = self._look(form)
            except DomainError as error:
                show_refusal(form, error)
        if outcomes is not None and form.checked.data == "":
            return redirect(url_for("DictionaryView.one_list", list_code=outcomes[0].list_code))
        return self.render_template(
            "dictionaries/bring_in.html",
            form=form,
            outcomes=outcomes,
            sums=exchange.sums(outcomes or []),
            verdicts=exchange.VERDICTS,
            refused=exchange.REFUSED,
            same=exchange.SAME,
        )

    def _look(self, form: BringInForm) -> list[Outcome]:
        """Return what the rows do or did; what was kept leaves no workbook in the page."""
        keep = request.form.get("act") == "keep"
        data = _checked(form) if keep else _uploaded(form)
        try:
            outcomes = exchange.bring_in(data, since=form.begins(), by=self.officer, keep=keep)
        except Rehearsed as rehearsed:
            form.checked.data = b64encode(data).decode("ascii")
            return rehearsed.outcomes
        form.checked.data = ""
        flash(
            _(
                "Brought in: %(added)d new, %(changed)d changed.",
                **exchange.sums(outcomes),
            ),
            "success",
        )
        return outcomes


def _uploaded(form: BringInForm) -> bytes:
    if not form.file.data:
        raise Invalid(N_("Choose a workbook."), field="file")
    data: bytes = form.file.data.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Invalid(N_("The file is larger than %(size)s MB."), field="file", size=1)
    return data


def _checked(form: BringInForm) -> bytes:
    try:
        return b64decode(form.checked.data or "")
    except ValueError as error:
        raise Invalid(N_("Choose the workbook again."), field="file") from error


def _sent(stream: IO[bytes], name: str) -> Response:
    # Words are few: read at once, nothing stays open when the reader hangs up.
    with stream:
        data = BytesIO(stream.read())
    response = send_file(data, mimetype=XLSX, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response
