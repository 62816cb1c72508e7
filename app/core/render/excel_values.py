"""Saves a workbook with what its formulas come to: who only looks at it reckons nothing.

Excel shows a file that came from elsewhere without reckoning, and so does every preview; openpyxl
writes a formula or its value, never both.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

#: What each formula of a page comes to, by its cell.
Known = Mapping[str, int]
_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v\s*/?>(?:</v>)?')


def saved(book: Workbook, known: Sequence[Known]) -> BytesIO:
    """Return the workbook from its beginning; ``known`` are the values of each page in order.

    :raises KeyError: for a formula of which nobody says what it comes to.
    """
    made, out = BytesIO(), BytesIO()
    book.save(made)
    told = telling(known)
    with ZipFile(made) as plain, ZipFile(out, "w", ZIP_DEFLATED) as full:
        for info in plain.infolist():
            full.writestr(info, told(info.filename, plain.read(info)))
    out.seek(0)
    return out


def telling(known: Sequence[Known]) -> Callable[[str, bytes], bytes]:
    """Return what writes these values into a part of a saved workbook, by its name."""
    pages = {f"xl/worksheets/sheet{n}.xml": values for n, values in enumerate(known, 1)}

    def told(name: str, data: bytes) -> bytes:
        return _filled(data, pages[name]) if name in pages else data

    return told


def _filled(data: bytes, values: Known) -> bytes:
    def beside(found: re.Match[bytes]) -> bytes:
        return found[1] + b"<v>%d</v>" % values[found[2].decode()]

    return _FORMULA.sub(beside, data)
