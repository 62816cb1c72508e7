"""What each move is given, and what must lie on the file before it can be made.

Written for the tests that try every move: nothing here comes from the table under test.
"""

from datetime import timedelta
from io import BytesIO

from app.core import clock
from app.extensions import db
from app.petitions.models import Letter
from tests.factories import an_officer, sorted_six, the_unit
from tests.petitions import beside_the_line as records

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


def later(days):
    return clock.today() + timedelta(days=days)


def _application(code):
    return lambda p, by: {"unit_id": unit_id(code), "applied_on": clock.today(), **REASON}


#: A letter without which one cannot go on, in each state.
NEEDED = {
    "registered": "W06",
    "transferred": "W04",
    "accepted": "W14",
    "under_review": "W15",
    "under_re_examination": "W16",
}

GIVEN = {
    "reply_on_the_spot": lambda p, by: {"reply": "已当面答复。", "consent": True},
    "mark_simple": lambda p, by: {"simple_ground": "1"},
    "transfer": lambda p, by: {"unit_id": unit_id("LT-HOUSING"), **DOWN},
    "assign": lambda p, by: {
        "unit_id": unit_id("LT-HOUSING"), "report_due_on": later(30), **DOWN
    },
    "forward": lambda p, by: {"unit_id": unit_id("LT-WATER-1"), **DOWN},
    "recall": lambda p, by: REASON,
    "object": lambda p, by: {"return_reason": "1", **REASON},
    "refuse_objection": lambda p, by: REASON,
    "accept": lambda p, by: sorted_six(p),
    "ask_contribution": lambda p, by: {
        "unit_id": unit_id("LT-HOUSING"), "wanted_on": later(10), "text": "请提供权属意见。"
    },
    "contribute": lambda p, by: {"text": "权属清楚。"},
    "to_ordinary": lambda p, by: REASON,
    "redirect": lambda p, by: {
        "route": "71" if p.state == "registered" else "41", "organ": "区司法局", **REASON
    },
    "record_progress": lambda p, by: {"text": "已到现场核实。"},
    "extend": lambda p, by: {"days": 10, "reason_code": "1", **REASON},
    "reply": lambda p, by: {"answers": answers(p), "conclusion": "1", **OPINION},
    "serve": lambda p, by: {"letter": "other", "manner": "11", "receipt": "1"},
    "report_back": lambda p, by: {"text": "已办结。"},
    "return_report": lambda p, by: REASON,
    "ask_report_delay": lambda p, by: {"until_on": later(30), **REASON},
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
    "open_mediation": lambda p, by: {
        "mediator": "马调解", "sides": "信访人与供水公司", "consent": True
    },
    "agree_mediation": lambda p, by: {"text": "十日内恢复供水。", "perform_by_on": later(10)},
    "fulfil_mediation": lambda p, by: {"text": "已恢复供水，双方确认。"},
    "fail_mediation": lambda p, by: REASON,
    "call_hearing": lambda p, by: {
        "begins_on": later(7), "place": "三楼会议室", "chair_id": by.id, "recorder": "王会",
        "participants": "信访人、承办单位。", "reason": "案情复杂。",
    },
    "put_off_hearing": lambda p, by: {"begins_on": later(20), **REASON},
    "cancel_hearing": lambda p, by: REASON,
    "decide_review": lambda p, by: {"outcome": "1", **OPINION},
    "decide_re_examination": lambda p, by: {"outcome": "1", **OPINION},
    "conclude": lambda p, by: {
        "reply": "已答复。", "result": "1", "close_way": "A1" if p.state == "registered" else "A3",
    },
    "terminate": lambda p, by: {"close_way": "A12", "result": "10", **REASON},
    "decline": lambda p, by: {"reason_code": "R02", "organ": "区教育局", **REASON},
    "bar": lambda p, by: {
        "reason_code": "N01", "same_facts": True, "opinion_number": "临复核〔2025〕3号",
        "ended_number": getattr(by, "other_number", None), "served_on": later(-200), **REASON,
    },
    "join": lambda p, by: {"other_number": by.other_number},
    "part": lambda p, by: REASON,
    "reopen": lambda p, by: REASON,
    "archive": lambda p, by: {
        "archive_unit_id": unit_id("LT"), "region_code": "610115", "issue": "0111"
    },
    "unarchive": lambda p, by: REASON,
    "void": lambda p, by: REASON,
    "submit": lambda p, by: {
        "leader_id": an_officer("Party and government leader").id, "text": "请阅示。"
    },
    "return_submission": lambda p, by: REASON,
    "instruct": lambda p, by: {"text": "请水务局尽快核实。"},
    "pass_on_instruction": lambda p, by: {"unit_id": unit_id("LT-WATER")},
    "answer_instruction": lambda p, by: {"text": "已落实。"},
    "return_instruction": lambda p, by: REASON,
    "close_instruction": lambda p, by: {"result": "1"},
    "issue_supervision": lambda p, by: {
        "unit_id": by.unit_id, "rung": "urge", "reason_code": "1", "text": "请加快办理。",
        "due_on": later(5),
    },
    "answer_supervision": lambda p, by: {"text": "已加快。"},
    "return_supervision": lambda p, by: {"reason": "没有说明原因。", "due_on": later(5)},
    "close_supervision": lambda p, by: {"result": "4", "note": "重复督办。"},
    "propose_public_reply": lambda p, by: {"text": "供水已恢复。"},
    "redact_public_reply": lambda p, by: {"text": "供水已恢复。"},
    "withdraw_public_reply": lambda p, by: REASON,
    "recuse": lambda p, by: REASON,
    "decide_recusal": lambda p, by: {"grant": True},
    "follow_up": lambda p, by: {"manner": "1", "satisfaction": "0"},
    "record_incident": lambda p, by: {"conduct": "01", "facts": "在大厅大声喧哗。"},
    "receive_by_leader": lambda p, by: {"reception_id": records.reception(p, by)},
    "take_charge": lambda p, by: {
        "aim": "春灌前恢复供水。", "leader_id": an_officer("Party and government leader").id
    },
    "report_charge": lambda p, by: {"text": "已约谈水务局。"},
    "release_charge": lambda p, by: {"result": "已恢复供水。"},
    "report_urgent": lambda p, by: {
        "title": "多人聚集", "known_at": clock.now(), "happened_at": clock.now(), "place": "大厅",
        "facts": "二十余人到场。", "situation": "平稳。", "handling": "已派员劝导。",
        "responsible": "区信访局", "contact": "值班室 029-83820000",
    },
    "attach": lambda p, by: {"uploads": [("来信.png", BytesIO(PNG))]},
    "correct": lambda p, by: {"changes": {"urgency": "2"}},
    "open_round": lambda p, by: REASON,
    "report_execution": lambda p, by: {"text": "管件已到货。"},
    "finish_execution": lambda p, by: {"text": "验收单在卷。"},
    "draft_letter": lambda p, by: {"kind": "W19"},
    "revise_letter": lambda p, by: {"letter_id": _letter_id(p), "fields": {"note": "另附材料。"}},
    "sign_letter": lambda p, by: {"letter_id": _letter_id(p)},
    "cancel_letter": lambda p, by: {"letter_id": _letter_id(p), **REASON},
    "ask_waiver": lambda p, by: {"kind": NEEDED.get(p.state, "W04"), **REASON},
    "refuse_waiver": lambda p, by: REASON,
}  # fmt: skip


def _letter_id(petition):
    found = db.session.scalars(db.select(Letter.id).where(Letter.petition_id == petition.id))
    return max(found, default=0)
