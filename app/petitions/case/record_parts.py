"""The tables of the records beside the line, each in the columns that all of them share."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.accounts.models import Officer
from app.core.db import UtcDateTime
from app.petitions.case.calls import called
from app.petitions.models import (
    AccessEvent,
    Clock,
    Contribution,
    Execution,
    FollowUp,
    Hearing,
    Incident,
    Instruction,
    LeaderCharge,
    Mediation,
    Objection,
    PublicReply,
    Recusal,
    Request,
    Submission,
    Supervision,
    Waiver,
)
from app.petitions.queries.contributions import CODE

TABLES: dict[str, Any] = {
    "submission": Submission,
    "instruction": Instruction,
    "charge": LeaderCharge,
    "supervision": Supervision,
    "public_reply": PublicReply,
    "follow_up": FollowUp,
    "incident": Incident,
    "hearing": Hearing,
    "execution": Execution,
    "mediation": Mediation,
    "recusal": Recusal,
    "objection": Objection,
    "contribution": Contribution,
    "waiver": Waiver,
    "access": AccessEvent,
}
_COLUMNS: dict[str, Any] = {
    "day": sa.Date,
    "at": UtcDateTime,
    "unit_id": sa.Integer,
    "person": sa.String,
    "code": sa.String,
    "text": sa.Text,
    "due_on": sa.Date,
    "status": sa.String,
    "result": sa.String,
    "answer": sa.Text,
    "former_id": sa.Integer,
    "number": sa.String,
    "reason": sa.Text,
    "note": sa.Text,
    "signed_on": sa.Date,
}


# An empty place must say of which type it is, or PostgreSQL takes it for a text.
_STORED = {"at": sa.DateTime}


def _part(kind: str, **columns: Any) -> sa.Select[Any]:
    """Select one kind of record in the columns that all share; what it has not is empty."""
    table = TABLES[kind]
    chosen = [
        sa.type_coerce(columns[name], type_)
        if name in columns
        else sa.type_coerce(sa.cast(sa.null(), _STORED.get(name, type_)), type_)
        for name, type_ in _COLUMNS.items()
    ]
    labelled = [c.label(name) for c, name in zip(chosen, _COLUMNS, strict=True)]
    return sa.select(sa.literal(kind).label("kind"), table.id, *labelled)


def _with_person(part: sa.Select[Any], user_id: Any) -> sa.Select[Any]:
    return part.join(Officer, Officer.id == user_id)


def _named(officer_id: Any, table: type[Any]) -> sa.ScalarSelect[str]:
    """Select the name of an officer whom a record names beside its own person."""
    one = aliased(Officer)
    found = sa.select(one.last_name).where(one.id == officer_id)
    return found.correlate(table).scalar_subquery()


def _request_of() -> sa.ScalarSelect[str]:
    found = sa.select(Request.text).where(Request.id == Execution.request_id)
    return found.correlate(Execution).scalar_subquery()


def _owed() -> sa.ColumnElement[bool]:
    return (
        sa.exists()
        .where(
            Clock.code == CODE,
            Clock.record_id == Contribution.id,
            Clock.petition_id == Contribution.petition_id,
            Clock.stopped_on.is_(None),
        )
        .correlate(Contribution)
    )


PARTS: dict[str, Any] = {
    "submission": lambda: _with_person(
        _part(
            "submission",
            at=Submission.asked_at,
            person=Officer.last_name,
            text=Submission.text,
            due_on=Submission.wanted_on,
            status=Submission.status,
            answer=Submission.answer,
        ),
        Submission.leader_id,
    ),
    "instruction": lambda: _part(
        "instruction",
        day=Instruction.instructed_on,
        unit_id=Instruction.passed_to_id,
        person=Instruction.leader_name,
        code=Instruction.leader_level,
        text=Instruction.text,
        due_on=Instruction.answer_due_on,
        status=Instruction.status,
        result=Instruction.result,
        answer=Instruction.answer,
    ),
    "charge": lambda: _with_person(
        _part(
            "charge",
            day=LeaderCharge.since,
            person=Officer.last_name,
            text=LeaderCharge.aim,
            due_on=LeaderCharge.until_on,
            status=LeaderCharge.status,
            answer=LeaderCharge.result,
        ),
        LeaderCharge.leader_id,
    ),
    "supervision": lambda: _part(
        "supervision",
        day=Supervision.issued_on,
        unit_id=Supervision.unit_id,
        person=Supervision.rung,
        code=Supervision.reason_code,
        text=Supervision.text,
        due_on=Supervision.due_on,
        status=Supervision.status,
        result=Supervision.result,
        answer=Supervision.answer,
        former_id=Supervision.former_id,
        number=Supervision.number,
        reason=Supervision.returned_reason,
        note=Supervision.closing_note,
        signed_on=Supervision.signed_on,
    ),
    "public_reply": lambda: _part(
        "public_reply",
        at=PublicReply.published_at,
        person=PublicReply.title,
        text=sa.func.coalesce(PublicReply.redacted, PublicReply.text),
        status=PublicReply.status,
        answer=PublicReply.withdrawn_reason,
    ),
    "follow_up": lambda: _part(
        "follow_up",
        day=FollowUp.occurred_on,
        code=FollowUp.manner,
        text=FollowUp.text,
        status=FollowUp.satisfaction,
        result=FollowUp.office_satisfaction,
        answer=FollowUp.improved,
    ),
    "incident": lambda: _part(
        "incident",
        day=Incident.occurred_on,
        person=Incident.place,
        code=Incident.conduct,
        text=Incident.facts,
        answer=Incident.handled_by,
        result=called(),
        reason=sa.case((Incident.forewarned, "1")),
    ),
    "hearing": lambda: _part(
        "hearing",
        day=Hearing.begins_on,
        unit_id=Hearing.called_by_unit_id,
        person=Hearing.place,
        due_on=Hearing.ends_on,
        code=_named(Hearing.chair_id, Hearing),
        text=sa.func.coalesce(Hearing.report, Hearing.reason, Hearing.text),
        status=Hearing.status,
        result=Hearing.outcome,
        answer=sa.func.coalesce(Hearing.text, Hearing.participants),
    ),
    "execution": lambda: _part(
        "execution",
        day=Execution.opened_on,
        unit_id=Execution.unit_id,
        text=_request_of(),
        due_on=Execution.due_on,
        status=sa.case((Execution.status == "open", "to_do"), else_=Execution.status),
        result=sa.cast(Execution.done_on, sa.String),
        answer=sa.func.coalesce(Execution.proof, Execution.progress),
    ),
    "mediation": lambda: _part(
        "mediation",
        day=Mediation.opened_on,
        unit_id=Mediation.unit_id,
        person=Mediation.mediator,
        code=Mediation.sides,
        text=sa.func.coalesce(Mediation.agreement, Mediation.sides),
        due_on=Mediation.perform_by_on,
        status=Mediation.status,
        answer=Mediation.ended,
    ),
    "recusal": lambda: _with_person(
        _part(
            "recusal",
            at=Recusal.asked_at,
            person=Officer.last_name,
            code=Recusal.origin,
            text=Recusal.reason,
            status=Recusal.status,
            result=_named(Recusal.decided_by_id, Recusal),
            answer=Recusal.note,
        ),
        Recusal.user_id,
    ),
    "objection": lambda: _part(
        "objection",
        day=Objection.asked_on,
        unit_id=Objection.unit_id,
        code=Objection.code,
        text=Objection.text,
        due_on=Objection.answered_on,
        status=sa.case(
            (Objection.agreed.is_(None), "open"),
            (Objection.agreed.is_(True), "agreed"),
            else_="refused",
        ),
        answer=Objection.answer,
    ),
    "contribution": lambda: _part(
        "contribution",
        day=Contribution.asked_on,
        unit_id=Contribution.unit_id,
        text=Contribution.asked,
        due_on=Contribution.wanted_on,
        status=sa.case(
            (Contribution.delivered_on.is_not(None), "delivered"),
            (_owed(), "asked"),
            else_="released",
        ),
        result=sa.cast(Contribution.delivered_on, sa.String),
        answer=Contribution.text,
    ),
    "waiver": lambda: _with_person(
        _part(
            "waiver",
            at=Waiver.asked_at,
            person=Officer.last_name,
            code=Waiver.kind,
            text=Waiver.reason,
            due_on=Waiver.used_on,
            status=Waiver.status,
            answer=Waiver.note,
        ),
        Waiver.asked_by_id,
    ),
    # Only what showed personal data in full asks for a purpose.
    "access": lambda: _with_person(
        _part(
            "access",
            at=AccessEvent.recorded_at,
            person=Officer.last_name,
            text=AccessEvent.purpose,
            status=AccessEvent.kind,
        ),
        AccessEvent.by_id,
    ).where(AccessEvent.purpose.is_not(None)),
}
