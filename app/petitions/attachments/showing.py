"""A kept file inside a page of ours, whichever room's it is: pictures, PDF, sound, film, text."""

from abc import abstractmethod
from typing import Any, Generic, TypeVar

from flask import Response, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access

from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.headers import POLICY, csp_nonce
from app.petitions.attachments.handing_out import Kept, handed_out, path_in_cabinet
from app.petitions.attachments.kinds import how_shown, text_of
from app.petitions.attachments.papers import drawn
from app.petitions.commands.access import note_access

#: The page that shows a file may put it into a frame or a player; nothing else is loosened.
SHOWING = POLICY + "; frame-src 'self'; media-src 'self'"
#: A file is never a page of ours: no script, no form, no link of it acts in our name.
SHOWN = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
#: The browser's own reader of PDF files does not work inside a sandbox.
SHOWN_PDF = "default-src 'none'; object-src 'self'; frame-ancestors 'self'"


def shown_on_page(found: Kept, **told: Any) -> Response:
    """Return the page that shows a file, or says that it must be taken out to be read.

    ``told`` are the further arguments of ``petitions/attachment.html``.
    """
    how, path = how_shown(found.media_type), path_in_cabinet(found)
    text = text_of(path) if how == "text" else ""
    page = render_template("petitions/attachment.html", name=found.name, how=how, text=text, **told)
    response = make_response(page)
    response.headers["Content-Security-Policy"] = SHOWING.format(nonce=csp_nonce())
    return response


def inner(found: Kept) -> Response:
    """Return the bytes of a file for the page that shows it.

    :raises NotFound: for what no page shows; it is only given out.
    """
    how = how_shown(found.media_type)
    if how in ("", "text"):
        raise NotFound(N_("There is no such file."))
    response = handed_out(found, as_attachment=False)
    response.headers["Content-Security-Policy"] = SHOWN_PDF if how == "pdf" else SHOWN
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


File = TypeVar("File", bound=Kept)
#: The three pages of a file, for ``method_permission_name``: whoever may read may have it.
READ = dict.fromkeys(("show", "content", "download"), "read")


def line_of(view: str, file: Kept, *, about: str, remove: str | None = None) -> dict[str, Any]:
    """Return a file as ``ui/files.html`` draws it; ``view`` names its :class:`FilePages`.

    What no page can show is given out at once.
    """
    way = "show" if how_shown(file.media_type) else "download"
    return {
        "name": file.name,
        "href": url_for(f"{view}.{way}", pk=file.id),
        "image": url_for(f"{view}.content", pk=file.id) if drawn(file) else None,
        "about": about,
        "remove": remove,
    }


class FilePages(Desk, Generic[File]):
    """The pages of the files of one room: in a page, as bytes for that page, given out.

    A room says which file the officer may have (``found``), what stands around it (``told``)
    and under which name a look is written down (``fact``).
    """

    default_view = "show"
    method_permission_name = READ
    fact = ""

    @abstractmethod
    def found(self, pk: int) -> File:
        """Return the file, if it is one that the officer may have.

        :raises NotFound: for any other, as if there were none.
        """

    @abstractmethod
    def told(self, file: File) -> dict[str, Any]:
        """Return what stands around a file: about, back, others and remove."""

    def note(self, file: File, how: str) -> None:
        """Write down that a file was shown or taken out."""
        note_access("read", by=self.officer, facts={self.fact: file.id, "how": how})

    @expose("/<int:pk>/show")
    @has_access
    def show(self, pk: int) -> ResponseReturnValue:
        """Show a file inside a page, or say that it must be taken out to be read."""
        file, view = self.found(pk), type(self).__name__
        if how_shown(file.media_type) == "text":
            self.note(file, "shown")
        return shown_on_page(
            file,
            content=url_for(f"{view}.content", pk=pk),
            download=url_for(f"{view}.download", pk=pk),
            **self.told(file),
        )

    @expose("/<int:pk>/content")
    @has_access
    def content(self, pk: int) -> ResponseReturnValue:
        """Give the bytes of a file to the page that shows it."""
        file = self.found(pk)
        answer = inner(file)
        self.note(file, "shown")
        return answer

    @expose("/<int:pk>")
    @has_access
    def download(self, pk: int) -> ResponseReturnValue:
        """Give out a file under its own name."""
        file = self.found(pk)
        self.note(file, "downloaded")
        return handed_out(file)
