"""From the window to the archive and back: stories of one file."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import Invalid
from app.petitions.commands.bulk import perform_each
from app.petitions.commands.closing import conclude_and_archive, owes_report_upward
from app.petitions.engine import MoveRefused
from app.petitions.models import (
    Opinion,
    Service,
)
from tests.factories import an_officer, the_unit
from tests.petitions.attempts import REASON
from tests.petitions.walks import File

pytestmark = pytest.mark.usefixtures("db")

FILING = {"region_code": "610115", "issue": "0111"}


@pytest.fixture
def only(db):
    """Return a function: the one row of a record."""
    return lambda model: db.session.scalars(sa.select(model)).one()


def parties(file, *, now=True):
    return {
        (party.role, party.unit.code)
        for party in file.petition.parties
        if party.until is None or not now
    }


# --- the main line ------------------------------------------------------------------------------


def test_from_the_window_to_the_archive(only):
    helped = {"assisting_ids": [the_unit("LT-HOUSING").id], "assisting_on": date(2026, 3, 25)}
    file = File().transfer("2026-03-04", **helped)
    assert parties(file) == {
        ("registering", "LT"), ("sender", "LT"), ("lead", "LT-WATER"), ("assisting", "LT-HOUSING")
    }  # fmt: skip
    file.signed("2026-03-05").accept("2026-03-10")
    assert file.petition.accepted_on == date(2026, 3, 10)
    file.move("record_progress", "2026-03-20", ("Handler", "LT-HOUSING"), text="已现场核实")
    file.move("contribute", "2026-03-23", ("Handler", "LT-HOUSING"), text="房屋无安全隐患。")
    file.reply("2026-04-20").serve("2026-04-24")
    opinion, service = only(Opinion), only(Service)
    assert (opinion.level, opinion.version, opinion.served_on) == ("handling", 1, date(2026, 4, 24))
    assert opinion.signed_by == an_officer("Head of unit")
    assert [one.text for one in opinion.answers] == ["予以支持。", "予以支持。"]
    assert (service.letter, service.manner, service.opinion_id) == ("opinion", "11", opinion.id)
    file.move("conclude", "2026-05-26", "Handler", close_way="A3", result="1")
    assert (file.petition.closed_on, file.petition.close_way) == (date(2026, 5, 26), "A3")
    file.move("archive", "2026-05-27", "Archivist", archive_unit_id=the_unit("LT-WATER").id,
              **FILING)  # fmt: skip
    assert file.state == "archived"
    assert file.petition.archive_unit.code == "LT-WATER"


def test_the_officer_who_is_named_handles_it():
    file, somebody = File(), an_officer("Handler")
    file.transfer("2026-03-04", officer_id=somebody.id)
    assert file.petition.handler == somebody
    other = an_officer("Handler", the_unit("LT-WATER"), full_name="另一承办人")
    file.move("sign_for", "2026-03-05", "Unit intake", officer_id=other.id)
    assert file.petition.handler == other


def test_the_window_answers_and_the_petitioner_agrees():
    file = File()
    file.move("reply_on_the_spot", "2026-03-02", "Window clerk", reply="已当面答复", consent=True)
    assert (file.state, file.petition.close_way) == ("concluded", "A1")
    assert file.petition.reply_text == "已当面答复"


def test_a_direct_answer_concludes_from_the_pool():
    file = File(purpose="05")
    file.move("conclude", "2026-03-03", "Triage officer", close_way="A1", result="8", reply="已答")
    assert (file.state, file.petition.reply_text) == ("concluded", "已答")


def test_conclude_and_archive_in_one_form_or_not_at_all():
    officer = an_officer("Triage officer + Archivist", full_name="一肩挑")
    closing = {"close_way": "A1", "result": "3", "reply": "已答", **FILING}
    file = File()
    with clock.at("2026-03-03"):
        conclude_and_archive(file.petition, by=officer, archive_unit_id=the_unit().id, **closing)
    assert (file.state, file.petition.archived_from) == ("archived", "concluded")
    other = File(name="李秀英")
    with clock.at("2026-03-03"), pytest.raises(Invalid):
        conclude_and_archive(other.petition, by=officer, archive_unit_id=0, **closing)
    assert other.state == "registered", "half of it is not kept"
    triage = an_officer("Handler", unit=the_unit(), full_name="只办理")
    with clock.at("2026-03-03"), pytest.raises(MoveRefused, match="roles do not include"):
        conclude_and_archive(other.petition, by=triage, archive_unit_id=the_unit().id, **closing)
    assert other.state == "registered"


def test_several_are_transferred_together_and_the_refused_are_named():
    files = [File(name=name) for name in ("甲", "乙")]
    gone = File(name="丙").transfer("2026-03-03")
    with clock.at("2026-03-04"):
        outcome = perform_each(
            [one.petition for one in (*files, gone)], "transfer", by=an_officer("Triage officer"),
            given=lambda _one: {"unit_id": the_unit("LT-HOUSING").id, "opinion": "请办理"},
        )  # fmt: skip
    assert outcome.done == [one.petition.number for one in files]
    assert [one.state for one in files] == ["transferred", "transferred"]
    assert [number for number, _why in outcome.refused] == [gone.petition.number]
    assert gone.petition.unit.code == "LT-WATER"


# --- back and forth -----------------------------------------------------------------------------


def test_a_recalled_file_stands_in_the_pool_as_if_fresh():
    file = File().transfer("2026-03-04")
    file.move("recall", "2026-03-05", "Triage officer", **REASON)
    assert (file.state, file.petition.unit.code, file.petition.handler) == (
        "registered",
        "LT",
        None,
    )
    assert file.petition.handovers[-1].status == "recalled"
    assert parties(file) == {("registering", "LT"), ("sender", "LT")}


def test_an_agreed_objection_is_counted():
    file = File().transfer("2026-03-04").objected("2026-03-05")
    file.move("agree_objection", "2026-03-06", "Triage officer", reason="确非职责")
    assert (file.state, file.petition.objections) == ("registered", 1)
    assert file.petition.handovers[-1].status == "returned"
    file.unit = "LT-HOUSING"
    assert file.transfer("2026-03-09").petition.unit.code == "LT-HOUSING"


def test_after_a_refused_objection_the_unit_goes_on():
    file = File().transfer("2026-03-04").signed("2026-03-05").objected("2026-03-06")
    file.move("refuse_objection", "2026-03-09", "Triage officer", **REASON)
    assert file.accept("2026-03-10").state == "accepted"


def test_a_forwarded_file_is_the_lower_units_and_the_forwarder_watches():
    file = File().transfer("2026-03-04").signed("2026-03-05").forward("2026-03-06")
    assert file.state == "transferred"
    assert ("lead", "LT-WATER-1") in parties(file)
    assert ("sender", "LT-WATER") in parties(file)
    assert file.petition.handovers[1].parent_id == file.petition.handovers[0].id
    file.signed("2026-03-09").accept("2026-03-10")
    assert file.petition.unit.code == "LT-WATER-1"


def test_an_objection_of_the_lower_unit_goes_back_to_the_forwarder():
    """The forwarder's own notice is owed again, from the day on which it got the file."""
    file = File().transfer("2026-03-04").signed("2026-03-05").forward("2026-03-06")
    file.objected("2026-03-09")
    with pytest.raises(MoveRefused, match="another unit"):
        file.ask("agree_objection", "2026-03-10", "Triage officer")
    sender = an_officer("Triage officer", the_unit("LT-WATER"))
    file.move("agree_objection", "2026-03-10", sender)
    assert (file.state, file.petition.unit.code) == ("transferred", "LT-WATER")
    assert ("lead", "LT-WATER") in parties(file)
    assert file.running() == {"D03": "2026-03-19"}, "delivered on the 4th"
    file.unit = "LT-WATER"
    assert file.accept("2026-03-11").state == "accepted"


def test_a_report_that_was_owed_is_owed_again_by_the_forwarder():
    file = File().assign("2026-03-04", report_due_on=date(2026, 4, 20)).signed("2026-03-05")
    file.forward("2026-03-06").objected("2026-03-09")
    assert file.running()["D05"] == "2026-04-20"
    file.move("agree_objection", "2026-03-10", an_officer("Triage officer", the_unit("LT-WATER")))
    assert file.running() == {"D03": "2026-03-19", "D05": "2026-04-20"}
    assert file.owner("D05") == "LT-WATER"


# --- assignment and reports ---------------------------------------------------------------------


def test_the_life_of_a_report():
    file = File().assign("2026-03-04", report_due_on=date(2026, 4, 20)).signed("2026-03-05")
    leg = file.petition.handovers[-1]
    assert (leg.kind, leg.report) == ("assign", "owed")
    file.accept("2026-03-10").reply("2026-04-01").serve("2026-04-02")
    file.move("report_back", "2026-04-03", "Unit intake", text="已办结")
    assert (leg.report, leg.reported_on) == ("given", date(2026, 4, 3))
    file.move("return_report", "2026-04-07", "Triage officer", reason="未附意见书")
    assert (leg.report, leg.report_answer) == ("returned", "未附意见书")
    file.move("report_back", "2026-04-08", "Unit intake", text="已附意见书")
    file.move("pass_report", "2026-04-09", "Triage officer", note="同意")
    assert leg.report == "passed"
    assert file.ended("D05") == ("2026-04-08", "met")


def test_a_report_is_given_and_passed_also_while_a_review_runs():
    file = File().assign("2026-03-04", report_due_on=date(2026, 6, 20)).signed("2026-03-05")
    file.accept("2026-03-10").reply("2026-04-01").serve("2026-04-02").ask_review("2026-04-10")
    file.move("report_back", "2026-04-13", "Unit intake", text="已办结")
    file.move("pass_report", "2026-04-14", "Triage officer")
    assert (file.state, file.petition.handovers[-1].report) == ("under_review", "passed")


def test_concluding_without_the_report_upward_is_possible_but_known():
    file = File(form="assigned", source="02", assigned_due_on=date(2026, 3, 30))
    assert owes_report_upward(file.petition)
    file.move("report_upward", "2026-03-09", "Triage officer", second="Bureau leader", text="已办")
    assert not owes_report_upward(file.petition)
