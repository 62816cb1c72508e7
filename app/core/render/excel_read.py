"""Reading workbooks that people send: the expected columns as text, or a plain refusal.

Whatever arrives is foreign: a renamed file, a bomb, a workbook with macros. It is looked at as an
archive before anything of it is parsed, and parsed only as far as it may be long.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from app.core.errors import Amount, DomainError, Invalid
from app.core.i18n import N_
from app.core.plain import plain

__all__ = ["MissingColumns", "Problem", "Sheet", "read_rows", "read_sheet"]

MOST_BYTES = 5 * 1024 * 1024
_MOST_UNPACKED = 40 * 1024 * 1024
_MOST_PARTS = 2_000
_MOST_COLUMNS = 60
_LAST_ROW = 1_048_576
_HEADER_WITHIN = 10  # a title or a hint may stand above the header
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNSEEN = "\ufeff\u200b\u200c\u200d\u2060\u00a0"
_CHUNK = 1024 * 1024

NOT_EXCEL = N_("This is not an Excel workbook (.xlsx). Save it as one and send it again.")


class MissingColumns(Invalid):
    """No sheet has the columns that are expected."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: an English msgid with places, and their values."""

    row: int
    column: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled rows by their number in the sheet, and the cells that cannot be read."""

    rows: list[tuple[int, dict[str, str]]]
    problems: list[Problem]
    title: str = ""


def read_rows(
    data: bytes, columns: Sequence[str], *, most: int, sheet: str | None = None
) -> list[tuple[int, dict[str, str]]]:
    """Return row number and values by header of every filled row of a workbook.

    :raises Invalid: if the file is none that we read, or at the first cell that is a formula.
    """
    found = read_sheet(data, columns, most=most, sheet=sheet)
    for problem in found.problems:
        raise Invalid(
            N_("Row %(row)s, column “%(column)s”: a formula; enter the value itself."),
            field="file",
            row=problem.row,
            column=problem.column,
        )
    return found.rows


def read_sheet(
    data: bytes,
    columns: Sequence[str],
    *,
    most: int,
    sheet: str | None = None,
    optional: Sequence[str] = (),
    aside: str = "",
) -> Sheet:
    """Return the filled rows under the columns, and beside them what cannot be read.

    All columns must be there, in any order, but for the optional ones, which are then empty;
    further ones are passed by. Without the name of a sheet the first one with these columns is
    taken; the one called ``aside`` only tells what may be entered, and is passed by.

    :raises Invalid: if the file is none that we read: renamed, locked, with macros, too long.
    :raises MissingColumns: if no sheet has the columns.
    """
    look_at_archive(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        try:
            return _read_book(_sheets(book, sheet, aside), (columns, optional), most)
        finally:
            book.close()
    except DomainError:
        raise
    except Exception as error:  # a foreign file breaks a parser in ways that nobody can list
        raise _refusal(NOT_EXCEL) from error


# ---- the file -----------------------------------------------------------------------------------


def look_at_archive(data: bytes) -> None:
    """Refuse what is no plain .xlsx: renamed, locked, too large, a bomb, with macros.

    :raises Invalid: with the reason.
    """
    if len(data) > MOST_BYTES:
        raise _refusal(N_("The file is larger than %(size)s MB."), size=MOST_BYTES // 1024 // 1024)
    if data.startswith(_OLD_OFFICE):
        locked = N_("The workbook is locked with a password. Take the password off first.")
        old = N_("This is an old workbook (.xls). Save it as .xlsx and send it again.")
        raise _refusal(locked if _ENCRYPTED in data else old)
    if not data.startswith(_ZIP):
        raise _refusal(NOT_EXCEL)
    try:
        with ZipFile(BytesIO(data)) as archive:
            _look_at_parts(archive)
    except DomainError:
        raise
    except Exception as error:  # a broken archive fails in as many ways as a broken workbook
        raise _refusal(NOT_EXCEL) from error


def _look_at_parts(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED:
        raise _refusal(N_("Unpacked, the workbook is too large. Keep only what is needed in it."))
    if "[Content_Types].xml" not in names or not any(one.startswith("xl/") for one in names):
        raise _refusal(NOT_EXCEL)
    macros = any(name.lower().endswith(("vbaproject.bin", ".bin.vba")) for name in names)
    for part in parts:
        content = _unpacked(archive, part.filename)
        if part.filename == "[Content_Types].xml":
            macros = macros or b"macroenabled" in content.lower()
        # A declared entity may grow without end when it is read; no workbook needs one.
        if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
            raise _refusal(NOT_EXCEL)
    if macros:
        raise _refusal(N_("The workbook contains macros. Save it as .xlsx without macros."))


def _unpacked(archive: ZipFile, name: str) -> bytes:
    """Return a part without the zeros of two-byte letters; it is no longer than it says it is."""
    content = bytearray()
    with archive.open(name) as stream:
        # Read in pieces: the size that stands in the archive may be a lie, which ends in an error.
        while piece := stream.read(_CHUNK):
            content += piece
    if not name.endswith((".xml", ".rels", ".vml")):
        return b""
    if len(content) > _MOST_UNPACKED:
        raise BadZipFile(name)
    return bytes(content).replace(b"\0", b"")


# ---- the sheet ----------------------------------------------------------------------------------


def _sheets(book: Any, wanted: str | None, aside: str) -> list[Any]:
    """Return the sheets in which the rows may stand."""
    if wanted is None:
        return [one for one in book.worksheets if one.title.strip() != aside]
    sheets = [one for one in book.worksheets if one.title.strip() == wanted]
    if not sheets:
        raise MissingColumns(
            N_("The workbook has no sheet “%(sheet)s”."), field="file", sheet=wanted
        )
    return sheets


def _read_book(sheets: Iterable[Any], of: tuple[Sequence[str], Sequence[str]], most: int) -> Sheet:
    columns, optional = of
    missing = list(columns)
    for one in sheets:
        rows = _numbered(one)
        places, lacking = _header(rows, columns, optional)
        if not lacking:
            body = _read_body(rows, places, most, dict.fromkeys(optional, ""))
            return Sheet(body.rows, body.problems, one.title)
        missing = min(missing, lacking, key=len)
    if len(missing) == len(columns):
        raise MissingColumns(
            N_("No sheet has the expected columns: %(columns)s. Use the template."),
            field="file",
            columns=tuple(columns),
        )
    raise MissingColumns(
        N_("Columns are missing: %(columns)s."), field="file", columns=tuple(missing)
    )


def _numbered(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    # The size that a sheet says it has may be a lie.
    sheet.reset_dimensions()
    cells = sheet.iter_rows(max_row=_LAST_ROW, max_col=_MOST_COLUMNS)
    return enumerate(cells, 1)


def _header(
    rows: Iterable[tuple[int, Sequence[Any]]], columns: Sequence[str], optional: Sequence[str]
) -> tuple[dict[str, int], list[str]]:
    """Return the places of the columns, and those that the best row lacks."""
    keys = {_key(column): column for column in (*columns, *optional)}
    lacking = list(columns)
    for number, cells in rows:
        places: dict[str, int] = {}
        for place, cell in enumerate(cells):
            column = keys.get(_key(_text(cell.value)))
            if column is not None:
                places.setdefault(column, place)
        lacking = min(lacking, [one for one in columns if one not in places], key=len)
        if not lacking or number >= _HEADER_WITHIN:
            return places, lacking
    return {}, lacking


def _read_body(
    rows: Iterable[tuple[int, Sequence[Any]]],
    places: Mapping[str, int],
    most: int,
    blank: Mapping[str, str],
) -> Sheet:
    found = Sheet([], [])
    for number, cells in rows:
        values: dict[str, str] = dict(blank)
        formulas: list[Problem] = []
        for column, place in places.items():
            cell = cells[place] if place < len(cells) else None
            if cell is not None and cell.data_type == "f":
                formulas.append(Problem(number, column, N_("A formula; enter the value itself.")))
                values[column] = ""
            else:
                values[column] = _text(cell.value if cell is not None else None)
        if not formulas and not any(values.values()):
            continue
        if len(found.rows) >= most:
            told = N_("There are more than %(most)s rows. Divide the list.")
            raise _refusal(told, most=Amount(most))
        found.rows.append((number, values))
        found.problems.extend(formulas)
    return found


def _text(value: Any) -> str:
    """Return a cell's value as somebody would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        exact = Decimal(repr(value))
        return str(int(exact)) if exact == exact.to_integral_value() else format(exact, "f")
    if isinstance(value, datetime):
        whole = value.time() == time()
        return value.date().isoformat() if whole else value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date | time):
        return value.isoformat()
    return plain(str(value)).strip(_UNSEEN).strip().strip(_UNSEEN)


def _key(header: str) -> str:
    """Return what tells headers apart: width of letters, spaces and a star do not."""
    plain = unicodedata.normalize("NFKC", header)
    return "".join(plain.split()).strip("*").casefold()


def _refusal(message: str, **params: Any) -> Invalid:
    return Invalid(message, field="file", **params)
