"""How the tests of letters work: units with marks, a letter drafted, revised and signed."""

from datetime import date

from app.core import clock
from app.extensions import db
from app.petitions.commands.acts import perform
from app.petitions.letters.possible import letters_of
from app.petitions.models import Letter, Petition
from tests.factories import a_petition, officer_at, the_unit

MARKS = {"LT": "临信", "LT-WATER": "临水", "XA": "西信"}
#: Who drafts and who signs what a unit writes.
PAIRS = {
    "LT": ("Triage officer", "Reviewer"),
    "LT-WATER": ("Handler", "Head of unit"),
    "XA": ("Review officer", "Head of unit"),
}
#: What an officer types where the file has nothing to say.
TYPED = "承办人填写的内容。"
ANSWERED = "1. 支持：闸门已修复。\n2. 解释说明：收支已公开。"


def marked(**marks: str) -> None:
    """Give the units their marks."""
    for code, mark in (MARKS | marks).items():
        the_unit(code).letter_mark = mark
    db.session.flush()


def drafted(petition: Petition, kind: str, unit: str = "LT-WATER", by=None) -> Letter:
    """Draft a letter, and fill in by hand what is required and came out empty."""
    officer = by or officer_at(PAIRS[unit][0], unit)
    perform(petition, "draft_letter", by=officer, kind=kind)
    letter = letters_of(petition)[0]
    assert letter.kind == kind
    return letter


def completed(letter: Letter, unit: str = "LT-WATER", **fields: str) -> Letter:
    """Revise a draft so that nothing required is empty."""
    from app.petitions.letters.kinds import kind_of
    from app.petitions.letters.versions import lacking, newest, texts_of

    missing = lacking(kind_of(letter.kind), texts_of(newest(letter)))
    given = {name: ANSWERED if name == "answers" else TYPED for name in missing} | fields
    if given:
        by = officer_at(PAIRS[unit][0], unit)
        perform(letter.petition, "revise_letter", by=by, letter_id=letter.id, fields=given)
    return letter


def signed(letter: Letter, unit: str = "LT-WATER", by=None) -> Letter:
    """Have the head of the unit sign a draft."""
    officer = by or officer_at(PAIRS[unit][1], unit)
    perform(letter.petition, "sign_letter", by=officer, letter_id=letter.id)
    return letter


def a_signed(
    kind: str = "W04", state: str = "accepted", unit: str = "LT-WATER", **traits
) -> Letter:
    """Return a signed letter of a new petition."""
    petition = a_petition(state, **traits)
    return signed(completed(drafted(petition, kind, unit), unit), unit)


def on(day: str):
    """Hold the clock on a day."""
    return clock.at(date.fromisoformat(day))


def signed_of(petition, *codes):
    """Return the newest signed letter of some kinds; None if there is none."""
    found = (one for one in letters_of(petition) if one.kind in codes and one.status == "signed")
    return next(found, None)


def texts_of_newest(letter: Letter) -> dict[str, str]:
    """Return what stands in a letter now."""
    from app.petitions.letters.versions import newest, texts_of

    return texts_of(newest(letter))
