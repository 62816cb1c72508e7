"""The sentences that a template says itself, read by the letter check before it is taken.

What a template says wrongly would hinder the signing of each of its letters.
"""

from collections.abc import Iterator

from app.core import clock
from app.core.chinese import half_width
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.word import fill
from app.core.render.word_seen import seen_in
from app.core.render.word_text import text_of
from app.core.web.spacing import sentences
from app.petitions.letter_checking.checking import check_template
from app.petitions.letter_checking.paper import FileFacts, Paper
from app.petitions.letter_checking.tables import field_with
from app.petitions.letters.checked import spoken
from app.petitions.letters.kinds import FIXED, Kind
from app.petitions.letters.samples import samples_of

WRONG = N_("The template says what no letter of this kind may say, or not what it must: %(found)s")
NO_REMEDY = N_(
    "Where an opinion has no remedy its paragraph is left out: put it between"
    " {%%p if %(name)s %%} and {%%p endif %%}. %(found)s"
)


def refuse_wrong_sentences(kind: Kind, data: bytes) -> None:
    """Read a template, filled with made-up texts, by the rules of fixed sentences.

    :raises Invalid: with what the check found.
    """
    remedy = field_with(kind.code, "remedy")
    for texts in _readings(kind, remedy):
        offered = bool(texts.get(remedy))
        facts = FileFacts(
            today=clock.today(), remedy=offered, authority=_authority(texts.get(remedy, ""))
        )
        # As the check will read it when it is signed, and as it stands on the paper.
        for body in (text_of(data, texts), seen_in(fill(data, texts))):
            found = check_template(Paper(kind=kind.code, fields={}, body=body), facts)
            if found:
                raise Invalid(
                    WRONG if offered or not remedy else NO_REMEDY,
                    field="file",
                    name=remedy,
                    found=sentences(*(spoken(one.kept()) for one in found)),
                )


def _readings(kind: Kind, remedy: str) -> Iterator[dict[str, str]]:
    """Yield texts: all, only those that must be there, and none of who decides about a remedy."""
    every = {**samples_of(kind), **dict.fromkeys(FIXED, "")}
    optional = {field.name for field in kind.fields if not field.required} - {remedy}
    yield every
    yield {**every, **dict.fromkeys(optional, "")}
    if remedy:
        yield {**every, remedy: ""}


def _authority(decides: str) -> tuple[str, ...]:
    """Return the name of the unit in a text that also says where it is."""
    name = half_width(decides).partition("(")[0]
    return (name,) if name else ()
