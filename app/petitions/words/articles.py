"""An article of a law as a phrase: the tables' shorthand taken apart, in no language yet. Pure."""

import re

from app.core.errors import Ordinal, Phrase
from app.core.i18n import N_

# 22(1)[3] is article 22, paragraph 1, item 3; 31[1]\u2013[5] runs over items.
_ARTICLE = re.compile(r"(\d+)((?:\(\d+\)|\[\d+\])*)(?:\u2013\[(\d+)\])?")
_PART = re.compile(r"([(\[])(\d+)[)\]]")
_OWN = N_("A limit of this office, not of the Regulation")


def source(instrument: str, article: str) -> Phrase:
    """Return an article of an instrument; without an instrument it is the office's own."""
    if not instrument:
        return Phrase(_OWN)
    if not article:
        return Phrase(N_("%(instrument)s"), instrument=instrument)
    said = N_("%(instrument)s, %(articles)s")
    return Phrase(said, instrument=instrument, articles=articles(article))


def articles(text: str) -> Phrase:
    """Return articles as the tables have them: ``19(3)\u300131[1]\u2013[5]``."""
    if "." in text:  # a clause of a standard
        return Phrase(N_("article %(article)s"), article=text)
    found = [_told(*each.groups()) for each in _ARTICLE.finditer(text)]
    phrase = found[0]
    for further in found[1:]:
        phrase = Phrase(N_("%(first)s; %(then)s"), first=phrase, then=further)
    return phrase


def _told(number: str, parts: str, last: str | None) -> Phrase:
    said = Phrase(N_("article %(article)s"), article=Ordinal(number))
    for sign, part in _PART.findall(parts):
        if sign == "(":
            said = _and(said, Phrase(N_("(%(paragraph)s)"), paragraph=Ordinal(part)))
        else:
            said = _and(said, Phrase(N_("(%(item)s)"), item=Ordinal(part)))
    return _and(said, Phrase(N_("\u2013(%(item)s)"), item=Ordinal(last))) if last else said


def _and(whole: Phrase, part: Phrase) -> Phrase:
    return Phrase(N_("%(whole)s%(part)s"), whole=whole, part=part)
