"""What happens beside the line: instructions, supervision, public reply and small records."""

from datetime import date
from io import BytesIO

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import Invalid
from app.petitions.commands.oversight import record_instruction
from app.petitions.engine import MoveRefused
from app.petitions.models import (
    Attachment,
    FollowUp,
    Incident,
    Instruction,
    PublicReply,
    SeenMark,
    Submission,
    Supervision,
)
from tests.factories import an_officer, the_unit
from tests.petitions.attempts import PNG, REASON
from tests.petitions.walks import File, read_aloud

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def only(db):
    """Return a function: the one row of a record."""
    return lambda model: db.session.scalars(sa.select(model)).one()


def parties(file, *, now=True):
    return {
        (party.role, party.unit.code)
        for party in file.petition.parties
        if party.until is None or not now
    }


# --- leaders ------------------------------------------------------------------------------------


def test_submitted_instructed_passed_on_and_answered(only):
    leader, file = an_officer("Party and government leader"), File()
    file.move("submit", "2026-03-03", "Triage officer", leader_id=leader.id,
              wanted_on=date(2026, 3, 6), text="请阅示")  # fmt: skip
    with pytest.raises(MoveRefused, match="already"):
        file.ask("submit", "2026-03-03", "Triage officer", leader_id=leader.id, text="请阅示。")
    file.move("instruct", "2026-03-04", leader, text="请水务局速办。")
    submission, record = only(Submission), only(Instruction)
    assert (submission.status, record.submission_id) == ("instructed", submission.id)
    assert (record.for_leader, record.leader_name) == (False, leader.full_name)
    assert file.petition.instructed
    file.move("pass_on_instruction", "2026-03-05", "Triage officer",
              unit_id=the_unit("LT-WATER").id, answer_due_on=date(2026, 3, 20))  # fmt: skip
    assert (record.status, file.running()["H03"]) == ("passed_on", "2026-03-20")
    with pytest.raises(MoveRefused, match="another unit"):
        file.ask("answer_instruction", "2026-03-16", "Triage officer", text="已办")
    file.move("answer_instruction", "2026-03-16", ("Handler", "LT-WATER"), text="已恢复供水")
    assert (record.status, record.answer) == ("answered", "已恢复供水")
    assert file.ended("H03") == ("2026-03-16", "met")


def test_a_submission_is_returned_by_its_leader_or_withdrawn_by_who_made_it(db):
    leader, file = an_officer("Party and government leader"), File()
    file.move("submit", "2026-03-03", "Triage officer", leader_id=leader.id, text="请阅示。")
    with pytest.raises(MoveRefused, match="waits for you"):
        file.ask("return_submission", "2026-03-04", "Bureau leader", **REASON)
    file.move("return_submission", "2026-03-04", leader, **REASON)
    file.move("submit", "2026-03-05", "Triage officer", leader_id=leader.id, text="请阅示。")
    file.move("withdraw_submission", "2026-03-06", "Triage officer")
    with pytest.raises(MoveRefused, match="No submission"):
        file.ask("withdraw_submission", "2026-03-06", "Triage officer")
    statuses = db.session.scalars(sa.select(Submission.status).order_by(Submission.id)).all()
    assert statuses == ["returned", "withdrawn"]


def test_a_petition_is_laid_before_a_leader_only_and_for_a_day_to_come():
    file = File()
    recorder = an_officer("Triage officer", the_unit("YL"))
    with pytest.raises(Invalid) as error:
        file.ask("submit", "2026-03-03", "Triage officer", leader_id=recorder.id, text="请阅示。")
    assert error.value.field == "leader_id"
    leader = an_officer("Bureau leader")
    with pytest.raises(Invalid, match="has passed"):
        file.ask("submit", "2026-03-03", "Triage officer", leader_id=leader.id,
                 wanted_on=date(2026, 3, 2), text="请阅示。")  # fmt: skip


def test_a_recorder_writes_for_a_leader_and_never_for_himself(only):
    file = File()
    with pytest.raises(Invalid) as error:
        file.ask("instruct", "2026-03-04", "Triage officer", text="请速办")
    assert error.value.field == "leader_id"
    with pytest.raises(Invalid):
        file.ask("instruct", "2026-03-04", "Triage officer", text="请速办",
                 leader_id=an_officer("Triage officer").id)  # fmt: skip
    with pytest.raises(Invalid, match="scan"):
        file.ask("instruct", "2026-03-04", "Triage officer", text="请速办", leader_name="市长 周某")
    file.move("instruct", "2026-03-04", "Triage officer", text="请速办", leader_name="市长 周某",
              leader_level="3", occurred_on=date(2026, 3, 3), scanned=True)  # fmt: skip
    record = only(Instruction)
    assert (record.for_leader, record.leader_name) == (True, "市长 周某")
    assert (record.instructed_on, record.recorded_by_id) == (
        date(2026, 3, 3), an_officer("Triage officer").id
    )  # fmt: skip


def test_an_instruction_may_belong_to_no_petition():
    with clock.at("2026-03-04"):
        given = {"subject": "春灌保障", "text": "提前排查。", "instructed_on": date(2026, 3, 3)}
        record = record_instruction(by=an_officer("Bureau leader"), **given)
        assert (record.petition, record.subject) == (None, "春灌保障")
        with pytest.raises(MoveRefused):
            record_instruction(by=an_officer("Handler"), **given)


# --- supervision --------------------------------------------------------------------------------


def test_the_life_of_a_supervision(only):
    file = File().accepted("2026-03-10").supervised("2026-03-16", date(2026, 3, 23))
    record = only(Supervision)
    assert (record.rung, record.status, file.petition.supervised) == ("urge", "issued", True)
    with pytest.raises(MoveRefused, match="another unit's"):
        file.ask("sign_supervision", "2026-03-17", ("Unit intake", "LT-HOUSING"))
    file.move("sign_supervision", "2026-03-17", "Unit intake")
    assert record.status == "signed"
    file.move("answer_supervision", "2026-03-20", "Handler", text="已加快")
    assert (record.status, record.answer) == ("answered", "已加快")
    file.move("close_supervision", "2026-03-23", "Supervisor", result="1")
    assert (record.status, record.result, file.petition.supervised) == ("closed", "1", False)


def test_the_mark_stays_while_another_supervision_is_open():
    file = File().accepted("2026-03-10").supervised("2026-03-16", date(2026, 3, 23))
    file.supervised("2026-03-17", date(2026, 3, 24))
    file.move("close_supervision", "2026-03-18", "Supervisor", result="4", note="撤销。")
    assert file.petition.supervised


def test_a_supervision_wants_its_answer_later_and_stands_on_a_rung():
    file = File().accepted("2026-03-10")
    given = {"unit_id": the_unit("LT-WATER").id, "reason_code": "1", "text": "请加快"}
    for wrong, field in (
        ({"rung": "urge", "due_on": date(2026, 3, 10)}, "due_on"),
        ({"rung": "shout", "due_on": date(2026, 3, 20)}, "rung"),
    ):
        with pytest.raises(Invalid) as error:
            file.ask("issue_supervision", "2026-03-16", "Supervisor", **given, **wrong)
        assert error.value.field == field


# --- public reply -------------------------------------------------------------------------------


def public(file, verb, by, **given):
    return file.move(verb, "2026-04-27", by, **given)


def test_the_life_of_a_public_reply(only):
    file = File(publicity="1").served("2026-04-24")
    public(file, "propose_public_reply", "Handler", text="张建国反映的供水已恢复")
    with pytest.raises(MoveRefused, match="already"):
        public(file, "propose_public_reply", "Handler", text="再拟")
    for verb, by in (
        ("approve_public_reply", "Reviewer"),
        ("publish_public_reply", "Triage officer"),
    ):
        with pytest.raises(MoveRefused, match="No public reply"):
            public(file, verb, by)
    public(file, "redact_public_reply", "Triage officer", text="群众反映的供水已恢复")
    record = only(PublicReply)
    assert (record.status, record.redacted) == ("redacted", "群众反映的供水已恢复")
    public(file, "approve_public_reply", "Reviewer")
    public(file, "publish_public_reply", "Triage officer")
    assert (record.status, record.published_at is not None) == ("published", True)
    public(file, "withdraw_public_reply", "Triage officer", reason="信访人撤回同意")
    assert record.status == "withdrawn"
    public(file, "propose_public_reply", "Handler", text="重新拟稿")


def test_who_proposed_or_redacted_a_public_reply_does_not_approve_it():
    both = an_officer("Triage officer + Reviewer", full_name="身兼二职")
    proposer = File(publicity="1").served("2026-04-24")
    public(proposer, "propose_public_reply", both, text="已恢复")
    public(proposer, "redact_public_reply", "Triage officer", text="已恢复")
    redactor = File(publicity="1", name="李秀英").served("2026-04-24")
    public(redactor, "propose_public_reply", "Handler", text="已恢复")
    public(redactor, "redact_public_reply", both, text="已恢复")
    for file in (proposer, redactor):
        with pytest.raises(MoveRefused, match="Another person"):
            public(file, "approve_public_reply", both)


# --- other records ------------------------------------------------------------------------------


def test_seen_is_marked_once_for_each_officer(db):
    file = File()
    for on in ("2026-03-02", "2026-03-03"):
        file.move("mark_seen", on, "Triage officer", note="已阅")
    file.move("mark_seen", "2026-03-03", "Reviewer")
    assert db.session.scalar(sa.select(sa.func.count(SeenMark.id))) == 2
    assert file.state == "registered"


def test_a_recusal_is_decided_by_somebody_else():
    file = File().accepted("2026-03-10")
    both = an_officer("Head of unit + Handler", full_name="一肩挑")
    file.move("recuse", "2026-03-11", both, reason="与信访人是亲属")
    with pytest.raises(MoveRefused, match="Another person"):
        file.ask("decide_recusal", "2026-03-11", both, grant=True)
    file.move("decide_recusal", "2026-03-11", "Head of unit", grant=True)
    with pytest.raises(MoveRefused, match="No recusal"):
        file.ask("decide_recusal", "2026-03-11", "Head of unit", grant=True)


def test_a_colleagues_interest_can_be_claimed():
    file = File().accepted("2026-03-10")
    handler = an_officer("Handler + Head of unit", full_name="一肩挑")
    file.petition.handler = handler
    file.move(
        "recuse", "2026-03-11", "Unit intake", reason="与被反映单位有关", officer_id=handler.id
    )
    with pytest.raises(MoveRefused, match="Another person"):
        file.ask("decide_recusal", "2026-03-11", handler, grant=True)


def test_office_and_unit_are_rated_apart(only):
    file = File().served("2026-04-24")
    file.move("follow_up", "2026-04-27", "Supervisor", manner="1", satisfaction="3",
              office_satisfaction="0", text="来电答复慢")  # fmt: skip
    record = only(FollowUp)
    assert (record.satisfaction, record.office_satisfaction) == ("3", "0")
    said = read_aloud(file.petition.events[-1])["zh"]
    assert "对责任单位不满意" in said
    assert "对信访部门满意" in said


def test_an_incident_is_about_the_event_and_not_of_tomorrow(only):
    file = File()
    given = {"conduct": "01", "facts": "在大厅大声喧哗", "place": "接待大厅"}
    with pytest.raises(Invalid) as error:
        file.ask(
            "record_incident", "2026-03-02", "Window clerk", happened_on=date(2026, 3, 3), **given
        )
    assert error.value.field == "happened_on"
    file.move("record_incident", "2026-03-02", "Window clerk", **given)
    record = only(Incident)
    assert not hasattr(record, "person_id")
    assert (record.conduct, record.place) == ("01", "接待大厅")


def test_what_happened_at_the_visit_is_recorded_with_it(only):
    File(conduct="01", conduct_facts="横幅", conduct_place="大门")
    assert (only(Incident).facts, only(Incident).place) == ("横幅", "大门")


def test_a_correction_names_the_fields_and_touches_no_other():
    file = File()
    file.move("correct", "2026-03-03", "Window clerk", changes={"urgency": "2", "issue": "0112"})
    assert (file.petition.urgency, file.petition.issue) == ("2", "0112")
    facts = file.petition.events[-1].facts
    assert (facts["fields"], facts["before"]["issue"]) == ("issue, urgency", "0111")
    for changes, words in (
        ({"received_on": "2026-02-01"}, "cannot be"),
        ({"urgency": "2"}, "Nothing"),
    ):
        with pytest.raises(Invalid, match=words):
            file.ask("correct", "2026-03-03", "Window clerk", changes=changes)


def test_papers_are_added_to_a_file(only):
    file = File()
    file.move("attach", "2026-03-03", "Window clerk", uploads=[("来信.png", BytesIO(PNG))])
    record = only(Attachment)
    assert (record.name, record.petition_id) == ("来信.png", file.petition.id)


def test_who_was_called_to_an_incident_is_kept_and_told(only):
    file = File()
    given = {"conduct": "11", "facts": "当场服药，已送医。", "called_120": True, "forewarned": True}
    file.move("record_incident", "2026-03-02", "Window clerk", **given)
    record = only(Incident)
    assert (record.called_120, record.called_119, record.called_110) == (True, False, False)
    assert record.forewarned
    assert "联动 120" in read_aloud(file.petition.events[-1])["zh"]


def test_a_visit_keeps_who_was_called(only):
    File(conduct="12", conduct_facts="攀爬围墙", called_119=True, called_110=True)
    record = only(Incident)
    assert (record.called_120, record.called_119, record.called_110) == (False, True, True)
