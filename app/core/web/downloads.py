"""Workbooks handed to the browser, under a name that old programs can read as well."""

from typing import IO
from urllib.parse import quote

from flask import send_file
from flask.wrappers import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(stream: IO[bytes], name: str, *, plain: str) -> Response:
    """Send a workbook; ``plain`` is its name in ASCII, for what does not read the real one."""
    response = send_file(stream, mimetype=XLSX, as_attachment=True, download_name=f"{plain}.xlsx")
    # Werkzeug would drop the Chinese letters of the name and leave "-20261127.xlsx".
    disposition = response.headers.pop("Content-Disposition")
    full = f"{disposition}; filename*=UTF-8''{quote(f'{name}.xlsx', safe='')}"
    response.headers["Content-Disposition"] = full
    return response
