"""Files of public information: shown inside a page where a browser can, given out otherwise."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.notices import presenters, queries
from app.notices.models import InformationFile
from app.petitions.attachments.showing import FilePages


class InformationFileView(FilePages[InformationFile]):
    """Files on the pages that the officer may see."""

    route_base = "/information/files"
    class_permission_name = "Information"
    fact = "information_file"

    def found(self, pk: int) -> InformationFile:
        """Return a file on such a page."""
        return queries.file_for(self.officer, pk)

    def told(self, file: InformationFile) -> dict[str, Any]:
        """Lead back to the page, and to the files beside."""
        return {
            "about": presenters.file_about(file),
            "back": (
                _("Public information"),
                url_for("InformationView.show", pk=file.information_id),
            ),
            "others": presenters.file_lines(queries.files_beside(file)),
            "remove": "",
        }
