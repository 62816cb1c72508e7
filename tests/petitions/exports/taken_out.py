"""Exported files as the tests read them: opened again, and closed as a browser does."""

from io import BytesIO

import sqlalchemy as sa
from openpyxl import load_workbook

from app.extensions import db
from app.petitions.models import AccessEvent

NUMBER, NAME, PHONE, HOUSE = "610115197803150017", "张建国", "13812342051", "三组12号"


def get(client, path):
    """Fetch a file and close it."""
    return client.get(path, buffered=True)


def sheet_of(answer):
    """Return the one sheet of an exported workbook."""
    assert answer.status_code == 200, answer.status
    return load_workbook(BytesIO(answer.data)).active


def rows_of(answer) -> tuple[list[dict], str]:
    """Return the rows of an exported list by the heads of their columns, and the last line."""
    table = [list(row) for row in sheet_of(answer).iter_rows(values_only=True)]
    return [dict(zip(table[0], row, strict=True)) for row in table[1:-2]], table[-1][0]


def texts_of(answer) -> list[str]:
    """Return every text of a workbook, in the order of reading."""
    return [str(c.value) for row in sheet_of(answer).iter_rows() for c in row if c.value]


def written_down(kind: str = "export") -> list[AccessEvent]:
    """Return what the log of access says of one kind."""
    return list(db.session.scalars(sa.select(AccessEvent).where(AccessEvent.kind == kind)))
