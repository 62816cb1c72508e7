"""Which letters can be served: those that were issued, here or on a paper written elsewhere.

What a letter gives notice of are the acts of its kind in the catalogue, and those of
``services.csv``: letters for which the catalogue has no kind, or another act than its own.
"""

import csv
from functools import cache

import sqlalchemy as sa

from app.accounts.units.tree import predecessors_of
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.letters.kinds import DATA, BadCatalogue, kinds
from app.petitions.letters.served import LETTERS
from app.petitions.models import Event, Letter, Petition
from app.petitions.workflow import PETITION


@cache
def _acts() -> dict[str, tuple[str, ...]]:
    with (DATA / "services.csv").open(encoding="utf-8", newline="") as file:
        further = {row["letter"]: row["acts"].split() for row in csv.DictReader(file)}
    if list(further) != list(LETTERS):
        raise BadCatalogue("services.csv: its letters are not those that can be served")
    known = {move.name for move in PETITION.moves}
    if strange := {act for acts in further.values() for act in acts} - known:
        raise BadCatalogue(f"services.csv: no such act {sorted(strange)}")
    own = {code: [one for one in kinds().values() if one.served == code] for code in further}
    return {
        code: tuple(dict.fromkeys([*(act for one in own[code] for act in one.moves), *acts]))
        for code, acts in further.items()
    }


def acts_told_by(letter: str) -> tuple[str, ...]:
    """Return the acts of which a letter gives notice; of “another letter” nobody knows any."""
    return _acts()[letter]


def issued(petition: Petition, unit_id: int | None) -> frozenset[str]:
    """Return the codes of the letters that were issued of a file, as far as a unit serves them.

    One that was signed stands there, or the unit made its act: the paper may be written elsewhere,
    or older than the letters of this system. That an act was undone does not unsay its notice.
    """
    made = sa.select(Event.move).where(
        Event.petition_id == petition.id,
        Event.step == "done",
        Event.by_unit_id.in_(predecessors_of(unit_id)),
    )
    signed = sa.select(Letter.kind).where(
        Letter.petition_id == petition.id, Letter.status == "signed"
    )
    found = set(db.session.scalars(sa.union(made, signed)))
    served = {one.served for one in kinds().values() if one.code in found}
    return frozenset(
        code for code, acts in _acts().items() if not acts or code in served or found & set(acts)
    )


def refuse_unissued(petition: Petition, letter: str, unit_id: int | None) -> None:
    """Refuse to serve what was never issued.

    :raises Invalid: for a letter that nobody signed and whose act was not made.
    """
    if letter in issued(petition, unit_id):
        return
    raise Invalid(
        N_(
            "“%(letter)s” has not been issued: none was signed, and “%(act)s” was not done;"
            " it cannot have been served."
        ),
        field="letter",
        letter=LETTERS[letter],
        act=PETITION.move(acts_told_by(letter)[0]).label,
    )
