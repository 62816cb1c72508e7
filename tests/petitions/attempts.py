"""What each move is given, and what must lie on the file before it can be made.

Written for the tests that try every move: nothing here comes from the table under test.
"""

from datetime import timedelta
from io import BytesIO

from app.core import clock
from app.extensions import db
from app.petitions.models import (
    Clock,
    Handover,
    Instruction,
    PublicReply,
    Recusal,
    Submission,
    Supervision,
)
from tests.factories import an_officer, sorted_six, the_unit
from tests.petitions.prepared import MORE_GIVEN, MORE_PREPARED

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000ffff03000006000557bfabd40000000049454e44ae426082"
)
OPINION = {"facts": "经查属实。", "basis": "《信访工作条例》第三十二条"}
REASON = {"reason": "事由如下。"}
DOWN = {"opinion": "请依法办理。"}


def given_for(verb, petition, by):
    """Return a full and valid form for a move on a petition."""
    maker = GIVEN.get(verb)
    return maker(petition, by) if maker else {}


def unit_id(code):
    return the_unit(code).id


def answers(petition, conclusion="1"):
    answer = {"text": "予以支持。", "conclusion": conclusion}
    return {str(one.id): answer for one in petition.requests}


def _later(days):
    return clock.today() + timedelta(days=days)


def _application(code):
    return lambda p, by: {"unit_id": unit_id(code), "applied_on": clock.today(), **REASON}


GIVEN = {
    "reply_on_the_spot": lambda p, by: {"reply": "已当面答复。", "consent": True},
    "transfer": lambda p, by: {"unit_id": unit_id("LT-HOUSING"), **DOWN},
    "assign": lambda p, by: {
        "unit_id": unit_id("LT-HOUSING"), "report_due_on": _later(30), **DOWN
    },
    "forward": lambda p, by: {"unit_id": unit_id("LT-WATER-1"), **DOWN},
    "recall": lambda p, by: REASON,
    "object": lambda p, by: {"return_reason": "1", **REASON},
    "refuse_objection": lambda p, by: REASON,
    "accept": lambda p, by: sorted_six(p),
    "to_ordinary": lambda p, by: REASON,
    "redirect": lambda p, by: {
        "route": "71" if p.state == "registered" else "41", "organ": "区司法局", **REASON
    },
    "record_progress": lambda p, by: {"text": "已到现场核实。"},
    "extend": lambda p, by: {"days": 10, "reason_code": "1", **REASON},
    "reply": lambda p, by: {"answers": answers(p), "conclusion": "1", **OPINION},
    "serve": lambda p, by: {"letter": "W03", "manner": "11", "receipt": "1"},
    "report_back": lambda p, by: {"text": "已办结。"},
    "return_report": lambda p, by: REASON,
    "ask_report_delay": lambda p, by: {"until_on": _later(30), **REASON},
    "refuse_report_delay": lambda p, by: REASON,
    "report_upward": lambda p, by: {"text": "已办结。"},
    "withdraw_opinion": lambda p, by: REASON,
    "ask_review": _application("LT"),
    "ask_re_examination": _application("XA"),
    "refuse_application": lambda p, by: REASON,
    "hold_hearing": lambda p, by: {
        "begins_on": clock.today(), "ends_on": clock.today(), "text": "听证笔录在卷。",
        "report": "建议维持。", "outcome": "1",
    },
    "decide_review": lambda p, by: {"outcome": "1", **OPINION},
    "decide_re_examination": lambda p, by: {"outcome": "1", **OPINION},
    "conclude": lambda p, by: {
        "reply": "已答复。", "result": "1", "close_way": "A1" if p.state == "registered" else "A3",
    },
    "terminate": lambda p, by: {"close_way": "A12", "result": "10", **REASON},
    "decline": lambda p, by: {"reason_code": "R02", "organ": "区教育局", **REASON},
    "bar": lambda p, by: {
        "reason_code": "N01", "same_facts": True, "opinion_number": "临复核〔2025〕3号",
        "served_on": _later(-200), **REASON,
    },
    "join": lambda p, by: {"other_number": by.other_number},
    "part": lambda p, by: REASON,
    "reopen": lambda p, by: REASON,
    "archive": lambda p, by: {
        "archive_unit_id": unit_id("LT"), "region_code": "610115", "issue": "0111"
    },
    "unarchive": lambda p, by: REASON,
    "void": lambda p, by: REASON,
    "submit": lambda p, by: {"leader_id": an_officer("Party and government leader").id},
    "return_submission": lambda p, by: REASON,
    "instruct": lambda p, by: {"text": "请水务局尽快核实。"},
    "pass_on_instruction": lambda p, by: {"unit_id": unit_id("LT-WATER")},
    "answer_instruction": lambda p, by: {"text": "已落实。"},
    "issue_supervision": lambda p, by: {
        "unit_id": by.unit_id, "rung": "urge", "reason_code": "1", "text": "请加快办理。",
        "due_on": _later(5),
    },
    "answer_supervision": lambda p, by: {"text": "已加快。"},
    "close_supervision": lambda p, by: {"result": "1"},
    "propose_public_reply": lambda p, by: {"text": "供水已恢复。"},
    "redact_public_reply": lambda p, by: {"text": "供水已恢复。"},
    "withdraw_public_reply": lambda p, by: REASON,
    "recuse": lambda p, by: REASON,
    "decide_recusal": lambda p, by: {"grant": True},
    "follow_up": lambda p, by: {"manner": "1", "satisfaction": "0"},
    "record_incident": lambda p, by: {"conduct": "01", "facts": "在大厅大声喧哗。"},
    "attach": lambda p, by: {"uploads": [("来信.png", BytesIO(PNG))]},
    "correct": lambda p, by: {"changes": {"urgency": "2"}},
    **MORE_GIVEN,
}  # fmt: skip


# --- what must lie there -------------------------------------------------------------------------


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
            due_on=_later(5), status="issued",
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
    other = an_officer("Handler", by.unit)
    db.session.add(
        Recusal(
            petition_id=petition.id, user_id=other.id, reason="亲属", asked_by_id=other.id,
            asked_at=clock.now(), status="asked",
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
            given_on=_later(9), unrolled_on=_later(9), due_on=_later(9), provisional=False,
            extended_days=0, paused_days=0,
        )
    )  # fmt: skip


def _delayed(petition, by):
    _owing(petition, by)
    leg = petition.handovers[-1]
    leg.delay_until_on, leg.delay_asked_on, leg.delay_reason = _later(30), clock.today(), "未结"


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
    "approve_public_reply": _public_reply("redacted"),
    "publish_public_reply": _public_reply("approved"),
    "withdraw_public_reply": _public_reply("published"),
    "decide_recusal": _recusal,
    **MORE_PREPARED,
}
