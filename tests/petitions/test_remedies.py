"""Whose turn it is to review, what can be reviewed, how often it goes back (arts. 31, 35, 36)."""

import pytest
import sqlalchemy as sa

from app.core import clock
from app.petitions.engine import MoveRefused
from app.petitions.forms.review import ApplyForm
from app.petitions.lists.unserved import waiting_letters
from app.petitions.models import Opinion
from app.petitions.queries.superiors import re_examiner_of, reviewer_of
from tests.factories import an_officer, the_unit
from tests.petitions.attempts import REASON, answers
from tests.petitions.walks import File, day, read_aloud, refused

pytestmark = pytest.mark.usefixtures("db")


def application(code, applied_on="2026-05-06"):
    return {"unit_id": the_unit(code).id, "applied_on": day(applied_on), **REASON}


def reviewed():
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    return file.serve("2026-06-01", by=("Review officer", "LT"))


# --- the right unit -----------------------------------------------------------------------------


def test_a_sister_bureau_does_not_review_and_the_refusal_says_who_does():
    file = File().served("2026-04-24")
    error = refused(file, "ask_review", "2026-05-06", "Review officer", "临潼区信访局",
                    **application("LT-HOUSING"))  # fmt: skip
    assert (error.field, "art. 35" in str(error)) == ("unit_id", True)


def test_without_a_unit_named_for_review_the_superior_reviews():
    water, government = the_unit("LT-WATER"), the_unit("LT-GOV")
    water.review_unit = None
    assert reviewer_of(water) == government
    file = File().served("2026-04-24")
    refused(file, "ask_review", "2026-05-06", "Review officer", "临潼区人民政府",
            **application("LT"))  # fmt: skip
    file.move("ask_review", "2026-05-06", "Review officer", **application("LT-GOV"))
    assert file.state == "under_review"


def test_the_next_higher_unit_of_the_reviewing_one_re_examines():
    file = reviewed()
    error = refused(file, "ask_re_examination", "2026-06-10", "Review officer", "西安市信访局",
                    **application("SN", "2026-06-10"))  # fmt: skip
    assert "art. 36" in str(error)
    assert file.ask_re_examination("2026-06-10").state == "under_re_examination"


def test_who_is_named_for_the_last_level_comes_before_the_superior_of_the_reviewer():
    water, office = the_unit("LT-WATER"), the_unit("LT")
    assert re_examiner_of(water, office) == the_unit("XA")
    water.re_examination_unit = the_unit("SN")
    assert re_examiner_of(water, office) == the_unit("SN")
    assert re_examiner_of(water, the_unit("YL")) == the_unit("XA"), "the review went another way"
    water.re_examination_unit = office
    assert re_examiner_of(water, office) == the_unit("XA"), "nobody re-examines himself"


def test_a_superior_that_was_merged_away_is_followed_by_its_successor():
    water, office = the_unit("LT-WATER"), the_unit("LT")
    office.active, office.successor = False, the_unit("YL")
    assert reviewer_of(water) == the_unit("YL")
    office.successor = None
    assert reviewer_of(water) == the_unit("LT-GOV"), "gone without one: the superior"


def test_the_form_proposes_the_right_unit_at_both_levels():
    file = File().served("2026-04-24")
    assert ApplyForm.prefill(file.petition) == {"unit_id": the_unit("LT").id}
    file = reviewed()
    assert ApplyForm.prefill(file.petition) == {"unit_id": the_unit("XA").id}


def test_above_the_province_there_is_nobody():
    the_unit("LT").parent = None
    the_unit("LT").level = 2
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    file.serve("2026-06-01", by=("Review officer", "LT"))
    assert file.running() == {}, "nothing left to ask for"
    refused(file, "ask_re_examination", "2026-06-10", "Review officer", "above the province",
            **application("XA", "2026-06-10"))  # fmt: skip
    assert ApplyForm.prefill(file.petition) == {}
    file.move("conclude", "2026-06-02", "Handler", close_way="A5", result="1")
    assert file.state == "concluded"


def test_where_the_superior_is_not_entered_the_refusal_says_what_to_do():
    file = File().replied("2026-04-20")
    the_unit("LT-WATER").review_unit = the_unit("LT-WATER").parent = None
    file.serve("2026-04-24")
    assert file.running() == {"D07": "2026-05-25"}, "the petitioner keeps his time"
    refused(file, "ask_review", "2026-05-06", "Review officer", "is not entered",
            **application("LT"))  # fmt: skip


def test_after_a_refused_application_another_can_be_entered():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    refusing = {"second": ("Reviewer", "LT"), "reason": "材料不全"}
    file.move("refuse_application", "2026-05-08", ("Review officer", "LT"), **refusing)
    assert file.ask_review("2026-05-11").state == "under_review"
    file.decide_review("2026-05-28").serve("2026-06-01", by=("Review officer", "LT"))
    file.ask_re_examination("2026-06-10")
    refusing["second"] = ("Reviewer", "XA")
    file.move("refuse_application", "2026-06-12", ("Review officer", "XA"), **refusing)
    assert file.ask_re_examination("2026-06-15").state == "under_re_examination"


def test_another_unit_reviews_only_with_a_reason_and_a_second_person(db):
    file = File().served("2026-04-24")
    asked = file.ask("ask_review", "2026-05-06", "Window clerk", exception="区政府指定提级复查",
                     **application("XA"))  # fmt: skip
    assert (asked.permission, file.state) == ("can_approve_ask_review", "replied")
    file.grant(asked, "2026-05-07", "Reviewer")
    assert (file.state, file.owner("D08")) == ("under_review", "XA")
    assert "区政府指定提级复查" in read_aloud(file.petition.events[-1])["zh"]


def test_an_exception_is_neither_for_the_unit_itself_nor_for_the_right_one():
    file = File().served("2026-04-24")
    for code, field in (("LT-WATER", "unit_id"), ("LT", "exception")):
        error = refused(file, "ask_review", "2026-05-06", "Review officer", "next higher unit",
                        exception="指定", **application(code))  # fmt: skip
        assert error.field == field


def test_who_asks_for_the_exception_does_not_agree_to_it():
    both = an_officer("Window clerk + Reviewer", full_name="身兼二职")
    file = File().served("2026-04-24")
    asked = file.ask("ask_review", "2026-05-06", both, exception="指定", **application("XA"))
    with pytest.raises(MoveRefused, match="Another person"):
        file.grant(asked, "2026-05-06", both)


# --- what can be reviewed -----------------------------------------------------------------------


@pytest.mark.parametrize(("purpose", "conclusion"), [("01", "5"), ("05", "8")])
def test_what_is_answered_and_not_decided_has_no_review(purpose, conclusion):
    file = File(purpose=purpose, head_count=6)
    file.accepted("2026-03-10").reply("2026-03-12", conclusion=conclusion).serve("2026-03-13")
    assert file.running() == {}, "no period for a review"
    error = refused(file, "ask_review", "2026-03-20", "Review officer", "art. 31 (6)",
                    **application("LT", "2026-03-20"))  # fmt: skip
    assert "answered, not decided" in str(error)


def test_an_answer_by_the_simple_procedure_has_none_either():
    file = File().transfer("2026-03-04", procedure="2", simple_ground="1").signed("2026-03-05")
    file.accept("2026-03-06", procedure="2").reply("2026-03-09").serve("2026-03-10")
    refused(file, "ask_review", "2026-03-12", "Review officer", "simple procedure",
            **application("LT", "2026-03-12"))  # fmt: skip


# --- who enters it --------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["Triage officer", "Unit intake"])
def test_the_desk_that_has_the_file_enters_what_is_asked_weeks_later(who):
    file = File().served("2026-04-24")
    file.move("ask_review", "2026-05-06", who, **application("LT"))
    file.decide_review("2026-05-28").serve("2026-06-01", by=("Review officer", "LT"))
    again = {"unit_id": the_unit("XA").id, "applied_on": day("2026-06-20"), **REASON}
    file.move("ask_re_examination", "2026-06-20", who, **again)
    assert file.state == "under_re_examination"


@pytest.mark.parametrize("who", ["Handler", "Head of unit"])
def test_who_answered_enters_no_request_against_himself(who):
    file = File().served("2026-04-24")
    refused(file, "ask_review", "2026-05-06", who, "do not include", **application("LT"))


# --- back once ----------------------------------------------------------------------------------


def test_a_review_sends_back_once_and_then_decides():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    file.decide_review("2026-05-28", outcome="2")
    file.reply("2026-06-20").serve("2026-06-22").ask_review("2026-07-01")
    with clock.at("2026-07-20"):
        error = refused(file, "decide_review", "2026-07-20", ("Review officer", "LT"),
                        "sent back to be handled again on 2026-05-28",
                        outcome="2", facts="不清", basis="条例")  # fmt: skip
    assert error.field == "outcome"
    assert file.decide_review("2026-07-20", outcome="3", conclusion="2").state == "replied"


def test_the_opinion_that_sends_back_is_served_too_and_opens_no_remedy(db):
    file = File().served("2026-04-24").ask_review("2026-05-06")
    file.decide_review("2026-05-28", outcome="2")
    handling = file.running()
    assert [one.kind for one in waiting_letters(file.petition)] == ["W15", "W04"]
    early = {"letter": "opinion", "occurred_on": day("2026-05-27"), "manner": "11", "receipt": "1"}
    refused(file, "serve", "2026-06-01", ("Review officer", "LT"), "lies before", **early)
    file.serve("2026-06-01", by=("Review officer", "LT"))
    review = db.session.scalar(sa.select(Opinion).where(Opinion.level == "review"))
    assert review.served_on == day("2026-06-01")
    assert (file.state, file.petition.served_on) == ("accepted", None)
    assert file.running() == handling, "the sixty days run, and nothing else begins"


def test_a_new_answer_is_served_before_or_after_the_opinion_that_ordered_it():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    file.decide_review("2026-05-28", outcome="2").reply("2026-06-20").serve("2026-06-22")
    assert "D07" in file.running()
    window = file.clocks("D07")[-1].due_on
    file.serve("2026-06-24", by=("Review officer", "LT"))
    assert file.clocks("D07")[-1].due_on == window
    refused(file, "serve", "2026-06-25", "Handler", "served already",
            letter="opinion", manner="11", receipt="1")  # fmt: skip


def test_who_sent_it_back_does_not_end_it():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    file.decide_review("2026-05-28", outcome="2")
    above = an_officer("Handler", the_unit("LT"))
    refused(file, "terminate", "2026-06-01", above, "not with your unit",
            close_way="A12", result="10", reason="撤回")  # fmt: skip


def test_each_level_has_its_own_redo():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    file.decide_review("2026-05-28", outcome="2")
    file.reply("2026-06-20").serve("2026-06-22").ask_review("2026-07-01")
    file.decide_review("2026-07-20").serve("2026-07-22", by=("Review officer", "LT"))
    file.ask_re_examination("2026-08-03").decide_re_examination("2026-08-20", outcome="2")
    assert (file.state, file.petition.redone) == ("accepted", 2)


def test_the_same_opinion_is_not_issued_again():
    said = {"facts": "经查属实。", "basis": "条例第三十二条"}
    file = File().accepted("2026-03-10").reply("2026-04-20", **said).serve("2026-04-24")
    file.ask_review("2026-05-06").decide_review("2026-05-28", outcome="2")
    again = {**said, "facts": "经查 属实。\n"}
    error = refused_reply(file, again)
    assert error.field == "facts"
    file.reply("2026-06-20", **{**said, "basis": "条例第三十一条"})
    assert file.state == "replied"


def refused_reply(file, said):
    given = {"answers": answers(file.petition), "conclusion": "1", **said}
    return refused(file, "reply", "2026-06-20", "Handler", "that was revoked", **given)


def test_what_the_unit_itself_took_back_may_be_said_again():
    said = {"facts": "经查属实。", "basis": "条例第三十二条"}
    file = File().accepted("2026-03-10").reply("2026-04-20", **said)
    file.move("withdraw_opinion", "2026-04-21", "Head of unit", reason="漏盖公章")
    assert file.reply("2026-04-22", **said).state == "replied"
