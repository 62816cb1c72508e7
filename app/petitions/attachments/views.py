"""Attachments at the keyboard: sent, listed, shown inside the page, taken out, taken away.

Everybody passes the door of these routes; what stands behind it is found through the row rule,
and whoever does not see the petition is told that there is nothing.
"""

from collections.abc import Sequence

from flask import abort, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.petitions.attachments import storage
from app.petitions.attachments.handing_out import handed_out
from app.petitions.attachments.kinds import how_shown
from app.petitions.attachments.papers import about, listed, may_add, papers_of
from app.petitions.attachments.queries import attachment_for, beside, petition_with_papers
from app.petitions.attachments.showing import inner, shown_on_page
from app.petitions.attachments.uploads import ticket_for, uploads_given
from app.petitions.commands.access import note_look
from app.petitions.commands.acts import perform
from app.petitions.commands.attaching import retire as take_away
from app.petitions.forms.papers import PapersForm
from app.petitions.models import Attachment, Petition


class AttachmentView(Desk):
    """Files on petitions and instructions: who sees the one sees the other."""

    route_base = ""
    default_view = "show"
    class_permission_name = "Home"
    method_permission_name = dict.fromkeys(
        ("add", "wait", "show", "content", "download", "retire"), "read"
    )

    @expose("/petitions/<int:petition_id>/attach", methods=["GET", "POST"])
    @has_access
    def add(self, petition_id: int) -> ResponseReturnValue:
        """List the files of a petition; on POST add some."""
        petition = petition_with_papers(self.officer, petition_id)
        if request.method == "GET":
            return self._list(petition, None)
        form = PapersForm()
        if not form.validate():
            return self._list(petition, form, request.form.getlist("uploaded")), 422
        try:
            given = uploads_given(request, self.officer)
            perform(petition, "attach", by=self.officer, uploads=given, kind=form.kind.data)
        except Invalid as error:
            form.refuse(error)
            return self._list(petition, form), error.status
        return redirect(f"/petitions/{petition_id}?tab=files#attachments")

    @expose("/attachments/waiting", methods=["POST"])
    @has_access
    def wait(self) -> ResponseReturnValue:
        """Take one file ahead of its form; the script that sends it shows how far it is."""
        if not any(self.officer.may(*grant) for grant in _SENDERS):
            abort(403)
        file = request.files.get("file")
        if file is None or not file.filename:
            raise Invalid(N_("Choose at least one file."), field="files")
        waiting = storage.let_wait(file.filename, file.stream)
        return jsonify(id=ticket_for(waiting, self.officer), name=waiting.name)

    @expose("/attachments/<int:attachment_id>")
    @has_access
    def show(self, attachment_id: int) -> ResponseReturnValue:
        """Show a file inside a page, or say that it must be taken out to be read."""
        found = attachment_for(self.officer, attachment_id)
        if how_shown(found.media_type) == "text":
            note_look(found, by=self.officer, how="shown")
        address = f"/attachments/{found.id}"
        return shown_on_page(
            found,
            about=about(found),
            content=f"{address}/content",
            download=f"{address}/download",
            back=_back(found),
            others=[listed(one) for one in beside(found)],
            remove=f"{address}/retire" if self._may_retire(found) else "",
        )

    @expose("/attachments/<int:attachment_id>/content")
    @has_access
    def content(self, attachment_id: int) -> ResponseReturnValue:
        """Give the bytes of a file to the page that shows it."""
        found = attachment_for(self.officer, attachment_id)
        answer = inner(found)
        note_look(found, by=self.officer, how="shown")
        return answer

    @expose("/attachments/<int:attachment_id>/download")
    @has_access
    def download(self, attachment_id: int) -> ResponseReturnValue:
        """Give a file out under its own name."""
        found = attachment_for(self.officer, attachment_id)
        note_look(found, by=self.officer, how="downloaded")
        return handed_out(found, as_attachment=True)

    @expose("/attachments/<int:attachment_id>/retire", methods=["POST"])
    @has_access
    def retire(self, attachment_id: int) -> ResponseReturnValue:
        """Take a file away; the history keeps that it was there."""
        found = attachment_for(self.officer, attachment_id)
        take_away(found, by=self.officer)
        return redirect(f"/petitions/{found.petition_id}?tab=files#attachments")

    def _list(
        self, petition: Petition, form: PapersForm | None, waiting: Sequence[str] = ()
    ) -> str:
        return self.render_template(
            "petitions/attach.html",
            petition=petition,
            papers=papers_of(petition, self.officer, form=form, waiting=waiting),
        )

    def _may_retire(self, found: Attachment) -> bool:
        return (
            found.petition is not None
            and found.uploaded_by.unit_id == self.officer.unit_id
            and may_add(found.petition, self.officer)
        )


_SENDERS = (
    ("attach", "Petition"),
    ("register", "Petition"),
    ("answer_supervision", "Petition"),
    ("attach", "Accusation"),
    ("add", "Instruction"),
    ("add", "Information"),
    ("send", "Message"),
)


def _back(found: Attachment) -> tuple[str, str]:
    """Return the words and the address of what a file hangs on."""
    if found.petition is not None:
        return found.petition.number, f"/petitions/{found.petition_id}?tab=files"
    return _("Instruction"), f"/instructions/{found.instruction_id}"


def register(appbuilder: AppBuilder) -> None:
    """Hang the routes on the application; no menu entry leads here."""
    appbuilder.add_view_no_menu(AttachmentView)
