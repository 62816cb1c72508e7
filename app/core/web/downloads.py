"""Workbooks and documents for the browser, under a name that old programs can read as well."""

from typing import IO
from urllib.parse import quote

from flask import send_file
from flask.wrappers import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def workbook(stream: IO[bytes], name: str, *, plain: str) -> Response:
    """Send a workbook; ``plain`` is its name in ASCII, for what does not read the real one."""
    return _sent(stream, XLSX, f"{name}.xlsx", f"{plain}.xlsx")


def document(stream: IO[bytes], name: str, *, plain: str) -> Response:
    """Send a document of Word, under both names as well."""
    return _sent(stream, DOCX, f"{name}.docx", f"{plain}.docx")


def _sent(stream: IO[bytes], kind: str, name: str, plain: str) -> Response:
    response = send_file(stream, mimetype=kind, as_attachment=True, download_name=plain)
    # Werkzeug would drop the Chinese letters of the name and leave "-20261127.xlsx".
    disposition = response.headers.pop("Content-Disposition")
    full = f"{disposition}; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Disposition"] = full
    return response
