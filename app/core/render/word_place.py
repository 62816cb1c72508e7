"""Where in a template a place cannot be read, as its author sees it in Word."""

import re
from collections.abc import Callable

from jinja2 import TemplateError

_MARKUP = re.compile("<[^>]+>")
_PLACE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_OPENS = re.compile(r"\{%-?p?r?\s*if\b")
_ENDS = re.compile(r"\{%-?p?r?\s*endif\b")
_BRACES = ("{{", "{%", "}}", "%}")
LONGEST = 60


def faulty_place(error: TemplateError, parse: Callable[[str], object]) -> str:
    """Return the place at which a template breaks off, cut to a length that fits a sentence."""
    text = " ".join(_MARKUP.sub("", getattr(error, "source", None) or "").split())
    rest, opened = text, [""]
    for found in _PLACE.finditer(text):
        place = found.group()
        rest = rest.replace(place, "\n", 1)
        if _OPENS.match(place):
            opened.append(place)
        elif _ENDS.match(place):
            if len(opened) == 1:
                return place[:LONGEST]
            opened.pop()
        if not _reads(place, parse):
            return place[:LONGEST]
    for brace in _BRACES:
        if brace in rest:
            at = rest.index(brace)
            return rest[max(at - 10, 0) : at + LONGEST - 10].strip()
    return opened[-1][:LONGEST] or text[-LONGEST:]


def _reads(place: str, parse: Callable[[str], object]) -> bool:
    if _ENDS.match(place):
        return True
    try:
        parse(f"{place}{{% endif %}}" if _OPENS.match(place) else place)
    except TemplateError:
        return False
    return True
