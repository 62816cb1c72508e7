"""Records beside the line that wait for somebody: which, and what this officer can do with them."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload

from app.accounts.deputies import hands_of
from app.accounts.models import Officer
from app.extensions import db
from app.petitions.decisions import (
    judges_instructions,
    looks_again_at,
    recusals_for,
    waivers_for,
)
from app.petitions.models import (
    Execution,
    Hearing,
    Instruction,
    LadderStep,
    LeaderCharge,
    Letter,
    Mediation,
    Petition,
    PublicReply,
    Recusal,
    Submission,
    Supervision,
    Waiver,
)
from app.petitions.models.mediation import GOING_ON
from app.petitions.models.order import OPEN_ORDERS

OPEN_REPLIES = ("proposed", "redacted", "approved", "published")


def submissions(petition: Petition) -> list[Submission]:
    """Return the submissions on which no leader has written yet."""
    return list(
        db.session.scalars(
            sa.select(Submission)
            .where(Submission.petition_id == petition.id, Submission.status == "asked")
            .options(joinedload(Submission.leader))
            .order_by(Submission.id)
        )
    )


def instructions(petition: Petition, *statuses: str) -> list[Instruction]:
    """Return the instructions on a petition that are in one of the statuses, the newest first."""
    return list(
        db.session.scalars(
            sa.select(Instruction)
            .where(Instruction.petition_id == petition.id, Instruction.status.in_(statuses))
            .order_by(Instruction.id.desc())
        )
    )


def supervisions(petition: Petition, statuses: tuple[str, ...] = OPEN_ORDERS) -> list[Supervision]:
    """Return the supervision orders on a petition that are in one of the statuses."""
    return list(
        db.session.scalars(
            sa.select(Supervision)
            .where(Supervision.petition_id == petition.id, Supervision.status.in_(statuses))
            .options(joinedload(Supervision.unit))
            .order_by(Supervision.id.desc())
        )
    )


def proposal(petition: Petition, officer: Officer) -> LadderStep | None:
    """Return what a rule proposes to the officer's unit on a petition, the oldest first."""
    return db.session.scalar(
        sa.select(LadderStep)
        .where(
            LadderStep.petition_id == petition.id,
            LadderStep.status == "proposed",
            LadderStep.office_unit_id == officer.unit_id,
        )
        .order_by(LadderStep.id)
        .limit(1)
    )


def recusals(petition: Petition) -> list[Recusal]:
    """Return the recusals that nobody has decided."""
    return list(
        db.session.scalars(
            sa.select(Recusal)
            .where(Recusal.petition_id == petition.id, Recusal.status == "asked")
            .options(joinedload(Recusal.user))
            .order_by(Recusal.id)
        )
    )


def waivers(petition: Petition) -> list[Waiver]:
    """Return what somebody wants to do without a letter, and nobody has decided."""
    return list(
        db.session.scalars(
            sa.select(Waiver)
            .where(Waiver.petition_id == petition.id, Waiver.status == "asked")
            .options(joinedload(Waiver.asked_by))
            .order_by(Waiver.id)
        )
    )


def called_hearing(petition: Petition) -> Hearing | None:
    """Return the hearing that is called and not yet held."""
    return db.session.scalar(
        sa.select(Hearing)
        .where(Hearing.petition_id == petition.id, Hearing.status == "called")
        .order_by(Hearing.id.desc())
        .limit(1)
    )


def public_reply(petition: Petition) -> PublicReply | None:
    """Return the public reply that is not withdrawn."""
    return db.session.scalar(
        sa.select(PublicReply)
        .where(PublicReply.petition_id == petition.id, PublicReply.status.in_(OPEN_REPLIES))
        .order_by(PublicReply.id.desc())
        .limit(1)
    )


def _conditions(officer: Officer) -> dict[str, ColumnElement[bool]]:
    """Return when each of these acts has something to act on, for this officer."""
    asked = Submission.status == "asked"
    order, judged = Supervision.status, judges_instructions(officer)
    to_us, by_us = Supervision.unit_id == officer.unit_id, Supervision.issued_by_unit_id
    hands = hands_of(officer)
    proposed = sa.and_(
        PublicReply.redacted_by_id.not_in(hands), PublicReply.proposed_by_id.not_in(hands)
    )
    our_draft = sa.and_(Letter.unit_id == officer.unit_id, Letter.status == "draft")
    ours_alive = sa.and_(Letter.unit_id == officer.unit_id, Letter.status != "cancelled")
    return {
        "sign_letter": our_draft,
        "cancel_letter": ours_alive,
        "withdraw_submission": asked,
        "return_submission": sa.and_(asked, Submission.leader_id == officer.seat.id),
        "pass_on_instruction": Instruction.status == "written",
        "answer_instruction": sa.and_(
            Instruction.status == "passed_on", Instruction.passed_to_id == officer.unit_id
        ),
        "return_instruction": sa.and_(Instruction.status.in_(("answered", "closing")), judged),
        "close_instruction": sa.and_(Instruction.status == "answered", judged),
        "confirm_instruction": looks_again_at(officer),
        "sign_supervision": sa.and_(order == "issued", to_us),
        "answer_supervision": sa.and_(order.in_(("issued", "signed")), to_us),
        "return_supervision": sa.and_(order == "answered", by_us == officer.unit_id),
        "close_supervision": sa.and_(order.in_(OPEN_ORDERS), by_us == officer.unit_id),
        "report_charge": LeaderCharge.status == "open",
        "release_charge": LeaderCharge.status == "open",
        "decide_recusal": recusals_for(officer),
        **dict.fromkeys(("grant_waiver", "refuse_waiver"), waivers_for(officer)),
        "redact_public_reply": PublicReply.status.in_(("proposed", "redacted")),
        "approve_public_reply": sa.and_(PublicReply.status == "redacted", proposed),
        "publish_public_reply": PublicReply.status == "approved",
        "withdraw_public_reply": PublicReply.status.in_(OPEN_REPLIES),
        **_in_hand(officer),
    }


def _in_hand(officer: Officer) -> dict[str, ColumnElement[bool]]:
    """Return the same of what a unit has in hand: tasks, mediations, hearings."""
    return {
        **dict.fromkeys(
            ("report_execution", "finish_execution"),
            sa.and_(Execution.status == "open", Execution.unit_id == officer.unit_id),
        ),
        "agree_mediation": Mediation.status == "open",
        "fulfil_mediation": Mediation.status == "agreed",
        "fail_mediation": Mediation.status.in_(GOING_ON),
        **dict.fromkeys(
            ("hold_hearing", "put_off_hearing", "cancel_hearing"), Hearing.status == "called"
        ),
    }


_TABLES: dict[str, Any] = {
    "letter": Letter,
    "submission": Submission,
    "instruction": Instruction,
    "supervision": Supervision,
    "charge": LeaderCharge,
    "recusal": Recusal,
    "waiver": Waiver,
    "hearing": Hearing,
    "mediation": Mediation,
    "execution": Execution,
    "public_reply": PublicReply,
}

#: Acts on a record: offered only while there is one that waits for the act.
ON_RECORDS = frozenset(
    {
        "sign_letter",
        "cancel_letter",
        "withdraw_submission",
        "return_submission",
        "pass_on_instruction",
        "answer_instruction",
        "return_instruction",
        "close_instruction",
        "confirm_instruction",
        "sign_supervision",
        "answer_supervision",
        "return_supervision",
        "close_supervision",
        "report_charge",
        "release_charge",
        "decide_recusal",
        "grant_waiver",
        "refuse_waiver",
        "redact_public_reply",
        "approve_public_reply",
        "publish_public_reply",
        "withdraw_public_reply",
        "hold_hearing",
        "put_off_hearing",
        "cancel_hearing",
        "agree_mediation",
        "fulfil_mediation",
        "fail_mediation",
        "report_execution",
        "finish_execution",
    }
)


def waiting_acts(petition: Petition, officer: Officer) -> frozenset[str]:
    """Return which acts on records have something to act on; one statement for all of them."""
    parts = []
    for verb, condition in _conditions(officer).items():
        table = next(model for end, model in _TABLES.items() if verb.endswith(end))
        found = sa.exists().where(table.petition_id == petition.id, condition)
        parts.append(sa.select(sa.literal(verb)).where(found))
    return frozenset(db.session.scalars(sa.union_all(*parts)))
