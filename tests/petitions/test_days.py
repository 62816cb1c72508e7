"""A day before the event that it follows is refused, for records and letters too.

Every expectation is written by hand: the day of the event is in, the day before it is out.
"""

import pytest

from app.core.errors import Invalid
from tests.factories import an_ended_file, an_officer, the_unit
from tests.petitions.attempts import OPINION, answers
from tests.petitions.walks import File, day, refused

pytestmark = pytest.mark.usefixtures("db")

TEXT = {"text": "已核实"}
CALL = {"manner": "1", "satisfaction": "0"}
PAPER = {"text": "请速办", "leader_name": "市长 周某", "leader_level": "3", "scanned": True}


def first_of(file, verb, on, by, *, out, inside, field="occurred_on", name="occurred_on", **given):
    """Assert that one day is refused beside its field, and that the next is not."""
    with pytest.raises(Invalid) as error:
        file.ask(verb, on, by, **{name: day(out)}, **given)
    assert (error.value.field, "before" in str(error.value)) == (field, True)
    return file.ask(verb, on, by, **{name: day(inside)}, **given)


def accepted():
    return File().accepted("2026-03-10")


def letter(kind):
    return {"letter": kind, "manner": "11", "receipt": "1"}


def test_progress_follows_the_acceptance():
    first_of(accepted(), "record_progress", "2026-03-12", "Handler",
             out="2026-03-09", inside="2026-03-10", **TEXT)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "by", "out", "inside"),
    [
        ("whereabouts", "Triage officer", "2026-03-03", "2026-03-04"),
        ("acceptance", "Handler", "2026-03-09", "2026-03-10"),
        ("extension", "Handler", "2026-03-10", "2026-03-11"),
        ("other", "Handler", "2026-03-01", "2026-03-02"),
    ],
)
def test_a_letter_is_served_after_it_was_issued(kind, by, out, inside):
    """Transferred on the 4th by the bureau, accepted on the 10th, extended on the 11th."""
    file = accepted().extend("2026-03-11", 10)
    with pytest.raises(Invalid) as error:
        file.ask("serve", "2026-03-12", by, occurred_on=day(out), **letter(kind))
    assert error.value.field == "occurred_on"
    # Older than three days it waits for a second person, who can decide it.
    file.ask("serve", "2026-03-12", by, occurred_on=day(inside), **letter(kind))


def test_a_notice_of_acceptance_may_be_recorded_when_the_file_is_answered():
    file = File().replied("2026-03-12")
    file.move("serve", "2026-03-13", "Handler", occurred_on=day("2026-03-11"),
              **letter("acceptance"))  # fmt: skip
    assert file.petition.events[-1].occurred_on == day("2026-03-11")


def test_a_notice_of_non_acceptance_follows_it():
    file = File().move("decline", "2026-03-04", "Triage officer", second="Reviewer",
                       reason_code="R02", reason="不属职权", organ="区林业局")  # fmt: skip
    first_of(file, "serve", "2026-03-06", "Triage officer",
             out="2026-03-03", inside="2026-03-04", **letter("declining"))  # fmt: skip


def test_the_opinion_and_its_withdrawal_are_served_after_their_days():
    file = File().replied("2026-04-20")
    with pytest.raises(Invalid):
        file.serve("2026-04-22", occurred_on=day("2026-04-19"))
    file.serve("2026-04-22", occurred_on=day("2026-04-20"))
    file.move("withdraw_opinion", "2026-04-23", "Head of unit", reason="认定有误")
    first_of(file, "serve", "2026-04-24", "Handler",
             out="2026-04-22", inside="2026-04-23", **letter("withdrawal"))  # fmt: skip


def test_a_call_back_follows_the_service():
    first_of(File().served("2026-04-24"), "follow_up", "2026-04-27", "Supervisor",
             out="2026-04-23", inside="2026-04-24", **CALL)  # fmt: skip


def test_a_file_is_not_closed_before_its_last_day_whatever_day_is_written():
    file = File().served("2026-04-24")
    given = {"close_way": "A3", "result": "1"}
    for on in ("2026-04-23", "2026-05-25"):  # before the service; the last day of the window
        with pytest.raises(Exception, match="before|until 2026-05-25"):
            file.ask("conclude", "2026-05-27", "Handler", occurred_on=day(on), **given)
    file.move("conclude", "2026-05-27", "Handler", occurred_on=day("2026-05-26"), **given)
    assert file.state == "concluded"


def test_what_is_signed_today_was_not_issued_yesterday():
    file = File().accepted("2026-03-10")
    given = {"answers": answers(file.petition, "1"), "conclusion": "1", **OPINION}
    error = refused(file, "reply", "2026-03-13", "Handler", "of that day",
                    occurred_on=day("2026-03-12"), **given)  # fmt: skip
    assert error.field == "occurred_on"
    asked = file.ask("reply", "2026-03-13", "Handler", **given)
    assert file.grant(asked, "2026-03-16", "Head of unit").occurred_on == day("2026-03-16")
    refused(file, "serve", "2026-03-17", "Handler", "before", occurred_on=day("2026-03-13"),
            letter="opinion", manner="11", receipt="1")  # fmt: skip


def test_a_review_opinion_is_of_the_day_of_its_signature_too():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    refused(file, "decide_review", "2026-05-08", ("Review officer", "LT"), "of that day",
            occurred_on=day("2026-05-07"), outcome="1", **OPINION)  # fmt: skip


def test_an_instruction_follows_the_submission_on_which_it_is_written():
    leader, file = an_officer("Party and government leader"), File()
    file.move("instruct", "2026-03-03", "Triage officer", occurred_on=day("2026-03-01"), **PAPER)
    file.move("submit", "2026-03-04", "Triage officer", leader_id=leader.id, text="请阅示。")
    first_of(file, "instruct", "2026-03-06", leader,
             out="2026-03-03", inside="2026-03-04", text="请速办")  # fmt: skip


def test_an_instruction_is_passed_on_after_it_was_written_and_answered_after_that():
    file = accepted()
    file.move("instruct", "2026-03-12", "Triage officer", occurred_on=day("2026-03-11"), **PAPER)
    first_of(file, "pass_on_instruction", "2026-03-13", "Triage officer", out="2026-03-10",
             inside="2026-03-11", unit_id=the_unit("LT-WATER").id)  # fmt: skip
    first_of(file, "answer_instruction", "2026-03-13", "Handler",
             out="2026-03-10", inside="2026-03-11", **TEXT)  # fmt: skip


def test_a_supervision_goes_from_its_day_to_its_answer_to_its_end():
    file = accepted().supervised("2026-03-11", day("2026-03-20"))
    first_of(file, "answer_supervision", "2026-03-13", "Handler",
             out="2026-03-10", inside="2026-03-12", **TEXT)  # fmt: skip
    first_of(file, "close_supervision", "2026-03-13", "Supervisor",
             out="2026-03-11", inside="2026-03-12", result="1")  # fmt: skip


def test_a_report_is_judged_after_it_was_given():
    file = File().assign("2026-03-04", report_due_on=day("2026-04-20"))
    file.move("report_back", "2026-03-06", "Unit intake", **TEXT)
    first_of(file, "pass_report", "2026-03-07", "Triage officer",
             out="2026-03-05", inside="2026-03-06")  # fmt: skip


def test_an_incident_did_not_happen_before_anybody_came():
    first_of(File(), "record_incident", "2026-03-03", "Window clerk", out="2026-03-01",
             inside="2026-03-02", field="happened_on", name="happened_on",
             conduct="01", facts="大声喧哗")  # fmt: skip


def test_an_objection_and_its_answer_follow_each_other():
    file = File().transfer("2026-03-04").signed("2026-03-05")
    ground = {"return_reason": "1", "reason": "不属职权"}
    first_of(file, "object", "2026-03-06", "Head of unit",
             out="2026-03-03", inside="2026-03-05", **ground)  # fmt: skip
    first_of(file, "refuse_objection", "2026-03-07", "Triage officer",
             out="2026-03-04", inside="2026-03-05", reason="属你单位")  # fmt: skip


def test_a_settlement_follows_the_acceptance():
    file = accepted().settled("2026-03-10")
    first_of(file, "terminate", "2026-03-12", "Handler", out="2026-03-09",
             inside="2026-03-10", close_way="A4", result="11", reason="双方签订协议")  # fmt: skip


def test_the_service_that_proves_a_bar_lies_neither_ahead_nor_after_the_new_visit():
    given = {"reason_code": "N01", "opinion_number": "临复核〔2026〕1号", "reason": "同一事实",
             "same_facts": True}  # fmt: skip
    given["ended_number"] = an_ended_file(day("2026-03-02")).number
    file = File()
    for served_on in ("2026-03-03", "2026-03-06"):
        with pytest.raises(Invalid) as error:
            file.ask("bar", "2026-03-05", "Triage officer", served_on=day(served_on), **given)
        assert error.value.field == "served_on"
    file.ask("bar", "2026-03-05", "Triage officer", served_on=day("2026-03-02"), **given)
