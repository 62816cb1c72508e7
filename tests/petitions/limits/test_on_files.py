"""The rules on files that live by them: chosen at registration, kept through every later move."""

from datetime import date

import pytest

from app.core import clock
from app.dictionaries.queries import work_calendar
from app.petitions.case.foresight import effects
from app.petitions.limits import book
from app.petitions.workflow import PETITION
from tests.factories import an_officer, the_unit
from tests.petitions.attempts import REASON
from tests.petitions.walks import File, refused

pytestmark = pytest.mark.usefixtures("db", "at")


@pytest.fixture
def zhejiang():
    """Put the local rules of Zhejiang in force for a test."""
    book.configure({"LOCAL_RULES": "330000"})
    yield
    book.configure({})


# --- which rules --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("registered", "received", "rules", "article"),
    [
        ("2022-04-30", "2022-04-30", "2005", "21(1)"),
        ("2022-05-01", "2022-05-01", "2022", "22(1)"),
        ("2022-05-01", "2022-04-29", "2022", "22(1)"),
    ],
)
def test_the_day_of_registration_decides_not_that_of_the_letter(
    registered, received, rules, article
):
    file = File(on=registered, received_on=date.fromisoformat(received))
    (first,) = file.clocks("D01")
    assert (file.petition.rule_set, first.rule_set, first.limit.article) == (rules, rules, article)


def test_a_file_of_the_old_law_keeps_it_and_knows_no_objection():
    file = File(on="2022-04-29").transfer("2022-05-05").signed("2022-05-05")
    assert file.running() == {"D03": "2022-05-20"}
    given = {"return_reason": "1", "reason": "不属本单位职权"}
    refused(file, "object", "2022-05-06", ("Head of unit", "LT-WATER"), "is not running", **given)
    file.accept("2022-05-09")
    assert [(one.code, one.limit.article) for one in file.petition.clocks if one.running] == [
        ("D06", "33")
    ]


def test_local_rules_shorten_and_lengthen_and_stay_when_they_are_switched_off(zhejiang):
    file = File()
    assert file.running() == {"D01": "2026-03-09"}, "five working days"
    book.configure({})
    file.transfer("2026-03-04").signed("2026-03-05")
    assert file.running() == {"D03": "2026-03-11", "D04": "2026-03-11"}
    file.accept("2026-03-10").extend("2026-04-01", 40)
    assert file.running() == {"D06": "2026-05-19"}, "thirty and forty days"
    given = {"reason_code": "1", **REASON}
    refused(file, "extend", "2026-04-02", "Handler", "1 to 20", days=21, **given)
    file.extend("2026-04-02", 20)
    refused(file, "extend", "2026-04-03", "Handler", "60 days in all", days=1, **given)


def test_two_extensions_of_twenty_days_are_one_too_many():
    file = File().accepted("2026-03-10").extend("2026-04-01", 20)
    given = {"days": 20, "reason_code": "1", **REASON}
    refused(file, "extend", "2026-04-20", "Handler", "1 to 10 days", **given)
    assert file.running() == {"D06": "2026-05-29"}


# --- pauses -------------------------------------------------------------------------------------


def re_examined():
    """Return a file whose re-examination was asked for on 10 June 2026: due on 10 July."""
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    file.serve("2026-06-01", by=("Review officer", "LT"))
    return file.ask_re_examination("2026-06-10")


@pytest.mark.parametrize(
    ("held", "due", "taken", "because"),
    [
        (("2026-06-10", "2026-06-11"), "2026-07-13", 1, "the start day is not counted anyway"),
        (("2026-06-10", "2026-06-10"), "2026-07-10", 0, "nothing but the start day"),
        (("2026-07-13", "2026-07-14"), "2026-07-10", 0, "held when the limit was over"),
        (("2026-07-10", "2026-07-11"), "2026-07-13", 2, "both out: it ends on Sunday, rolls"),
    ],
)
def test_a_hearing_takes_out_days_that_would_have_been_counted(held, due, taken, because):
    file = re_examined()
    file.hearing("2026-07-15", *held, at="XA")
    assert (file.running(), file.clocks("D10")[0].paused_days) == ({"D10": due}, taken), because


# --- no second sixty days -----------------------------------------------------------------------


def concluded(file, on="2026-05-26"):
    file.move("conclude", on, ("Handler", file.unit), close_way="A3", result="1")
    return file


def reopened(file, on="2026-05-28"):
    return file.move("reopen", on, "Triage officer", second="Reviewer", reason="办结有误")


def test_a_mistake_that_is_corrected_gives_no_second_sixty_days():
    file = reopened(concluded(File().served("2026-04-24")))
    file.transfer("2026-05-29").signed("2026-05-29").accept("2026-06-01")
    assert file.running() == {"D06": "2026-05-09"}, "the limit of 10 March goes on"
    assert len(file.clocks("D06")) == 1
    assert file.lamp == ("D06", "2026-05-09")


def test_another_unit_takes_over_what_is_left_of_the_sixty_days():
    file = File().accepted("2026-03-10").extend("2026-03-12", 10)
    file.move("terminate", "2026-03-20", ("Handler", "LT-WATER"), second="Head of unit",
              close_way="A12", result="10", **REASON)  # fmt: skip
    reopened(file, "2026-03-23").unit = "LT-HOUSING"
    file.transfer("2026-03-24").signed("2026-03-24").accept("2026-03-25")
    assert file.running() == {"D06": "2026-05-19"}, "with the days granted before"
    assert file.owner("D06") == "LT-HOUSING"


def test_the_ordinary_procedure_after_a_simple_one_counts_from_the_first_acceptance():
    file = File().transfer("2026-03-04", procedure="2", simple_ground="1").signed("2026-03-05")
    file.accept("2026-03-06", procedure="2").reply("2026-03-10", oral=True, oral_manner="2")
    file.move("conclude", "2026-03-11", ("Handler", "LT-WATER"), close_way="A2", result="1")
    reopened(file, "2026-03-12").transfer("2026-03-13").signed("2026-03-13").accept("2026-03-16")
    assert file.running() == {"D06": "2026-05-06"}, "5 May is a holiday, counted from 6 March"


def test_what_was_redone_by_order_goes_on_with_the_limit_of_the_order():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    file.decide_review("2026-05-28", outcome="2").reply("2026-06-10").serve("2026-06-11")
    reopened(concluded(file, "2026-07-14"), "2026-07-15")
    file.transfer("2026-07-16").signed("2026-07-16").accept("2026-07-17")
    assert file.running() == {"D06": "2026-07-27"}
    assert len(file.clocks("D06")) == 2


def told(file, verb, on, **given):
    with clock.at(on):
        handler = an_officer("Handler")
        return effects(file.petition, PETITION.move(verb), given, handler, work_calendar())


def test_before_it_is_accepted_again_the_page_says_that_the_old_limit_goes_on():
    file = reopened(concluded(File().served("2026-04-24")))
    file.transfer("2026-05-29").signed("2026-05-29")
    said = told(file, "accept", "2026-06-01", procedure="1")
    assert "“办理答复”自最初起算日接续计算，至5月9日" in said
    assert not [one for one in said if "“办理答复”开始" in one]


# --- who has a remedy ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "conclusion", "windows"),
    [
        ({}, "1", ["D07"]),
        ({"purpose": "01"}, "7", []),
    ],
)
def test_only_what_has_a_remedy_opens_the_thirty_days_for_it(traits, conclusion, windows):
    file = File(**traits).transfer("2026-03-04").signed("2026-03-05").accept("2026-03-06")
    file.reply("2026-03-16", conclusion=conclusion).serve("2026-03-17")
    assert list(file.running()) == windows


def test_a_suggestion_is_not_reviewed():
    file = File(purpose="01").transfer("2026-03-04").signed("2026-03-05").accept("2026-03-06")
    file.reply("2026-03-16", conclusion="7").serve("2026-03-17")
    by, unit = ("Review officer", "LT"), the_unit("LT").id
    given = {"unit_id": unit, "applied_on": date(2026, 3, 20), "reason": "认定事实不清"}
    refused(file, "ask_review", "2026-03-20", by, "art. 31 (6)", **given)
