"""What hearings, contributions, mediations and the like are given, and what must lie there."""

from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.extensions import db
from app.petitions.models import (
    Clock,
    Contribution,
    Execution,
    Hearing,
    Mediation,
    Opinion,
    Petition,
)
from app.petitions.parties import open_party
from tests.factories import the_unit


def _later(days):
    return clock.today() + timedelta(days=days)


def asked_to_contribute(petition, by):
    record = Contribution(
        petition=petition, unit_id=by.unit_id, asked_by_unit_id=by.unit_id, asked_by_id=by.id,
        asked_on=clock.today(), wanted_on=_later(9), asked="请提供权属意见。",
    )  # fmt: skip
    db.session.add(record)
    db.session.flush()
    petition.clocks.append(
        Clock(
            code="H07", rule_set=petition.rule_set, owner=by.unit, owner_unit_id=by.unit_id,
            started_on=clock.today(), given_on=_later(9), unrolled_on=_later(9), due_on=_later(9),
            provisional=False, extended_days=0, paused_days=0, record_id=record.id,
        )
    )  # fmt: skip


def hearing_called(petition, by):
    db.session.add(
        Hearing(
            petition=petition, level="handling", status="called", called_on=clock.today(),
            called_by_unit_id=by.unit_id, reason="案情复杂。", begins_on=clock.today(),
            place="三楼会议室", chair_id=by.id, recorder="王会", participants="信访人。",
        )
    )  # fmt: skip


def mediation(status):
    """Return what lets a mediation lie there in a status."""

    def prepare(petition, by):
        db.session.add(
            Mediation(
                petition=petition, unit_id=by.unit_id, mediator="马调解", sides="双方",
                status=status, opened_on=clock.today(), opened_by_id=by.id,
                perform_by_on=_later(10),
            )
        )  # fmt: skip

    return prepare


def supported_overdue(petition, by):
    """What an opinion supported, to be carried out by the officer's unit, is overdue."""
    for old in db.session.query(Execution).filter_by(petition_id=petition.id):
        old.status = "dropped"
    opinion = db.session.query(Opinion).filter_by(petition_id=petition.id).first()
    if opinion is None:
        return
    db.session.add(
        Execution(
            petition=petition, opinion_id=opinion.id, request_id=petition.requests[0].id,
            unit_id=by.unit_id, opened_on=_later(-60), due_on=_later(-1),
        )
    )  # fmt: skip


def ended_before(petition, by):
    """The petition repeats one that ended at the last level."""
    other = db.session.scalar(sa.select(Petition).where(Petition.number == by.other_number))
    other.finalised, other.matter = True, petition.matter
    petition.is_repeat = True
    db.session.add(
        Opinion(
            petition=other, level="re_examination", unit_id=by.unit_id, facts="实", basis="条例",
            conclusion="4", issued_on=_later(-90), drafted_by_id=by.id, served_on=_later(-80),
        )
    )  # fmt: skip
    open_party(other, by.unit, "reviewing")


REASON = {"reason": "事由如下。"}
MORE_GIVEN = {
    "open_round": lambda p, by: REASON,
    "mark_simple": lambda p, by: {"simple_ground": "1"},
    "ask_contribution": lambda p, by: {
        "unit_id": the_unit("LT-HOUSING").id, "wanted_on": _later(10), "text": "请提供权属意见。"
    },
    "contribute": lambda p, by: {"text": "权属清楚。"},
    "open_mediation": lambda p, by: {
        "mediator": "马调解", "sides": "信访人与供水公司", "consent": True
    },
    "agree_mediation": lambda p, by: {"text": "十日内恢复供水。", "perform_by_on": _later(10)},
    "fulfil_mediation": lambda p, by: {"text": "已恢复供水，双方确认。"},
    "fail_mediation": lambda p, by: REASON,
    "call_hearing": lambda p, by: {
        "begins_on": _later(7), "place": "三楼会议室", "chair_id": by.id, "recorder": "王会",
        "participants": "信访人、承办单位。", "reason": "案情复杂。",
    },
    "put_off_hearing": lambda p, by: {"begins_on": _later(20), **REASON},
    "cancel_hearing": lambda p, by: REASON,
    "report_execution": lambda p, by: {"text": "管件已到货。"},
    "finish_execution": lambda p, by: {"text": "验收单在卷。"},
}  # fmt: skip
MORE_PREPARED = {
    "open_round": ended_before,
    "issue_supervision": supported_overdue,
    "report_execution": supported_overdue,
    "finish_execution": supported_overdue,
    "agree_mediation": mediation("open"),
    "fulfil_mediation": mediation("agreed"),
    "fail_mediation": mediation("open"),
    "hold_hearing": hearing_called,
    "put_off_hearing": hearing_called,
    "cancel_hearing": hearing_called,
    "contribute": asked_to_contribute,
}
