"""Response headers that hold a page together even when a template forgets something."""

import secrets

from flask import Flask, Response, g, has_request_context

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)


def csp_nonce() -> str:
    """Return the one nonce of this response."""
    if not has_request_context():
        return ""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return g.csp_nonce


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Content-Security-Policy", POLICY.format(nonce=csp_nonce()))
    if response.mimetype in ("text/html", "application/json"):
        # Window PCs are shared: the back button after logging out must not show a file.
        headers["Cache-Control"] = "no-store"
    return response


def install(app: Flask) -> None:
    """Put the headers on every response and offer ``csp_nonce()`` to every template.

    The nonce is a Jinja global: imported macros do not see what context processors add.
    """
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.after_request(_add_headers)
