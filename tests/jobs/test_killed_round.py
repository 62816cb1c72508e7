"""The plug is pulled in the middle of the rules' round: each unit is pressed once, and wholly."""

import signal
from collections import Counter

import pytest
import sqlalchemy as sa

from app.petitions.models import Clock, Event, LadderStep, Supervision
from app.reminders.models import Reminder
from tests.factories import a_petition
from tests.jobs.mortal_round import TOLD, WORST_MOMENTS

FIVE = 5


def five_overdue(office):
    with office.inside() as db:
        ids = [a_petition("accepted", on="2026-03-02").id for _one in range(FIVE)]
        db.session.commit()
    return ids


def pressed(office, ids):
    """Return how often each table speaks of each of the petitions."""
    tables = {
        "orders": (Supervision, ()),
        "steps": (LadderStep, ()),
        "limits": (Clock, (Clock.code == "H04",)),
        "events": (Event, (Event.move == "press_by_rule",)),
    }
    with office.inside() as db:
        return {
            name: Counter(
                db.session.scalars(
                    sa.select(table.petition_id).where(table.petition_id.in_(ids), *more)
                )
            )
            for name, (table, more) in tables.items()
        }


@pytest.mark.parametrize("moment", WORST_MOMENTS)
def test_killed_in_the_round_each_unit_is_pressed_exactly_once(office, moment):
    ids = five_overdue(office)
    dying = office.start("tests.jobs.mortal_round", moment)
    assert dying.wait(60) == -signal.SIGKILL
    halves = pressed(office, ids)
    assert halves["orders"] == halves["steps"] == halves["limits"] == halves["events"]
    assert sum(halves["orders"].values()) < FIVE
    for _time in range(2):
        assert office.start("tests.jobs.mortal_round").wait(60) == 0
    once = dict.fromkeys(ids, 1)
    assert all(found == once for found in pressed(office, ids).values())


def told(office):
    with office.inside() as db:
        kinds = sa.select(Reminder.to_id).where(Reminder.href == "/morning")
        return Counter(db.session.scalars(kinds))


@pytest.mark.parametrize("moment", TOLD)
def test_killed_while_telling_each_officer_is_told_exactly_once(office, moment):
    five_overdue(office)
    dying = office.start("tests.jobs.mortal_round", moment)
    assert dying.wait(60) == -signal.SIGKILL
    before = told(office)
    for _time in range(2):
        assert office.start("tests.jobs.mortal_round").wait(60) == 0
    after = told(office)
    assert sum(before.values()) <= 1
    assert len(after) > 1
    assert set(after.values()) == {1}
