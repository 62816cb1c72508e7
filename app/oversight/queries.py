"""Lists of the records beside the line: supervisions, public replies."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload, load_only

from app.accounts.models import Officer
from app.core import clock
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.oversight import proposed
from app.petitions.decisions import public_replies_for, supervisions_for
from app.petitions.lists import inbox
from app.petitions.models import (
    Person,
    Petition,
    PublicReply,
    Supervision,
)
from app.petitions.models.order import OPEN_ORDERS
from app.petitions.scope import (
    public_replies_visible_to,
    supervisions_visible_to,
)

NATURAL = "1"


def place(args: Mapping[str, str]) -> Place:
    """Return where in a list the reader stands."""
    return Place(args.get("after"), args.get("before"))


# --- supervisions -------------------------------------------------------------------------------


def _to_us(officer: Officer) -> list[ColumnElement[bool]]:
    return [Supervision.unit_id == officer.unit_id, Supervision.status.in_(OPEN_ORDERS)]


def _by_us(officer: Officer) -> list[ColumnElement[bool]]:
    return [Supervision.issued_by_unit_id == officer.unit_id, Supervision.status.in_(OPEN_ORDERS)]


def _due(officer: Officer) -> list[ColumnElement[bool]]:
    """What the own unit issued and wants answered today, or wanted before."""
    return [
        Supervision.issued_by_unit_id == officer.unit_id,
        Supervision.status.in_(("issued", "signed")),
        Supervision.due_on <= clock.today(),
    ]


def _open(officer: Officer) -> list[ColumnElement[bool]]:  # noqa: ARG001
    return [Supervision.status.in_(OPEN_ORDERS)]


def _closed(officer: Officer) -> list[ColumnElement[bool]]:  # noqa: ARG001
    return [Supervision.status == "closed"]


SUPERVISION_TABS = {
    "to_us": _to_us,
    "by_us": _by_us,
    "due": _due,
    "open": _open,
    "closed": _closed,
}


def supervisions(officer: Officer, tab: str, where: Place) -> Page[Supervision]:
    """Return one page of supervisions: open ones by the day wanted, closed ones newest first."""
    query = (
        sa.select(Supervision)
        .where(supervisions_visible_to(officer), *SUPERVISION_TABS[tab](officer))
        .options(
            joinedload(Supervision.petition).load_only(Petition.number, Petition.summary),
            joinedload(Supervision.unit),
            joinedload(Supervision.issued_by_unit),
            proposed.chain(),
        )
    )
    if tab == "closed":
        order = Order(Supervision.id, Supervision.id)
    else:
        order = Order(Supervision.due_on, Supervision.id, descending=False)
    return key_page(db.session(), query, order, where)


def supervision_sums(officer: Officer) -> dict[str, sa.ScalarSelect[int]]:
    """Return how many supervisions stand on each tab of open ones, as parts of a statement."""
    seen = supervisions_visible_to(officer)
    found = {
        name: number_of(Supervision, seen, *SUPERVISION_TABS[name](officer))
        for name in ("to_us", "by_us", "due", "open")
    }
    return {**found, "proposed": proposed.counted(officer)}


def supervision_counts(officer: Officer) -> dict[str, int]:
    """Count the open supervisions to and by the officer's unit, in one statement."""
    return counted(supervision_sums(officer))


# --- public replies -----------------------------------------------------------------------------

STAGES = ("proposed", "redacted", "approved", "published", "withdrawn")
COUNTED = 1_000


def public_replies(officer: Officer, status: str, where: Place) -> Page[PublicReply]:
    """Return one page of public replies of a stage, the newest first."""
    query = (
        sa.select(PublicReply)
        .where(public_replies_visible_to(officer), PublicReply.status == status)
        .options(
            joinedload(PublicReply.petition).load_only(Petition.number, Petition.summary),
            joinedload(PublicReply.unit),
        )
    )
    return key_page(db.session(), query, Order(PublicReply.id, PublicReply.id), where)


def stage_counts(officer: Officer) -> dict[str, int]:
    """Count the public replies of each stage, as far as ``COUNTED``: what is published grows."""
    seen = public_replies_visible_to(officer)
    counts = [
        sa.select(sa.func.count())
        .select_from(
            sa.select(PublicReply.id)
            .where(seen, PublicReply.status == stage)
            .limit(COUNTED + 1)
            .subquery()
        )
        .scalar_subquery()
        for stage in STAGES
    ]
    return dict(zip(STAGES, db.session.execute(sa.select(*counts)).one(), strict=True))


def published(officer: Officer) -> sa.Select[Any]:
    """Return the query of what is published and the officer's to hand out, the newest first."""
    return (
        sa.select(PublicReply)
        .where(public_replies_visible_to(officer), PublicReply.status == "published")
        .options(
            load_only(
                PublicReply.id,
                PublicReply.title,
                PublicReply.question,
                PublicReply.redacted,
                PublicReply.published_at,
                PublicReply.unit_id,
                PublicReply.petition_id,
            ),
            joinedload(PublicReply.unit),
        )
        .order_by(PublicReply.published_at.desc(), PublicReply.id.desc())
    )


def names_on(replies: Iterable[PublicReply]) -> dict[int, list[str]]:
    """Return the names of the people on the petitions of replies, the longest first."""
    ids = {reply.petition_id for reply in replies}
    found: dict[int, list[str]] = {}
    rows = db.session.execute(
        sa.select(Person.petition_id, Person.name).where(
            Person.petition_id.in_(ids), Person.kind == NATURAL, sa.func.length(Person.name) > 1
        )
    )
    for petition_id, name in rows:
        found.setdefault(petition_id, []).append(name)
    # A name may be a part of another one.
    return {key: sorted(names, key=len, reverse=True) for key, names in found.items()}


# --- what waits, as the menu counts it ----------------------------------------------------------


def number_of(record: Any, *conditions: ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """Return the number of records under some conditions, as a part of a statement."""
    return sa.select(sa.func.count(record.id)).where(*conditions).scalar_subquery()


def counted(sums: dict[str, sa.ScalarSelect[int]]) -> dict[str, int]:
    """Return several numbers by one statement."""
    row = db.session.execute(sa.select(*sums.values())).one()
    return dict(zip(sums, row, strict=True))


def supervisions_waiting(officer: Officer) -> sa.ScalarSelect[int]:
    """Return the number of supervisions to answer, and of answers that came."""
    turn = sa.or_(inbox.supervisions_to_answer(officer), supervisions_for(officer))
    orders = number_of(Supervision, supervisions_visible_to(officer), turn)
    return orders + proposed.counted(officer)  # type: ignore[return-value]


def replies_waiting(officer: Officer) -> sa.ScalarSelect[int]:
    """Return the number of public replies whose next stage is the officer's."""
    seen = public_replies_visible_to(officer)
    return number_of(PublicReply, seen, public_replies_for(officer))
