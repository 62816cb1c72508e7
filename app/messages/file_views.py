"""Files of messages: shown inside a page where a browser can, given out otherwise."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.core.web.desk import Desk
from app.messages import queries
from app.messages.models import MessageFile
from app.petitions.attachments.handing_out import handed_out
from app.petitions.attachments.kinds import how_shown
from app.petitions.attachments.papers import drawn, size_text
from app.petitions.attachments.showing import inner, shown_on_page
from app.petitions.commands.access import note_access


def file_line(file: MessageFile) -> dict[str, Any]:
    """Return a file of a message as ``ui/files.html`` draws it."""
    way = "show" if how_shown(file.media_type) else "download"
    return {
        "name": file.name,
        "href": url_for(f"MessageFileView.{way}", pk=file.id),
        "image": url_for("MessageFileView.content", pk=file.id) if drawn(file) else None,
        "about": size_text(file.size),
    }


class MessageFileView(Desk):
    """Files of the messages that the officer sent or has opened; no others are there."""

    route_base = "/messages/files"
    default_view = "show"
    class_permission_name = "Message"
    method_permission_name = dict.fromkeys(("show", "content", "download"), "read")

    @expose("/<int:pk>/show")
    @has_access
    def show(self, pk: int) -> ResponseReturnValue:
        """Show a file inside a page."""
        found = queries.file_for(self.officer, pk)
        if how_shown(found.media_type) == "text":
            self._note(found, "shown")
        return shown_on_page(
            found,
            about=size_text(found.size),
            content=url_for("MessageFileView.content", pk=pk),
            download=url_for("MessageFileView.download", pk=pk),
            back=(_("Message"), url_for("MessageView.show", pk=found.message_id)),
            others=[],
            remove="",
        )

    @expose("/<int:pk>/content")
    @has_access
    def content(self, pk: int) -> ResponseReturnValue:
        """Give the bytes of a file to the page that shows it."""
        found = queries.file_for(self.officer, pk)
        answer = inner(found)
        self._note(found, "shown")
        return answer

    @expose("/<int:pk>")
    @has_access
    def download(self, pk: int) -> ResponseReturnValue:
        """Give out a file under its own name."""
        found = queries.file_for(self.officer, pk)
        self._note(found, "downloaded")
        return handed_out(found)

    def _note(self, found: MessageFile, how: str) -> None:
        note_access("read", by=self.officer, facts={"message_file": found.id, "how": how})
