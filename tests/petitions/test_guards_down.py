"""Conditions of the way down: handing over, objecting, accepting; each from both sides."""

import pytest

from tests.factories import SIX, a_unit, an_officer, officer_at, the_unit
from tests.petitions.attempts import REASON
from tests.petitions.walks import File, day, refused

pytestmark = pytest.mark.usefixtures("db")


# --- the way down -------------------------------------------------------------------------------


def test_what_was_signed_for_can_no_longer_be_recalled():
    file = File().transfer("2026-03-04").signed("2026-03-05")
    refused(file, "recall", "2026-03-05", "Triage officer", "signed for", **REASON)


def test_another_office_does_not_recall_what_it_did_not_send():
    file = File().transfer("2026-03-04")
    stranger = an_officer("Triage officer", the_unit("YL"))
    refused(file, "recall", "2026-03-05", stranger, "not with your unit", **REASON)


def test_a_leg_is_signed_for_once():
    file = File().transfer("2026-03-04").signed("2026-03-05")
    refused(file, "sign_for", "2026-03-05", ("Unit intake", "LT-WATER"), "already")


def test_who_has_not_signed_does_not_accept_and_does_not_forward():
    file = File().transfer("2026-03-04")
    refused(file, "accept", "2026-03-05", "Handler", "Sign for it first", **SIX)
    refused(file, "forward", "2026-03-05", "Unit intake", "Sign for it first",
            **file.down("LT-WATER-1"))  # fmt: skip


def test_the_fifth_working_day_is_in():
    assert File().transfer("2026-03-02").objected("2026-03-09").state == "transferred"


def test_the_sixth_working_day_is_out():
    file = File().transfer("2026-03-02")
    refused(file, "object", "2026-03-10", "Head of unit", "ended on 2026-03-09",
            return_reason="1", **REASON)  # fmt: skip


def test_one_objection_at_a_time_and_none_may_be_overtaken():
    file = File().transfer("2026-03-02").signed("2026-03-03").objected("2026-03-04")
    refused(file, "object", "2026-03-05", "Head of unit", "still open", return_reason="1",
            **REASON)  # fmt: skip
    refused(file, "accept", "2026-03-05", "Handler", "still open", **SIX)


def test_without_an_objection_there_is_none_to_agree_to():
    file = File().transfer("2026-03-02")
    refused(file, "agree_objection", "2026-03-03", "Triage officer", "No objection")


def test_a_unit_forwards_to_its_own_below_only():
    file = File().transfer("2026-03-02").signed("2026-03-03")
    for code in ("LT-WATER", "LT-HOUSING", "LT-GOV"):
        refused(file, "forward", "2026-03-04", "Unit intake", "below your own", **file.down(code))
    assert file.forward("2026-03-04").petition.unit.code == "LT-WATER-1"


def test_nobody_hands_a_file_to_his_own_unit_or_twice_to_one():
    file = File()
    refused(file, "transfer", "2026-03-03", "Triage officer", "another unit", **file.down("LT"))
    refused(file, "transfer", "2026-03-03", "Triage officer", "only once",
            **file.down("LT-WATER"), assisting_ids=[the_unit("LT-WATER").id])  # fmt: skip


def test_a_retired_unit_gets_nothing():
    retired = a_unit("撤并的局")
    retired.active = False
    file = File()
    error = refused(file, "transfer", "2026-03-03", "Triage officer", "from the list",
                    unit_id=retired.id, opinion="请办理")  # fmt: skip
    assert error.field == "unit_id"


def test_the_officer_named_must_sit_in_the_unit_named():
    file = File()
    refused(file, "transfer", "2026-03-03", "Triage officer", "person from the list",
            **file.down("LT-WATER"), officer_id=an_officer("Archivist").id)  # fmt: skip


def test_an_empty_opinion_is_named_beside_its_field():
    error = refused(File(), "transfer", "2026-03-03", "Triage officer", "must be given",
                    unit_id=the_unit("LT-WATER").id, opinion="  ")  # fmt: skip
    assert error.field == "opinion"


def test_the_report_is_asked_for_on_a_later_day():
    file = File()
    given = file.down("LT-WATER") | {"report_due_on": day("2026-03-03")}
    error = refused(file, "assign", "2026-03-03", "Triage officer", "later day", **given)
    assert error.field == "report_due_on"


# --- what lies with a unit is the unit's --------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("decline", {"reason_code": "R02", "organ": "区教育局", **REASON}),
        ("redirect", {"route": "41", "organ": "区司法局", **REASON}),
        ("terminate", {"close_way": "A12", "result": "10", **REASON}),
        ("accept", SIX),
    ],
)
def test_the_office_no_longer_decides_about_what_lies_with_another_unit(verb, given):
    file = File().transfer("2026-03-04").signed("2026-03-05")
    of_the_office = an_officer("Triage officer + Handler + Station operator", full_name="多面手")
    refused(file, verb, "2026-03-06", of_the_office, "not with your unit", **given)


def test_in_the_pool_the_office_decides():
    file = File()
    file.move("decline", "2026-03-04", "Triage officer", second="Reviewer",
              reason_code="R02", organ="区教育局", **REASON)  # fmt: skip
    assert file.state == "declined"


def test_after_a_recall_the_unit_has_nothing_more_to_say():
    file = File().transfer("2026-03-04")
    file.move("recall", "2026-03-05", "Triage officer", **REASON)
    refused(file, "decline", "2026-03-05", "Unit intake", "not with your unit",
            reason_code="R02", organ="区教育局", **REASON)  # fmt: skip


# --- acceptance ---------------------------------------------------------------------------------


def test_an_appeal_needs_the_sixth_class_of_article_31():
    file = File().transfer("2026-03-04").signed("2026-03-05")
    error = refused(file, "accept", "2026-03-06", "Handler", "art. 31", procedure="1")
    assert error.field == "art31_class"


def test_a_suggestion_needs_no_class():
    file = File(purpose="01").transfer("2026-03-04").signed("2026-03-05")
    file.move("accept", "2026-03-06", "Handler", second="Head of unit")
    assert file.state == "accepted"


def test_the_petition_office_does_not_accept_from_its_own_pool():
    file = File()
    handler = officer_at("Handler", "LT")
    refused(file, "accept", "2026-03-04", handler, "petition office", **SIX)


def test_a_competent_unit_accepts_what_it_registered_itself():
    file = File(by=("Station operator", "LT-STATION"))
    file.move("accept", "2026-03-04", ("Station operator", "LT-STATION"),
              second=("Head of unit", "LT-STATION"), **SIX)  # fmt: skip
    assert file.running() == {"D06": "2026-05-06"}
    assert file.petition.unit.code == "LT-STATION"


@pytest.mark.parametrize("traits", [{"head_count": 6}, {"is_repeat": True}])
def test_a_group_or_a_repeat_never_takes_the_simple_procedure(traits):
    if traits.get("is_repeat"):
        traits = traits | {"first_number": File().petition.number}
    file = File(**traits)
    error = refused(file, "transfer", "2026-03-03", "Triage officer", "ordinary procedure",
                    **file.down("LT-WATER"), procedure="2")  # fmt: skip
    assert error.field == "procedure"
    file.transfer("2026-03-03").signed("2026-03-04")
    refused(file, "accept", "2026-03-05", "Handler", "ordinary procedure", **SIX,
            procedure="2")  # fmt: skip


def test_only_the_simple_procedure_can_be_changed_to_the_ordinary_one():
    file = File().accepted("2026-03-10")
    refused(file, "to_ordinary", "2026-03-11", "Head of unit", "already", **REASON)


@pytest.mark.parametrize("verb", ["transfer", "assign"])
@pytest.mark.parametrize("code", ["XA", "YL"])
def test_nothing_is_handed_to_a_level_above_or_to_a_neighbour(verb, code):
    given = File().down(code)
    if verb == "assign":
        given["report_due_on"] = day("2026-04-01")
    error = refused(File(), verb, "2026-03-04", "Triage officer", "art. 22(1)", **given)
    assert error.field == "unit_id"
    given = given | {"unit_id": the_unit("LT-WATER").id, "assisting_ids": [the_unit(code).id],
                     "assisting_on": day("2026-03-20")}  # fmt: skip
    error = refused(File(), verb, "2026-03-04", "Triage officer", "art. 22(1)", **given)
    assert error.field == "assisting_ids"


def test_a_city_hands_to_its_counties():
    clerk = officer_at("Triage officer", "XA")
    file = File(by=("Window clerk", "XA"))
    file.move("transfer", "2026-03-04", clerk, **file.down("LT-WATER"))
    assert file.state == "transferred"


def test_an_accusation_goes_by_the_authority_over_cadres():
    officer_at("Accusation officer", "XA")
    file = File(purpose="04", content="反映某科长。", accused_unit_id=the_unit("LT-WATER").id)
    file.move("transfer", "2026-03-03", "Accusation officer", **file.down("XA"))
    assert file.state == "transferred"
