"""Limits of a file on the main line: what each move stops, starts and leaves alone."""

from datetime import date

import pytest

from app.core.workdays import WorkCalendar
from app.dictionaries.queries import work_calendar
from app.petitions.clocks.running import UnnamedLimit, start_clock
from app.petitions.engine import Act
from app.petitions.workflow import PETITION
from tests.factories import an_officer, the_unit
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


# --- what registration starts -------------------------------------------------------------------


def test_the_petition_office_has_fifteen_days_from_arrival_however_late_it_is_typed(file):
    papers = file(on="2026-03-05", received_on=day("2026-03-02"))
    assert papers.running() == {"D01": "2026-03-17"}
    assert papers.lamp == ("D01", "2026-03-17")


def test_another_unit_owes_the_notice_from_arrival(file):
    papers = file(
        on="2026-03-03", received_on=day("2026-03-02"), by=("Station operator", "LT-STATION")
    )
    assert papers.running() == {"D02": "2026-03-17"}


def test_what_is_assigned_from_above_has_its_own_day_beside(file):
    papers = file(form="assigned", source="02", assigned_due_on=day("2026-03-10"))
    assert papers.running() == {"D01": "2026-03-17", "D05I": "2026-03-10"}
    assert papers.lamp == ("D05I", "2026-03-10"), "the earliest duty gives the lamp"
    papers.move(
        "report_upward", "2026-03-09", "Triage officer", second="Bureau leader", text="已办结。"
    )
    assert papers.running() == {"D01": "2026-03-17"}
    assert papers.ended("D05I") == ("2026-03-09", "met")


def test_assigned_from_above_without_a_day_there_is_no_second_limit(file):
    assert file(form="assigned", source="02").running() == {"D01": "2026-03-17"}


# --- down and back ------------------------------------------------------------------------------


def test_a_transfer_stops_the_office_and_starts_the_unit_from_delivery(file):
    papers = file().transfer("2026-03-10")
    assert papers.ended("D01") == ("2026-03-10", "met")
    assert papers.running() == {"D03": "2026-03-25", "D04": "2026-03-17"}
    assert papers.lamp == ("D03", "2026-03-25"), "a window lights no lamp"


def test_a_late_transfer_is_kept_as_late(file):
    assert file().transfer("2026-03-18").ended("D01") == ("2026-03-18", "late")


def test_the_simple_procedure_gives_three_working_days(file):
    papers = file().transfer("2026-03-03", procedure="2", simple_ground="1")
    assert papers.running() == {"D16": "2026-03-06", "D04": "2026-03-10"}


def test_an_assignment_also_starts_the_day_of_the_report(file):
    papers = file().assign("2026-03-04", report_due_on=day("2026-04-20"))
    assert papers.running() == {"D03": "2026-03-19", "D04": "2026-03-11", "D05": "2026-04-20"}


def test_an_assignment_starts_when_it_is_granted_not_when_it_is_asked(file):
    papers = file()
    asked = papers.ask("assign", "2026-03-04", "Triage officer", **papers.down("LT-WATER"),
                       report_due_on=day("2026-04-20"))  # fmt: skip
    assert papers.running() == {"D01": "2026-03-17"}
    papers.grant(asked, "2026-03-18", "Bureau leader")
    assert papers.ended("D01") == ("2026-03-18", "late")
    assert papers.running()["D03"] == "2026-04-02"


def test_a_recalled_file_is_decided_anew_in_five_working_days(file):
    papers = file().transfer("2026-03-10")
    papers.move("recall", "2026-03-12", "Triage officer", reason="转错单位")
    assert papers.running() == {"H01": "2026-03-19"}
    assert papers.ended("D01") == ("2026-03-10", "met"), "the first decision's result stays"
    papers.transfer("2026-03-20")
    assert papers.ended("H01") == ("2026-03-20", "late")
    assert papers.running() == {"D03": "2026-04-07", "D04": "2026-03-27"}, "4 April: Qingming"


def test_an_agreed_objection_starts_the_house_limit_only(file):
    papers = file().transfer("2026-03-20").objected("2026-03-23")
    papers.move("agree_objection", "2026-03-25", "Triage officer")
    assert papers.running() == {"H01": "2026-04-01"}
    assert papers.ended("D01") == ("2026-03-20", "late")


def test_a_refused_objection_leaves_the_units_limit_running(file):
    papers = file().transfer("2026-03-04").objected("2026-03-06")
    before = papers.running()
    papers.move("refuse_objection", "2026-03-12", "Triage officer", reason="职责清楚")
    assert papers.running() == before
    assert before["D03"] == "2026-03-19"


def test_a_forwarded_leg_has_a_notice_of_its_own(file):
    papers = file().transfer("2026-03-04").signed("2026-03-05")
    papers.forward("2026-03-09")
    assert papers.running() == {"D03": "2026-03-24", "D04": "2026-03-16"}
    assert papers.owner("D03") == "LT-WATER-1"


# --- handling -----------------------------------------------------------------------------------


def test_handling_runs_sixty_days_from_acceptance(file):
    papers = file().transfer("2026-03-04").signed("2026-03-05").accept("2026-03-10")
    assert papers.ended("D03") == ("2026-03-10", "met")
    assert papers.running() == {"D06": "2026-05-09"}


def test_a_late_acceptance_does_not_lengthen_the_handling(file):
    papers = file().transfer("2026-03-04").signed("2026-03-05").accept("2026-03-31")
    assert papers.ended("D03") == ("2026-03-31", "late")
    assert papers.running() == {"D06": "2026-05-18"}, "from 19 March: delivered and fifteen days"


def test_a_notice_by_word_may_be_older_than_its_record_and_counts_from_its_own_day(file):
    papers = file().transfer("2026-03-03", procedure="2", simple_ground="1").signed("2026-03-04")
    papers.accept("2026-03-07", occurred_on=day("2026-03-05"), procedure="2", oral=True)
    assert papers.ended("D16") == ("2026-03-05", "met")
    assert papers.running() == {"D17": "2026-03-19"}
    assert papers.petition.events[-1].late_days == 2


def test_the_simple_procedure_handles_in_ten_working_days(file):
    papers = file().transfer("2026-03-03", procedure="2", simple_ground="1").signed("2026-03-04")
    papers.accept("2026-03-05", procedure="2")
    assert papers.ended("D16") == ("2026-03-05", "met")
    assert papers.running() == {"D17": "2026-03-19"}


def test_a_consultation_is_simple_without_being_asked(file):
    papers = file(purpose="05").transfer("2026-03-03").signed("2026-03-04").accept("2026-03-05")
    assert papers.petition.procedure == "2"
    assert papers.running() == {"D17": "2026-03-19"}


def test_a_group_that_asks_a_question_takes_the_ordinary_procedure(file):
    papers = file(purpose="05", head_count=9).transfer("2026-03-03").signed("2026-03-04")
    assert papers.accept("2026-03-05").running() == {"D06": "2026-05-06"}, "4 May is a holiday"


def test_the_ordinary_procedure_counts_from_the_original_acceptance(file):
    papers = file().transfer("2026-03-03", procedure="2", simple_ground="1").signed("2026-03-04")
    papers.accept("2026-03-05", procedure="2")
    papers.move("to_ordinary", "2026-03-18", "Head of unit", reason="需要鉴定")
    assert papers.running() == {"D06": "2026-05-06"}, "from 5 March; 4 May is a holiday"


def test_a_suggestion_is_answered_under_a_house_limit(file):
    papers = file(purpose="01").transfer("2026-03-03").signed("2026-03-04").accept("2026-03-05")
    assert papers.running() == {"H02": "2026-04-04"}, "thirty days, not rolled"


def test_an_extension_counts_from_the_unrolled_end_of_the_file(file):
    papers = file().accepted("2026-03-11")
    assert papers.running() == {"D06": "2026-05-11"}
    papers.extend("2026-04-20", 10)
    assert papers.running() == {"D06": "2026-05-20"}
    papers.extend("2026-05-18", 20)
    assert papers.running() == {"D06": "2026-06-09"}
    assert papers.lamp == ("D06", "2026-06-09")


def test_service_stops_the_handling_and_opens_the_review(file):
    papers = file().replied("2026-04-20")
    assert papers.running() == {"D06": "2026-05-09"}, "an opinion in a drawer stops nothing"
    papers.serve("2026-04-24")
    assert papers.ended("D06") == ("2026-04-24", "met")
    assert papers.running() == {"D07": "2026-05-25"}, "24 May is a Sunday"
    assert papers.lamp == (None, None), "the petitioner's window is no duty"


def test_service_after_the_end_is_late_although_the_opinion_was_not(file):
    papers = file().replied("2026-05-08").serve("2026-05-12")
    assert papers.ended("D06") == ("2026-05-12", "late")


def test_a_withdrawn_opinion_gives_back_the_old_limit_never_a_new_one(file):
    papers = file().replied("2026-04-20").serve("2026-04-24")
    papers.move("withdraw_opinion", "2026-04-27", "Head of unit", reason="认定有误")
    assert papers.running() == {"D06": "2026-05-09"}
    assert len(papers.clocks("D06")) == 1


def test_a_limit_that_the_move_does_not_name_is_a_mistake_of_the_program(db):
    file = File()
    act = Act(file.petition, PETITION.move("mark_seen"), an_officer(), calendar=work_calendar())
    with pytest.raises(UnnamedLimit, match="mark_seen starts D06"):
        start_clock(act, "D06", on=day("2026-03-03"), owner=the_unit())
    assert "D06" not in file.running()
