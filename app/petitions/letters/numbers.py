"""Numbers of letters (文号): for each unit, kind and year, without gaps, taken at the signature."""

from datetime import date

from app.core import clock
from app.core.numbering import next_number
from app.extensions import db
from app.petitions.letters.kinds import Kind
from app.petitions.models import Letter, Petition

#: Letters of accusations count apart (检), so that no register shows where one is missing.
SEALED_MARK = "\u68c0"
#: 〔2026〕12号: brackets of six corners, no leading zero (GB/T 9704).
SHAPE = "{mark}\u3014{year}\u3015{serial}\u53f7"
#: So much of a unit's name stands in a number where it has no mark.
LONGEST = 10
UNKNOWN = "\u00d7"


def mark_of(letter: Letter, kind: Kind, petition: Petition) -> str:
    """Return what stands before the year: the mark of the unit, and that of the kind.

    A unit whose mark nobody has entered is called by its name: no act waits for a mark.
    """
    sealed = SEALED_MARK if petition.is_accusation else ""
    return f"{letter.unit.letter_mark or letter.unit.called[:LONGEST]}{kind.mark}{sealed}"


def take_number(letter: Letter, kind: Kind, petition: Petition) -> None:
    """Give a letter its number; a kind without mark takes none.

    The year is the office's: at its midnight the count begins anew.
    """
    if not kind.numbered:
        return
    letter.mark, letter.year = mark_of(letter, kind, petition), clock.today().year
    letter.serial = next_number(
        db.session(),
        office=f"letter:{letter.unit_id}",
        prefix=letter.mark,
        day=date(letter.year, 1, 1),
    )
    letter.number = SHAPE.format(mark=letter.mark, year=letter.year, serial=letter.serial)


def number_shown(letter: Letter, kind: Kind, petition: Petition) -> str:
    """Return the number as it stands on the paper; a draft holds its place."""
    if letter.number or not kind.numbered:
        return letter.number or ""
    mark = mark_of(letter, kind, petition)
    return SHAPE.format(mark=mark, year=clock.today().year, serial=UNKNOWN)
