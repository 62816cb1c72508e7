"""Made-up reports to try a form with: whole, in the other shape that it may have, and empty."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from flask_babel import gettext as _

from app.core.sheet import Column, Row, Sheet, Value
from app.reports import ranking
from app.reports.building import head
from app.reports.measure import VERSION
from app.reports.own_forms.marks import marks_of, rows_of
from app.reports.report import Report
from app.reports.spans import NAMES as SPANS
from app.reports.suppression import FEW


def sheets(report: Report) -> Iterator[Sheet]:
    """Yield the shapes that a report may have, the empty one last."""
    whole = _rows(report, columns(report))
    yield _sheet(report, whole)
    if "span" in report.bases:
        yield _sheet(report, [_row(key, columns(report)) for key in SPANS])
    yield _sheet(report, [row for row in whole if row.standing == "total"])


def facts(report: Report) -> Mapping[str, str]:
    """Return made-up texts around a report."""
    texts = {key: _("Example") for key in marks_of(report, "fact") if key != "notes"}
    return texts | {"title": _(report.title), "version": VERSION}


def columns(report: Report) -> tuple[Column, ...]:
    """Return all columns that a report may have, the name of its lines before them."""
    if report.ranks:
        return ranking.heads()
    name = _("Conduct") if report.conducts else _("Issue")
    if report.bases:
        name = f"{{{{{marks_of(report, 'fact')['basis'].name}}}}}"
    return (Column("", name, "text"), *map(head, report.columns))


def _sheet(report: Report, rows: list[Row]) -> Sheet:
    notes = tuple(map(_, report.notes))
    return Sheet(_(report.title), columns(report), tuple(rows), notes=notes, version=VERSION)


def _rows(report: Report, heads: tuple[Column, ...]) -> list[Row]:
    if report.issue_depth or report.conducts:
        lines = [_row("a", heads), _row("b", heads, parent="a"), _row("c", heads, parent="a")]
        lines += [_row("d", heads), _row("e", heads, parent="d")]
    else:
        lines = [_row(key, heads) for key in "abc"]
    lines += [_row(key, heads, standing="total") for key in rows_of(report)[:1]]
    if report.beside:
        lines += [_row(key, heads, standing="beside") for key in ("before", "change")]
    return [*lines, *([_row("f", heads)] if report.conducts else [])]


def _row(key: str, heads: tuple[Column, ...], *, parent: str = "", standing: str = "") -> Row:
    words = {one.key: FEW for one in heads[2:4]}
    values = (_value(one, n, key) for n, one in enumerate(heads))
    return Row(key, tuple(values), standing or "line", parent, words=words)  # type: ignore[arg-type]


def _value(one: Column, place: int, key: str) -> Value:
    """Return a number of its kind, in the third column none: there it is withheld."""
    if one.kind == "text":
        return _("Example %(number)s", number=key)
    if place == 2:
        return None
    return Decimal("12.5") if one.kind in ("percent", "growth") else 10 + place
