"""What an office still lacks before a petition can go its whole way, asked of moves and roles.

The way is the one that the table of moves names: from the first state on along the main buttons.
So a new move on it, or a second person for an old one, is asked for here without a word.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts import queries
from app.accounts.models import Unit
from app.accounts.roles_desk.sentences import role_label
from app.core import clock
from app.core.workflow import Move
from app.dictionaries.holidays import loaded_years
from app.extensions import db
from app.petitions.workflow import PETITION

NOUN = "Petition"
MOST_ROLES = 3
_HERE = {"registering", "sender"}
Hand = tuple[int, int | None, str]


@dataclass(frozen=True)
class Lack:
    """One thing that nobody can do yet: what, where, and which roles may do it."""

    what: str
    where: str
    roles: str = ""


def main_way() -> list[Move]:
    """Return the moves of a petition’s main way, in the order of the way."""
    found = [move for move in PETITION.moves if move.place == "main" and not move.sources]
    reached = {state for move in found for state in move.reaches()}
    while more := [
        move
        for move in PETITION.moves
        if move.place == "main" and move not in found and reached & set(move.sources)
    ]:
        found.append(more[0])
        reached |= set(more[0].reaches())
    return found


def lacks(step: str, office: Unit) -> list[Lack]:
    """Return what a step should have brought before the next one."""
    asked = {"units": _units, "accounts": _people, "holidays": _days}.get(step)
    return asked(office) if asked else []


def all_lacks(office: Unit) -> list[Lack]:
    """Return what all steps should have brought by the end of the first day."""
    return [*_units(office), *_people(office), *_days(office)]


def _days(office: Unit) -> list[Lack]:
    year = clock.today().year
    if year in loaded_years():
        return []
    return [Lack(_("The holidays of %(year)s", year=year), office.called)]


def _units(office: Unit) -> list[Lack]:
    others = sa.select(Unit.id).where(
        Unit.active, Unit.id != office.id, Unit.kind.in_(("responsible", "party_government"))
    )
    if db.session.scalar(others.limit(1)):
        return []
    return [Lack(_("A unit that petitions are sent to"), _("The register of units"))]


def _people(office: Unit) -> list[Lack]:
    """Return the moves of the main way that nobody can make, or that lack their second person."""
    way = main_way()
    verbs = [verb for move in way for verb in _verbs(move)]
    hands = queries.hands_that_may(verbs, NOUN)
    there = [move for move in way if move.by and not _HERE & set(move.by)]
    found = [
        (verb, office.called)
        for move in way
        if move not in there and not (_there(move) and not _best([move], hands, office))
        for verb in _undone(move, hands, office.id)
    ]
    found += [
        (verb, _("A unit that petitions are sent to")) for verb in _best(there, hands, office)
    ]
    roles = _roles_for([verb for verb, _where in found])
    return [Lack(_named(verb), where, roles[verb]) for verb, where in found]


def _there(move: Move) -> bool:
    return "lead" in move.by


def _best(moves: list[Move], hands: list[Hand], office: Unit) -> list[str]:
    """Return what is undone in the unit that is furthest on; one whole unit is enough."""
    units = {unit_id for _id, unit_id, _verb in hands if unit_id != office.id} or {None}
    undone = [[verb for move in moves for verb in _undone(move, hands, unit)] for unit in units]
    return min(undone, key=len)


def _undone(move: Move, hands: list[Hand], unit_id: int | None) -> list[str]:
    verbs = _verbs(move)
    who = [{id_ for id_, unit, verb in hands if unit == unit_id and verb == one} for one in verbs]
    if len(verbs) == 1 or not all(who):
        return [verb for verb, people in zip(verbs, who, strict=True) if not people]
    return [verbs[1]] if len(who[0] | who[1]) == 1 else []


def _verbs(move: Move) -> list[str]:
    return [move.name, f"approve_{move.name}"] if move.second else [move.name]


def _named(verb: str) -> str:
    name = verb.removeprefix("approve_")
    label = _(PETITION.move(name).label)
    return label if name == verb else _("%(what)s: the second person", what=label)


def _roles_for(verbs: Iterable[str]) -> dict[str, str]:
    """Return the names of some roles that carry each verb."""
    held = queries.grants_of(queries.all_roles()) if verbs else {}
    carried = {
        verb: [role_label(name) for name, grants in held.items() if (verb, NOUN) in grants]
        for verb in verbs
    }
    return {verb: _(", ").join(names[:MOST_ROLES]) for verb, names in carried.items()}


def units_without_people(office: Unit) -> str:
    """Return a sentence on the units in which nobody could sign for a petition; empty: none."""
    signing = {unit for _id, unit, _verb in queries.hands_that_may(["sign_for"], NOUN)}
    kinds = ("responsible", "party_government", "station")
    ids = db.session.scalars(
        sa.select(Unit.id).where(Unit.active, Unit.id != office.id, Unit.kind.in_(kinds))
    )
    count = sum(id_ not in signing for id_ in ids)
    return (
        ngettext(
            "%(num)d unit (stations count) has nobody yet who could sign for a petition.",
            "%(num)d units (stations count) have nobody yet who could sign for a petition.",
            count,
        )
        if count
        else ""
    )
