"""The remedy paragraph: there, with its thirty days and the right unit, and never a lawsuit."""

from collections.abc import Iterator
from itertools import islice

from app.core.chinese import half_width
from app.core.i18n import N_
from app.petitions.letter_checking.answers import sentences
from app.petitions.letter_checking.finding import Slip
from app.petitions.letter_checking.paper import Case
from app.petitions.letter_checking.register import rule
from app.petitions.letter_checking.tables import field_with, words

#: So many signs may stand beside a way in a line of a list.
_LISTED = 2
UNKNOWN = N_(
    "The next higher unit is not in the order of units: write here who decides about the remedy,"
    " or have its superior entered."
)


def _field(case: Case) -> str:
    return field_with(case.paper.kind, "remedy")


def _remedy(case: Case) -> list[str]:
    """Return what the letter says of a remedy: who disagrees may ask somebody for something."""
    named = words().review + words().re_examination
    return [
        one
        for one in sentences(case.paper.body)
        if _has(one, words().disagreeing) or (_in_time(one) and _has(one, named))
    ]


def _in_time(text: str) -> bool:
    """Say whether a text names the thirty days: no date that ends in 30, not 130 of them."""
    return words().period.search(text) is not None


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    return any(one in text for one in phrases)


def _offered(case: Case, names: tuple[str, ...], missing: str) -> Iterator[Slip]:
    """Ask for a paragraph that names the remedy and its thirty days."""
    said = [one for one in _remedy(case) if _has(one, names)]
    if not case.facts.remedy:
        if said:
            yield Slip(sentence=N_("This opinion has no remedy; take it out."), field=_field(case))
    elif not said:
        yield Slip(sentence=missing if case.facts.authority else UNKNOWN, field=_field(case))
    elif not any(_in_time(one) for one in said):
        yield Slip(
            sentence=N_("The remedy has a period of 30 days from receipt; say so."),
            field=_field(case),
        )


def _named(case: Case) -> Iterator[Slip]:
    """Ask for the unit that decides about the remedy, by one of its names."""
    said, right = "".join(_remedy(case)), [one for one in case.facts.authority if one]
    if not case.facts.remedy or not said or not right:
        return
    if not any("".join(half_width(one).split()) in said for one in right):
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
    named = words().review + words().re_examination
    said = [one for one in _remedy(case) if not (case.facts.redo and _has(one, words().anew))]
    if any(_in_time(one) or _offers(one, named) for one in said):
        yield Slip(sentence=N_("After the re-examination there is no further remedy; take it out."))


@rule
def closing_said(case: Case) -> Iterator[Slip]:
    """Art. 36(3): the last opinion says what follows on the same facts and reasons.

    One that orders to handle it anew is not the last.
    """
    said = list(sentences(case.paper.body))
    grounds = [one for one in said if _has(one, words().closing_ground)]
    if case.facts.redo:
        if any(_has(one, words().closing) for one in grounds):
            yield Slip(
                sentence=N_("It is handled anew: nothing ends; take the closing sentence out.")
            )
    elif not grounds or not any(_has(one, words().closing) for one in said):
        yield Slip(
            sentence=N_("The sentence that the same facts are not accepted again is missing.")
        )


@rule
def redo_told(case: Case) -> Iterator[Slip]:
    """Arts. 35, 36: what is sent back is handled anew, by a new opinion; the letter says so."""
    if case.facts.redo and not any(_has(one, words().anew) for one in sentences(case.paper.body)):
        yield Slip(
            sentence=N_("The sentence that it is handled anew, with a new opinion, is missing.")
        )


@rule
def no_lawsuit(case: Case) -> Iterator[Slip]:
    """No court hears what is done about a petition; a letter must not send anybody there.

    Who disagrees is told of no court at all; elsewhere a court may be mentioned, not offered.
    """
    remedy = _remedy(case)
    found = (
        (name, way)
        for name, text in [*case.paper.texts(), ("", case.paper.body)]
        for sentence in sentences(text)
        if (way := _lawsuit(sentence, alone=sentence in remedy or name == _field(case)))
    )
    # The whole letter repeats what its fields say: the first place is told.
    for name, way in islice(found, 1):
        yield Slip(
            sentence=N_("A petition letter offers no lawsuit; take out “%(phrase)s”."),
            values={"phrase": way},
            field=name,
        )


def _lawsuit(sentence: str, *, alone: bool) -> str:
    """Return the way to a court that a sentence offers; in the remedy naming it is offering it."""
    named = (one for one in words().lawsuits if one in sentence and not _denied(sentence, one))
    bare = "".join(sign for sign in sentence if sign.isalpha())
    # A line that says nothing else, as in a list of remedies, offers what it names.
    return next(
        (
            one
            for one in named
            if alone or _offers(sentence, (one,)) or len(bare) <= len(one) + _LISTED
        ),
        "",
    )


def _offers(text: str, ways: tuple[str, ...]) -> bool:
    """Say whether a word of offering stands before one of the ways."""
    return any(
        words().offers.search(text[: text.find(way)]) is not None and not _denied(text, way)
        for way in ways
        if way in text
    )


def _denied(sentence: str, phrase: str) -> bool:
    return _has(sentence[: sentence.find(phrase)], words().denials)
