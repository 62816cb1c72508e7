"""The fields of a Word document: page numbers, and nothing that fetches, starts or asks."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml

#: A page number with its format. Whole, so that no part of it could be another code.
_HARMLESS = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)(?:\s*\\[*#]\s*\"?[A-Za-z0-9#,]{1,20}\"?)*\s*", re.IGNORECASE
)
_CODE_TEXTS = ("instrText", "delInstrText")


def foreign_field(content: bytes) -> str:
    """Return the code of the first field of a part that is no page number, or nothing."""
    for text in _codes(parse_xml(content)):
        if text.strip() and not _HARMLESS.fullmatch(text):
            return text.split()[0][:40]
    return ""


def _codes(root: Any) -> Iterator[str]:
    """Yield what each field says, put together from its runs; a field may stand in another."""
    open_fields: list[list[str]] = [[]]
    for element in root.iter():
        name = _local(element.tag)
        if name == "fldSimple":
            yield _attribute(element, "instr")
        elif name in _CODE_TEXTS:
            open_fields[-1].append("".join(element.itertext()))
        elif name == "fldChar":
            kind = _attribute(element, "fldCharType")
            if kind == "begin":
                open_fields.append([])
            elif kind == "end" and len(open_fields) > 1:
                yield "".join(open_fields.pop())
    yield from ("".join(texts) for texts in open_fields)


def _local(tag: Any) -> str:
    """Return the name of an element without its namespace; a comment has none."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    return next((text for key, text in element.attrib.items() if _local(key) == name), "")
