"""A template of the office is tried: it must fill, print what it must, and say what is right."""

from collections.abc import Iterable, Iterator, Mapping

from flask_babel import gettext as _

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.word import fill, names_in
from app.core.render.word_place import UNREADABLE, left_place, strange_place
from app.core.render.word_seen import seen_in, whole_text
from app.core.render.word_text import text_of
from app.petitions.letters.drawing import code_of
from app.petitions.letters.fixed_sentences import refuse_wrong_sentences
from app.petitions.letters.kinds import FIXED, Kind
from app.petitions.letters.samples import samples, samples_of
from app.petitions.letters.words import FIELDS

NUMBER = "number_text"
#: How a field is known again on the paper: by a text that nobody writes.
_MARK = "zq{}qz".format


def try_template(kind: Kind, data: bytes) -> bytes:
    """Return the template filled with made-up texts, or say what is wrong with it.

    :raises Invalid: if it names an unknown field, cannot be filled, might not print one without
        which nobody signs, or says what the letter check would refuse.
    """
    named = names_in(data)
    _refuse_names(kind, named)
    _refuse_place(strange_place(whole_text(data)))
    _refuse_unprinted(kind, data, named)
    refuse_wrong_sentences(kind, data)
    # As it is drawn later: with a word behind it, and with its code.
    sample = fill(data, samples_of(kind), watermark="W", code=code_of(samples()["case_number"]))
    _refuse_place(left_place(whole_text(sample)))
    return sample


def _refuse_names(kind: Kind, named: frozenset[str]) -> None:
    strange = sorted(named - {*kind.names, *FIXED})
    if strange:
        raise Invalid(
            N_("The template names an unknown field: %(names)s."),
            field="file",
            names=", ".join(strange[:5]),
        )
    missing = [field.name for field in kind.required if field.name not in named]
    if missing:
        raise Invalid(
            N_("The template lacks fields that must stand in it: %(names)s."),
            field="file",
            names=_told(missing),
        )
    if kind.numbered and NUMBER not in named:
        raise Invalid(
            N_("The template lacks the place of the number: %(names)s."),
            field="file",
            names=NUMBER,
        )


def _refuse_place(place: str) -> None:
    if place:
        raise Invalid(UNREADABLE, field="file", place=place)


def _refuse_unprinted(kind: Kind, data: bytes, named: frozenset[str]) -> None:
    """Fill every field, then only the required ones: each of those must be seen both times."""
    needed = [field.name for field in kind.required] + [NUMBER] * kind.numbered
    every = {name: _MARK(name) for name in (*kind.names, *FIXED)}
    optional = [name for name in kind.names if name in named and name not in needed]
    if not kind.numbered:
        every[NUMBER] = ""
    least = {**every, **dict.fromkeys(optional, "")}
    for texts in (every, least):
        _refuse_unseen(needed, seen_in(fill(data, texts)))
    # What the body says must not hang on a single other field either; a header is short.
    said = [name for name in needed if _MARK(name) in text_of(data, every)]
    for texts in _one_by_one(every, least, optional):
        _refuse_unseen(said, text_of(data, texts))


def _one_by_one(
    every: Mapping[str, str], least: Mapping[str, str], optional: Iterable[str]
) -> Iterator[dict[str, str]]:
    """Yield the texts without one of the optional fields, and with none but that one."""
    for name in optional:
        yield {**every, name: ""}
        yield {**least, name: every[name]}


def _refuse_unseen(needed: Iterable[str], seen: str) -> None:
    unseen = [name for name in needed if _MARK(name) not in seen]
    if unseen:
        raise Invalid(
            N_(
                "These fields must be printed on every letter, but here they are hidden or hang on"
                " others: %(names)s."
            ),
            field="file",
            names=_told(unseen),
        )


def _told(names: list[str]) -> str:
    """Return fields by their labels, with what is written for them."""
    told = (f"{_(FIELDS[name])} ({name})" if name in FIELDS else name for name in names[:5])
    return _(", ").join(told)
