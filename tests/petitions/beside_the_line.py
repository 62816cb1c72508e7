"""Records of leaders and supervisors as they lie on a file before an act on them is tried."""

from datetime import time, timedelta

from app.core import clock
from app.extensions import db
from app.petitions.models import (
    FollowUp,
    Instruction,
    LeaderCharge,
    Reception,
    Submission,
    Supervision,
)
from tests.factories import an_officer


def somebody_else():
    return an_officer("Window clerk")


def later(days):
    return clock.today() + timedelta(days=days)


def reception(petition, by):
    record = Reception(
        unit_id=by.unit_id, leader_name="王区长", leader_title="", day=petition.received_on,
        begins=time(9), ends=time(12), place="接访室", window="", topic="", entered_by_id=by.id,
    )  # fmt: skip
    db.session.add(record)
    db.session.flush()
    return record.id


def submission(petition, by):
    db.session.add(
        Submission(
            petition=petition, leader=by, asked_by_id=somebody_else().id, asked_at=clock.now()
        )
    )


def instruction(status):
    def prepare(petition, by):
        db.session.add(
            Instruction(
                petition=petition, subject="停水", leader=by, leader_name=by.full_name,
                leader_level="1", text="请核实。", instructed_on=clock.today(),
                unit_id=by.unit_id, recorded_by_id=by.id, recorded_at=clock.now(), status=status,
                passed_to_id=by.unit_id, passed_on=clock.today(),
                closed_by_id=somebody_else().id if status == "closing" else None,
            )
        )  # fmt: skip

    return prepare


def charge(petition, by):
    db.session.add(
        LeaderCharge(
            petition=petition, leader=by, aim="恢复供水。", since=clock.today(), status="open",
            entered_by_id=by.id,
        )
    )  # fmt: skip


def supervision(petition, by):
    db.session.add(
        Supervision(
            petition=petition, rung="urge", reason_code="1", text="请加快办理。",
            unit_id=by.unit_id,
            issued_by_unit_id=by.unit_id, issued_by_id=by.id, issued_on=clock.today(),
            due_on=later(5), status="issued",
        )
    )  # fmt: skip


def answered_supervision(petition, by):
    supervision(petition, by)
    db.session.flush()
    order = db.session.scalars(db.select(Supervision).order_by(Supervision.id.desc())).first()
    order.status, order.answered_on = "answered", clock.today()


def unhappy(petition, by):
    """A closed petition is pressed only because somebody was not satisfied."""
    db.session.add(
        FollowUp(
            petition_id=petition.id, manner="1", satisfaction="3", occurred_on=clock.today(),
            recorded_by_id=by.id, recorded_at=clock.now(),
        )
    )  # fmt: skip


def served_lately(petition, by):
    """The walk to the end takes longer than the window of the rating (D18)."""
    for one in petition.clocks:
        if one.code == "D18":
            one.due_on = clock.today()
