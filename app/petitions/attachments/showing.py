"""A kept file inside a page of ours, whichever room's it is: pictures, PDF, sound, film, text."""

from typing import Any

from flask import Response, make_response, render_template

from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.web.headers import POLICY, csp_nonce
from app.petitions.attachments.handing_out import Kept, handed_out, path_in_cabinet
from app.petitions.attachments.kinds import how_shown, text_of

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
