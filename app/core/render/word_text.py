"""What a template of Word prints as plain text: for reading a letter, not for handing it out."""

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO

from docx import Document
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.core.errors import Invalid
from app.core.render.word_place import UNREADABLE, faulty_place
from app.core.render.word_seen import lines_of

#: docxtpl's ways to say that a statement takes its whole paragraph, row, cell or run away.
_PLACES = ("{%p", "{%tr", "{%tc", "{%r")


def text_of(template: bytes, texts: Mapping[str, str]) -> str:
    """Return a template, filled, as the lines of its body; headers and footers are left out.

    The template was looked at when it was taken in (``word.names_in``).

    :raises Invalid: if it cannot be read as text.
    """
    try:
        lines = _read(template).render(texts).splitlines()
    except TemplateError as error:
        place = faulty_place(error, _jinja().parse)
        raise Invalid(UNREADABLE, field="file", place=place) from error
    return "\n".join(line for line in lines if line.strip())


@lru_cache(maxsize=64)
def _read(template: bytes) -> Template:
    """Return the text of a template; a house has few of them, and each is read once."""
    text = "\n".join(lines_of(Document(BytesIO(template)).element.body))
    for place in _PLACES:
        text = text.replace(place, "{%")
    return _jinja().from_string(text)


def _jinja() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(autoescape=False, undefined=StrictUndefined)
