"""Conditions of review, report and end, and of the records beside; what the page offers."""

import pytest

from app.core import clock
from app.core.errors import Invalid
from app.petitions.case.offers import offers
from app.petitions.commands.acts import perform
from app.petitions.models import Approval
from tests.factories import SIX, a_petition, an_officer, the_unit
from tests.petitions.attempts import REASON
from tests.petitions.walks import File, day, refused, somebody

pytestmark = pytest.mark.usefixtures("db")


# --- review -------------------------------------------------------------------------------------


def application(code="LT", applied_on="2026-05-06"):
    return {"unit_id": the_unit(code).id, "applied_on": day(applied_on), **REASON}


def test_the_last_day_of_the_remedy_period_is_in_and_the_next_is_out():
    assert File().served("2026-04-24").ask_review("2026-05-25").state == "under_review"
    file = File(name="李秀英").served("2026-04-24")
    refused(file, "ask_review", "2026-05-26", "Review officer", "ended on 2026-05-25",
            **application(applied_on="2026-05-26"))  # fmt: skip


def test_a_timely_application_may_be_entered_when_the_period_is_over():
    file = File().served("2026-04-24")
    with clock.at("2026-05-27"):
        found = offers(file.petition, an_officer("Review officer"))
    assert "ask_review" in [one.move.name for one in found if one.allowed]
    error = refused(file, "ask_review", "2026-05-27", "Review officer", "ended on 2026-05-25",
                    **application(applied_on="2026-05-26"))  # fmt: skip
    assert error.field == "applied_on"
    file.move("ask_review", "2026-05-27", "Review officer", **application(applied_on="2026-05-25"))
    assert file.state == "under_review"


def test_without_service_there_is_no_remedy():
    file = File().replied("2026-04-20")
    refused(file, "ask_review", "2026-05-06", "Review officer", "not been served", **application())


def test_an_application_is_neither_of_tomorrow_nor_older_than_the_service():
    file = File().served("2026-04-24")
    ahead = refused(file, "ask_review", "2026-05-05", "Review officer", "future", **application())
    older = refused(file, "ask_review", "2026-04-24", "Review officer", "before",
                    **application(applied_on="2026-04-23"))  # fmt: skip
    longer = refused(file, "ask_review", "2026-05-05", "Review officer", "before",
                     **application(applied_on="2026-03-01"))  # fmt: skip
    assert {one.field for one in (ahead, older, longer)} == {"applied_on"}


def test_who_decided_does_not_review_itself():
    file = File().served("2026-04-24")
    error = refused(file, "ask_review", "2026-05-06", "Review officer", "itself",
                    **application("LT-WATER"))  # fmt: skip
    assert error.field == "unit_id"


def test_who_reviewed_does_not_re_examine():
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    file.serve("2026-06-01", by=("Review officer", "LT"))
    refused(file, "ask_re_examination", "2026-06-10", "Review officer", "itself",
            **application("LT", "2026-06-10"))  # fmt: skip
    assert file.ask_re_examination("2026-06-10").state == "under_re_examination"


def test_a_re_examination_follows_a_review_and_a_review_follows_no_review():
    file = File().served("2026-04-24")
    refused(file, "ask_re_examination", "2026-05-06", "Review officer", "after the review",
            **application("XA"))  # fmt: skip
    file.ask_review("2026-05-06").decide_review("2026-05-28")
    file.serve("2026-06-01", by=("Review officer", "LT"))
    refused(file, "ask_review", "2026-06-02", "Review officer", "after the handling",
            **application("XA", "2026-06-02"))  # fmt: skip


def test_only_the_handling_opinion_can_be_withdrawn():
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    refused(file, "withdraw_opinion", "2026-05-29", "Head of unit", "handling opinion", **REASON)


def test_a_hearing_ends_after_it_begins_and_not_tomorrow():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    by = ("Review officer", "LT")
    for begins, ends, words in (
        ("2026-05-12", "2026-05-11", "ends before"),
        ("2026-05-12", "2026-05-14", "future"),
    ):
        refused(file, "hold_hearing", "2026-05-13", by, words, text="笔录", report="报告",
                begins_on=day(begins), ends_on=day(ends))  # fmt: skip


# --- reports and the end ------------------------------------------------------------------------


def test_a_report_goes_back_only_where_it_is_owed():
    file = File().transfer("2026-03-04").signed("2026-03-05")
    refused(file, "report_back", "2026-03-06", "Unit intake", "No report is owed", text="已办结")
    refused(file, "pass_report", "2026-03-06", "Triage officer", "No report waits")


def test_a_report_is_judged_once():
    file = File().assign("2026-03-04", report_due_on=day("2026-04-20"))
    file.move("report_back", "2026-03-10", "Unit intake", text="已办结")
    refused(file, "report_back", "2026-03-10", "Unit intake", "No report is owed", text="再报")
    file.move("pass_report", "2026-03-11", "Triage officer")
    refused(file, "pass_report", "2026-03-11", "Triage officer", "No report waits")


def test_only_what_was_assigned_from_above_is_reported_upward_and_only_once():
    refused(File(), "report_upward", "2026-03-04", "Triage officer", "not assigned", text="已办")
    file = File(form="assigned", source="02", assigned_due_on=day("2026-03-30"))
    file.move("report_upward", "2026-03-04", "Triage officer", second="Bureau leader", text="已办")
    refused(file, "report_upward", "2026-03-05", "Triage officer", "already", text="再报")


def test_it_is_still_owed_when_the_file_was_concluded_without_it():
    file = File(form="assigned", source="02", assigned_due_on=day("2026-03-30"))
    file.move("conclude", "2026-03-04", "Triage officer", close_way="A1", result="1", reply="已答")
    file.move("report_upward", "2026-03-05", "Triage officer", second="Bureau leader", text="已办")
    assert file.petition.events[-1].move == "report_upward"


def test_what_was_assigned_from_above_is_not_closed_at_the_window():
    file = File(form="assigned", source="02", assigned_due_on=day("2026-03-30"))
    refused(file, "reply_on_the_spot", "2026-03-02", "Window clerk", "assigner", reply="好",
            consent=True)  # fmt: skip


def test_the_file_is_concluded_on_the_day_after_the_remedy_period():
    closing = {"close_way": "A3", "result": "1"}
    file = File().replied("2026-04-20")
    refused(file, "conclude", "2026-04-21", "Handler", "not been served", **closing)
    file.serve("2026-04-24")
    refused(file, "conclude", "2026-05-25", "Handler", "until 2026-05-25", **closing)
    file.move("conclude", "2026-05-26", "Handler", **closing)
    assert file.state == "concluded"


@pytest.mark.parametrize(
    ("traits", "conclusion", "way"),
    [
        ({"purpose": "01"}, "5", "A3"),
        ({"purpose": "05"}, "8", "A2"),
        ({"anonymous": True}, "1", "A3"),
    ],
    ids=["a suggestion", "a consultation", "nobody to serve"],
)
def test_without_a_remedy_the_file_is_concluded_at_once(traits, conclusion, way):
    file = File(**traits).accepted("2026-03-10").reply("2026-03-12", conclusion=conclusion)
    file.move("conclude", "2026-03-12", "Handler", close_way=way, result=conclusion)
    assert file.state == "concluded"


def test_a_simple_oral_answer_is_concluded_at_once():
    file = File().transfer("2026-03-04", procedure="2", simple_ground="1").signed("2026-03-05")
    file.accept("2026-03-06", procedure="2").reply("2026-03-09", oral=True, oral_manner="2")
    assert file.ended("D17") == ("2026-03-09", "met")
    file.move("conclude", "2026-03-09", "Handler", close_way="A2", result="1")
    assert file.state == "concluded"


def test_a_direct_answer_says_what_was_answered():
    file = File()
    error = refused(file, "conclude", "2026-03-03", "Triage officer", "what was answered",
                    close_way="A1", result="3", reply=" ")  # fmt: skip
    assert error.field == "reply"


def test_the_window_answers_only_with_the_petitioners_consent():
    error = refused(File(), "reply_on_the_spot", "2026-03-02", "Window clerk", "agrees",
                    reply="好", consent=False)  # fmt: skip
    assert error.field == "consent"


# --- beside the line ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        ({"publicity": "0"}, "not agreed"),
        ({"publicity": "1", "confidential": True}, "secrecy"),
        ({"publicity": "1"}, None),
    ],
)
def test_a_public_reply_needs_consent_and_no_wish_for_secrecy(traits, words):
    file = File(**traits).served("2026-04-24")
    if words:
        refused(file, "propose_public_reply", "2026-04-27", "Handler", words, text="已恢复供水")
    else:
        file.move("propose_public_reply", "2026-04-27", "Handler", text="已恢复供水")


def test_an_anonymous_petitioner_cannot_be_called_back():
    file = File(anonymous=True).replied("2026-04-20")
    refused(file, "follow_up", "2026-04-21", "Supervisor", "anonymous", manner="1",
            satisfaction="0")  # fmt: skip


def test_only_a_unit_that_has_the_petition_can_be_pressed():
    file = File().accepted("2026-03-10")
    given = {"rung": "urge", "reason_code": "1", "text": "请加快", "due_on": day("2026-03-20")}
    error = refused(file, "issue_supervision", "2026-03-11", "Supervisor", "has the petition",
                    unit_id=the_unit("LT-HOUSING").id, **given)  # fmt: skip
    assert error.field == "unit_id"


def test_a_petition_is_joined_neither_to_itself_nor_to_a_joined_void_or_sealed_one():
    file = File()
    sealed = File(purpose="04", content="反映某站长。")
    void = a_petition("voided", on="2026-03-02", name="王芳")
    joined = a_petition("joined", on="2026-03-02", name="赵六")
    with clock.at("2026-03-03"):
        for other in (file.petition, void, joined):
            with pytest.raises(Invalid, match="cannot be joined"):
                perform(file.petition, "join", by=an_officer("Triage officer"),
                        other_number=other.number)  # fmt: skip
        # An accusation is not even admitted to exist.
        with pytest.raises(Invalid, match="no petition with this number"):
            perform(file.petition, "join", by=an_officer("Triage officer"),
                    other_number=sealed.petition.number)  # fmt: skip


# --- what the case page offers ------------------------------------------------------------------


def test_the_column_offers_what_the_engine_then_allows():
    file = File().transfer("2026-03-04")
    offered = {one.move.name: one for one in offers(file.petition, somebody("Unit intake"))}
    assert offered["sign_for"].allowed
    assert not offered["forward"].allowed
    assert "Sign for it first" in str(offered["forward"].refusal)
    assert "transfer" not in offered, "no permission"
    assert "bar" not in offered, "not in this state"
    stranger = an_officer("Unit intake", the_unit("LT-HOUSING"))
    assert "sign_for" not in {one.move.name for one in offers(file.petition, stranger)}


def test_a_move_that_waits_for_its_second_person_blocks_the_others_but_no_record():
    file = File().transfer("2026-03-04").signed("2026-03-05")
    asked = file.ask("accept", "2026-03-06", "Handler", **SIX)
    assert isinstance(asked, Approval)
    refused(file, "decline", "2026-03-06", "Unit intake", "second person", reason_code="R02",
            organ="区教育局", **REASON)  # fmt: skip
    file.move("mark_seen", "2026-03-06", "Unit intake")
