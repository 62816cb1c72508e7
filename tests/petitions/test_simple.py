"""The simple procedure: three working days to pass on, three to accept, ten to end (3/3/10)."""

from datetime import date

import pytest

from app.core.errors import Invalid
from app.extensions import db as database
from app.petitions.case.dossier import opinions_and_letters
from app.petitions.words.sentences import sentence
from tests.factories import an_officer, the_unit
from tests.petitions.attempts import OPINION, REASON, answers
from tests.petitions.walks import File, refused

pytestmark = pytest.mark.usefixtures("db")
PLAIN = {"simple_ground": "1"}


def marked(on="2026-03-03", **traits):
    """Registered on Monday, 2 March 2026, and marked."""
    return File(**traits).move("mark_simple", on, "Triage officer", **PLAIN)


def test_who_marks_it_has_three_working_days_from_arrival():
    file = marked()
    assert file.running() == {"D01": "2026-03-17", "D15": "2026-03-05"}
    assert (file.petition.procedure, file.petition.simple_ground) == ("2", "1")
    assert file.petition.lamp_code == "D15"


def test_the_days_count_from_arrival_over_a_weekend_and_not_from_the_mark():
    given = {"received_on": date(2026, 3, 6)}
    file = File(on="2026-03-09", **given).move(
        "mark_simple", "2026-03-09", "Triage officer", **PLAIN
    )
    assert file.running()["D15"] == "2026-03-11"


def test_passed_on_it_goes_through_its_three_limits():
    file = marked().transfer("2026-03-04", procedure="2").signed("2026-03-05")
    assert file.running() == {"D04": "2026-03-11", "D16": "2026-03-09"}
    assert file.petition.simple_ground == "1"
    file.accept("2026-03-06", procedure="2")
    assert file.running() == {"D17": "2026-03-20"}


def test_after_the_three_days_nobody_marks_it_any_more():
    refused(File(), "mark_simple", "2026-03-06", "Triage officer", "ended on 2026-03-05", **PLAIN)


def test_it_is_marked_once():
    refused(marked(), "mark_simple", "2026-03-04", "Triage officer", "already", **PLAIN)


def test_a_competent_unit_does_not_mark_it_chooses_at_acceptance():
    file = File(by=("Station operator", "LT-STATION"))
    triage = an_officer("Triage officer", the_unit("LT-STATION"))
    refused(file, "mark_simple", "2026-03-03", triage, "when it accepts", **PLAIN)


@pytest.mark.parametrize("traits", [{"head_count": 6}, {"is_repeat": True}])
def test_groups_and_repeats_are_not_marked(traits):
    if traits.get("is_repeat"):
        traits = traits | {"first_number": File().petition.number}
    refused(File(**traits), "mark_simple", "2026-03-03", "Triage officer", "ordinary", **PLAIN)


def test_nor_is_an_accusation():
    file = File(purpose="04", content="反映某科长。")
    refused(file, "mark_simple", "2026-03-03", "Accusation officer", "do not include", **PLAIN)


def test_several_units_are_not_simple():
    error = refused(marked(), "transfer", "2026-03-04", "Triage officer", "more than one unit",
                    **File().down("LT-WATER"), assisting_ids=[the_unit("LT-HOUSING").id],
                    procedure="2")  # fmt: skip
    assert error.field == "procedure"


def test_without_a_mark_the_ground_is_given_with_the_transfer():
    file = File()
    error = refused(file, "transfer", "2026-03-04", "Triage officer", "which ground",
                    **file.down("LT-WATER"), procedure="2")  # fmt: skip
    assert error.field == "simple_ground"
    file.transfer("2026-03-04", procedure="2", simple_ground="3")
    assert file.petition.simple_ground == "3"


def test_a_question_is_its_own_ground():
    file = File(purpose="05").transfer("2026-03-04", procedure="2")
    assert file.petition.simple_ground == "2"


def test_after_the_three_days_nobody_chooses_it_with_the_transfer_either():
    file = File()
    given = {**file.down("LT-WATER"), "procedure": "2", **PLAIN}
    words = "ended on 2026-03-05"
    error = refused(file, "transfer", "2026-03-06", "Triage officer", words, **given)
    assert error.field == "procedure"
    file.move("transfer", "2026-03-05", "Triage officer", **given)


def test_what_was_marked_in_time_is_passed_on_late_as_what_it_is():
    file = marked().transfer("2026-03-09", procedure="2")
    assert file.ended("D15") == ("2026-03-09", "late")


def test_a_unit_chooses_it_within_three_working_days_of_delivery():
    file = File().transfer("2026-03-04").signed("2026-03-05")
    given = {"procedure": "2", **PLAIN, "art31_class": "6", "art31_reason": "无其他途径。"}
    error = refused(file, "accept", "2026-03-10", "Handler", "ended on 2026-03-09", **given)
    assert error.field == "procedure"
    asked = file.ask("accept", "2026-03-09", "Handler", **given)
    file.grant(asked, "2026-03-10", "Head of unit")
    assert file.running() == {"D17": "2026-03-24"}, "asked in time, granted a day later"


def test_a_unit_with_others_beside_it_does_not_choose_it():
    assisting = {"assisting_ids": [the_unit("LT-HOUSING").id], "assisting_on": date(2026, 3, 20)}
    file = File().transfer("2026-03-04", **assisting).signed("2026-03-05")
    given = {"procedure": "2", **PLAIN, "art31_class": "6", "art31_reason": "无其他途径。"}
    error = refused(file, "accept", "2026-03-06", "Handler", "more than one unit", **given)
    assert error.field == "procedure"


def test_a_suggestion_taken_simply_ends_in_ten_working_days_too():
    file = marked(purpose="01").transfer("2026-03-04", procedure="2").signed("2026-03-05")
    file.accept("2026-03-06", procedure="2")
    assert file.running() == {"D17": "2026-03-20"}
    file.move("to_ordinary", "2026-03-09", "Head of unit", **REASON)
    assert file.running() == {"H02": "2026-04-05"}, "the office's days from acceptance, never 60"


def test_passed_on_as_ordinary_the_mark_is_gone():
    file = marked().transfer("2026-03-04")
    assert (file.petition.procedure, file.petition.simple_ground) == ("1", None)
    assert file.running() == {"D03": "2026-03-19", "D04": "2026-03-11"}


# --- over to the ordinary one ---------------------------------------------------------------------


def test_what_cannot_be_passed_on_in_time_goes_over_in_the_pool():
    file = marked().move("to_ordinary", "2026-03-04", "Triage officer", **REASON)
    assert file.running() == {"D01": "2026-03-17"}
    assert (file.petition.procedure, file.petition.simple_ground) == ("1", None)


def test_what_cannot_be_accepted_in_time_owes_the_notice_from_delivery():
    file = marked().transfer("2026-03-04", procedure="2").signed("2026-03-05")
    file.move("to_ordinary", "2026-03-06", "Head of unit", **REASON)
    assert file.running() == {"D03": "2026-03-19", "D04": "2026-03-11"}


def test_the_triage_desk_does_not_change_what_lies_with_a_unit():
    file = marked().transfer("2026-03-04", procedure="2")
    refused(file, "to_ordinary", "2026-03-05", "Triage officer", "not with your unit", **REASON)


def test_what_cannot_end_in_time_counts_from_its_acceptance():
    file = marked().transfer("2026-03-04", procedure="2").signed("2026-03-05")
    file.accept("2026-03-06", procedure="2")
    file.move("to_ordinary", "2026-03-19", "Head of unit", **REASON)
    assert file.running() == {"D06": "2026-05-06"}


# --- by word --------------------------------------------------------------------------------------


def simple():
    file = marked().transfer("2026-03-04", procedure="2").signed("2026-03-05")
    return file.accept("2026-03-06", procedure="2")


def test_an_answer_by_word_says_how_it_was_given():
    file = simple()
    given = {"answers": answers(file.petition), "conclusion": "1", "oral": True, **OPINION}
    error = refused(file, "reply", "2026-03-09", "Handler", "how it was answered", **given)
    assert isinstance(error, Invalid)
    assert error.field == "oral_manner"


def test_an_answer_by_word_is_kept_with_its_manner_and_ends_the_limit(app):
    file = simple().reply("2026-03-09", oral=True, oral_manner="2")
    database.session.commit()  # noqa: TID251 - the page reads what was written
    assert file.running() == {}
    with app.test_request_context():
        assert "电话" in opinions_and_letters(file.petition)["opinions"][0]["about"]
        assert "电话" in sentence(file.petition.events[-1])
