"""Opening a workbook of the office to be filled: whole, or refused with what would be lost of it.

What openpyxl does not write again it drops without a word. Only parts and elements that come back
as they were are let in; of the others the first one is named.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import iterparse
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from app.core.errors import DomainError, Invalid, Phrase
from app.core.i18n import N_
from app.core.render.excel_bounds import Bounds
from app.core.render.excel_place import filled, refused
from app.core.render.excel_read import NOT_EXCEL, look_at_archive

_KEPT_PARTS = re.compile(
    r"(?i)(\[content_types\]\.xml|.*\.rels|docprops/[^/]+\.(xml|jpe?g|png|emf|wmf)|customxml/.*"
    r"|xl/(workbook|styles|sharedstrings|calcchain)\.xml|xl/theme/[^/]+\.xml"
    r"|xl/worksheets/[^/]+\.xml|xl/tables/[^/]+\.xml|xl/printersettings/.*|xl/persons/.*"
    r"|docmetadata/.*|.*/)"
)
_CHARTS, _PICTURES = N_("charts"), N_("pictures or shapes")
_LOST_PARTS = (
    ("chartsheet", _CHARTS),
    ("chart", _CHARTS),
    ("media", _PICTURES),
    ("cellimage", _PICTURES),
    ("drawing", _PICTURES),
    ("diagram", _PICTURES),
    ("comment", N_("notes on cells")),
    ("externallink", N_("links to other workbooks")),
    ("connection", N_("links to outside data")),
    ("querytable", N_("links to outside data")),
    ("pivot", N_("pivot tables")),
    ("slicer", N_("slicers")),
    ("timeline", N_("slicers")),
    ("embedding", N_("embedded objects")),
    ("activex", N_("form controls")),
    ("ctrlprop", N_("form controls")),
    ("metadata", N_("dynamic array formulas")),
)
_KEPT_ELEMENTS = frozenset(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection"
    " autoFilter mergeCells phoneticPr conditionalFormatting dataValidations printOptions"
    " pageMargins pageSetup headerFooter rowBreaks colBreaks ignoredErrors tableParts".split()
)
_LOST_ELEMENTS = {
    "hyperlinks": N_("links"),
    "drawing": _PICTURES,
    "picture": _PICTURES,
    "legacyDrawing": N_("notes on cells or form controls"),
    "legacyDrawingHF": N_("pictures in the header or footer"),
    "oleObjects": N_("embedded objects"),
    "controls": N_("form controls"),
    "extLst": N_("conditional formats, data bars, lists or sparklines of newer versions of Excel"),
    "protectedRanges": N_("ranges that some people may edit"),
    "customSheetViews": N_("custom views"),
    "scenarios": N_("scenarios"),
}
_OTHER = N_("something that is neither text, layout nor formula (%(part)s)")


def opened(data: bytes) -> Workbook:
    """Return a workbook that will be written again as it is.

    :raises Invalid: for what is no plain .xlsx, is too large, or would lose something.
    """
    look_at_archive(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            _look_at_parts(archive)
        with warnings.catch_warnings(record=True) as said:
            # What openpyxl warns of is lost; that must not pass for a line in a log.
            warnings.simplefilter("always")
            book = load_workbook(BytesIO(data), keep_links=False, rich_text=True)
        for warning in said:
            if "openpyxl" in warning.filename and "default style" not in str(warning.message):
                raise _lost(_OTHER, part=str(warning.message)[:60])
    except DomainError:
        raise
    except Exception as error:  # a foreign file breaks a parser in ways that nobody can list
        raise Invalid(NOT_EXCEL, field="file") from error
    _look_at_cells(book)
    return book


def _look_at_parts(archive: ZipFile) -> None:
    names = archive.namelist()
    if len({name.lower() for name in names}) < len(names):
        # Excel might read the other one of two parts with one name.
        raise Invalid(NOT_EXCEL, field="file")
    bounds = Bounds()
    for name in names:
        if not _KEPT_PARTS.fullmatch(name):
            raise _lost(_named(name), part=name[-60:])
        if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml"):
            _look_at_sheet(archive, name, bounds)


def _look_at_sheet(archive: ZipFile, name: str, bounds: Bounds) -> None:
    bounds.begin_sheet()
    with archive.open(name) as stream:
        for depth, tag, attributes in _elements(stream):
            if depth == 2 and tag not in _KEPT_ELEMENTS:
                raise _lost(_LOST_ELEMENTS.get(tag, _OTHER), part=tag)
            bounds.meet(tag, attributes)


def _elements(stream: IO[bytes]) -> Iterator[tuple[int, str, Mapping[str, str]]]:
    """Yield what stands in a sheet, with its depth; nothing of it is kept in memory."""
    depth = 0
    for event, element in iterparse(stream, ("start", "end")):
        if event == "start":
            depth += 1
            yield depth, element.tag.rpartition("}")[2], element.attrib
        else:
            depth -= 1
            element.clear()


def _named(part: str) -> str:
    low = part.lower()
    return next((words for sign, words in _LOST_PARTS if sign in low), _OTHER)


def _lost(what: str, **params: str) -> Invalid:
    return Invalid(
        N_("The workbook contains %(what)s, which a filled form would lose. Take it out."),
        field="file",
        what=Phrase(what, **params),
    )


def _look_at_cells(book: Workbook) -> None:
    for page in book.worksheets:
        for cell in filled(page):
            if isinstance(cell.value, DataTableFormula):
                raise refused(page, cell, N_("a table of what-if values; take it out"))
            if isinstance(cell.value, ArrayFormula) and ":" in str(cell.value.ref):
                raise refused(
                    page, cell, N_("an array formula over several cells; write one for each cell")
                )
