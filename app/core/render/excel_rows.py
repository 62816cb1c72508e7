"""The rows of a long table, written as the text that a sheet is made of.

openpyxl spends most of a minute on a hundred thousand rows, because it builds an object for every
cell. It still makes the workbook around them: pages, styles, header; only the rows are ours.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from app.core.render.text import cell_text, lines_estimated, local_time
from app.core.table import Column, Kind

MARGIN = 2  # beside the characters that a column was asked to hold
LINE_POINTS = 14.5
ROW_PADDING = 5
_MOST_LINES = 12  # a letter of ten thousand characters must not make a row of three pages
_CHUNK = 1024 * 1024
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_END = b"</sheetData>"
_PLAIN: dict[Kind, tuple[type, ...]] = {
    "integer": (int, float, Decimal),
    "date": (date,),
}


class SheetRows:
    """The rows below the header of one sheet; a file without a name holds them until the end."""

    def __init__(self, columns: Sequence[Column], styles: Sequence[int]) -> None:
        self.count = 0
        self.kept = TemporaryFile()  # noqa: SIM115 - it is read when the workbook is put together
        self._columns = [
            (column, f'<c r="{get_column_letter(place)}', f'" s="{style}"')
            for place, (column, style) in enumerate(zip(columns, styles, strict=True), 1)
        ]
        self._last = 1

    def add(self, row: Mapping[str, Any]) -> None:
        """Write a row, as high as its longest text within reason: LibreOffice would cut it off."""
        self.count += 1
        self._last = number = self.count + 1
        cells, lines = [], 1
        for column, begin, style in self._columns:
            value = row[column.key]
            content = _content(value, column.kind)
            cells.append(f"{begin}{number}{style}{content}")
            if column.kind == "text" and isinstance(value, str):
                lines = max(lines, lines_estimated(value, column.width + MARGIN))
        self._write(number, "".join(cells), min(lines, _MOST_LINES))

    def end_with(self, text: str) -> None:
        """Write a line of words under the rows, one row apart."""
        self._last = number = self.count + 3
        self._write(number, f'<c r="A{number}"{_text(cell_text(text))}', 1)

    def into(self, sheet: bytes, target: IO[bytes]) -> None:
        """Write a sheet that has only its header, with these rows in it."""
        last = f"{get_column_letter(len(self._columns))}{self._last}"
        sheet = _DIMENSION.sub(f'<dimension ref="A1:{last}"'.encode(), sheet)
        head, end, tail = sheet.partition(_END)
        target.write(head)
        self.kept.seek(0)
        while block := self.kept.read(_CHUNK):
            target.write(block)
        target.write(end + tail)

    def close(self) -> None:
        """Forget the rows."""
        self.kept.close()

    def _write(self, number: int, cells: str, lines: int) -> None:
        height = ""
        if lines > 1:
            height = f' ht="{lines * LINE_POINTS + ROW_PADDING}" customHeight="1"'
        self.kept.write(f'<row r="{number}"{height}>{cells}</row>'.encode())


def put_together(skeleton: IO[bytes], sheets: Sequence[SheetRows], target: IO[bytes]) -> None:
    """Copy a workbook whose sheets have only their headers, and put their rows in."""
    rows = {f"xl/worksheets/sheet{n}.xml": one for n, one in enumerate(sheets, 1)}
    with ZipFile(skeleton) as empty, ZipFile(target, "w", ZIP_DEFLATED) as full:
        for name in empty.namelist():
            with full.open(name, "w", force_zip64=name in rows) as entry:
                if name in rows:
                    rows[name].into(empty.read(name), entry)
                else:
                    entry.write(empty.read(name))


def _content(value: Any, kind: Kind) -> str:
    """Return the end of a cell; what is not of its column's kind becomes harmless text."""
    if value is None or value == "":
        return "/>"
    if kind == "datetime" and isinstance(value, datetime):
        return f"><v>{to_excel(local_time(value))}</v></c>"
    if isinstance(value, _PLAIN.get(kind, ())):
        number = to_excel(value) if isinstance(value, date) else value
        return f"><v>{int(number) if isinstance(number, bool) else number}</v></c>"
    return _text(cell_text(value))


def _text(text: str) -> str:
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
