"""The morning of a working day: once, at the hour that is set, the rules go round.

What else belongs to the morning is said here by rooms above: it follows the rules in the same job.
"""

from collections.abc import Callable
from datetime import date

import sqlalchemy as sa

from app.core import clock
from app.core.db import atomic
from app.core.upsert import insert_unless_there
from app.dictionaries.queries import work_calendar
from app.extensions import db
from app.jobs.commands import each_minute, enqueue, task
from app.oversight.ladder.round import go_round
from app.oversight.models import MorningRound
from app.settings.queries import value

#: What follows the rules; done again after a power cut it must do only what is left.
_AFTER: list[Callable[[date], object]] = []


def after_round(deed: Callable[[date], object]) -> None:
    """Let something follow the rules every morning."""
    if deed not in _AFTER:
        _AFTER.append(deed)


@each_minute("oversight.morning")
def morning() -> bool:
    """Have the round of the day done, if it is time and nobody has begun it; say whether it is."""
    today = clock.today()
    if clock.office_time(clock.now()).hour < value("morning_hour"):
        return False
    return work_calendar().is_workday(today) and _begin(today)


@atomic
def _begin(today: date) -> bool:
    """Begin a day's round: the mark and the job are one transaction, so there is one of each."""
    row = {"day": today, "begun_at": clock.now()}
    if not insert_unless_there(db.session(), MorningRound, row, unique=("day",)):
        return False
    enqueue("oversight.round", day=today.isoformat())
    return True


@task("oversight.round", retries=5)
def day_round(day: str) -> int:
    """Apply the rules of supervision on a day; done again it does only what is left.

    A round that was put off beyond its day does nothing: the next one finds the same causes.
    """
    today = clock.today()
    if date.fromisoformat(day) != today:
        return 0
    pressed = go_round(today)
    for deed in _AFTER:
        deed(today)
    _end(today)
    return pressed


@atomic
def _end(today: date) -> None:
    db.session.execute(
        sa.update(MorningRound).where(MorningRound.day == today).values(ended_at=clock.now())
    )
