"""Styles, scripts and icons under an address that names their version: a browser keeps them.

Every page asks for some thirty small files. Under ``/static/<version>/`` they never change, so
they are fetched once per release and not asked for again; the plain address goes on working.
"""

import hashlib
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

PREFIX = "/static/"
YEAR = 365 * 24 * 3600
#: Where the middleware tells the application that the address named the version.
VERSIONED = "petition.versioned"


class VersionedStatic(Flask):
    """An application whose ``url_for`` names the version of a static file."""

    asset_version = ""

    def url_for(self, endpoint: str, **values: Any) -> str:
        """Return the address of a page as ever, of a static file with its version."""
        address = super().url_for(endpoint, **values)
        if endpoint == "static" or endpoint.endswith(".static"):
            return address.replace(PREFIX, f"{PREFIX}{self.asset_version}/", 1)
        return address


def install(app: VersionedStatic) -> None:
    """Name the version of the files as they lie there now, and serve them under it."""
    app.asset_version = _version(Path(app.root_path))
    app.wsgi_app = _without_version(app.wsgi_app, app.asset_version)  # type: ignore[method-assign]
    app.after_request(_keep)


def _version(root: Path) -> str:
    told = hashlib.sha256(version("flask-appbuilder").encode())
    for path in sorted(root.glob("**/static/**/*")):
        if path.is_file():
            told.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return told.hexdigest()[:12]


def _without_version(serve: Callable[..., Iterable[bytes]], named: str) -> Callable[..., Any]:
    prefix = f"{PREFIX}{named}/"

    def strip(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(prefix):
            environ[VERSIONED] = True
            environ["PATH_INFO"] = PREFIX + path.removeprefix(prefix)
        return serve(environ, start_response)

    return strip


def _keep(response: Response) -> Response:
    if request.environ.get(VERSIONED) and response.status_code in (200, 304):
        response.cache_control.public = True
        response.cache_control.no_cache = None
        response.cache_control.max_age = YEAR
        response.cache_control.immutable = True
    return response
