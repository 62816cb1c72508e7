"""Serial numbers without gaps: one counter for each office, prefix and day."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.db import Base


class Counter(Base):
    """The last number that an office gave under a prefix on a day."""

    __tablename__ = "counter"

    office: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    prefix: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    day: Mapped[date] = mapped_column(sa.Date, primary_key=True)
    last: Mapped[int] = mapped_column(sa.Integer)


def next_number(session: Session, *, office: str, prefix: str, day: date) -> int:
    """Take the next number, starting at one.

    The counter's row stays locked until the caller's transaction ends, so that a number given
    back by a rollback is the next one's. Take it last: others wait meanwhile.
    """
    # What the caller has pending must not be written while others wait for the row.
    session.flush()
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    first = insert(Counter).values(office=office, prefix=prefix, day=day, last=1)
    # One statement on purpose: reading before writing lets two transactions read the same.
    take = first.on_conflict_do_update(
        index_elements=[Counter.office, Counter.prefix, Counter.day],
        set_={"last": Counter.last + 1},
    ).returning(Counter.last)
    return session.execute(take).scalar_one()
