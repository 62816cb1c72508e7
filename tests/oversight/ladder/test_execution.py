"""The ladder for what an opinion supported and nobody carries out: pressed, and ended by itself."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.extensions import db as database
from app.oversight import proposed
from app.oversight.ladder.round import go_round
from app.petitions.commands.acts import perform
from app.petitions.models import Clock, Execution, LadderStep, Supervision
from app.settings.commands import change_setting
from tests.factories import an_officer, officer_at
from tests.petitions.walks import File

pytestmark = pytest.mark.usefixtures("db")


def replied(**given):
    """Return a file whose two requests were supported, to be carried out by 2026-05-20."""
    return File().accepted("2026-03-10").reply("2026-04-20", **given).serve("2026-04-24")


def on(day):
    database.session.commit()  # noqa: TID251 - the round is a transaction of its own
    with clock.at(day):
        go_round()
    rule = LadderStep.rule == "execution_over"
    steps = database.session.scalars(sa.select(LadderStep).where(rule).order_by(LadderStep.id))
    return [(one.rung, one.reason_code, one.status) for one in steps]


def carried_out(file, day):
    first = sa.select(Execution.id).where(Execution.status == "open").order_by(Execution.id)
    file.move("finish_execution", day, "Handler", text="验收单在卷。",
              execution_id=database.session.scalars(first).first())  # fmt: skip


def issued(day):
    step = database.session.scalar(sa.select(LadderStep).where(LadderStep.status == "proposed"))
    with clock.at(day):
        proposed.issue(step, by=officer_at("Supervisor", "LT"))
    return database.session.scalar(sa.select(Supervision).where(Supervision.rule == step.rule))


def test_seven_days_after_its_day_a_supervision_is_proposed():
    replied()
    assert on("2026-05-26") == []
    assert on("2026-05-27") == [("supervise", "08", "proposed")], "one for both tasks of the unit"
    assert on("2026-05-27") == [("supervise", "08", "proposed")]


def test_it_also_runs_when_the_petition_is_concluded():
    file = replied()
    file.move("conclude", "2026-05-27", "Handler", close_way="A3", result="1")
    assert on("2026-05-28") == [("supervise", "08", "proposed")]
    order = issued("2026-05-28")
    assert (order.status, file.petition.supervised) == ("issued", True)


@pytest.mark.parametrize("figure", [0, 30])
def test_an_office_sets_its_own_figure_or_does_without_the_rule(figure):
    replied()
    change_setting("press_execution", figure, unit_id=0, by=an_officer("System administrator"))
    assert on("2026-05-28") == []


def test_what_is_explained_or_refused_is_pressed_for_nothing():
    replied(conclusion="3")
    assert on("2026-06-30") == []


def test_a_proposal_ends_when_the_carrying_out_is_reported():
    file = replied()
    on("2026-05-27")
    carried_out(file, "2026-05-28")
    assert on("2026-05-28")[0] == ("supervise", "08", "settled")
    assert on("2026-05-29")[-1] == ("supervise", "08", "proposed"), "the other request is open"


def test_a_supervision_ends_when_the_carrying_out_is_reported():
    file = replied()
    on("2026-05-27")
    order = issued("2026-05-27")
    carried_out(file, "2026-05-28")
    assert (order.status, order.result, order.closed_on) == ("closed", "1", date(2026, 5, 28))
    assert (order.answer, file.petition.supervised) == ("验收单在卷。", False)
    limit = database.session.scalar(sa.select(Clock).where(Clock.record_id == order.id))
    assert (limit.code, limit.stopped_on) == ("H04", date(2026, 5, 28))


def test_what_it_was_raised_to_ends_with_it_and_nothing_else():
    file = replied()
    on("2026-05-27")
    order = issued("2026-05-27")
    given = {"reason_code": "06", "text": "限期执行。", "due_on": date(2026, 6, 30)}
    given |= {"unit_id": order.unit_id, "by": officer_at("Supervisor", "LT")}
    with clock.at("2026-06-10"):
        perform(file.petition, "issue_supervision", rung="circulate", former_id=order.id, **given)
        perform(file.petition, "issue_supervision", rung="urge", **given)
    carried_out(file, "2026-06-11")
    query = sa.select(Supervision.rung, Supervision.status).order_by(Supervision.id)
    assert database.session.execute(query).all() == [
        ("supervise", "closed"), ("circulate", "closed"), ("urge", "issued"),
    ]  # fmt: skip
    assert file.petition.supervised


def test_what_was_withdrawn_with_its_opinion_is_proposed_no_more():
    file = replied()
    on("2026-05-27")
    file.move("withdraw_opinion", "2026-05-28", "Head of unit", reason="认定有误。")
    assert on("2026-05-28")[0] == ("supervise", "08", "settled")
