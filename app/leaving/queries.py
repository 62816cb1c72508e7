"""Who leaves, who may take over and what stands against it; the lists of what was handed over."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.accounts.deputies import Deputy, running
from app.accounts.models import Officer, Unit
from app.accounts.subtree import officers_managed_by
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.leaving.belongings import number_of, submissions
from app.leaving.models import Leaving
from app.petitions.commands.succession import held_by, stepped_aside
from app.petitions.models import Instruction, Petition, Supervision
from app.petitions.scope import instructions_visible_to, supervisions_visible_to, visible_to

MOST = 200


def officer_managed(officer_id: int, by: Officer) -> Officer | None:
    """Return an officer of the administrator's subtree, or None as if there were none."""
    return db.session.scalar(
        sa.select(Officer)
        .where(Officer.id == officer_id, officers_managed_by(by))
        .options(joinedload(Officer.unit), selectinload(Officer.roles))
    )


def officers_found(by: Officer, words: str, place: Place) -> Page[Officer]:
    """Return the officers of the subtree whose name or user name holds the words."""
    query = (
        sa.select(Officer)
        .where(officers_managed_by(by))
        .options(joinedload(Officer.unit), selectinload(Officer.roles))
    )
    if words:
        query = query.where(
            sa.or_(
                Officer.full_name.contains(words, autoescape=True),
                Officer.username.contains(words.lower(), autoescape=True),
            )
        )
    return key_page(db.session, query, Order(Officer.id, Officer.id, descending=False), place)


def colleagues(officer: Officer) -> list[Officer]:
    """Return the other active officers of the same unit."""
    if officer.unit_id is None:
        return []
    return list(
        db.session.scalars(
            sa.select(Officer)
            .where(Officer.unit_id == officer.unit_id, Officer.active, Officer.id != officer.id)
            .options(selectinload(Officer.roles))
            .order_by(Officer.full_name, Officer.id)
            .limit(MOST)
        )
    )


def tied_to_unit(officer: Officer) -> bool:
    """Say whether the officer holds what only somebody of the same unit can take over.

    His part in a petition is his unit's part. An accusation officer's work is told to nobody else.
    """
    if officer.may("read", "Accusation"):
        return True
    asked = (number_of(Petition, held_by(officer)), submissions(officer))
    return any(db.session.execute(sa.select(*asked)).one())


def successors(officer: Officer, by: Officer, words: str = "") -> list[Officer]:
    """Return who may take over: colleagues; from the subtree too where nothing binds to the unit.

    ``words`` narrows those of other units, who may be many.
    """
    found = colleagues(officer)
    if officer.unit_id is None or tied_to_unit(officer):
        return found
    elsewhere = (officers_managed_by(by), Officer.unit_id != officer.unit_id, Officer.active)
    query = (
        sa.select(Officer)
        .join(Officer.unit)
        .where(*elsewhere)
        .options(contains_eager(Officer.unit), selectinload(Officer.roles))
        .order_by(Unit.path, Officer.full_name, Officer.id)
    )
    if words:
        query = query.where(Officer.full_name.contains(words, autoescape=True))
    return [*found, *db.session.scalars(query.limit(MOST))]


def obstacles(officer: Officer, successor: Officer, *, by: Officer) -> list[DomainError]:
    """Return what stands against a successor; nothing means that he can take over."""
    found = []
    if officer.id == successor.id or not successor.active:
        found.append(N_("Choose an active colleague."))
    sealed, usual, laid_before, aside = db.session.execute(_what_matters(officer, successor)).one()
    if officer.unit_id is None or officer.unit_id != successor.unit_id:
        bound = officer.unit_id is None or bool(sealed or usual or laid_before)
        found += _elsewhere(successor, by, bound=bound)
    if (sealed or officer.may("read", "Accusation")) and not (
        successor.unit_id == officer.unit_id
        and successor.may("read", "Accusation")
        and "accusations" in successor.scopes
    ):
        found.append(N_("Accusations go only to another accusation officer of the unit."))
    if usual and not successor.may("read"):
        found.append(N_("The successor may not open petitions."))
    if laid_before and not successor.may("return_submission"):
        found.append(N_("The successor gives no instructions; submissions could not go to him."))
    if aside:
        found.append(N_("The successor has stepped aside from one of these petitions."))
    return [DomainError(words) for words in found]


def _elsewhere(successor: Officer, by: Officer, *, bound: bool) -> list[str]:
    """What stands against a successor of another unit."""
    if bound:
        return [N_("Only somebody of the same unit can take over petitions.")]
    managed = sa.select(Officer.id).where(Officer.id == successor.id, officers_managed_by(by))
    if db.session.scalar(managed) is None:
        return [N_("You do not manage the account of this successor.")]
    return []


def _what_matters(officer: Officer, successor: Officer) -> sa.Select[int, int, int, int]:
    """Numbers of the open petitions: accusations, others, laid before him, not the successor's."""
    held = held_by(officer)
    return sa.select(
        number_of(Petition, sa.and_(held, Petition.is_accusation.is_(True))),
        number_of(Petition, sa.and_(held, Petition.is_accusation.is_(False))),
        submissions(officer),
        number_of(Petition, sa.and_(held, stepped_aside(successor))),
    )


def lost_acts(officer: Officer, successor: Officer) -> list[str]:
    """Return the verbs that the officer has on petitions and the successor has not."""
    lost = officer.grants - successor.grants
    return sorted(
        {verb.removeprefix("can_") for verb, noun in lost if noun in ("Petition", "Accusation")}
    )


def _readable(reader: Officer) -> sa.ColumnElement[bool]:
    """Whose lists somebody reads: what he gave or took over; those of his unit, for its head."""
    ways = [Leaving.officer_id == reader.id, Leaving.successor_id == reader.id]
    if reader.may("read", "Leaving") and reader.unit_id is not None:
        ways.append(Leaving.unit_id == reader.unit_id)
    return sa.or_(*ways)


def leavings_for(reader: Officer) -> list[Leaving]:
    """Return the latest lists that somebody may read."""
    return _leavings(_readable(reader))


def leavings_managed(by: Officer) -> list[Leaving]:
    """Return the latest leavings of the administrator's subtree: who, to whom, how many."""
    managed = sa.select(Officer.id).where(officers_managed_by(by))
    return _leavings(Leaving.officer_id.in_(managed))


def _leavings(condition: sa.ColumnElement[bool]) -> list[Leaving]:
    return list(
        db.session.scalars(
            sa.select(Leaving)
            .where(condition)
            .options(joinedload(Leaving.officer), joinedload(Leaving.successor))
            .order_by(Leaving.at.desc(), Leaving.id.desc())
            .limit(20)
        )
    )


def leaving_for(leaving_id: int, reader: Officer) -> Leaving | None:
    """Return a list that somebody may read, or None as if there were none."""
    return db.session.scalar(
        sa.select(Leaving)
        .where(Leaving.id == leaving_id, _readable(reader))
        .options(joinedload(Leaving.officer), joinedload(Leaving.successor), joinedload(Leaving.by))
    )


def petitions_on(leaving: Leaving, reader: Officer) -> dict[int, Petition]:
    """Return those petitions of a list that its reader may see."""
    ids = [row["id"] for row in leaving.items["petitions"]]
    found = db.session.scalars(sa.select(Petition).where(Petition.id.in_(ids), visible_to(reader)))
    return {petition.id: petition for petition in found}


def records_on(leaving: Leaving, reader: Officer) -> list[Instruction | Supervision]:
    """Return what a list tells beside the petitions, as far as its reader may see it."""
    kept = leaving.items.get("records", {})  # lists of older days have none
    found: list[Instruction | Supervision] = []
    for name, model, seen in (
        ("instructions", Instruction, instructions_visible_to(reader)),
        ("supervisions", Supervision, supervisions_visible_to(reader)),
    ):
        query = sa.select(model).where(model.id.in_(kept.get(name) or ()), seen)
        found += db.session.scalars(
            query.options(joinedload(model.petition), joinedload(model.unit)).order_by(model.id)
        )
    return found


def deputies_running(by: Officer) -> list[Deputy]:
    """Return who stands in for whom today in the administrator's subtree."""
    managed = sa.select(Officer.id).where(officers_managed_by(by))
    return list(
        db.session.scalars(
            sa.select(Deputy)
            .where(Deputy.officer_id.in_(managed), running())
            .options(joinedload(Deputy.officer), joinedload(Deputy.deputy))
            .order_by(Deputy.until, Deputy.id)
            .limit(MOST)
        )
    )


def period_managed(period_id: int, by: Officer) -> Any:
    """Return a deputy's period of the administrator's subtree, or None."""
    managed = sa.select(Officer.id).where(officers_managed_by(by))
    return db.session.scalar(
        sa.select(Deputy).where(Deputy.id == period_id, Deputy.officer_id.in_(managed))
    )
