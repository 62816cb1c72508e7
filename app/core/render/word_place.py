"""Where in a template a place cannot be read, as its author sees it in Word."""

import re
from collections.abc import Callable

from jinja2 import TemplateError

from app.core.i18n import N_

UNREADABLE = N_(
    "The template cannot be read at “%(place)s”: a field is written {{ name }}, and each"
    " {%%p if name %%} has its {%%p endif %%}."
)
_MARKUP = re.compile("<[^>]+>")
_PLACE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_OPENS = re.compile(r"\{%-?p?r?\s*if\b")
_ENDS = re.compile(r"\{%-?p?r?\s*endif\b")
_BRACES = ("{{", "{%", "}}", "%}")
LONGEST = 60
_ANY_PLACE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.{0,60}", re.DOTALL)
#: The two ways of a template: a field, and a question that takes its run, paragraph, cell or row.
_KNOWN = re.compile(
    r"\{\{-?\s*[a-z][a-z0-9_]*\s*-?\}\}"
    r"|\{%(?:-\s*|(?:p|tr|tc|r)\s+|\s*)(?:if|elif|else|endif)\b[^%]*%\}"
)


def strange_place(text: str) -> str:
    """Return the first place that is no field and no question, or nothing.

    docxtpl knows more, as ``{{r name}}`` for texts that bring their own look: ours bring none.
    """
    places = (found.group() for found in _ANY_PLACE.finditer(text))
    return next((one[:LONGEST] for one in places if not _KNOWN.fullmatch(one)), "")


def left_place(filled: str) -> str:
    """Return what a filled text still has of a place, or nothing."""
    at = min((filled.find(brace) for brace in _BRACES if brace in filled), default=-1)
    return "" if at < 0 else filled[at : at + LONGEST].splitlines()[0]


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
