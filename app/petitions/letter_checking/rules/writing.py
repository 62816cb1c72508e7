"""How a letter is written: nothing left open, its number in the right brackets."""

from collections.abc import Iterator

from app.core.i18n import N_
from app.petitions.letter_checking.finding import Slip
from app.petitions.letter_checking.paper import Case
from app.petitions.letter_checking.register import rule
from app.petitions.letter_checking.tables import field_with, words

WRITTEN = N_("A number is written like this: %(example)s")
EXAMPLE = "\u4e34\u4fe1\u8f6c\u30142026\u301512\u53f7"


@rule
def placeholder_left(case: Case) -> Iterator[Slip]:
    """Places of a template that nobody filled, and braces that it left behind."""
    number = field_with(case.paper.kind, "number")
    for name, text in case.paper.texts():
        if name == number and case.paper.signed_on is None:
            continue  # the place of a number that is taken at the signing
        found = next((hit for one in words().placeholders if (hit := one.search(text))), None)
        if found:
            yield Slip(
                sentence=N_("A place is still open: “%(found)s”."),
                values={"found": found[0][:30]},
                field=name,
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
