"""The lists and sums of the proposals that an officer may learn of."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Officer
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.petitions.advice_scope import advice_visible_to
from app.petitions.models import Advice, AdvicePetition, Petition
from app.petitions.scope import visible_to

TABS = ("to_sign", "to_answer", "to_close", "by_us", "to_us", "closed")


def _tab(officer: Officer, tab: str) -> ColumnElement[bool]:
    ours, theirs = Advice.office_unit_id == officer.unit_id, Advice.unit_id == officer.unit_id
    owed = Advice.status == "delivered"
    came = Advice.status == "answered"
    return {
        "to_sign": sa.and_(ours, Advice.status == "asked", _if(officer.may("sign", "Advice"))),
        "to_answer": sa.and_(theirs, owed, _if(officer.may("answer", "Advice"))),
        "to_close": sa.and_(ours, came, _if(officer.may("close", "Advice"))),
        "by_us": sa.and_(ours, Advice.status != "closed"),
        "to_us": sa.and_(theirs, Advice.status.in_(("delivered", "answered"))),
        "closed": Advice.status == "closed",
    }[tab]


def on_tab(officer: Officer, tab: str) -> ColumnElement[bool]:
    """Return the condition on ``Advice`` of what a tab shows the officer."""
    return sa.and_(advice_visible_to(officer), _tab(officer, tab))


def _if(allowed: bool) -> ColumnElement[bool]:
    return sa.true() if allowed else sa.false()


def listed(officer: Officer, tab: str, where: Place) -> Page[Advice]:
    """Return one page of proposals, the newest first."""
    query = (
        sa.select(Advice)
        .where(advice_visible_to(officer), _tab(officer, tab))
        .options(joinedload(Advice.office), joinedload(Advice.unit))
    )
    return key_page(db.session(), query, Order(Advice.id, Advice.id), where)


def tab_counts(officer: Officer) -> dict[str, int]:
    """Count what each tab holds, closed ones apart, in one statement."""
    sums = tab_sums(officer)
    return dict(zip(sums, db.session.execute(sa.select(*sums.values())).one(), strict=True))


def tab_sums(officer: Officer) -> dict[str, sa.ScalarSelect[int]]:
    """Return how much each tab holds, closed ones apart, as parts of a statement."""
    return {name: _counted(officer, _tab(officer, name)) for name in TABS[:-1]}


def waiting(officer: Officer) -> sa.ScalarSelect[int]:
    """Return the number of proposals that wait for the officer, as a part of a statement."""
    turn = sa.or_(*(_tab(officer, name) for name in ("to_sign", "to_answer", "to_close")))
    return _counted(officer, turn)


def _counted(officer: Officer, condition: ColumnElement[bool]) -> sa.ScalarSelect[int]:
    seen = advice_visible_to(officer)
    return sa.select(sa.func.count(Advice.id)).where(seen, condition).scalar_subquery()


def advice_for(officer: Officer, advice_id: int) -> Advice:
    """Return a proposal with the people of its history.

    :raises NotFound: if there is none, or none for this officer; the two cannot be told apart.
    """
    people = (Advice.drafted_by, Advice.signed_by, Advice.answered_by, Advice.closed_by)
    found = db.session.scalar(
        sa.select(Advice)
        .where(Advice.id == advice_id, advice_visible_to(officer))
        .options(
            joinedload(Advice.office),
            joinedload(Advice.unit),
            selectinload(Advice.shown_by),
            *(joinedload(person) for person in people),
        )
    )
    if found is None:
        raise NotFound(N_("There is no such proposal."))
    return found


def numbers_of(advice: Advice, officer: Officer) -> list[tuple[int, str]]:
    """Return the petitions that show it and that this reader may see: ids and numbers."""
    rows = db.session.execute(
        sa.select(Petition.id, Petition.number)
        .join(AdvicePetition, AdvicePetition.petition_id == Petition.id)
        .where(AdvicePetition.advice_id == advice.id, visible_to(officer))
        .order_by(Petition.number)
    )
    return [(petition_id, number) for petition_id, number in rows]
