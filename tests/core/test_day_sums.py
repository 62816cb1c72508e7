"""Reckoning with days inside a statement: the same answers on either database."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core.day_sums import within_months


@pytest.mark.parametrize(
    ("first", "last", "within"),
    [
        ("2026-05-26", "2026-11-26", True),  # the same day of the sixth month is in
        ("2026-05-26", "2026-11-27", False),
        ("2026-08-31", "2027-02-28", True),  # a month without that day: its last day is in
        ("2026-08-31", "2027-03-01", False),
        ("2026-12-15", "2027-06-15", True),
        ("2026-12-15", "2027-12-14", False),
        ("2026-05-26", "2026-05-26", True),
    ],
)
def test_six_months_later(db, first, last, within):
    days = (sa.literal(date.fromisoformat(one)) for one in (first, last))
    assert bool(db.session.scalar(sa.select(within_months(*days, 6)))) is within
