"""The round of the morning: at its hour, on working days, once; and by an index at any size."""

import pytest
import sqlalchemy as sa

from app.core import clock
from app.jobs import performing
from app.jobs.models import Job
from app.oversight import morning
from app.oversight.ladder.causes import causes
from app.oversight.ladder.rules import rules
from app.oversight.models import MorningRound
from app.petitions.models import Supervision
from tests.factories import a_petition


@pytest.mark.parametrize(
    ("moment", "begun", "because"),
    [
        ("2026-05-08T07:59:00+08:00", False, "before eight"),
        ("2026-05-08T08:00:00+08:00", True, "a Friday at eight"),
        ("2026-05-08T23:00:00+08:00", True, "nothing ran before"),
        ("2026-05-09T08:00:00+08:00", True, "a Saturday that is worked"),
        ("2026-05-10T08:00:00+08:00", False, "a Sunday"),
        ("2026-05-04T08:00:00+08:00", False, "Labour Day holidays"),
    ],
)
def test_it_begins_at_its_hour_on_working_days(db, moment, begun, because):
    with clock.at(moment):
        assert morning.morning() is begun, because
        assert morning.morning() is False, "once a day"


def test_the_round_is_done_by_the_jobs(db):
    a_petition("accepted", on="2026-03-02")
    with clock.at("2026-05-08T08:00:00+08:00"):
        performing.run_once()
        performing.run_once()
    assert db.session.scalar(sa.select(sa.func.count(Supervision.id))) == 1
    assert db.session.scalar(sa.select(MorningRound.ended_at)) is not None
    states = db.session.scalars(sa.select(Job.state).where(Job.name == "oversight.round"))
    assert states.all() == ["done"]


def test_a_round_of_yesterday_is_left_to_today_s(db):
    a_petition("accepted", on="2026-03-02")
    with clock.at("2026-05-09T08:00:00+08:00"):
        assert morning.day_round("2026-05-08") == 0


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_no_rule_reads_every_petition(db, rule):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole; SQLite tells how it would")
    query = causes(rule, 3, clock.today())
    text = str(query.compile(db.engine, compile_kwargs={"literal_binds": True}))
    plan = [row[3] for row in db.session.execute(sa.text(f"EXPLAIN QUERY PLAN {text}"))]
    assert not [step for step in plan if step.startswith("SCAN ")], plan
