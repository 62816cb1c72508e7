"""Files of messages: shown inside a page where a browser can, given out otherwise."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.messages import queries
from app.messages.models import MessageFile
from app.petitions.attachments.papers import size_text
from app.petitions.attachments.showing import FilePages, line_of


def file_line(file: MessageFile) -> dict[str, Any]:
    """Return a file of a message as ``ui/files.html`` draws it."""
    return line_of("MessageFileView", file, about=size_text(file.size))


class MessageFileView(FilePages[MessageFile]):
    """Files of the messages that the officer sent or has opened; no others are there."""

    route_base = "/messages/files"
    class_permission_name = "Message"
    fact = "message_file"

    def found(self, pk: int) -> MessageFile:
        """Return a file of such a message."""
        return queries.file_for(self.officer, pk)

    def told(self, file: MessageFile) -> dict[str, Any]:
        """Lead back to the message."""
        return {
            "about": size_text(file.size),
            "back": (_("Message"), url_for("MessageView.show", pk=file.message_id)),
            "others": [],
            "remove": "",
        }
