"""What may wait for an officer's word: the condition of each kind, on its own record."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.accounts.deputies import hands_of
from app.accounts.models import Officer, Unit
from app.accounts.queries import somebody_who_may
from app.petitions.models import (
    Approval,
    Event,
    Handover,
    Instruction,
    Petition,
    PublicReply,
    Recusal,
    Submission,
    Supervision,
    Waiver,
)
from app.petitions.models.handover import ON_ITS_WAY, REPORT_OWED


def approvals_for(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Approval`` of those that this officer may decide."""
    granted = {
        noun: sorted(verb for verb, about in officer.grants if about == noun)
        for noun in ("Petition", "Accusation")
    }
    # Asked of the few approvals that wait, not of all petitions: a list of those would be scanned.
    sealed = (
        sa.exists()
        .where(Petition.id == Approval.petition_id, Petition.is_accusation.is_(True))
        .correlate(Approval)
    )
    hands = hands_of(officer)
    return sa.and_(
        Approval.status == "asked",
        Approval.unit_id == officer.unit_id,
        Approval.asked_by_id.not_in(hands),
        sa.or_(Approval.on_behalf_of_id.is_(None), Approval.on_behalf_of_id.not_in(hands)),
        sa.or_(
            sa.and_(Approval.permission.in_(granted["Petition"]), ~sealed),
            sa.and_(Approval.permission.in_(granted["Accusation"]), sealed),
        ),
    )


def submissions_for(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Submission`` of those that lie before this leader."""
    return sa.and_(Submission.leader_id == officer.seat.id, Submission.status == "asked")


def objections_for(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Handover`` of those with an objection the officer decides."""
    return sa.and_(
        Handover.from_unit_id == officer.unit_id,
        Handover.status.in_(("sent", "signed")),
        Handover.objected_on.is_not(None),
        Handover.objection_answer.is_(None),
        _if(officer.may("agree_objection") or officer.may("agree_objection", "Accusation")),
    )


def reports_for(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Handover`` of those whose report the officer has to read."""
    return sa.and_(
        Handover.from_unit_id == officer.unit_id,
        Handover.report == "given",
        _if(officer.may("pass_report")),
    )


def delays_for(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Handover`` of later days of a report the officer decides on."""
    return sa.and_(
        Handover.from_unit_id == officer.unit_id,
        Handover.status.in_(ON_ITS_WAY),
        Handover.report.in_(REPORT_OWED),
        Handover.delay_asked_on.is_not(None),
        Handover.delay_answer.is_(None),
        _if(officer.may("grant_report_delay")),
    )


def recusals_for(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Recusal`` of those that the officer decides.

    His colleagues', and those of heads of the units right below, who have nobody beside them.
    """
    below = sa.select(Unit.id).where(Unit.parent_id == officer.unit_id)
    nouns = [noun for noun in ("Petition", "Accusation") if officer.may("decide_recusal", noun)]
    heads = sa.or_(sa.false(), *(somebody_who_may("decide_recusal", noun) for noun in nouns))
    theirs = sa.select(Officer.id).where(
        sa.or_(Officer.unit_id == officer.unit_id, sa.and_(Officer.unit_id.in_(below), heads))
    )
    hands = hands_of(officer)
    return sa.and_(
        Recusal.status == "asked",
        Recusal.user_id.not_in(hands),
        Recusal.asked_by_id.not_in(hands),
        Recusal.user_id.in_(theirs),
        _if(bool(nouns)),
    )


def waivers_for(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Waiver`` of those that this officer may decide."""
    hands = hands_of(officer)
    return sa.and_(
        Waiver.status == "asked",
        Waiver.unit_id == officer.unit_id,
        Waiver.asked_by_id.not_in(hands),
        sa.or_(Waiver.on_behalf_of_id.is_(None), Waiver.on_behalf_of_id.not_in(hands)),
        _if(officer.may("grant_waiver") or officer.may("grant_waiver", "Accusation")),
    )


def public_replies_for(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``PublicReply`` of those whose next stage is the officer's."""
    stage = PublicReply.status
    hands = hands_of(officer)
    others = sa.and_(
        PublicReply.redacted_by_id.not_in(hands), PublicReply.proposed_by_id.not_in(hands)
    )
    return sa.or_(
        sa.and_(stage == "proposed", _if(officer.may("redact_public_reply"))),
        sa.and_(stage == "redacted", others, _if(officer.may("approve_public_reply"))),
        sa.and_(stage == "approved", _if(officer.may("publish_public_reply"))),
    )


def supervisions_for(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Supervision`` of those answered to the officer's unit."""
    return sa.and_(
        Supervision.issued_by_unit_id == officer.unit_id,
        Supervision.status == "answered",
        _if(officer.may("close_supervision")),
    )


def judges_instructions(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Instruction``: the officer's office judges its answer."""
    registers = (
        sa.exists()
        .where(
            Petition.id == Instruction.petition_id, Petition.registering_unit_id == officer.unit_id
        )
        .correlate(Instruction)
    )
    return sa.or_(
        Instruction.passed_by_unit_id == officer.unit_id,
        Instruction.unit_id == officer.unit_id,
        registers,
    )


def passes_on(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Instruction``: the officer's office passes it on.

    The office that wrote it down does, and the one that laid the petition before a leader of
    another unit; what a leader of the government wrote unasked is the petition's office's.
    """
    # Where its hand sat when it laid the petition before the leader: who moves to another unit
    # since does not take the work along. What a dissolved unit had is followed to the successor.
    then = sa.and_(Unit.id == Event.by_unit_id, Officer.id == Submission.asked_by_id)
    moved_with_the_unit = sa.and_(Unit.active.is_(False), Officer.unit_id == officer.unit_id)
    submitted = (
        sa.exists()
        .where(
            Submission.id == Instruction.submission_id,
            Event.petition_id == Submission.petition_id,
            Event.move == "submit",
            Event.by_id == Submission.asked_by_id,
            then,
            sa.or_(Event.by_unit_id == officer.unit_id, moved_with_the_unit),
        )
        .correlate(Instruction)
    )
    unasked = (
        sa.exists()
        .where(
            Petition.id == Instruction.petition_id,
            Petition.registering_unit_id == officer.unit_id,
            Unit.id == Instruction.unit_id,
            Unit.kind == "party_government",
        )
        .correlate(Instruction)
    )
    ours = Instruction.unit_id == officer.unit_id
    return sa.or_(ours, submitted, sa.and_(Instruction.submission_id.is_(None), unasked))


def looks_again_at(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Instruction``: its closing waits for this officer's second look."""
    return sa.and_(
        Instruction.status == "closing",
        Instruction.closed_by_id.not_in(hands_of(officer)),
        sa.or_(
            Instruction.recorded_by_id.in_(officer.persons),
            Instruction.leader_id == officer.seat.id,
            judges_instructions(officer),
        ),
        _if(officer.may("confirm_instruction")),
    )


def _if(allowed: bool) -> ColumnElement[bool]:
    return sa.true() if allowed else sa.false()


# What an officer may be waited for with; each of them is also a desk of its own.
DECISIONS: dict[str, tuple[type[Any], Callable[[Officer], ColumnElement[bool]]]] = {
    "approvals": (Approval, approvals_for),
    "submissions": (Submission, submissions_for),
    "objections": (Handover, objections_for),
    "reports": (Handover, reports_for),
    "delays": (Handover, delays_for),
    "recusals": (Recusal, recusals_for),
    "waivers": (Waiver, waivers_for),
    "public_replies": (PublicReply, public_replies_for),
    "supervisions": (Supervision, supervisions_for),
}
