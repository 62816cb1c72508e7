"""Letters at the keyboard: read, edited, taken out as Word or PDF, and opened by their code."""

from pathlib import Path
from typing import Any

from flask import current_app, flash, redirect, request, send_file
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.core.errors import DomainError, NotFound
from app.core.i18n import N_
from app.core.render import pdf
from app.core.web.desk import Desk
from app.core.web.errors import say
from app.petitions.case.casefile import open_file
from app.petitions.commands.access import note_letter
from app.petitions.commands.acts import perform
from app.petitions.letters import register_views, template_views
from app.petitions.letters.documents import Document, document_of
from app.petitions.letters.editor import PREFIX, drawn_fields, editor_of, typed
from app.petitions.letters.findings import beside, errors_of, told
from app.petitions.letters.kinds import Kind, kind_of
from app.petitions.letters.possible import letter_for, petition_of_number
from app.petitions.letters.sheet import sheet_of
from app.petitions.letters.versions import newest, texts_of
from app.petitions.models import Letter, LetterVersion


class CaseLetterView(Desk):
    """Letters of petitions: who sees the petition sees them."""

    route_base = ""
    default_view = "show"
    # Everybody passes the door; what stands behind it is found through the row rule.
    class_permission_name = "Home"
    method_permission_name = dict.fromkeys(("show", "version", "word", "pdf", "by_number"), "read")

    @expose("/letters/<int:letter_id>", methods=["GET", "POST"])
    @has_access
    def show(self, letter_id: int) -> ResponseReturnValue:
        """Show a letter: its fields to be revised, or to be read."""
        letter = self._letter(letter_id)
        kind, version = kind_of(letter.kind), newest(letter)
        if request.method == "GET":
            form = editor_of(kind, texts_of(version))
            form.version.data = str(version.serial)
            page = self._page(letter, kind, form)
            note_letter(letter, by=self.officer, how="shown")
            return page
        return self._revise(letter, kind, version)

    def _revise(self, letter: Letter, kind: Kind, version: LetterVersion) -> ResponseReturnValue:
        form = editor_of(kind)
        if not form.validate():
            return self._page(letter, kind, form), 422
        if form.version.data != str(version.serial):
            form.version.data = str(version.serial)
            return self._page(letter, kind, form, refusal=_(MEANWHILE)), 409
        petition = open_file(self.officer, letter.petition_id)
        fields = typed(form, kind)
        try:
            perform(petition, "revise_letter", by=self.officer, letter_id=letter.id, fields=fields)
        except DomainError as error:
            letter = self._letter(letter.id)
            return self._page(letter, kind, form, refusal=say(error)), error.status
        return self._saved(letter)

    def _saved(self, letter: Letter) -> ResponseReturnValue:
        """Say what the check found in what was saved; an error is read where it stands."""
        version = newest(letter)
        said = told(version)
        if not said:
            flash(_("The letter was saved as a new version."), "success")
        elif errors_of(version):
            flash(_(WITH_ERRORS, found=said), "warning")
            return redirect(f"/letters/{letter.id}")
        else:
            flash(_(WITH_DOUBTS, found=said), "success")
        return redirect(f"/petitions/{letter.petition_id}?tab=letters#papers")

    @expose("/letters/<int:letter_id>/versions/<int:serial>")
    @has_access
    def version(self, letter_id: int, serial: int) -> ResponseReturnValue:
        """Show how a letter read before."""
        letter = self._letter(letter_id)
        found = [one for one in letter.versions if one.serial == serial]
        if not found:
            raise NotFound(NO_LETTER)
        page = self._page(letter, kind_of(letter.kind), None, version=found[0])
        note_letter(letter, by=self.officer, how="shown")
        return page

    @expose("/letters/<int:letter_id>/letter.docx")
    @has_access
    def word(self, letter_id: int) -> ResponseReturnValue:
        """Give a letter out as a Word document."""
        letter = self._letter(letter_id)
        found = document_of(letter)
        note_letter(letter, by=self.officer, how="downloaded")
        return _given(found.stream(), found, "docx")

    @expose("/letters/<int:letter_id>/letter.pdf")
    @has_access
    def pdf(self, letter_id: int) -> ResponseReturnValue:
        """Show a letter as it will be printed."""
        letter = self._letter(letter_id)
        found = document_of(letter)
        cache = Path(current_app.config["UPLOAD_FOLDER"]) / "pdf"
        made = pdf.to_pdf(found.data, sha256=found.sha256, cache=cache)
        note_letter(letter, by=self.officer, how="shown")
        return _given(made, found, "pdf")

    @expose("/petitions/number/<number>")
    @has_access
    def by_number(self, number: str) -> ResponseReturnValue:
        """Open a file by its number, as the code on a letter names it."""
        found = petition_of_number(self.officer, number)
        if found is None:
            raise NotFound(N_("There is no such petition."))
        return redirect(f"/petitions/{found}")

    def _letter(self, letter_id: int) -> Letter:
        found = letter_for(self.officer, letter_id)
        if found is None:
            raise NotFound(NO_LETTER)
        return found

    def _page(
        self,
        letter: Letter,
        kind: Kind,
        form: Any,
        *,
        version: LetterVersion | None = None,
        refusal: str = "",
    ) -> str:
        sheet = sheet_of(letter, kind, self.officer, version or newest(letter))
        editing = form is not None and sheet.editable
        if editing and request.method == "GET":
            beside([(name, form[PREFIX + name]) for name in kind.names], sheet.findings)
        return self.render_template(
            "petitions/letter.html",
            sheet=sheet,
            form=form if editing else None,
            fields=drawn_fields(form, kind) if editing else [],
            refusal=refusal,
            pdf=pdf.installed(),
        )


NO_LETTER = N_("There is no such letter.")
WITH_ERRORS = N_(
    "The letter was saved as a new version. It cannot be signed yet; the check found %(found)s."
)
WITH_DOUBTS = N_("The letter was saved as a new version. The check found %(found)s.")
MEANWHILE = N_("Somebody else revised this letter meanwhile; what you typed is kept below.")


def _given(source: Any, found: Document, ending: str) -> ResponseReturnValue:
    shown = ending == "pdf"
    response = send_file(
        source,
        mimetype="application/pdf" if shown else found.media_type,
        as_attachment=not shown,
        download_name=f"{found.name}.{ending}",
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the application."""
    appbuilder.add_view_no_menu(CaseLetterView)
    register_views.register(appbuilder)
    template_views.register(appbuilder)
