"""The plug is pulled in the middle of the rules' round: each unit is pressed once, and wholly."""

import signal
from collections import Counter

import pytest
import sqlalchemy as sa

from app.petitions.models import Clock, Event, LadderStep, Supervision
from tests.factories import a_petition
from tests.jobs.mortal_round import WORST_MOMENTS

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
