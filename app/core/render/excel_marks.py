"""Marks such as {{name}} in a workbook: where they stand, and what is put in their place."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from app.core.i18n import N_
from app.core.render.excel_place import filled, formula_of, refused
from app.core.render.text import cell_text

_MARK = re.compile(r"[{\uff5b]{2}([^{}\uff5b\uff5d]*)[}\uff5d]{2}")
_BRACES = re.compile(r"[{\uff5b]{2}|[}\uff5d]{2}")
_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in place of a mark: the value itself, or its words within a sentence."""

    value: int | Decimal | str
    words: str
    #: Whether it is told in per cent, and not as a part of one.
    percent: bool = False
    #: How a number is shown that is not of the kind for which its cell was made.
    form: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The marks of one cell."""

    page: Worksheet
    cell: Cell
    names: tuple[str, ...]


def plain_name(text: str) -> str:
    """Return what tells marks apart: width of letters and spaces do not."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def names_in(text: str) -> tuple[str, ...]:
    """Return the marks of a text in order."""
    return tuple(plain_name(name) for name in _MARK.findall(text))


def found_in(book: Workbook) -> list[Found]:
    """Return the cells with marks.

    :raises Invalid: where braces do not close, or a mark stands in a formula or in two fonts.
    """
    cells = ((page, cell) for page in book.worksheets for cell in filled(page))
    return [found for page, cell in cells for found in _of_cell(page, cell)]


def _of_cell(page: Worksheet, cell: Cell) -> Iterator[Found]:
    formula = formula_of(cell)
    text = formula or (str(cell.value) if isinstance(cell.value, str) else "")
    if not _BRACES.search(text):
        return
    if formula and names_in(formula):
        raise refused(page, cell, N_("a mark stands in a formula; write it into a cell of its own"))
    if formula:
        return
    if _BRACES.search(_MARK.sub("", text)):
        raise refused(page, cell, N_("braces that do not belong to a mark: %(text)s"), text=text)
    parts = [str(one) for one in cell.value] if isinstance(cell.value, CellRichText) else [text]
    if sum(len(names_in(part)) for part in parts) < len(names_in(text)):
        raise refused(
            page, cell, N_("a mark whose signs are not all of one font: %(text)s"), text=text
        )
    yield Found(page, cell, names_in(text))


def margins(book: Workbook) -> Iterator[tuple[Worksheet, Any, str]]:
    """Yield the parts of headers and footers in which marks stand."""
    for page in book.worksheets:
        for name in _MARGINS:
            for side in ("left", "center", "right"):
                part = getattr(getattr(page, name), side)
                if part.text and names_in(part.text):
                    yield page, part, part.text


def put(cell: Cell, given: Mapping[str, Given]) -> None:
    """Put what is given in place of the marks of a cell; a number alone stays a number."""
    text = str(cell.value)
    whole = _MARK.fullmatch(text.strip())
    if isinstance(cell.value, CellRichText) and not whole:
        cell.value = CellRichText([_part(one, given) for one in cell.value])
        return
    one = given[plain_name(whole[1])] if whole else Given("", worded(text, given))
    if isinstance(one.value, str):
        cell.value, cell.data_type = cell_text(one.value or one.words), "s"
    elif one.percent and "%" in cell.number_format:
        cell.value = Decimal(one.value) / 100
    else:
        cell.value = one.value
        cell.number_format = one.form or cell.number_format


def _part(one: str | TextBlock, given: Mapping[str, Given]) -> str | TextBlock:
    if isinstance(one, TextBlock):
        return TextBlock(one.font, worded(one.text, given))
    return worded(one, given)


def worded(text: str, given: Mapping[str, Given]) -> str:
    """Return a text with its marks in words."""
    return _MARK.sub(lambda mark: given[plain_name(mark[1])].words, text)
