"""Every record beside the line once, as an officer's browser sends it."""

from datetime import time

from app.core import clock
from app.petitions.case.waiting import instructions, recusals, submissions, supervisions
from app.petitions.commands.leaders import ReceptionGiven, plan_reception
from app.petitions.letters.possible import letters_of
from app.petitions.models import Petition
from app.petitions.queries.executions import to_carry_out
from tests.factories import an_officer
from tests.petitions.move_cases import (
    CLERK,
    HANDLER,
    HEAD,
    INTAKE,
    LEADER,
    REASON,
    REVIEWER,
    TEXT,
    TRIAGE,
    Case,
    a,
    after,
    later,
    today_and,
    water,
)


def leader_id() -> int:
    return an_officer("Bureau leader").id


def first(find, name: str, *args, **more):
    """Return entries that name the one record that waits."""
    return lambda petition: {name: find(petition, *args)[0].id, **more}


def received(petition: Petition) -> dict:
    given = ReceptionGiven(
        day=clock.today(), begins=time(9), ends=time(12), place="接访室", leader_id=leader_id()
    )
    record = plan_reception(given, by=an_officer("Triage officer"))
    assert petition.received_on == record.day
    return {"reception_id": record.id}


def minute() -> str:
    return f"{clock.office_time(clock.now()):%Y-%m-%dT%H:%M}"


def correction(petition: Petition) -> dict:
    return {
        "summary": "更正后的概况",
        "issue": petition.issue,
        "problem_region": petition.problem_region,
        "urgency": "2",
        "publicity": petition.publicity,
    }


laid = after(a("registered"), "submit", TRIAGE, leader_id=leader_id, text="请阅示。")
written = after(a("transferred"), "instruct", LEADER, text="抓紧办理。")
passed = after(
    a("transferred"), "instruct", LEADER, text="抓紧办理。", unit_id=water, answer_due_on=later
)
charged = after(a("accepted"), "take_charge", TRIAGE, leader_id=leader_id, aim="化解。")
answered = after(passed, "answer_instruction", INTAKE, text="已经落实。")
closing = after(answered, "close_instruction", TRIAGE, result="1")
pressed = after(
    a("transferred"), "issue_supervision", LEADER,
    unit_id=water, rung="supervise", reason_code="06", text="请按期告知。", due_on=later,
)  # fmt: skip
signed = after(pressed, "sign_supervision", INTAKE)
answered_order = after(signed, "answer_supervision", INTAKE, text="已告知。")
doubted = after(a("accepted"), "recuse", HANDLER, reason="亲属关系。")
wanting = after(a("transferred"), "ask_waiver", HANDLER, kind="W04", reason="已当面告知。")
consented = a("replied", publicity="1")
proposed = after(consented, "propose_public_reply", TRIAGE, text="已恢复供水。", title="供水")
redacted = after(proposed, "redact_public_reply", TRIAGE, text="已恢复供水。")
sheet = after(a("registered"), "draft_letter", TRIAGE, kind="W01")
approved = after(redacted, "approve_public_reply", LEADER)

RECORDS = (
    Case("mark-seen", a("registered"), TRIAGE, {"note": "已阅"}),
    Case("submit", a("registered"), TRIAGE,
         lambda _p: {"leader_id": leader_id(), "wanted_on": later().isoformat(), **TEXT}),
    Case("withdraw-submission", laid, TRIAGE, first(submissions, "submission_id")),
    Case("return-submission", laid, LEADER, REASON),
    Case("instruct", laid, LEADER, today_and(leader_level="1", **TEXT)),
    Case("pass-on-instruction", written, TRIAGE,
         lambda p: {"instruction_id": instructions(p, "written")[0].id, "unit_id": water()}),
    Case("answer-instruction", passed, INTAKE,
         first(instructions, "instruction_id", "passed_on", **TEXT)),
    Case("return-instruction", answered, TRIAGE,
         first(instructions, "instruction_id", "answered", **REASON)),
    Case("close-instruction", answered, TRIAGE,
         first(instructions, "instruction_id", "answered", result="1")),
    Case("confirm-instruction", closing, LEADER,
         first(instructions, "instruction_id", "closing")),
    Case("issue-supervision", a("transferred"), LEADER,
         lambda _p: {"unit_id": water(), "rung": "urge", "reason_code": "06",
                     "due_on": later().isoformat(), **TEXT}),
    Case("sign-supervision", pressed, INTAKE, first(supervisions, "supervision_id")),
    Case("answer-supervision", signed, INTAKE, first(supervisions, "supervision_id", **TEXT)),
    Case("return-supervision", answered_order, LEADER,
         lambda p: {"supervision_id": supervisions(p)[0].id, "reason": "没有说明原因。",
                    "due_on": later().isoformat()}),
    Case("close-supervision", signed, LEADER,
         first(supervisions, "supervision_id", result="4", note="重复督办。")),
    Case("propose-public-reply", consented, TRIAGE, {"title": "供水", **TEXT}),
    Case("redact-public-reply", proposed, TRIAGE, {"title": "供水", **TEXT}),
    Case("approve-public-reply", redacted, LEADER, {}),
    Case("publish-public-reply", approved, TRIAGE, {}),
    Case("withdraw-public-reply", approved, TRIAGE, REASON),
    Case("recuse", a("accepted"), HANDLER, REASON),
    Case("decide-recusal", doubted, HEAD,
         first(recusals, "recusal_id", grant="1")),
    Case("follow-up", a("replied"), TRIAGE,
         today_and(manner="1", satisfaction="0", office_satisfaction="0")),
    Case("receive-by-leader", a("registered"), CLERK, received),
    Case("take-charge", a("accepted"), TRIAGE,
         lambda _p: {"leader_id": leader_id(), "until_on": later().isoformat(), "aim": "化解。"}),
    Case("report-charge", charged, HANDLER, TEXT),
    Case("release-charge", charged, LEADER, {"result": "已化解。"}),
    Case("report-urgent", a("registered"), CLERK,
         lambda _p: {"title": "多人聚集", "known_at": minute(), "happened_at": minute(),
                     "place": "大厅", "people": "20", "facts": "到场。", "situation": "平稳。",
                     "handling": "劝导。", "responsible": "区信访局", "contact": "值班室"}),
    Case("report-execution", a("replied"), HANDLER,
         first(to_carry_out, "execution_id", **TEXT)),
    Case("finish-execution", a("replied"), HANDLER,
         lambda p: {"execution_id": to_carry_out(p)[0].id,
                    "done_on": clock.today().isoformat(), **TEXT}),
    Case("record-incident", a("registered"), CLERK,
         lambda _p: {"conduct": "33", "happened_on": clock.today().isoformat(), "facts": "静坐。"}),
    Case("draft-letter", a("accepted"), HANDLER, {"kind": "W04"}),
    Case("sign-letter", sheet, REVIEWER, first(letters_of, "letter_id")),
    Case("cancel-letter", sheet, TRIAGE, first(letters_of, "letter_id", **REASON)),
    Case("ask-waiver", a("transferred"), HANDLER, {"kind": "W04", **REASON}),
    Case("grant-waiver", wanting, HEAD, {"note": "同意"}),
    Case("refuse-waiver", wanting, HEAD, REASON),
    Case("correct", a("registered"), CLERK, correction),
)  # fmt: skip
