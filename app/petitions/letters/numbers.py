"""Numbers of letters (文号): for each unit, kind and year, without gaps, taken at the signature."""

import sqlalchemy as sa

from app.core import clock
from app.extensions import db
from app.petitions.letters.kinds import Kind
from app.petitions.letters.order_numbers import next_serial, parts_of, unit_mark, written
from app.petitions.models import Letter, Petition, Supervision

#: Letters of accusations count apart (检), so that no register shows where one is missing.
SEALED_MARK = "\u68c0"
UNKNOWN = "\u00d7"


def mark_of(letter: Letter, kind: Kind, petition: Petition) -> str:
    """Return what stands before the year: the mark of the unit, and that of the kind.

    A unit whose mark nobody has entered is called by its name: no act waits for a mark.
    """
    sealed = SEALED_MARK if petition.is_accusation else ""
    return f"{unit_mark(letter.unit)}{kind.mark}{sealed}"


def take_number(letter: Letter, kind: Kind, petition: Petition) -> None:
    """Give a letter its number; a kind without mark takes none.

    The year is the office's: at its midnight the count begins anew.
    """
    if not kind.numbered:
        return
    order = _order_of(letter)
    taken = _of_its_order(letter, order)
    if taken is None:
        mark, year = mark_of(letter, kind, petition), clock.today().year
        taken = mark, year, next_serial(letter.unit, mark, year)
    letter.mark, letter.year, letter.serial = taken
    letter.number = written(*taken)
    if order is not None and order.number:  # a paper in place of a cancelled one has its own
        order.number, order.mark, order.year = letter.number, letter.mark, letter.year


def _order_of(letter: Letter) -> Supervision | None:
    return db.session.get(Supervision, letter.supervision_id) if letter.supervision_id else None


def _of_its_order(letter: Letter, order: Supervision | None) -> tuple[str, int, int] | None:
    """Return the number that the supervision took whose paper this is, unless a letter bears it."""
    number = order.number if order is not None else None
    taken = parts_of(number) if number else None
    if taken is None:
        return None
    same = sa.select(Letter.id).where(Letter.unit_id == letter.unit_id, Letter.number == number)
    return None if db.session.scalar(same.limit(1)) else taken


def number_shown(letter: Letter, kind: Kind, petition: Petition) -> str:
    """Return the number as it stands on the paper; a draft holds its place.

    The paper of a supervision bears from its first draft the number that the supervision took.
    """
    if letter.number or not kind.numbered:
        return letter.number or ""
    if taken := _of_its_order(letter, _order_of(letter)):
        return written(*taken)
    mark = mark_of(letter, kind, petition)
    return written(mark, clock.today().year, UNKNOWN)
