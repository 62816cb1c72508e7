"""Who leaves, who may take over and what stands against it; the lists of what was handed over."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.deputies import Deputy, running
from app.accounts.grants import Grant
from app.accounts.last_administrator import lost_with
from app.accounts.limits import TENDED_AT_THE_TOP, role_of_the_top
from app.accounts.models import Officer
from app.accounts.subtree import officers_managed_by
from app.accounts.verbs import NOUNS
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


class OpenWork(NamedTuple):
    """How many open petitions an officer has a part in, and how many submissions lie before him."""

    accusations: int
    petitions: int
    submissions: int


def open_work(officer: Officer) -> OpenWork:
    """Return what decides who can take over."""
    held = held_by(officer)
    asked = (
        number_of(Petition, sa.and_(held, Petition.is_accusation.is_(True))),
        number_of(Petition, sa.and_(held, Petition.is_accusation.is_(False))),
        submissions(officer),
    )
    return OpenWork(*db.session.execute(sa.select(*asked)).one())


def tied_to_unit(officer: Officer, work: OpenWork) -> bool:
    """Say whether the officer holds what only somebody of the same unit can take over.

    His part in a petition is his unit's part. An accusation officer's work is told to nobody else.
    """
    return officer.may("read", "Accusation") or any(work)


def obstacles(
    officer: Officer, successor: Officer, *, by: Officer, work: OpenWork | None = None
) -> list[DomainError]:
    """Return what stands against a successor; nothing means that he can take over."""
    found = _against_leaving(officer, by)
    words = []
    if officer.id == successor.id or not successor.active:
        words.append(N_("Choose an active colleague."))
    work = work or open_work(officer)
    if officer.unit_id is None or officer.unit_id != successor.unit_id:
        words += _elsewhere(successor, by, bound=officer.unit_id is None or any(work))
    if (work.accusations or officer.may("read", "Accusation")) and not (
        successor.unit_id == officer.unit_id
        and successor.may("read", "Accusation")
        and "accusations" in successor.scopes
    ):
        words.append(N_("Accusations go only to another accusation officer of the unit."))
    if work.petitions and not successor.may("read"):
        words.append(N_("The successor may not open petitions."))
    if work.submissions and not successor.may("return_submission"):
        words.append(N_("The successor gives no instructions; submissions could not go to him."))
    held = sa.and_(held_by(officer), stepped_aside(successor))
    if any(work) and db.session.scalar(sa.select(number_of(Petition, held))):
        words.append(N_("The successor has stepped aside from one of these petitions."))
    return [*found, *(DomainError(one) for one in words)]


def _against_leaving(officer: Officer, by: Officer) -> list[DomainError]:
    """What stands against locking the account, whoever takes over."""
    found = [DomainError(words) for words in lost_with(officer)]
    if officer.id in by.persons:
        found.append(DomainError(N_("Nobody locks their own account.")))
    role = role_of_the_top(officer, by)
    if role is not None:
        found.append(DomainError(TENDED_AT_THE_TOP, role=role.name))
    return found


def _elsewhere(successor: Officer, by: Officer, *, bound: bool) -> list[str]:
    """What stands against a successor of another unit."""
    if bound:
        return [N_("Only somebody of the same unit can take over petitions.")]
    managed = sa.select(Officer.id).where(Officer.id == successor.id, officers_managed_by(by))
    if db.session.scalar(managed) is None:
        return [N_("You do not manage the account of this successor.")]
    return []


#: From the narrow to the wide: who has a later one sees what an earlier one shows.
WIDTHS = ("own", "desk_today", "unit", "unit_below", "region_below", "all")


def lost_acts(officer: Officer, successor: Officer) -> list[Grant]:
    """Return what the officer may do and the successor may not, as (verb, noun), on any desk."""
    lost = officer.grants - successor.grants
    return sorted((verb.removeprefix("can_"), noun) for verb, noun in lost if noun in NOUNS)


def lost_scopes(officer: Officer, successor: Officer) -> list[str]:
    """Return how far the officer sees and the successor does not."""
    reach = max((WIDTHS.index(one) for one in successor.scopes if one in WIDTHS), default=-1)
    covered = {*successor.scopes, *WIDTHS[: reach + 1], *({"counts"} if reach >= 0 else ())}
    return sorted(officer.scopes - covered)


def _readable(reader: Officer) -> sa.ColumnElement[bool]:
    """Whose lists somebody reads: what he gave or took over; those of his unit, for its head."""
    ways = [Leaving.officer_id == reader.id, Leaving.successor_id == reader.id]
    if reader.may("read", "Leaving") and reader.unit_id is not None:
        ways.append(Leaving.unit_id == reader.unit_id)
    if reader.may("leave", "Account"):
        # Who carries leavings out prints the list for its signatures; petitions stay hidden.
        managed = sa.select(Officer.id).where(officers_managed_by(reader))
        ways.append(Leaving.officer_id.in_(managed))
    return sa.or_(*ways)


def leavings_for(reader: Officer) -> list[Leaving]:
    """Return the latest lists that somebody may read."""
    return _leavings(_readable(reader))


def lists_of(officers: Iterable[Officer]) -> dict[int, int]:
    """Return the latest list of each who has left and is still locked, by officer."""
    ids = [one.id for one in officers if not one.active]
    if not ids:
        return {}
    latest = (
        sa.select(Leaving.officer_id, sa.func.max(Leaving.id))
        .where(Leaving.officer_id.in_(ids))
        .group_by(Leaving.officer_id)
    )
    return dict(db.session.execute(latest).all())


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
