"""What a template of Word prints as plain text: for reading a letter, not for handing it out."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.table import Table
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

#: docxtpl's ways to say that a statement takes its whole paragraph, row, cell or run away.
_PLACES = ("{%p", "{%tr", "{%tc", "{%r")


def text_of(template: bytes, texts: Mapping[str, str]) -> str:
    """Return a template, filled, as the lines of its body; headers and footers are left out.

    The template was looked at when it was taken in (``word.names_in``).
    """
    lines = _read(template).render(texts).splitlines()
    return "\n".join(line for line in lines if line.strip())


@lru_cache(maxsize=64)
def _read(template: bytes) -> Template:
    """Return the text of a template; a house has few of them, and each is read once."""
    text = "\n".join(_lines(Document(BytesIO(template))))
    for place in _PLACES:
        text = text.replace(place, "{%")
    jinja = ImmutableSandboxedEnvironment(autoescape=False, undefined=StrictUndefined)
    return jinja.from_string(text)


def _lines(container: Any) -> Iterator[str]:
    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield from _cells(block)
        else:
            yield block.text


def _cells(table: Table) -> Iterator[str]:
    for row in table.rows:
        seen: list[Any] = []
        for cell in row.cells:
            # A cell that reaches over several columns comes once for each of them.
            if cell._tc not in seen:
                seen.append(cell._tc)
                yield from _lines(cell)
