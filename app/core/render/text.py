"""Texts as an Excel cell can bear them: harmless, legal, and how many lines they take."""

import re
import unicodedata
from datetime import date, datetime
from typing import Any

from app.core import clock

_LONGEST = 32_767
_ESTIMATED = 2_000
_FORMULA_SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def cell_text(value: Any) -> str:
    """Return a value as the text of a cell that no spreadsheet will take for a formula.

    An apostrophe before the sign is what OWASP advises; it survives saving as CSV, where the
    cell's type does not.
    """
    text = _as_text(value)
    if text.startswith(("\t", "\r")) or text.lstrip().startswith(_FORMULA_SIGNS):
        text = f"'{text}"
    text = without_illegal(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "\u2026"


def without_illegal(text: str) -> str:
    """Return a text without the signs that XML does not bear, its line ends all alike."""
    return _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text))


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines that a text takes in a cell so many half-width characters wide.

    A line that its writer ended keeps its line end, so that joining gives the text back.
    """
    lines, line, used = [], "", 0
    for character in text:
        taken = _width(character)
        if character != "\n" and used + taken > width:
            lines.append(line)
            line, used = "", 0
        line, used = line + character, used + taken
        if character == "\n":
            lines.append(line)
            line, used = "", 0
    return [*lines, line]


def lines_estimated(text: str, width: int) -> int:
    """Return about how many lines a text takes; quick, for rows by the hundred thousand."""
    if len(text) * 2 <= width and "\n" not in text:
        return 1
    # GBK takes two bytes for a Chinese character and one for a Latin one: its width on paper.
    lines = text[:_ESTIMATED].split("\n")
    return sum(max(1, -(-len(line.encode("gbk", "replace")) // width)) for line in lines)


def local_time(instant: datetime) -> datetime:
    """Return an instant as the office's clock shows it, without zone: Excel knows none."""
    return clock.office_time(instant).replace(tzinfo=None) if instant.tzinfo else instant


def sheet_name(title: str, number: int = 1) -> str:
    """Return a name that Excel allows: 31 characters, none of its signs, no apostrophe outside."""
    suffix = f" ({number})" if number > 1 else ""
    name = _NOT_IN_SHEET_NAME.sub(" ", title).strip(" '") or "Sheet"
    return name[: 31 - len(suffix)].strip(" '") + suffix


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{local_time(value):%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def width_of(text: str) -> int:
    """Return how many half-width characters a line of text takes."""
    return sum(map(_width, text))


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
