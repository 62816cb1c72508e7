"""Every record beside the line once, as an officer's browser sends it."""

from app.core import clock
from app.petitions.case.waiting import instructions, recusals, submissions, supervisions
from app.petitions.executions import to_carry_out
from app.petitions.models import Petition
from tests.factories import an_officer
from tests.petitions.move_cases import (
    CLERK,
    HANDLER,
    HEAD,
    INTAKE,
    LEADER,
    REASON,
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
pressed = after(
    a("transferred"), "issue_supervision", LEADER,
    unit_id=water, rung="supervise", reason_code="02", text="请按期告知。", due_on=later,
)  # fmt: skip
signed = after(pressed, "sign_supervision", INTAKE)
doubted = after(a("accepted"), "recuse", HANDLER, reason="亲属关系。")
consented = a("replied", publicity="1")
proposed = after(consented, "propose_public_reply", TRIAGE, text="已恢复供水。", title="供水")
redacted = after(proposed, "redact_public_reply", TRIAGE, text="已恢复供水。")
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
    Case("issue-supervision", a("transferred"), LEADER,
         lambda _p: {"unit_id": water(), "rung": "urge", "reason_code": "02",
                     "due_on": later().isoformat(), **TEXT}),
    Case("sign-supervision", pressed, INTAKE, first(supervisions, "supervision_id")),
    Case("answer-supervision", signed, INTAKE, first(supervisions, "supervision_id", **TEXT)),
    Case("close-supervision", signed, LEADER, first(supervisions, "supervision_id", result="1")),
    Case("propose-public-reply", consented, TRIAGE, {"title": "供水", **TEXT}),
    Case("redact-public-reply", proposed, TRIAGE, {"title": "供水", **TEXT}),
    Case("approve-public-reply", redacted, LEADER, {}),
    Case("publish-public-reply", approved, TRIAGE, {}),
    Case("withdraw-public-reply", approved, TRIAGE, REASON),
    Case("recuse", a("accepted"), HANDLER, REASON),
    Case("decide-recusal", doubted, HEAD,
         first(recusals, "recusal_id", grant="1")),
    Case("report-execution", a("replied"), HANDLER,
         first(to_carry_out, "execution_id", **TEXT)),
    Case("finish-execution", a("replied"), HANDLER,
         lambda p: {"execution_id": to_carry_out(p)[0].id,
                    "done_on": clock.today().isoformat(), **TEXT}),
    Case("follow-up", a("concluded"), TRIAGE, today_and(manner="1", satisfaction="0")),
    Case("record-incident", a("registered"), CLERK,
         lambda _p: {"conduct": "33", "happened_on": clock.today().isoformat(), "facts": "静坐。"}),
    Case("correct", a("registered"), CLERK, correction),
)  # fmt: skip
