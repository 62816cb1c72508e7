"""Who leaves, who may take over and what stands against it; the lists of what was handed over."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.deputies import Deputy, running
from app.accounts.models import Officer
from app.accounts.subtree import officers_managed_by
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.leaving.belongings import number_of, submissions
from app.leaving.models import Leaving
from app.petitions.commands.succession import held_by, stepped_aside
from app.petitions.models import Petition
from app.petitions.scope import visible_to

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


def obstacles(officer: Officer, successor: Officer) -> list[DomainError]:
    """Return what stands against a successor; nothing means that he can take over."""
    found = []
    if officer.id == successor.id or not successor.active:
        found.append(N_("Choose an active colleague."))
    if officer.unit_id is None or officer.unit_id != successor.unit_id:
        found.append(N_("Only somebody of the same unit can take over."))
    sealed, usual, laid_before, aside = db.session.execute(_what_matters(officer, successor)).one()
    if (sealed or officer.may("read", "Accusation")) and not (
        successor.may("read", "Accusation") and "accusations" in successor.scopes
    ):
        found.append(N_("Accusations go only to another accusation officer of the unit."))
    if usual and not successor.may("read"):
        found.append(N_("The successor may not open petitions."))
    if laid_before and not successor.may("return_submission"):
        found.append(N_("The successor gives no instructions; submissions could not go to him."))
    if aside:
        found.append(N_("The successor has stepped aside from one of these petitions."))
    return [DomainError(words) for words in found]


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
