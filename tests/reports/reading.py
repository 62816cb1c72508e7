"""What a test reads off a report: its lines as words, as the page and as the workbook show them."""

from contextlib import contextmanager
from io import BytesIO

import sqlalchemy as sa
from openpyxl import load_workbook

from tests.reading import words


def lines(response) -> dict[str, list[str]]:
    """Return the lines of the report on a page: name to its cells, as they are shown."""
    body = next(iter(response.dom.iter("tbody")))
    found = {}
    for row in body.iter("tr"):
        name, *cells = [words(cell) for cell in row if cell.tag in ("td", "th")]
        found[name] = cells
    return found


def ranks(response) -> list[str]:
    """Return the lines of a ranking, cell by cell with a blank between."""
    body = next(iter(response.dom.iter("tbody")))
    return [" ".join(words(cell) for cell in row) for row in body.iter("tr")]


def heads(response) -> list[str]:
    """Return the heads of the report, both rows of them."""
    return [words(cell) for row in next(iter(response.dom.iter("thead"))) for cell in row]


def links(response) -> list[tuple[str, int]]:
    """Return every number of the report that leads somewhere, with where it leads."""
    body = next(iter(response.dom.iter("tbody")))
    return [(a.get("href"), int(words(a))) for a in body.iter("a")]


def sheet(response):
    """Return the first sheet of a workbook that was sent."""
    return load_workbook(BytesIO(response.data)).worksheets[0]


def written(page, first=5) -> dict[str, list]:
    """Return the lines of a workbook: name to its values, formulas as they stand."""
    rows = page.iter_rows(min_row=first, values_only=True)
    return {row[0]: list(row[1:]) for row in rows if row[0] and row[1] is not None}


def spread(*parts: str) -> str:
    """Return the groups of a line as one: each written apart, to be read."""
    return " ".join(parts)


@contextmanager
def unlocked(session, table: str):
    """Let a test forget rows of a table that only grows; its triggers stand again afterwards."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    names = [f"append_only_{table}_{act}" for act in ("update", "delete")] if sqlite else []
    found = sa.text("SELECT sql FROM sqlite_master WHERE name = :name")
    kept = [session.scalar(found, {"name": name}) for name in names]
    for name in names:
        session.execute(sa.text(f"DROP TRIGGER {name}"))
    if not sqlite:
        session.execute(sa.text(f"ALTER TABLE {table} DISABLE TRIGGER append_only"))
    yield
    for statement in kept:
        session.execute(sa.text(statement))
    if not sqlite:
        session.execute(sa.text(f"ALTER TABLE {table} ENABLE TRIGGER append_only"))
