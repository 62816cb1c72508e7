"""The told office, in the place of the neighbourhood that the other tests live in."""

from datetime import date, datetime

import pytest
import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.core import clock
from app.demo.office import read_office, settle

#: Which unit of the neighbourhood is which of the example district.
THE_SAME = {
    "SN": "610000-XF",
    "XA": "610100-XF",
    "LT": "610115-XF",
    "LT-GOV": "610115-ZF",
    "LT-WATER": "610115-SW",
    "LT-HOUSING": "610115-ZJ",
    "LT-LABOUR": "610115-RS",
    "LT-STATION": "610115001-ZD",
}
TODAY = date(2026, 3, 16)
NOW = datetime(2026, 3, 16, 18, tzinfo=clock.OFFICE_ZONE)


def become_the_district(db):
    for unit in db.session.scalars(sa.select(Unit).where(Unit.code.in_(THE_SAME))):
        unit.code = THE_SAME[unit.code]
    for officer in db.session.scalars(sa.select(Officer)):
        officer.username, officer.active = f"neighbour-{officer.username}", False
    db.session.commit()


@pytest.fixture
def office(db, at):
    become_the_district(db)
    with at(TODAY):
        settle()
    return read_office()


@pytest.fixture(autouse=True)
def poured(request):
    """Count every table as written: what is poured past the session is not overheard."""
    if "db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("db")
    database = request.getfixturevalue("database")
    yield
    database.written |= getattr(database, "tables", {"petition"})
