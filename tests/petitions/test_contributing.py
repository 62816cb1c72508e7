"""Lead and assisting units: each has a limit, one owns the answer, the others contribute."""

from io import BytesIO

import pytest

from app.core import clock
from app.dictionaries.queries import work_calendar
from app.extensions import db as database
from app.petitions.case import foresight
from app.petitions.case.record_cards import record_cards
from app.petitions.lists.filters import Filter
from app.petitions.lists.worklists import page
from app.petitions.models import Attachment, Contribution
from app.petitions.queries.contributions import owing
from app.petitions.workflow import PETITION
from tests.factories import an_officer, officer_at, the_unit
from tests.petitions.attempts import OPINION, PNG, REASON, answers
from tests.petitions.walks import File, day, read_aloud, refused

pytestmark = pytest.mark.usefixtures("db")
HELPER = ("Handler", "LT-HOUSING")
TEXT = {"text": "权属清楚，无争议。"}


def helped(wanted="2026-03-20"):
    return File().transfer(
        "2026-03-04", assisting_ids=[the_unit("LT-HOUSING").id], assisting_on=day(wanted)
    )


def accepted():
    return helped().signed("2026-03-05").accept("2026-03-06")


def limits(file):
    return {one.code: one.owner.code for one in file.petition.clocks if one.running}


def test_both_units_have_a_limit_and_each_owns_its_own():
    file = helped()
    assert limits(file) == {"D03": "LT-WATER", "D04": "LT-WATER", "H07": "LT-HOUSING"}
    assert file.running()["H07"] == "2026-03-20"
    assert file.petition.unit.code == "LT-WATER", "one owner"


def test_its_card_and_the_history_name_who_assists(app):
    file = helped()
    assert "协办：临潼区住房和城乡建设局" in read_aloud(file.petition.events[-1])["zh"]
    with app.test_request_context():
        [group] = record_cards(file.petition, ["contribution"], an_officer("Triage officer"))
    assert [card["status"] for card in group["cards"]] == ["待提交"]


def test_naming_an_assisting_unit_asks_for_its_day():
    given = {"assisting_ids": [the_unit("LT-HOUSING").id]}
    error = refused(File(), "transfer", "2026-03-04", "Triage officer", "by which day",
                    **File().down("LT-WATER"), **given)  # fmt: skip
    assert error.field == "assisting_on"
    error = refused(File(), "assign", "2026-03-04", "Triage officer", "later day",
                    **File().down("LT-WATER"), **given, report_due_on=day("2026-04-20"),
                    assisting_on=day("2026-03-04"))  # fmt: skip
    assert error.field == "assisting_on"


def test_what_is_delivered_stops_the_limit_of_that_unit_only():
    file = accepted()
    file.move("contribute", "2026-03-18", HELPER, **TEXT, uploads=[("证.png", BytesIO(PNG))])
    assert limits(file) == {"D06": "LT-WATER"}
    record = database.session.query(Contribution).one()
    assert (record.text, record.delivered_on) == (TEXT["text"], day("2026-03-18"))
    assert database.session.query(Attachment).one().petition_id == file.petition.id
    refused(file, "contribute", "2026-03-19", HELPER, "owes no contribution", **TEXT)


def test_a_contribution_after_its_day_is_late():
    file = accepted().move("contribute", "2026-03-23", HELPER, **TEXT)
    (own,) = (one for one in file.petition.clocks if one.code == "H07")
    assert own.outcome == "late"


def test_the_lead_itself_owes_none_and_no_third_unit_delivers():
    file = accepted()
    refused(file, "contribute", "2026-03-09", "Handler", "not with your unit", **TEXT)
    third = ("Handler", "LT-LABOUR")
    refused(file, "contribute", "2026-03-09", third, "not with your unit", **TEXT)


def test_an_assisting_unit_does_not_answer_the_petitioner():
    file = accepted()
    given = {"answers": answers(file.petition), "conclusion": "1", **OPINION}
    refused(file, "reply", "2026-03-20", HELPER, "not with your unit", **given)


def test_the_lead_asks_a_further_unit_later():
    file = File().accepted("2026-03-06")
    asked = {"unit_id": the_unit("LT-LABOUR").id, "wanted_on": day("2026-03-30"), **TEXT}
    file.move("ask_contribution", "2026-03-10", "Handler", **asked)
    assert limits(file) == {"D06": "LT-WATER", "H07": "LT-LABOUR"}
    error = refused(file, "ask_contribution", "2026-03-11", "Handler", "still owes", **asked)
    assert error.field == "unit_id"
    file.move("contribute", "2026-03-12", ("Handler", "LT-LABOUR"), **TEXT)
    file.move("ask_contribution", "2026-03-13", "Handler", **asked)
    assert len(owing(file.petition)) == 1, "asked once more"


@pytest.mark.parametrize(
    ("code", "wanted", "words"),
    [("LT-WATER", "2026-03-30", "your own"), ("LT-LABOUR", "2026-03-10", "later day")],
)
def test_neither_the_own_unit_is_asked_nor_for_today(code, wanted, words):
    asked = {"unit_id": the_unit(code).id, "wanted_on": day(wanted), **TEXT}
    refused(File().accepted("2026-03-06"), "ask_contribution", "2026-03-10", "Handler", words,
            **asked)  # fmt: skip


def test_answering_without_a_contribution_needs_a_reason_and_is_not_hindered():
    file = accepted()
    given = {"answers": answers(file.petition), "conclusion": "1", **OPINION}
    error = refused(file, "reply", "2026-03-20", "Handler", "Still owing", **given)
    assert error.field == "without_reason"
    file.reply("2026-03-20", without_reason="住建部门已口头说明。")
    assert (file.state, limits(file)) == ("replied", {"D06": "LT-WATER"})
    (own,) = (one for one in file.petition.clocks if one.code == "H07")
    assert own.outcome == "released", "neither met nor late"
    assert file.petition.events[-1].facts["reason"] == "住建部门已口头说明。"


def test_before_answering_it_is_told_who_still_owes():
    petition = accepted().petition
    with clock.at("2026-03-09"):
        said = foresight.effects(
            petition, PETITION.move("reply"), {}, an_officer("Handler"), work_calendar()
        )
    assert any("尚未提交协办意见；答复后不再等候" in one for one in said)


@pytest.mark.parametrize(
    ("verb", "by", "second", "given"),
    [
        ("recall", "Triage officer", None, REASON),
        ("decline", "Unit intake", "Head of unit",
         {"reason_code": "R02", "organ": "区教育局", **REASON}),
        ("redirect", "Handler", "Head of unit", {"route": "21", "organ": "仲裁委", **REASON}),
        ("terminate", "Handler", "Head of unit",
         {"close_way": "A12", "result": "10", **REASON}),
    ],
)  # fmt: skip
def test_where_the_file_goes_away_nobody_waits_for_the_contribution(verb, by, second, given):
    file = helped()
    if verb != "recall":
        file.signed("2026-03-05")
    file.move(verb, "2026-03-05", by, second=second, **given)
    assert "H07" not in limits(file)
    (own,) = (one for one in file.petition.clocks if one.code == "H07")
    assert own.outcome == "released"


def test_it_waits_for_the_handler_of_the_assisting_unit():
    file = accepted()
    with clock.at("2026-03-09"):
        rows = page(officer_at(*HELPER), "pending", Filter()).rows
    assert [one.id for one in rows] == [file.petition.id]
    file.move("contribute", "2026-03-10", HELPER, **TEXT)
    with clock.at("2026-03-10"):
        assert not page(officer_at(*HELPER), "pending", Filter()).rows
