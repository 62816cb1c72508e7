"""How a letter is written: nothing left open, its number in the right brackets."""

from collections.abc import Iterator

from app.core.i18n import N_
from app.petitions.letter_checking.finding import Slip
from app.petitions.letter_checking.paper import Case
from app.petitions.letter_checking.register import rule
from app.petitions.letter_checking.tables import field_with, words

WRITTEN = N_("A number is written like this: %(example)s")
NUMBER = "\u53f7"
EXAMPLE = "\u4e34\u4fe1\u8f6c\u30142026\u301512\u53f7"


@rule
def placeholder_left(case: Case) -> Iterator[Slip]:
    """Places of a template that nobody filled, and braces that it left behind."""
    number = field_with(case.paper.kind, "number")
    texts = [(name, text) for name, text in case.paper.texts() if name != number]
    seen = [found for _, text in texts for found in _open(text)]
    for name, text in texts:
        for found in _open(text):
            yield _slip(found, name)
    # What the template itself left open stands in no field.
    for found in _open(_without_number(case)):
        if found not in seen:
            yield _slip(found, "")


def _without_number(case: Case) -> str:
    """Return the printed letter; a draft's number is not taken yet, and its place is marked."""
    body = case.paper.body
    if case.paper.signed_on is None:
        body = words().cited_number.sub(
            "", body.replace(words().open_serial + NUMBER, "1" + NUMBER)
        )
    return body


def _open(text: str) -> list[str]:
    found = (one.search(text) for one in words().placeholders)
    return [hit[0][:30] for hit in found if hit][:1]


def _slip(found: str, field: str) -> Slip:
    return Slip(
        sentence=N_("A place is still open: “%(found)s”."), values={"found": found}, field=field
    )


@rule
def number_written_right(case: Case) -> Iterator[Slip]:
    """Unit, kind, year in hexagonal brackets, a serial without zeros: 临信转〔2026〕12号."""
    name = field_with(case.paper.kind, "number")
    text = case.paper.fields.get(name, "").strip()
    if case.paper.signed_on is None:
        # The serial is taken at the signing; until then its place is marked.
        text = text.replace(words().open_serial, "1")
    if text and not words().number.fullmatch(text):
        yield Slip(sentence=WRITTEN, values={"example": EXAMPLE}, field=name)


@rule
def number_cited_right(case: Case) -> Iterator[Slip]:
    """The number of another document is written in the same way."""
    own = field_with(case.paper.kind, "number")
    for name, text in case.paper.texts():
        cited = words().cited_number.finditer(text) if name != own else ()
        if any(not words().number.fullmatch("x" * 2 + one[0]) for one in cited):
            yield Slip(sentence=WRITTEN, values={"example": EXAMPLE}, field=name)
