"""Which acts on records beside the line have something to act on, for one officer."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.accounts.deputies import hands_of
from app.accounts.models import Officer
from app.extensions import db
from app.petitions.case.waiting import OPEN_REPLIES
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


def _conditions(officer: Officer) -> dict[str, ColumnElement[bool]]:
    """Return when each of these acts has something to act on, for this officer."""
    return {
        **_of_letters(officer),
        **_of_leaders(officer),
        **_of_supervision(officer),
        **_of_public_replies(officer),
        **_in_hand(officer),
        "decide_recusal": recusals_for(officer),
    }


def _of_letters(officer: Officer) -> dict[str, ColumnElement[bool]]:
    ours = Letter.unit_id == officer.unit_id
    return {
        "sign_letter": sa.and_(ours, Letter.status == "draft"),
        "cancel_letter": sa.and_(ours, Letter.status != "cancelled"),
        **dict.fromkeys(("grant_waiver", "refuse_waiver"), waivers_for(officer)),
    }


def _of_leaders(officer: Officer) -> dict[str, ColumnElement[bool]]:
    asked, status = Submission.status == "asked", Instruction.status
    to_us, judged = Instruction.passed_to_id == officer.unit_id, judges_instructions(officer)
    charged = LeaderCharge.status == "open"
    return {
        "withdraw_submission": asked,
        "return_submission": sa.and_(asked, Submission.leader_id == officer.seat.id),
        "pass_on_instruction": status == "written",
        "answer_instruction": sa.and_(status == "passed_on", to_us),
        "return_instruction": sa.and_(status.in_(("answered", "closing")), judged),
        "close_instruction": sa.and_(status == "answered", judged),
        "confirm_instruction": looks_again_at(officer),
        **dict.fromkeys(("report_charge", "release_charge"), charged),
    }


def _of_supervision(officer: Officer) -> dict[str, ColumnElement[bool]]:
    order, to_us = Supervision.status, Supervision.unit_id == officer.unit_id
    by_us = Supervision.issued_by_unit_id == officer.unit_id
    return {
        "sign_supervision": sa.and_(order == "issued", to_us),
        "answer_supervision": sa.and_(order.in_(("issued", "signed")), to_us),
        "return_supervision": sa.and_(order == "answered", by_us),
        "close_supervision": sa.and_(order.in_(OPEN_ORDERS), by_us),
    }


def _of_public_replies(officer: Officer) -> dict[str, ColumnElement[bool]]:
    hands = hands_of(officer)
    others = sa.and_(
        PublicReply.redacted_by_id.not_in(hands), PublicReply.proposed_by_id.not_in(hands)
    )
    return {
        "redact_public_reply": PublicReply.status.in_(("proposed", "redacted")),
        "approve_public_reply": sa.and_(PublicReply.status == "redacted", others),
        "publish_public_reply": PublicReply.status == "approved",
        "withdraw_public_reply": PublicReply.status.in_(OPEN_REPLIES),
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
