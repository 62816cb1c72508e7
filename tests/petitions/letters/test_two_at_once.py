"""Two heads of a unit sign at once: of one letter only one does, and no number is missing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
import sqlalchemy as sa

from app.accounts.models import Officer
from app.core import clock
from app.core.errors import DomainError
from app.extensions import db as session_of
from app.petitions.commands.acts import perform
from app.petitions.models import Event, Letter
from tests.factories import a_petition, officer_at
from tests.factories.people import an_officer, the_unit
from tests.petitions.letters.office import completed, drafted, marked, signed

DAY = date(2026, 11, 27)


@pytest.fixture
def together(app, db):
    """Return a function: each officer signs his letter in a connection of his own, at once."""

    def sign(pairs):
        db.session.commit()
        db.session.remove()
        barrier = Barrier(len(pairs))
        with ThreadPoolExecutor(len(pairs)) as pool:
            return sorted(pool.map(lambda pair: _one(app, barrier, *pair), pairs))

    return sign


def _one(app, barrier, letter_id, officer_id):
    with app.app_context(), clock.at(DAY):
        letter = session_of.session.get(Letter, letter_id)
        by = session_of.session.get(Officer, officer_id)
        petition = letter.petition
        assert letter.status == "draft", "both have it before them as a draft"
        barrier.wait(timeout=60)
        try:
            perform(petition, "sign_letter", by=by, letter_id=letter.id)
        except DomainError:
            return "refused"
        return "signed"


def heads(count):
    first = officer_at("Head of unit", "LT-WATER")
    unit = the_unit("LT-WATER")
    more = [an_officer("Head of unit", unit, full_name=f"副局长{n}") for n in range(1, count)]
    return [one.id for one in (first, *more)]


def ready(count):
    """Return letters that wait for their signature, each of a petition of its own."""
    marked()
    with clock.at(DAY):
        petitions = [a_petition("transferred", name=f"信访人{n}") for n in range(count)]
        return [completed(drafted(one, "W23")) for one in petitions]


def serials(db):
    """Return the numbers that were given."""
    given = sa.select(Letter.serial).where(Letter.serial.is_not(None)).order_by(Letter.serial)
    return db.session.scalars(given).all()


def test_of_two_who_sign_one_letter_one_does(together, db):
    first, letter = (one.id for one in ready(2))
    told = together([(letter, head) for head in heads(2)])
    assert told == ["refused", "signed"]
    assert serials(db) == [1]
    done = db.session.scalars(sa.select(Event.id).where(Event.move == "sign_letter")).all()
    assert len(done) == 1, "the history tells of one signature"
    with clock.at(DAY):
        signed(db.session.get(Letter, first))
    assert serials(db) == [1, 2], "who was refused took no number along"


def test_letters_signed_at_once_are_numbered_without_a_gap(together, db):
    letters, signers = [one.id for one in ready(6)], heads(6)
    assert together(list(zip(letters, signers, strict=True))) == ["signed"] * 6
    numbers = db.session.scalars(sa.select(Letter.number).order_by(Letter.serial)).all()
    assert numbers == [f"临水异〔2026〕{serial}号" for serial in range(1, 7)]
