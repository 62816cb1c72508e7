"""Two administrators at the top of the office, and the days of 2027 as a notice might name them."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts.models import Unit
from tests.factories import an_officer

SPANS = [(1, 1, 3), (2, 5, 11), (4, 3, 5), (5, 1, 5), (6, 9, 11), (9, 15, 17), (10, 1, 7)]
#: Beside the spans: the last day of 2026 is off as well, and a Saturday is worked for it.
DAYS = [
    (date(2026, 12, 31), True, "元旦"),
    *(
        (date(2027, month, day), True, "假")
        for month, first, last in SPANS
        for day in range(first, last + 1)
    ),
    (date(2027, 2, 20), False, "春节"),
]


@pytest.fixture
def top(db):
    """Return the office of the installation."""
    return db.session.scalar(sa.select(Unit).order_by(Unit.id).limit(1))


@pytest.fixture
def asker(top):
    """Return the system administrator who proposes."""
    return an_officer("System administrator", top, full_name="甲管理员")


@pytest.fixture
def decider(top):
    """Return the security administrator who decides."""
    return an_officer("Security administrator", top, full_name="乙管理员")
