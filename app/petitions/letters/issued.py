"""Which letters can be served: those that were issued, here or on a paper written elsewhere.

What a letter gives notice of are the acts of its kind in the catalogue, and those of
``services.csv``: letters for which the catalogue has no kind, or another act than its own.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from app.accounts.units.tree import predecessors_of
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.letters.kinds import DATA, BadCatalogue, kinds
from app.petitions.letters.served import LETTERS, NOT_RECEIVED
from app.petitions.models import Event, Letter, Petition
from app.petitions.workflow import PETITION

#: Why an act was made without its letter: somebody allowed it.
WAIVED = "waived"
OPINION = "opinion"


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


@dataclass(frozen=True)
class Papers:
    """Which letters of a file a unit can serve, by their codes.

    ``issued`` were signed, or the unit made their act: the paper may be written elsewhere, or older
    than the letters of this system; that an act was undone does not unsay its notice. ``waived``
    are not among them: the act was done without, the last time. ``settled`` arrived, as many as
    were issued; of an opinion the file knows itself.
    """

    issued: frozenset[str]
    waived: frozenset[str]
    settled: frozenset[str]


def papers(petition: Petition, unit_id: int | None) -> Papers:
    """Return which letters of a file a unit can serve."""
    signed, ours = _signed_and_done(petition, unit_id)
    served = {one.served for one in kinds().values() if one.code in signed}
    arrived = Counter(_arrived(*one) for one in ours)
    done = {
        code: [facts.get("without") == WAIVED for move, facts in ours if move in acts]
        for code, acts in _items()
    }
    waived = frozenset(code for code, all_of in done.items() if any(all_of[-1:]))
    known = {code for code, acts in _items() if not acts or code in served or done[code]}
    full = {code for code, all_of in done.items() if 0 < arrived[code] >= all_of.count(False)}
    named = frozenset(code for code, acts in _items() if acts and code != OPINION)
    return Papers(frozenset(known) - waived, waived, named & full)


def _items() -> Iterable[tuple[str, tuple[str, ...]]]:
    return _acts().items()


def _signed_and_done(
    petition: Petition, unit_id: int | None
) -> tuple[set[str], list[tuple[str, dict[str, Any]]]]:
    """Return the kinds that were signed, and what the unit did with its facts, in one statement."""
    signed = sa.select(
        sa.literal(0).label("id"), Letter.kind.label("name"), sa.null().cast(sa.Text).label("facts")
    ).where(Letter.petition_id == petition.id, Letter.status == "signed")
    done = sa.select(Event.id, Event.move, sa.cast(Event.facts, sa.Text)).where(
        Event.petition_id == petition.id,
        Event.step == "done",
        Event.by_unit_id.in_(predecessors_of(unit_id)),
    )
    found = db.session.execute(sa.union_all(signed, done))
    rows = sorted((tuple(row) for row in found), key=lambda row: row[0])
    codes = {name for key, name, _facts in rows if not key}
    return codes, [(name, json.loads(facts or "{}") or {}) for key, name, facts in rows if key]


def _arrived(move: str, facts: Mapping[str, Any]) -> str:
    """Return the code of the letter that a service brought; nothing of any other act."""
    came = move == "serve" and facts.get("receipt") not in NOT_RECEIVED
    return str(facts.get("letter") or "") if came else ""


def waived(petition: Petition, letter: str) -> bool:
    """Say whether the newest act of which a letter tells was done without it, by whichever unit."""
    told = acts_told_by(letter)
    done = [one for one in petition.events if one.step == "done" and one.move in told]
    return any((one.facts or {}).get("without") == WAIVED for one in done[-1:])


def refuse_unissued(petition: Petition, letter: str, unit_id: int | None) -> None:
    """Refuse to serve what was never issued, and once more what was served.

    :raises Invalid: for a letter that nobody signed and whose act was not made, or was made
        without it; and for one that arrived.
    """
    found = papers(petition, unit_id)
    if letter in found.issued - found.settled:
        return
    if letter in found.settled:
        raise Invalid(
            N_("“%(letter)s” has been served already."), field="letter", letter=LETTERS[letter]
        )
    if letter in found.waived:
        raise Invalid(
            N_("It was done without “%(letter)s” (waived): what is not there cannot be served."),
            field="letter",
            letter=LETTERS[letter],
        )
    raise Invalid(
        N_(
            "“%(letter)s” has not been issued: none was signed, and “%(act)s” was not done;"
            " it cannot have been served."
        ),
        field="letter",
        letter=LETTERS[letter],
        act=PETITION.move(acts_told_by(letter)[0]).label,
    )
