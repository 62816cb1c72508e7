"""Taking out: one petition as a form, any list as a table, to Excel or to the printer."""

import os
from io import BytesIO
from typing import IO

from flask import Response, abort, request, send_file
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core import clock
from app.core.paper import spans
from app.core.render.excel import write_form, write_table
from app.core.web.desk import Desk
from app.petitions.case.casefile import open_file
from app.petitions.commands.access import note_access
from app.petitions.exports.handling_form import HandlingForm
from app.petitions.exports.table import DESKS, ListExport
from app.petitions.forms.fields import told_by
from app.petitions.forms.listing import ListFilter
from app.petitions.forms.taking_out import TakeOutForm
from app.petitions.lists.filters import Filter
from app.petitions.models import Petition

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEYS_AT_MOST = 1_000


class ExportView(Desk):
    """Excel files and printed pages of what the officer may see."""

    route_base = "/petitions"
    default_view = "export_list"
    # Everybody passes the door; the row rule and the permission to export stand behind it.
    class_permission_name = "Home"
    method_permission_name = dict.fromkeys(
        ("export_list", "export_one", "print_one", "take_out"), "read"
    )

    @expose("/export.xlsx")
    @has_access
    def export_list(self) -> ResponseReturnValue:
        """Give all rows of a filtered list, or those that were picked, as Excel."""
        name = request.args.get("desk", "")
        desk = DESKS.get(name) or abort(404)
        if desk.noun == "Accusation" and not self.officer.may("read", "Accusation"):
            abort(404)  # nobody else learns that there is such a list
        self.must("read", desk.noun)
        if not (self.officer.may("export") or self.officer.may("export", "Accusation")):
            abort(403)
        chosen = Filter.of(request.args)
        export = ListExport(self.officer, name, chosen, keys=_keys())
        words = filter_words(chosen, self.officer)
        stream = write_table(export.table(), count_line=lambda _count: export.count_line(words))
        # Written down before anything leaves: the count is known, and no hang-up can hide it.
        note_access("export", by=self.officer, row_count=export.count, facts=export.facts())
        return _sent(stream, f"{_(desk.title)}-{clock.today():%Y%m%d}.xlsx")

    @expose("/<int:petition_id>/export.xlsx")
    @has_access
    def export_one(self, petition_id: int) -> ResponseReturnValue:
        """Give one petition as a handling form in Excel, personal data masked."""
        return self._as_excel(self._opened(petition_id, "export"))

    @expose("/<int:petition_id>/print")
    @has_access
    def print_one(self, petition_id: int) -> ResponseReturnValue:
        """Show one petition as a handling form for the printer, personal data masked."""
        return self._as_page(self._opened(petition_id, "read"))

    @expose("/<int:petition_id>/export", methods=["GET", "POST"])
    @has_access
    def take_out(self, petition_id: int) -> ResponseReturnValue:
        """Ask what the full personal data is needed for, then give the form with it."""
        petition = self._opened(petition_id, "export")
        self.must("unmask", _noun(petition))
        form = TakeOutForm.on(petition, self.officer)
        if request.method == "POST" and form.validate():
            give = self._as_page if form.act.data == "print" else self._as_excel
            return give(petition, form.purpose.data)
        page = self.render_template("petitions/take_out.html", petition=petition, form=form)
        return page, 422 if form.errors else 200

    def _opened(self, petition_id: int, verb: str) -> Petition:
        petition = open_file(self.officer, petition_id)
        self.must(verb, _noun(petition))
        return petition

    def _as_excel(self, petition: Petition, purpose: str = "") -> Response:
        form = HandlingForm(petition, full=bool(purpose)).form(self.officer)
        stream = BytesIO(write_form(form))
        self._note("export", petition, purpose)
        return _sent(stream, f"{form.title}-{petition.number}.xlsx")

    def _as_page(self, petition: Petition, purpose: str = "") -> str:
        form = HandlingForm(petition, full=bool(purpose)).form(self.officer)
        page = self.render_template(
            "petitions/paper.html",
            petition=petition,
            paper=form,
            spans=spans,
            full=bool(purpose),
            may_export=self.officer.may("export", _noun(petition)),
            may_unmask=self.officer.may("unmask", _noun(petition)),
        )
        # Last, because what is written down ends the transaction in which the page was read.
        self._note("print", petition, purpose)
        return page

    def _note(self, kind: str, petition: Petition, purpose: str) -> None:
        facts = {"form": "handling", "in_full": bool(purpose)}
        note_access(
            kind, by=self.officer, petition=petition, purpose=purpose, row_count=1, facts=facts
        )


def filter_words(chosen: Filter, by: Officer) -> str:
    """Return a filter as an officer reads it: the labels of its fields and of their values."""
    form = ListFilter(chosen.as_query(), by)
    said = [(str(field.label.text), told_by(field)) for field in form if field.data]
    return _(", ").join(f"{label} {value}" for label, value in said)


def _keys() -> list[int] | None:
    texts = request.args.getlist("keys")
    if not texts:
        return None
    if len(texts) > KEYS_AT_MOST or not all(_is_id(text) for text in texts):
        abort(400)
    return [int(text) for text in texts]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _noun(petition: Petition) -> str:
    return "Accusation" if petition.is_accusation else "Petition"


def _sent(stream: IO[bytes], name: str) -> Response:
    length = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    response = send_file(stream, mimetype=XLSX, as_attachment=True, download_name=name)
    response.content_length = length
    response.headers["Cache-Control"] = "no-store"
    return response


def register(appbuilder: AppBuilder) -> None:
    """Hang the routes on the application; no menu entry leads here."""
    appbuilder.add_view_no_menu(ExportView)
