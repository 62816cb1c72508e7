"""Deputies (AB posts): who stands in for whom and when, and what counts as one pair of hands."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.accounts.exclusive import ACCUSATION_DESK, ADMINISTRATORS, conflict
from app.accounts.models import Officer
from app.accounts.queries import grants_of
from app.core import clock
from app.core.db import Base, UtcDateTime
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.extensions import db

#: Where the session keeps which period its officer acts in.
KEY = "standing_in"
#: Only who holds such a role himself may stand in for somebody who does.
RESERVED = ADMINISTRATORS | {ACCUSATION_DESK}


class Deputy(Base):
    """代岗: a period, first and last day included, in which somebody stands in for an officer."""

    __tablename__ = "deputy"
    __table_args__ = (
        sa.CheckConstraint("officer_id <> deputy_id", name="two_people"),
        sa.CheckConstraint("since <= until", name="period"),
        sa.Index("ix_deputy_officer", "officer_id", "until"),
        sa.Index("ix_deputy_deputy", "deputy_id", "until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    deputy_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    since: Mapped[date]
    until: Mapped[date]
    reason: Mapped[str] = mapped_column(sa.String(200), default="")
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    officer: Mapped[Officer] = relationship(foreign_keys=[officer_id])
    deputy: Mapped[Officer] = relationship(foreign_keys=[deputy_id])
    by: Mapped[Officer] = relationship(foreign_keys=[by_id])

    def __repr__(self) -> str:
        return f"{self.deputy_id} for {self.officer_id}"

    @property
    def holds(self) -> bool:
        """Say whether the period runs today and was not ended."""
        return self.ended_at is None and self.since <= clock.today() <= self.until

    @property
    def standing(self) -> str:
        """How the period stands, in words to be translated."""
        if self.ended_at is not None:
            return N_("Ended early")
        if clock.today() < self.since:
            return N_("Not begun yet")
        return N_("Runs") if self.holds else N_("Over")


def running() -> sa.ColumnElement[bool]:
    """Return the condition on ``Deputy``: it holds today."""
    today = clock.today()
    return sa.and_(Deputy.ended_at.is_(None), Deputy.since <= today, Deputy.until >= today)


def hands_of(officer: Officer) -> sa.Select[int]:
    """Return the query of the ids that count as this officer where two people are needed.

    The officer, whom he acts for, and whoever stands in for either of them today, both ways.
    """
    persons = officer.persons
    who = sa.select(Officer.id).where(Officer.id.in_(persons))
    others = (
        sa.select(Deputy.deputy_id).where(Deputy.officer_id.in_(persons), running()),
        sa.select(Deputy.officer_id).where(Deputy.deputy_id.in_(persons), running()),
    )
    found = sa.union(who, *others).subquery()
    return sa.select(found.c[0])


def same_hands(officer: Officer, *ids: int | None) -> bool:
    """Say whether one of these people counts as the officer where two people are needed."""
    asked = {it for it in ids if it is not None}
    return bool(asked) and not asked.isdisjoint(db.session.scalars(hands_of(officer)))


def seated(officer: Officer, key: object) -> Officer:
    """Return the officer of a session, in the seat of whom he acts for, if he still may.

    Asked anew in every request: a period that ended, an account that was locked, another unit or
    other roles end it at once.
    """
    officer.sit_for(_represented(officer, key))
    return officer


def _represented(deputy: Officer, key: object) -> Officer | None:
    if not isinstance(key, int):
        return None
    deputy.sit_for(None)
    period = db.session.get(Deputy, key, options=[joinedload(Deputy.officer)])
    if period is None or period.deputy_id != deputy.id or not period.holds:
        return None
    try:
        refuse_pair(period.officer, deputy)
    except DomainError:
        return None
    return period.officer


def refuse_pair(officer: Officer, deputy: Officer) -> None:
    """Refuse a deputy who must not, or cannot, sit in the officer's seat.

    :raises Invalid: saying why, for the field of the deputy.
    """
    if officer.id == deputy.id:
        raise Invalid(N_("Nobody stands in for himself."), field="deputy_id")
    if not (officer.active and deputy.active):
        raise Invalid(N_("One of the two accounts is locked."), field="deputy_id")
    if officer.unit_id is None or officer.unit_id != deputy.unit_id:
        raise Invalid(N_("Only somebody of the same unit can stand in."), field="deputy_id")
    held = grants_of([*officer.roles, *deputy.roles])
    theirs, own = {role.name for role in officer.roles}, {role.name for role in deputy.roles}
    kept = theirs & RESERVED - own
    if kept or (_reads_accusations(theirs, held) and not _reads_accusations(own, held)):
        raise Invalid(
            N_("Only somebody with the role “%(role)s” can stand in here."),
            field="deputy_id",
            role=min(kept or {ACCUSATION_DESK}),
        )
    pair = conflict(held)
    if pair:
        raise Invalid(
            N_("One person must not be both “%(first)s” and “%(second)s”."),
            field="deputy_id",
            first=pair[0],
            second=pair[1],
        )


def _reads_accusations(names: set[str], held: dict[str, frozenset[tuple[str, str]]]) -> bool:
    return any(("read", "Accusation") in held[name] for name in names)


@contextmanager
def sitting_for(officer: Officer, represented: Officer | None) -> Iterator[None]:
    """Put the officer for a while into the seat in which he asked for something."""
    before = officer.acting_for
    officer.sit_for(represented)
    try:
        yield
    finally:
        officer.sit_for(before)


def period_of(officer: Officer) -> Deputy | None:
    """Return the period in which the officer acts for somebody now."""
    if officer.acting_for is None:
        return None
    return db.session.scalar(
        sa.select(Deputy)
        .where(
            Deputy.deputy_id == officer.id,
            Deputy.officer_id == officer.acting_for.id,
            running(),
        )
        .limit(1)
    )


def periods_for(deputy: Officer) -> list[Deputy]:
    """Return the periods in which somebody may stand in for a colleague today."""
    return list(
        db.session.scalars(
            sa.select(Deputy)
            .where(Deputy.deputy_id == deputy.id, running())
            .options(joinedload(Deputy.officer))
            .order_by(Deputy.until, Deputy.id)
        )
    )


def periods_of(officer: Officer) -> list[Deputy]:
    """Return the officer's own deputies, the latest first."""
    return list(
        db.session.scalars(
            sa.select(Deputy)
            .where(Deputy.officer_id == officer.id)
            .options(joinedload(Deputy.deputy), joinedload(Deputy.by))
            .order_by(Deputy.since.desc(), Deputy.id.desc())
            .limit(20)
        )
    )
