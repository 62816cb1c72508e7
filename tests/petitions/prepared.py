"""What must lie on the file before a move can be made, for the tests that try every move."""

from app.core import clock
from app.extensions import db
from app.petitions.models import (
    Clock,
    Handover,
    Instruction,
    Letter,
    LetterVersion,
    PublicReply,
    Recusal,
    Submission,
    Supervision,
    Waiver,
)
from tests.factories import an_officer
from tests.petitions.attempts import later


def _report(status):
    def prepare(petition, by):
        petition.handovers.append(
            Handover(
                kind="assign", from_unit_id=by.unit_id, to_unit_id=by.unit_id, opinion="请办理。",
                sent_on=clock.today(), sent_at=clock.now(), status="signed", report=status,
            )
        )  # fmt: skip

    return prepare


def _submission(petition, by):
    db.session.add(
        Submission(
            petition=petition, leader=by, asked_by_id=_somebody_else().id, asked_at=clock.now()
        )
    )


def _instruction(status):
    def prepare(petition, by):
        db.session.add(
            Instruction(
                petition=petition, subject="停水", leader=by, leader_name=by.full_name,
                leader_level="1", text="请核实。", instructed_on=clock.today(),
                unit_id=by.unit_id, recorded_by_id=by.id, recorded_at=clock.now(), status=status,
                passed_to_id=by.unit_id, passed_on=clock.today(),
            )
        )  # fmt: skip

    return prepare


def _supervision(petition, by):
    db.session.add(
        Supervision(
            petition=petition, rung="urge", reason_code="1", text="请加快办理。",
            unit_id=by.unit_id,
            issued_by_unit_id=by.unit_id, issued_by_id=by.id, issued_on=clock.today(),
            due_on=later(5), status="issued",
        )
    )  # fmt: skip


def _public_reply(status):
    def prepare(petition, by):
        other = _somebody_else()
        db.session.add(
            PublicReply(
                petition=petition, unit_id=by.unit_id, text="供水已恢复。", status=status,
                proposed_by_id=other.id, redacted_by_id=other.id,
            )
        )  # fmt: skip

    return prepare


def _recusal(petition, by):
    other = _somebody_else()
    db.session.add(
        Recusal(
            petition_id=petition.id, user_id=other.id, reason="亲属", asked_by_id=other.id,
            asked_at=clock.now(), status="asked",
        )
    )  # fmt: skip


def _letter(petition, by):
    """Let somebody else have drafted a form, which needs no number."""
    texts = (
        f'{{"case_number": "{petition.number}", "letter_name": "意见书", "addressee": "张建国"}}'
    )
    version = LetterVersion(serial=1, fields=texts, by=_somebody_else(), at=clock.now())
    db.session.add(
        Letter(
            petition=petition, kind="W19", unit=by.unit, addressee="张建国",
            drafted_by_id=by.id, drafted_at=clock.now(), versions=[version],
        )
    )  # fmt: skip


def _waiver(petition, by):
    db.session.add(
        Waiver(
            petition=petition, kind="W04", unit_id=by.unit_id, reason="信访人已当面知悉。",
            asked_by_id=_somebody_else().id, asked_at=clock.now(), status="asked",
        )
    )  # fmt: skip


def _somebody_else():
    return an_officer("Window clerk")


def _unsigned(petition, by):
    leg = petition.handovers[-1]
    leg.status, leg.from_unit_id = "sent", by.unit_id


def _objected(petition, by):
    leg = petition.handovers[-1]
    leg.from_unit_id = by.unit_id
    leg.objection_code, leg.objection, leg.objected_on = "1", "不属本单位职权", clock.today()


def _owing(petition, by):
    _report("owed")(petition, by)
    petition.clocks.append(
        Clock(
            code="D05", rule_set=petition.rule_set, owner=by.unit, started_on=clock.today(),
            given_on=later(9), unrolled_on=later(9), due_on=later(9), provisional=False,
            extended_days=0, paused_days=0,
        )
    )  # fmt: skip


def _delayed(petition, by):
    _owing(petition, by)
    leg = petition.handovers[-1]
    leg.delay_until_on, leg.delay_asked_on, leg.delay_reason = later(30), clock.today(), "未结"


def _registered_by_who_is_competent(petition, by):
    if petition.state == "registered":
        petition.registering_unit = by.unit


def _simple(petition, by):
    petition.procedure = "2"


def _from_above(petition, by):
    petition.form = "assigned"


def _open_to_the_public(petition, by):
    petition.publicity = "1"


PREPARED = {
    "recall": _unsigned,
    "sign_for": _unsigned,
    "accept": _registered_by_who_is_competent,
    "agree_objection": _objected,
    "refuse_objection": _objected,
    "to_ordinary": _simple,
    "report_back": _report("owed"),
    "pass_report": _report("given"),
    "return_report": _report("given"),
    "ask_report_delay": _owing,
    "grant_report_delay": _delayed,
    "refuse_report_delay": _delayed,
    "report_upward": _from_above,
    "withdraw_submission": _submission,
    "return_submission": _submission,
    "pass_on_instruction": _instruction("written"),
    "answer_instruction": _instruction("passed_on"),
    "sign_supervision": _supervision,
    "answer_supervision": _supervision,
    "close_supervision": _supervision,
    "propose_public_reply": _open_to_the_public,
    "redact_public_reply": _public_reply("proposed"),
    "revise_letter": _letter,
    "sign_letter": _letter,
    "cancel_letter": _letter,
    "approve_public_reply": _public_reply("redacted"),
    "publish_public_reply": _public_reply("approved"),
    "withdraw_public_reply": _public_reply("published"),
    "decide_recusal": _recusal,
    "grant_waiver": _waiver,
    "refuse_waiver": _waiver,
}
