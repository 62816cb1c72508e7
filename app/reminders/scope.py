"""The row rules: plans and reminders are seen by whose they are, and by nobody else."""

from typing import Any

import sqlalchemy as sa

from app.reminders.models import Plan, Reminder


def plans_of(officer: Any) -> sa.ColumnElement[bool]:
    """Return the condition on ``Plan``: only the officer's own."""
    if officer is None or officer.id is None or not officer.active:
        return sa.false()
    return Plan.owner_id == officer.id


def reminders_of(officer: Any) -> sa.ColumnElement[bool]:
    """Return the condition on ``Reminder``: only what was told to the officer."""
    if officer is None or officer.id is None or not officer.active:
        return sa.false()
    return Reminder.to_id == officer.id
