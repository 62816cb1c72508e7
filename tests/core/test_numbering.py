"""Numbers under fifty registrations at once: none twice, none left out."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.numbering import Counter, next_number
from tests.databases import Postgresql

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)
CLERKS = 50

record = sa.Table(
    "record", sa.MetaData(), sa.Column("number", sa.Integer), sa.Column("clerk", sa.Integer)
)


def prepare(engine):
    Counter.__table__.create(engine)
    record.create(engine)


@pytest.fixture
def sqlite(tmp_path):
    """A file in WAL mode that waits for its turn, as the office's is."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'numbers.db'}", pool_size=CLERKS)

    @sa.event.listens_for(engine, "connect")
    def set_pragmas(connection, _record):
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA busy_timeout=30000")
        connection.execute("PRAGMA synchronous=NORMAL")

    prepare(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql():
    database = Postgresql()
    database.engine = sa.create_engine(database.url, pool_size=CLERKS)
    prepare(database.engine)
    yield database.engine
    database.drop()


def take(session, office="610115", prefix="LF", day=MONDAY):
    return next_number(session, office=office, prefix=prefix, day=day)


def register_all_at_once(engine, fails=()):
    """Let every clerk write a record and take a number last, all starting together."""
    start = threading.Barrier(CLERKS)

    def register(clerk):
        with Session(engine) as session:
            session.connection()
            start.wait(timeout=30)
            session.execute(record.insert().values(clerk=clerk))
            number = take(session)
            session.execute(record.update().where(record.c.clerk == clerk).values(number=number))
            if clerk in fails:
                session.rollback()
            else:
                session.commit()

    with ThreadPoolExecutor(CLERKS) as pool:
        list(pool.map(register, range(CLERKS)))
    with engine.connect() as connection:
        return sorted(connection.scalars(sa.select(record.c.number)))


def test_fifty_registrations_at_once_on_sqlite(sqlite):
    assert register_all_at_once(sqlite) == list(range(1, CLERKS + 1))


def test_failed_registrations_leave_no_gap_on_sqlite(sqlite):
    assert register_all_at_once(sqlite, fails={0, 7, 23, 49}) == list(range(1, CLERKS - 3))


@pytest.mark.pg
def test_fifty_registrations_at_once_on_postgresql(postgresql):
    assert register_all_at_once(postgresql) == list(range(1, CLERKS + 1))


@pytest.mark.pg
def test_failed_registrations_leave_no_gap_on_postgresql(postgresql):
    assert register_all_at_once(postgresql, fails={0, 7, 23, 49}) == list(range(1, CLERKS - 3))


def test_each_office_prefix_and_day_counts_for_itself(sqlite):
    with Session(sqlite) as session:
        assert [take(session), take(session)] == [1, 2]
        assert take(session, office="610116") == 1
        assert take(session, prefix="LX") == 1
        assert take(session, day=TUESDAY) == 1
        assert take(session) == 3


def test_a_rollback_gives_the_number_back(sqlite):
    with Session(sqlite) as session:
        take(session)
        session.commit()
        assert take(session) == 2
        session.rollback()
        assert take(session) == 2


def test_the_number_is_taken_after_what_is_pending(sqlite):
    statements = []
    with Session(sqlite) as session:
        sa.event.listen(sqlite, "before_cursor_execute", lambda *args: statements.append(args[2]))
        session.add(Counter(office="610115", prefix="XF", day=MONDAY, last=9))
        take(session)
    assert len(statements) == 2
    assert "ON CONFLICT" in statements[-1]
