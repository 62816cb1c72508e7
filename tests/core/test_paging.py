"""Paging by key: forward and back over equal values, and keys that nobody handed out."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from app.core.paging import Order, Place, key_page


class Base(DeclarativeBase):
    pass


class Letter(Base):
    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]


@pytest.fixture
def session():
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        # Three of each day: a page ends in the middle of equal values.
        session.add_all(Letter(id=n, day=date(2026, 3, 1 + n // 3)) for n in range(10))
        session.flush()
        yield session


def page(session, descending=True, **place):
    order = Order(Letter.day, Letter.id, descending)
    return key_page(session, sa.select(Letter), order, Place(**{"size": 4, **place}))


@pytest.mark.parametrize("descending", [True, False])
def test_every_row_comes_once_whichever_way_one_turns(session, descending):
    wanted = sorted(range(10), reverse=descending)
    pages, key = [], None
    while True:
        found = page(session, descending, after=key)
        pages.append([row.id for row in found.rows])
        if found.next_key is None:
            break
        key = found.next_key
    assert sum(pages, []) == wanted
    back = page(session, descending, before=found.previous_key)
    assert [row.id for row in back.rows] == pages[-2]
    assert back.next_key is not None


def test_the_first_page_has_nothing_before_it_and_the_last_nothing_after(session):
    first = page(session)
    assert first.previous_key is None
    again = page(session, before=page(session, after=first.next_key).previous_key)
    assert [row.id for row in again.rows] == [row.id for row in first.rows]
    assert again.previous_key is None
    assert page(session, size=10).next_key is None


@pytest.mark.parametrize("key", ["", "~", "2026-03-01", "2026-03-01~x", "soon~1", "2026-02-30~1"])
def test_a_key_that_nobody_handed_out_begins_the_list(session, key):
    assert [row.id for row in page(session, after=key).rows] == [9, 8, 7, 6]
