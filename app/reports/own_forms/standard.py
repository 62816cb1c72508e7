"""A form to begin with: the product's own layout of a report, its marks already in place."""

from io import BytesIO

from flask_babel import gettext as _

from app.core.render.excel_sheet import write_blank
from app.core.sheet import Column, Row, Sheet, Standing
from app.reports.own_forms.made_up import columns
from app.reports.own_forms.marks import kinds_of, marks_of, rows_of
from app.reports.report import Report


def standard(report: Report) -> BytesIO:
    """Return the workbook."""
    fact = {key: _mark(one.name) for key, one in marks_of(report, "fact").items()}
    meta = [
        _("Days: %(days)s", days=fact["period"]),
        _("Source: %(source)s", source=fact["source"]),
    ]
    if report.bases:
        meta.append(_("By: %(basis)s", basis=fact["basis"]))
    sheet = Sheet(
        title=fact["title"],
        columns=columns(report),
        rows=tuple(_rows(report)),
        meta=(*meta, fact["within"], _("Counted in: %(unit)s", unit=fact["counted_in"])),
        foot=(
            _("Filled in for: %(unit)s", unit=fact["office"]),
            _("Filled in by: %(name)s", name=fact["filled_by"]),
            _("Checked by:") + fact["checked_by"],
            _("Filled in on: %(day)s", day=fact["filled_on"]),
        ),
        notes=(fact["notes"],),
        version=fact["version"],
    )
    return write_blank(sheet, _(report.title))


def _rows(report: Report) -> list[Row]:
    names = marks_of(report, "line")
    if len(kinds_of(report)) > 1:
        lines = [_line(report, "top", "class"), _line(report, "below", "line", parent="top")]
    else:
        lines = [_line(report, "any", "line")]
    rows = marks_of(report, "row")
    lines.append(_single(report, rows_of(report)[0], "total"))
    if report.beside:
        # Counts as on any line; only what grew is told in per cent.
        lines += [_single(report, "before", "line"), _single(report, "change", "beside")]
    if "aside" in names:
        lines.append(_line(report, "aside", "line"))
    return [row for row in lines if row.key in (*names, *rows, "any")]


def _line(report: Report, name: str, standing: Standing, *, parent: str = "") -> Row:
    mark = marks_of(report, "line").get(name)
    marks = {key: _mark(one.name) for key, one in marks_of(report, "column").items()}
    return _row(
        name, columns(report), marks | ({"": _mark(mark.name)} if mark else {}), standing, parent
    )


def _single(report: Report, name: str, standing: Standing) -> Row:
    row = marks_of(report, "row")[name]
    marks = {
        key: _mark(f"{row.name}.{one.name}") for key, one in marks_of(report, "column").items()
    }
    label = "" if not report.ranks else "issue"
    return _row(name, columns(report), marks | {label: row.name}, standing, "")


def _row(
    key: str, heads: tuple[Column, ...], marks: dict[str, str], standing: Standing, parent: str
) -> Row:
    return Row(key, tuple(marks[one.key] for one in heads), standing, parent)


def _mark(name: str) -> str:
    return f"{{{{{name}}}}}"
