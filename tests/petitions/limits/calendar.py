"""The calendar as it was published, for tests that need no database."""

import csv
from datetime import date
from pathlib import Path

from app.core.workdays import WorkCalendar

SHIPPED = Path(__file__).parents[3] / "app" / "dictionaries" / "data" / "workdays.csv"


def day(text):
    return date.fromisoformat(text)


def published():
    """Return the notices of 2007 to 2026, with the names of the holidays."""
    with SHIPPED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return WorkCalendar.of(
        ((day(row["date"]), row["is_off_day"] == "1") for row in rows),
        first_year=2007,
        last_year=2026,
        names={day(row["date"]): row["name"] for row in rows},
    )
