"""Plans for the tests, made as officers make them."""

from datetime import UTC, datetime

from app.core.clock import OFFICE_ZONE
from app.reminders import commands


def office(text):
    """Return the instant at which the office's clock shows this."""
    return datetime.fromisoformat(text).replace(tzinfo=OFFICE_ZONE).astimezone(UTC)


def a_plan(officer, at="2026-03-04T10:00", **more):
    """Plan something for an officer."""
    given = commands.PlanGiven(**{"name": "走访独居老人", "at": office(at)} | more)
    return commands.add_plan(given, by=officer)
