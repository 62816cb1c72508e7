"""The remedy paragraph: there, with its thirty days and the right unit, and never a lawsuit."""

import re
from collections.abc import Iterator

from app.core.chinese import half_width
from app.core.i18n import N_
from app.petitions.letter_checking.finding import Slip
from app.petitions.letter_checking.paper import Case
from app.petitions.letter_checking.register import rule
from app.petitions.letter_checking.tables import field_with, words

_SENTENCE = re.compile("[\u3002\uff1b;\n]")


def _field(case: Case) -> str:
    return field_with(case.paper.kind, "remedy")


def _remedy(case: Case) -> str:
    return "".join(half_width(case.paper.fields.get(_field(case), "")).split())


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    return any(one in text for one in phrases)


def _offered(case: Case, names: tuple[str, ...], missing: str) -> Iterator[Slip]:
    """Ask for a paragraph that names the remedy and its thirty days."""
    text = _remedy(case)
    if not case.facts.remedy:
        if _has(text, names):
            yield Slip(sentence=N_("This opinion has no remedy; take it out."), field=_field(case))
    elif not _has(text, names):
        yield Slip(sentence=missing, field=_field(case))
    elif not _has(text, words().periods):
        yield Slip(
            sentence=N_("The remedy has a period of 30 days from receipt; say so."),
            field=_field(case),
        )


def _named(case: Case) -> Iterator[Slip]:
    """Ask for the unit that decides about the remedy, by one of its names."""
    text, right = _remedy(case), [one for one in case.facts.authority if one]
    if not case.facts.remedy or not text or not right:
        return
    if not any("".join(half_width(one).split()) in text for one in right):
        yield Slip(
            sentence=N_("The remedy is decided by %(unit)s; the letter names another or none."),
            values={"unit": right[0]},
            field=_field(case),
        )


@rule
def review_offered(case: Case) -> Iterator[Slip]:
    """Art. 35: a handling opinion says that a review can be asked for within 30 days."""
    return _offered(case, words().review, N_("The way to ask for a review is missing."))


@rule
def reviewer_named(case: Case) -> Iterator[Slip]:
    """Art. 35: by the next higher unit."""
    return _named(case)


@rule
def re_examination_offered(case: Case) -> Iterator[Slip]:
    """Art. 36(1): a review opinion says that a re-examination can be asked for within 30 days."""
    missing = N_("The way to ask for a re-examination is missing.")
    return _offered(case, words().re_examination, missing)


@rule
def re_examiner_named(case: Case) -> Iterator[Slip]:
    """Art. 36(1): by the next higher unit of the one that reviewed."""
    return _named(case)


@rule
def remedy_ended(case: Case) -> Iterator[Slip]:
    """Art. 36: after the last level there is no remedy that could be offered."""
    text = _remedy(case)
    if _has(text, words().periods) or _offers(text, words().review + words().re_examination):
        yield Slip(
            sentence=N_("After the re-examination there is no further remedy; take it out."),
            field=_field(case),
        )


@rule
def closing_said(case: Case) -> Iterator[Slip]:
    """Art. 36(3): the last opinion says what follows on the same facts and reasons."""
    text = "".join(half_width(" ".join(text for _, text in case.paper.texts())).split())
    if not _has(text, words().closing) or not _has(text, words().closing_ground):
        yield Slip(
            sentence=N_("The sentence that the same facts are not accepted again is missing."),
            field=_field(case),
        )


@rule
def no_lawsuit(case: Case) -> Iterator[Slip]:
    """No court hears what is done about a petition; a letter must not send anybody there."""
    remedy = _field(case)
    for name, text in case.paper.texts():
        for sentence in _SENTENCE.split("".join(half_width(text).split())):
            found = _lawsuit(sentence, alone=name == remedy)
            if found:
                yield Slip(
                    sentence=N_("A petition letter offers no lawsuit; take out “%(phrase)s”."),
                    values={"phrase": found},
                    field=name,
                )


def _lawsuit(sentence: str, *, alone: bool) -> str:
    """Return the way to a court that a sentence offers; in the remedy naming it is offering it."""
    named = (one for one in words().lawsuits if one in sentence and not _denied(sentence, one))
    return next((one for one in named if alone or _offers(sentence, (one,))), "")


def _offers(text: str, ways: tuple[str, ...]) -> bool:
    """Say whether a word of offering stands before one of the ways."""
    return any(
        _has(text[: text.find(way)], words().offers) and not _denied(text, way)
        for way in ways
        if way in text
    )


def _denied(sentence: str, phrase: str) -> bool:
    before = sentence[: sentence.find(phrase)]
    return any(one in before for one in words().denials)
