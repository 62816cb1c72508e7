"""What must lie on the file before a move can be made, for the tests that try every move."""

import sqlalchemy as sa

from app.core import clock
from app.extensions import db
from app.petitions.models import (
    Clock,
    Contribution,
    Execution,
    Handover,
    Hearing,
    Letter,
    LetterVersion,
    Mediation,
    Opinion,
    Petition,
    PublicReply,
    Recusal,
    Waiver,
)
from app.petitions.parties import close_parties, open_party
from tests.factories import an_officer
from tests.petitions import beside_the_line as records
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
    other = an_officer("Handler", by.unit)
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


def _asked_to_contribute(petition, by):
    record = Contribution(
        petition=petition, unit_id=by.unit_id, asked_by_unit_id=by.unit_id, asked_by_id=by.id,
        asked_on=clock.today(), wanted_on=later(9), asked="请提供权属意见。",
    )  # fmt: skip
    db.session.add(record)
    db.session.flush()
    petition.clocks.append(
        Clock(
            code="H07", rule_set=petition.rule_set, owner=by.unit, owner_unit_id=by.unit_id,
            started_on=clock.today(), given_on=later(9), unrolled_on=later(9), due_on=later(9),
            provisional=False, extended_days=0, paused_days=0, record_id=record.id,
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
                perform_by_on=later(10),
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
            unit_id=by.unit_id, opened_on=later(-60), due_on=later(-1),
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
            conclusion="4", issued_on=later(-90), drafted_by_id=by.id, served_on=later(-80),
        )
    )  # fmt: skip
    open_party(other, by.unit, "reviewing")


def _ended_elsewhere(petition, by):
    """Another file of the same petitioner ended, and nobody linked the two."""
    ended_before(petition, by)
    petition.is_repeat = False
    ended = db.session.scalars(sa.select(Opinion).order_by(Opinion.id.desc())).first()
    ended.served_on = later(-200)


def _alone(petition, by):
    """Let nobody assist: what several units answer is not simple."""
    close_parties(petition, "assisting")


PREPARED = {
    "mark_simple": _alone,
    "bar": _ended_elsewhere,
    "open_round": ended_before,
    "report_execution": supported_overdue,
    "finish_execution": supported_overdue,
    "follow_up": records.served_lately,
    "issue_supervision": records.unhappy,
    "agree_mediation": mediation("open"),
    "fulfil_mediation": mediation("agreed"),
    "fail_mediation": mediation("open"),
    "hold_hearing": hearing_called,
    "put_off_hearing": hearing_called,
    "cancel_hearing": hearing_called,
    "recall": _unsigned,
    "sign_for": _unsigned,
    "accept": _registered_by_who_is_competent,
    "agree_objection": _objected,
    "refuse_objection": _objected,
    "contribute": _asked_to_contribute,
    "to_ordinary": _simple,
    "report_back": _report("owed"),
    "pass_report": _report("given"),
    "return_report": _report("given"),
    "ask_report_delay": _owing,
    "grant_report_delay": _delayed,
    "refuse_report_delay": _delayed,
    "report_upward": _from_above,
    "withdraw_submission": records.submission,
    "return_submission": records.submission,
    "pass_on_instruction": records.instruction("written"),
    "answer_instruction": records.instruction("passed_on"),
    "return_instruction": records.instruction("answered"),
    "close_instruction": records.instruction("answered"),
    "confirm_instruction": records.instruction("closing"),
    "report_charge": records.charge,
    "release_charge": records.charge,
    "sign_supervision": records.supervision,
    "answer_supervision": records.supervision,
    "return_supervision": records.answered_supervision,
    "close_supervision": records.supervision,
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
