"""Limits of a review, of what lies beside the line, and of the end."""

from datetime import date

import pytest

from app.core.workdays import WorkCalendar
from tests.factories import a_petition, the_unit
from tests.petitions.walks import File


def day(text):
    return date.fromisoformat(text)


#: The notices of 2025 and 2026 around the days below, as the State Council published them.
OFF = """2025-05-01 2025-05-02 2025-05-05 2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18
2026-02-19 2026-02-20 2026-02-23 2026-04-06 2026-05-01 2026-05-04 2026-05-05
2026-10-01 2026-10-02 2026-10-05 2026-10-06 2026-10-07""".split()
WORKED = "2025-04-27 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10".split()
CALENDAR = WorkCalendar(
    off_days=frozenset(map(day, OFF)), work_days=frozenset(map(day, WORKED)), last_year=2026
)


@pytest.fixture
def file(db, at):
    """Return a maker of files: registered on a day, and moved by the officers of a unit."""
    return lambda **traits: File(**traits)


# --- review -------------------------------------------------------------------------------------


def test_a_review_is_decided_in_thirty_days_from_the_application(file):
    papers = file().served("2026-04-24").ask_review("2026-05-06")
    assert papers.ended("D07") == ("2026-05-06", "met")
    assert papers.running() == {"D08": "2026-06-05"}
    assert papers.owner("D08") == "LT"


def test_an_application_typed_later_counts_from_the_day_it_came(file):
    papers = file().served("2026-04-24").ask_review("2026-05-27", applied_on=day("2026-05-25"))
    assert papers.ended("D07") == ("2026-05-25", "met"), "the last day of the window"
    assert papers.running() == {"D08": "2026-06-24"}


def test_the_review_opens_the_way_to_the_re_examination_when_it_is_served(file):
    papers = file().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    assert papers.running() == {}, "nothing runs until it is served"
    papers.serve("2026-06-01", by=("Review officer", "LT"))
    assert papers.running() == {"D09": "2026-07-01"}
    papers.ask_re_examination("2026-06-10")
    assert papers.running() == {"D10": "2026-07-10"}


def test_a_hearing_pauses_the_re_examination_only(file):
    papers = file().served("2026-04-24").ask_review("2026-05-06")
    papers.hearing("2026-05-20", "2026-05-18", "2026-05-20", at="LT")
    assert papers.running() == {"D08": "2026-06-05"}, "a review is not paused"
    papers.decide_review("2026-05-28").serve("2026-06-01", by=("Review officer", "LT"))
    papers.ask_re_examination("2026-06-10")
    papers.hearing("2026-06-24", "2026-06-22", "2026-06-24", at="XA")
    assert papers.running() == {"D10": "2026-07-13"}, "10 July and three days"
    papers.hearing("2026-06-26", "2026-06-24", "2026-06-25", at="XA")
    assert papers.clocks("D10")[0].paused_days == 4, "a day is taken out once"
    assert papers.running() == {"D10": "2026-07-14"}


def test_a_hearing_while_handling_pauses_nothing(file):
    papers = file().accepted("2026-03-10")
    papers.hearing("2026-03-20", "2026-03-18", "2026-03-20", at="LT-WATER", role="Handler")
    assert papers.running() == {"D06": "2026-05-09"}


def test_only_being_told_to_do_it_again_gives_sixty_new_days(file):
    papers = file().served("2026-04-24").ask_review("2026-05-06")
    papers.decide_review("2026-05-28", outcome="2")
    assert papers.state == "accepted"
    assert papers.running() == {"D06": "2026-07-27"}
    assert len(papers.clocks("D06")) == 2


def test_a_withdrawal_after_it_was_redone_goes_on_with_the_second_limit(file):
    papers = file().transfer("2026-03-04", procedure="2", simple_ground="1").signed("2026-03-05")
    papers.accept("2026-03-06", procedure="2")
    papers.move("to_ordinary", "2026-03-09", "Head of unit", reason="情况复杂")
    papers.reply("2026-03-16").serve("2026-03-17").ask_review("2026-03-20")
    papers.decide_review("2026-04-10", outcome="2", conclusion=None)
    papers.reply("2026-04-20").serve("2026-04-21")
    papers.move("withdraw_opinion", "2026-04-22", "Head of unit", reason="认定有误")
    assert papers.running() == {"D06": "2026-06-09"}, "not the sixty days of the first time"


def test_a_refused_application_stops_the_reviewers_limit(file):
    papers = file().served("2026-04-24").ask_review("2026-05-06")
    papers.move("refuse_application", "2026-05-08", ("Review officer", "LT"),
                second=("Reviewer", "LT"), reason="不符合条件")  # fmt: skip
    assert papers.ended("D08") == ("2026-05-08", "met")
    assert papers.state == "replied"
    assert papers.running() == {"D07": "2026-05-25"}, "counted from service, as if never stopped"


def test_the_last_opinion_stops_everything(file):
    papers = file().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    papers.serve("2026-06-01", by=("Review officer", "LT")).ask_re_examination("2026-06-10")
    papers.decide_re_examination("2026-07-01")
    assert papers.running() == {}
    papers.serve("2026-07-03", by=("Review officer", "XA"))
    assert papers.running() == {}, "after the last level no window opens"
    assert papers.petition.served_on == day("2026-07-03")


# --- beside the line ----------------------------------------------------------------------------


def test_joining_halts_the_office_and_parting_lets_the_same_limit_go_on(file):
    other = file(name="李秀英")
    papers = file()
    papers.move("join", "2026-03-05", "Triage officer", other_number=other.petition.number)
    assert papers.running() == {}
    papers.move("part", "2026-03-09", "Triage officer", reason="不是同一事项")
    assert papers.running() == {"D01": "2026-03-17"}
    assert papers.lamp == ("D01", "2026-03-17")


def test_parting_restores_only_what_the_joining_stopped(file):
    """On one day: transferred, recalled, joined, parted; the office's fifteen days stay met."""
    other = file(name="李秀英")
    papers = file().transfer("2026-03-05")
    papers.move("recall", "2026-03-05", "Triage officer", reason="转错单位")
    papers.move("join", "2026-03-05", "Triage officer", other_number=other.petition.number)
    papers.move("part", "2026-03-05", "Triage officer", reason="不是同一事项")
    assert papers.ended("D01") == ("2026-03-05", "met")
    assert papers.running() == {"H01": "2026-03-12"}


def test_a_passed_report_stops_the_day_that_was_given(file):
    papers = file().assign("2026-03-04", report_due_on=day("2026-04-20"))
    papers.signed("2026-03-05")
    papers.move("report_back", "2026-04-20", ("Unit intake", "LT-WATER"), text="已办结。")
    assert "D05" in papers.running(), "a report that nobody has read stops nothing"
    papers.move("return_report", "2026-04-21", "Triage officer", reason="未附意见书")
    assert papers.running()["D05"] == "2026-04-20"
    papers.move("report_back", "2026-04-22", ("Unit intake", "LT-WATER"), text="已补充。")
    papers.move("pass_report", "2026-04-27", "Triage officer")
    assert papers.ended("D05") == ("2026-04-22", "late"), "judged by the day of the report"


def test_an_instruction_and_a_supervision_have_limits_of_their_own(file):
    papers = file().accepted("2026-03-10")
    papers.move("instruct", "2026-03-12", "Bureau leader", text="请尽快解决。",
                unit_id=the_unit("LT-WATER").id, answer_due_on=day("2026-03-20"))  # fmt: skip
    papers.supervised("2026-03-13", due_on=day("2026-03-21"))
    assert papers.running() == {
        "D06": "2026-05-09", "H03": "2026-03-20", "H04": "2026-03-21"
    }  # fmt: skip
    assert papers.lamp == ("H03", "2026-03-20")
    papers.move("answer_instruction", "2026-03-20", ("Handler", "LT-WATER"), text="已解决。")
    papers.move("answer_supervision", "2026-03-23", ("Handler", "LT-WATER"), text="已解决。")
    assert papers.ended("H03") == ("2026-03-20", "met")
    assert papers.ended("H04") == ("2026-03-23", "late"), "a house limit does not roll"
    assert papers.running() == {"D06": "2026-05-09"}


def test_one_answer_stops_its_own_supervision_and_no_other(file):
    papers = file().accepted("2026-03-10")
    papers.supervised("2026-03-12", due_on=day("2026-03-20"))
    papers.supervised("2026-03-13", due_on=day("2026-03-30"))
    papers.move("answer_supervision", "2026-03-16", ("Handler", "LT-WATER"), text="已解决。")
    assert papers.running()["H04"] == "2026-03-20", "the newest was answered, the older one waits"


def test_the_end_stops_all_and_reopening_starts_the_house_limit(file):
    papers = file().served("2026-04-24")
    papers.move("conclude", "2026-05-26", ("Handler", "LT-WATER"), close_way="A3", result="1")
    assert papers.running() == {}
    assert papers.lamp == (None, None)
    papers.move("reopen", "2026-05-28", "Triage officer", second="Reviewer", reason="办结有误")
    assert papers.running() == {"H01": "2026-06-04"}


def test_a_void_file_owes_nothing(file):
    papers = file(form="assigned", source="02", assigned_due_on=day("2026-03-10"))
    papers.move("void", "2026-03-03", "Triage officer", second="Reviewer", reason="重复登记")
    assert papers.running() == {}


def test_beyond_the_published_year_the_file_says_provisional(file):
    papers = file(on="2026-12-25")
    assert papers.clocks("D01")[0].provisional is True
    assert file(on="2026-03-02").clocks("D01")[0].provisional is False


def test_the_petitions_lamp_equals_its_earliest_running_duty_at_every_step(db, at):
    with at("2026-03-31"):
        for state in ("registered", "transferred", "accepted", "replied", "under_review"):
            petition = a_petition(state)
            duties = [c for c in petition.clocks if c.running and not c.window]
            first = min(duties, key=lambda c: c.due_on, default=None)
            assert petition.lamp_due_on == (first.due_on if first else None)
