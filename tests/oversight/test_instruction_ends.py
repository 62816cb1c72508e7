"""The end of an instruction: returned, closed, looked at a second time; what its leader sees."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.errors import Invalid
from app.extensions import db as database
from app.petitions.clocks.running import running_clock
from app.petitions.commands import instructions
from app.petitions.commands.acts import perform
from app.petitions.engine import MoveRefused
from app.petitions.models import Instruction, InstructionStep
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.oversight.test_instructions import an_instruction, listed


def passed(*, days=5, **traits) -> Instruction:
    """Return one without a petition, passed on to the water bureau."""
    record = an_instruction(**traits)
    due = clock.today() + timedelta(days=days)
    triage = an_officer("Triage officer")
    instructions.pass_on(record, by=triage, unit_id=the_unit("LT-WATER").id, answer_due_on=due)
    return record


def answered(**traits) -> Instruction:
    record = passed(**traits)
    instructions.answer(record, by=an_officer("Handler"), text="已排查一半。")
    return record


def on_a_petition() -> Instruction:
    file, water = a_petition("accepted"), the_unit("LT-WATER").id
    perform(file, "instruct", by=an_officer("Bureau leader"), text="请快办。")
    due = clock.today() + timedelta(days=5)
    given = {"unit_id": water, "answer_due_on": due}
    perform(file, "pass_on_instruction", by=an_officer("Triage officer"), **given)
    perform(file, "answer_instruction", by=an_officer("Handler"), text="已恢复供水。")
    return database.session.query(Instruction).one()


def steps(record):
    found = database.session.query(InstructionStep).filter_by(instruction_id=record.id)
    return [(one.step, one.text) for one in found.order_by(InstructionStep.id)]


# --- returned -------------------------------------------------------------------------------------


def test_a_returned_answer_stays_beside_the_one_that_follows(page, db):
    record = answered()
    page(an_officer("Triage officer")).post(
        f"/instructions/{record.id}/return", data={"return-reason": "另一半何时查完？"}
    )
    assert (record.status, record.answer) == ("passed_on", None)
    instructions.answer(record, by=an_officer("Handler"), text="全部查完。")
    told = page(an_officer("Bureau leader")).get(f"/instructions/{record.id}").text
    assert all(words in told for words in ("已排查一半。", "另一半何时查完？", "全部查完。"))
    assert [name for name, _ in steps(record)] == ["passed_on", "answered", "returned", "answered"]


def test_on_a_petition_the_limit_of_the_answer_begins_anew(db):
    record = on_a_petition()
    assert running_clock(record.petition, "H03") is None
    later = clock.today() + timedelta(days=3)
    given = {"reason": "说明不清。", "answer_due_on": later}
    perform(record.petition, "return_instruction", by=an_officer("Triage officer"), **given)
    assert running_clock(record.petition, "H03").due_on == later


def test_a_day_that_has_passed_is_refused_beside_its_field(db):
    with pytest.raises(Invalid) as refusal:
        instructions.return_answer(
            answered(), by=an_officer("Triage officer"), reason="不清。",
            answer_due_on=clock.today() - timedelta(days=1),
        )  # fmt: skip
    assert refusal.value.field == "answer_due_on"


# --- closed by two --------------------------------------------------------------------------------


def test_one_without_a_petition_is_closed_by_two(page, db):
    record, triage = answered(), an_officer("Triage officer")
    page(triage).post(f"/instructions/{record.id}/close", data={"close-result": "1"})
    assert (record.status, record.result) == ("closing", "1")
    with pytest.raises(MoveRefused, match="Another person"):
        instructions.confirm_closing(record, by=triage)
    leader = page(an_officer("Bureau leader"))
    assert "春灌供水" in listed(page, an_officer("Bureau leader"), "?tab=to_judge")
    leader.post(f"/instructions/{record.id}/confirm")
    assert record.status == "closed"
    assert "已落实" in leader.get(f"/instructions/{record.id}").text


def test_on_a_petition_every_step_is_a_move(page, db):
    record = on_a_petition()
    page(an_officer("Triage officer")).post(
        f"/instructions/{record.id}/close", data={"close-result": "2", "close-text": "主管已修。"}
    )
    page(an_officer("Bureau leader")).post(f"/instructions/{record.id}/confirm")
    moves = [event.move for event in record.petition.events]
    assert moves[-2:] == ["close_instruction", "confirm_instruction"]
    assert record.status == "closed"


def test_what_was_closed_too_early_is_returned_by_who_looks_again(db):
    record = answered()
    instructions.close_record(record, by=an_officer("Triage officer"), result="1")
    instructions.return_answer(record, by=an_officer("Bureau leader"), reason="另一半呢？")
    assert (record.status, record.result, record.closed_on) == ("passed_on", None, None)


@pytest.mark.parametrize("role", ["Handler", "Reviewer", "Window clerk", "Supervisor"])
def test_who_lacks_the_permission_ends_nothing(db, role):
    record, by = answered(), an_officer(role)
    for act, given in (
        (instructions.return_answer, {"reason": "不清。"}),
        (instructions.close_record, {"result": "1"}),
    ):
        with pytest.raises(MoveRefused, match="Your roles"):
            act(record, by=by, **given)
    instructions.close_record(record, by=an_officer("Triage officer"), result="1")
    with pytest.raises(MoveRefused, match="Your roles"):
        instructions.confirm_closing(record, by=by)
    assert record.status == "closing"


def test_another_office_judges_nothing(db):
    record, elsewhere = answered(), officer_at("Triage officer", "YL")
    with pytest.raises(MoveRefused, match="The office that passed"):
        instructions.close_record(record, by=elsewhere, result="1")
    instructions.close_record(record, by=an_officer("Triage officer"), result="1")
    with pytest.raises(MoveRefused, match="The office that passed"):
        instructions.confirm_closing(record, by=elsewhere)


def test_nothing_is_closed_before_it_is_answered(db):
    with pytest.raises(MoveRefused, match="No instruction waits"):
        instructions.close_record(passed(), by=an_officer("Triage officer"), result="1")


# --- several units --------------------------------------------------------------------------------


def test_each_of_several_units_owes_its_own_answer(page, db):
    record, water = an_instruction(), the_unit("LT-WATER")
    housing = the_unit("LT-HOUSING")
    page(an_officer("Triage officer")).post(
        f"/instructions/{record.id}/pass-on",
        data={"pass_on-unit_id": water.id, "pass_on-also_ids": [housing.id]},
    )
    part = db.session.query(Instruction).filter_by(origin_id=record.id).one()
    instructions.answer(record, by=an_officer("Handler"), text="水务已办。")
    assert (record.status, part.status) == ("answered", "passed_on")
    with pytest.raises(MoveRefused, match="another unit"):
        instructions.answer(part, by=an_officer("Handler"), text="代答。")
    told = page(an_officer("Triage officer")).get(f"/instructions/{record.id}").text
    assert housing.called in told
    other = officer_at("Handler", "LT-HOUSING")
    assert page(other).get(f"/instructions/{part.id}").status_code == 200
    assert page(other).get(f"/instructions/{record.id}").status_code == 404


def test_on_a_petition_each_part_has_its_own_limit(db):
    file, water, housing = a_petition("accepted"), the_unit("LT-WATER"), the_unit("LT-HOUSING")
    perform(file, "instruct", by=an_officer("Bureau leader"), text="请快办。")
    due = clock.today() + timedelta(days=5)
    perform(
        file, "pass_on_instruction", by=an_officer("Triage officer"),
        unit_id=water.id, also_ids=[housing.id], answer_due_on=due,
    )  # fmt: skip
    owners = {one.owner.code for one in file.clocks if one.code == "H03" and one.running}
    assert owners == {"LT-WATER", "LT-HOUSING"}
    perform(file, "answer_instruction", by=an_officer("Handler"), text="已办。")
    running = [one.owner.code for one in file.clocks if one.code == "H03" and one.running]
    assert running == ["LT-HOUSING"]


def test_a_unit_named_twice_is_refused_beside_its_field(db):
    record, water = an_instruction(), the_unit("LT-WATER").id
    with pytest.raises(Invalid, match="only once") as refusal:
        instructions.pass_on(
            record, by=an_officer("Triage officer"), unit_id=water, also_ids=[water]
        )
    assert refusal.value.field == "also_ids"


# --- the leader's page ----------------------------------------------------------------------------


def test_a_leader_sees_what_became_of_his_own(page, db):
    leader = an_officer("Party and government leader")
    an_instruction(by=leader, subject="我批的供水")
    an_instruction(subject="别人批的供水")
    mine = listed(page, leader, "?tab=mine")
    assert "我批的供水" in mine
    assert "别人批的供水" not in mine


def test_what_was_recorded_for_a_leader_opens_the_file_to_him(page, db):
    file, leader = a_petition("accepted"), an_officer("Party and government leader")
    assert page(leader).get(f"/petitions/{file.id}").status_code == 404
    triage = an_officer("Triage officer")
    perform(file, "instruct", by=triage, text="请快办。", leader_id=leader.id, scanned=True)
    assert page(leader).get(f"/petitions/{file.id}").status_code == 200
    assert file.summary in listed(page, leader, "?tab=mine")


def test_an_overdue_answer_is_red(page, db, at):
    record, days = passed(days=2), clock.today() + timedelta(days=3)
    with at(days.isoformat()):
        client = page(an_officer("Triage officer"))
        assert "春灌供水" in listed(page, an_officer("Triage officer"), "?tab=overdue")
        red = client.get(f"/instructions/{record.id}").dom.find(".//*[@class='lamp lamp--red']")
        assert red is not None
    assert "春灌供水" not in listed(page, an_officer("Triage officer"), "?tab=overdue")


def test_the_home_page_asks_for_the_judgement_and_for_the_second_look(page, db):
    record = answered()
    assert "审看" in page(an_officer("Triage officer")).get("/").text
    instructions.close_record(record, by=an_officer("Triage officer"), result="1")
    assert "的报结" in page(an_officer("Bureau leader")).get("/").text


# --- the paper ------------------------------------------------------------------------------------


def test_the_form_of_submission_is_printed_with_room_for_the_hand(page, db):
    leader, file = an_officer("Party and government leader"), a_petition(name="李秀英")
    triage = an_officer("Triage officer")
    perform(file, "submit", by=triage, leader_id=leader.id, text="拟请水务局限期恢复。")
    answer = page(triage).get(f"/petitions/{file.id}?tab=records")
    links = [one.get("href") for one in answer.dom.iter("a")]
    address = next(one for one in links if one and "/submissions/" in one)
    paper = page(triage).get(address)
    assert "拟请水务局限期恢复。" in paper.text
    assert "李秀英" not in paper.text
    assert leader.full_name in paper.text
    assert len(paper.dom.findall(".//td[@class='paper__room paper__room--tall']")) == 1


def test_who_does_not_see_the_file_prints_no_submission(page, db):
    leader, file = an_officer("Party and government leader"), a_petition()
    perform(file, "submit", by=an_officer("Triage officer"), leader_id=leader.id, text="请阅示。")
    stranger = page(officer_at("Triage officer", "YL"))
    assert stranger.get(f"/petitions/{file.id}/submissions/1/print").status_code == 404
    other = a_petition(name="王芳")
    own = page(an_officer("Triage officer"))
    assert own.get(f"/petitions/{other.id}/submissions/1/print").status_code == 404
