"""Conditions of grounds, handling and days: each seen from both sides."""

import pytest

from app.core import clock
from app.core.errors import Invalid
from app.petitions.commands.intake import register
from app.petitions.engine import MoveRefused
from tests.factories import a_registration, an_ended_file, an_officer, the_unit
from tests.petitions.attempts import OPINION, REASON, answers
from tests.petitions.walks import File, day, refused

pytestmark = pytest.mark.usefixtures("db")


# --- channels, grounds, proofs ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("route", "allowed", "because"),
    [
        ("71", True, "a legal organ, art. 22(2)"),
        ("72", True, "discipline inspection, art. 22(2)"),
        ("41", False, "art. 31(4) is for the competent unit"),
        ("21", False, "art. 31(2) too"),
    ],
)
def test_from_the_pool_only_to_the_organs_of_article_22(route, allowed, because):
    file = File()
    given = {"route": route, "organ": "有关机关", **REASON}
    if allowed:
        file.move("redirect", "2026-03-04", "Triage officer", second="Reviewer", **given)
        assert (file.state, file.petition.close_way) == ("redirected", "A8"), because
    else:
        refused(file, "redirect", "2026-03-04", "Triage officer", "art. 22(2)", **given)


@pytest.mark.parametrize(("route", "allowed"), [("41", True), ("21", True), ("72", False)])
def test_from_a_unit_only_to_the_channels_of_article_31(route, allowed):
    file = File().transfer("2026-03-04")
    given = {"route": route, "organ": "有关机关", **REASON}
    if allowed:
        file.move("redirect", "2026-03-05", "Unit intake", second="Head of unit", **given)
        assert (file.state, file.petition.close_way) == ("redirected", "A7")
    else:
        refused(file, "redirect", "2026-03-05", "Unit intake", "art. 31", **given)


def test_an_unknown_channel_is_refused():
    refused(File(), "redirect", "2026-03-04", "Triage officer", "from the list",
            route="99", organ="某机关", **REASON)  # fmt: skip


@pytest.mark.parametrize("code", ["R03", "R04", "R05", "R06", "R07", "R08", "N01", "X"])
def test_only_the_grounds_of_the_rule_set_decline(code):
    error = refused(File(), "decline", "2026-03-04", "Triage officer", "not in force",
                    reason_code=code, organ="某机关", other_number="LF1", **REASON)  # fmt: skip
    assert error.field == "reason_code"


def test_already_in_hand_needs_the_other_petition():
    file = File()
    error = refused(file, "decline", "2026-03-04", "Triage officer", "art. 19(3)",
                    reason_code="R01", **REASON)  # fmt: skip
    assert error.field == "other_number"
    refused(file, "decline", "2026-03-04", "Triage officer", "no petition", reason_code="R01",
            other_number="LF000000000000", **REASON)  # fmt: skip
    file.move("decline", "2026-03-04", "Triage officer", second="Reviewer", reason_code="R01",
              other_number=File(name="李秀英").petition.number, **REASON)  # fmt: skip
    assert file.state == "declined"


def test_not_competent_needs_the_authority_that_is():
    error = refused(File(), "decline", "2026-03-04", "Triage officer", "art. 23(1)",
                    reason_code="R02", **REASON)  # fmt: skip
    assert error.field == "organ"


@pytest.mark.parametrize(
    ("missing", "field"), [("opinion_number",) * 2, ("served_on",) * 2, ("same_facts",) * 2]
)
def test_no_longer_accepted_needs_the_last_opinion_and_its_service(missing, field):
    given = {
        "reason_code": "N01",
        "ended_number": an_ended_file(day("2025-11-03")).number,
        "opinion_number": "临复核〔2025〕3号",
        "served_on": day("2025-11-03"),
        "same_facts": True,
        **REASON,
    }
    file = File()
    error = refused(file, "bar", "2026-03-04", "Triage officer", "",
                    **{k: v for k, v in given.items() if k != missing})  # fmt: skip
    assert error.field == field
    file.move("bar", "2026-03-04", "Triage officer", second="Reviewer", **given)
    assert file.state == "barred"


@pytest.mark.parametrize("code", ["N02", "N03", "N04"])
def test_local_grounds_bar_nobody_here(code):
    refused(File(), "bar", "2026-03-04", "Triage officer", "not in force", reason_code=code,
            opinion_number="1", served_on=day("2025-11-03"), **REASON)  # fmt: skip


# --- handling and replying ----------------------------------------------------------------------


def test_thirty_days_in_all_and_not_one_more():
    file = File().accepted("2026-03-10").extend("2026-04-01", 20)
    given = {"reason_code": "1", **REASON}
    error = refused(file, "extend", "2026-04-02", "Handler", "1 to 10", days=11, **given)
    assert error.field == "days"
    refused(file, "extend", "2026-04-02", "Handler", "1 to 10", days=-1, **given)
    file.extend("2026-04-02", 10)
    refused(file, "extend", "2026-04-03", "Handler", "used up", days=1, **given)


def test_an_extension_on_the_last_day_is_in_time_and_on_the_next_is_not():
    given = {"days": 5, "reason_code": "1", **REASON}
    file = File().accepted("2026-03-10")
    assert file.running()["D06"] == "2026-05-09"
    late = File(name="李秀英").accepted("2026-03-10")
    refused(late, "extend", "2026-05-10", "Handler", "no longer", **given)
    assert file.extend("2026-05-09", 5).running()["D06"] == "2026-05-14"


def test_an_extension_granted_after_the_end_is_none():
    file = File().accepted("2026-03-10")
    given = {"days": 5, "reason_code": "1", **REASON}
    asked = file.ask("extend", "2026-05-09", "Handler", **given)
    with pytest.raises(MoveRefused, match="no longer"):
        file.grant(asked, "2026-05-10", "Head of unit")
    assert file.running()["D06"] == "2026-05-09"
    assert asked.status == "asked"


def test_every_request_gets_an_answer():
    file = File().accepted("2026-03-10")
    some = answers(file.petition)
    second = str(file.petition.requests[1].id)
    some[second] = {"text": "   "}
    error = refused(file, "reply", "2026-04-01", "Handler", "Request 2", answers=some,
                    conclusion="1", **OPINION)  # fmt: skip
    assert error.field == "answers"
    del some[second]
    refused(file, "reply", "2026-04-01", "Handler", "Request 2", answers=some, conclusion="1",
            **OPINION)  # fmt: skip


@pytest.mark.parametrize("missing", ["facts", "basis", "conclusion", "answers"])
def test_an_opinion_says_facts_basis_and_conclusion(missing):
    file = File().accepted("2026-03-10")
    given = {"answers": answers(file.petition), "conclusion": "1", **OPINION}
    error = refused(file, "reply", "2026-04-01", "Handler", "must be given",
                    **(given | {missing: ""}))  # fmt: skip
    assert error.field == missing


@pytest.mark.parametrize(
    ("purpose", "conclusion", "fits"),
    [
        ("01", "5", True),
        ("01", "7", True),
        ("01", "1", False),
        ("03", "1", True),
        ("03", "6", False),
    ],
)
def test_a_suggestion_is_adopted_or_not_and_nothing_else_is(purpose, conclusion, fits):
    file = File(purpose=purpose).accepted("2026-03-10")
    given = {"answers": answers(file.petition), "conclusion": conclusion, **OPINION}
    if fits:
        assert file.reply("2026-04-01", conclusion=conclusion).state == "replied"
    else:
        error = refused(file, "reply", "2026-04-01", "Handler", "adopted", **given)
        assert error.field == "conclusion"


def test_only_the_simple_procedure_answers_by_word():
    file = File().accepted("2026-03-10")
    given = {"answers": answers(file.petition), "conclusion": "1", "oral": True, **OPINION}
    error = refused(file, "reply", "2026-04-01", "Handler", "simple procedure", **given)
    assert error.field == "oral"


@pytest.mark.parametrize(
    ("manner", "receipt"), [("13", "4"), ("11", "0"), ("13", "0")], ids=["returned", "refused", "-"]
)
def test_a_try_that_failed_serves_nothing_and_can_be_repeated(manner, receipt):
    file = File().replied("2026-04-20")
    file.serve("2026-04-21", manner=manner, receipt=receipt)
    assert file.petition.served_on is None
    assert file.running() == {"D06": "2026-05-09"}
    refused(file, "ask_review", "2026-04-22", ("Review officer", "LT"), "has not been served",
            unit_id=the_unit("LT-GOV").id, applied_on=day("2026-04-22"), reason="不服")  # fmt: skip
    file.serve("2026-04-28", manner="12", receipt="3")
    assert file.running() == {"D07": "2026-05-28"}
    tries = [one.facts["receipt"] for one in file.petition.events if one.move == "serve"]
    assert tries == [receipt, "3"]


def test_an_opinion_is_served_once_in_whatever_state():
    file = File().served("2026-04-24")
    service = {"letter": "opinion", "manner": "11", "receipt": "1"}
    refused(file, "serve", "2026-04-25", "Handler", "served already", **service)
    file.move("conclude", "2026-05-26", "Handler", close_way="A3", result="1")
    refused(file, "serve", "2026-05-27", "Handler", "served already", **service)
    file.serve("2026-05-27", letter="other")
    assert file.petition.served_on == day("2026-04-24")


def test_there_is_no_service_of_an_opinion_that_does_not_exist():
    file = File().accepted("2026-03-10")
    refused(file, "serve", "2026-03-11", "Handler", "no opinion", letter="opinion", manner="11",
            receipt="1")  # fmt: skip


def test_service_lies_not_before_the_opinion():
    file = File().replied("2026-04-20")
    refused(file, "serve", "2026-04-21", "Handler", "2026-04-20", letter="opinion", manner="11",
            receipt="1", occurred_on=day("2026-04-19"))  # fmt: skip


# --- days ---------------------------------------------------------------------------------------


def test_no_act_happens_tomorrow():
    file = File().transfer("2026-03-04")
    error = refused(file, "sign_for", "2026-03-05", "Unit intake", "future",
                    occurred_on=day("2026-03-06"))  # fmt: skip
    assert error.field == "occurred_on"


def test_no_act_happens_before_the_one_it_follows():
    file = File().transfer("2026-03-04")
    refused(file, "sign_for", "2026-03-05", "Unit intake", "2026-03-04",
            occurred_on=day("2026-03-03"))  # fmt: skip
    file.signed("2026-03-05").accept("2026-03-06")
    refused(file, "terminate", "2026-03-07", "Handler", "2026-03-06", close_way="A12", result="10",
            occurred_on=day("2026-03-05"), **REASON)  # fmt: skip


def test_an_answer_lies_not_before_the_instruction_was_passed_on():
    file = File()
    file.move("instruct", "2026-03-04", "Bureau leader", text="请核实", unit_id=the_unit("LT").id)
    refused(file, "answer_instruction", "2026-03-05", "Triage officer", "2026-03-04", text="已办",
            occurred_on=day("2026-03-03"))  # fmt: skip


@pytest.mark.parametrize(
    ("traits", "field"),
    [
        ({"received_on": day("2026-03-03")}, "received_on"),
        ({"postmarked_on": day("2026-03-03")}, "postmarked_on"),
        ({"content": "  "}, "content"),
        ({"people": ()}, "name"),
        ({"name": " "}, "name"),
        ({"head_count": 0}, "head_count"),
        ({"is_repeat": True}, "first_number"),
        ({"is_repeat": True, "first_number": "LF0"}, "first_number"),
        ({"form": "assigned", "assigned_due_on": day("2026-03-01")}, "assigned_due_on"),
    ],
)
def test_a_registration_names_the_field_that_is_wrong(traits, field):
    received = traits.pop("received_on", day("2026-03-02"))
    with clock.at("2026-03-02"), pytest.raises(Invalid) as error:
        register(a_registration(received, **traits), by=an_officer("Window clerk"))
    assert error.value.field == field


def test_six_people_come_but_at_most_five_represent_them():
    from app.petitions.commands.intake import PersonGiven

    people = tuple(PersonGiven(name=name) for name in "甲乙丙丁戊己")
    with clock.at("2026-03-02"):
        with pytest.raises(Invalid, match="At most 5") as error:
            register(a_registration(day("2026-03-02"), people=people, head_count=6),
                     by=an_officer("Window clerk"))  # fmt: skip
        assert error.value.field == "people"
        five = register(a_registration(day("2026-03-02"), people=people[:5], head_count=60),
                        by=an_officer("Window clerk")).petition  # fmt: skip
    assert (len(five.people), five.head_count, five.is_group) == (5, 60, True)
