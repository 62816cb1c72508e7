"""Instructions: who writes, who reads, who passes on and answers; the scan; guidance."""

import io
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import Invalid
from app.dashboard.matters import counts as morning_counts
from app.extensions import db as database
from app.oversight.instruction_queries import instruction_counts, instructions_waiting
from app.petitions.commands import instructions
from app.petitions.commands.acts import perform
from app.petitions.commands.instructions import InstructionGiven, write_instruction
from app.petitions.engine import MoveRefused
from app.petitions.lists.inbox import waiting_for
from app.petitions.models import Approval, Attachment, Instruction
from app.petitions.parties import open_party
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.reading import rows

PDF = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF"


def an_instruction(**traits) -> Instruction:
    by = traits.pop("by", None) or an_officer("Bureau leader")
    given = {"subject": "春灌供水", "text": "请提前排查。", "instructed_on": clock.today()} | traits
    return write_instruction(InstructionGiven(**given), by=by)


def sent(**fields):
    scan = {"files": (io.BytesIO(PDF), "批示件.pdf")} if fields.pop("scan", False) else {}
    given = {"leader_id": "", "leader_level": "1", "instructed_on": clock.today().isoformat()}
    return {"text": "请查明情况。"} | given | fields | scan


def listed(page, officer, query=""):
    return "\n".join(rows(page(officer).get(f"/instructions/{query}")))


# --- writing --------------------------------------------------------------------------------------


def test_a_leader_writes_on_a_petition(page, db):
    file, leader = a_petition(), an_officer("Bureau leader")
    page(leader).post("/instructions/add", data=sent(number=file.number))
    record = db.session.query(Instruction).one()
    assert (record.petition, record.leader, record.for_leader) == (file, leader, False)
    assert file.instructed


def test_a_recorder_needs_the_scan_and_the_leaders_name(page, db):
    clerk, paper = page(an_officer("Triage officer")), {"subject": "供水", "leader_name": "王区长"}
    clerk.post("/instructions/add", data=sent(**paper))
    clerk.post("/instructions/add", data=sent(subject="供水", scan=True))
    assert db.session.query(Instruction).count() == 0
    clerk.post("/instructions/add", data=sent(**paper, scan=True))
    record = db.session.query(Instruction).one()
    assert (record.leader_name, record.for_leader) == ("王区长", True)
    scan = db.session.query(Attachment).one()
    assert (scan.instruction_id, scan.name) == (record.id, "批示件.pdf")
    assert "批示件.pdf" in clerk.get(f"/instructions/{record.id}").text


def test_a_refused_instruction_keeps_what_was_typed_and_no_file(page, db):
    fields = sent(leader_name="王区长", text="写了很久的批示。", scan=True, number="LF000")
    answer = page(an_officer("Triage officer")).post("/instructions/add", data=fields)
    assert "写了很久的批示。" in answer.text
    assert 'id="number-error' in answer.text
    assert db.session.query(Attachment).count() == 0


def test_what_is_recorded_days_later_waits_for_a_second_person(page, db):
    file = a_petition(on=clock.today() - timedelta(days=12))
    late = (clock.today() - timedelta(days=10)).isoformat()
    fields = sent(number=file.number, leader_name="王区长", instructed_on=late, scan=True)
    page(an_officer("Triage officer")).post("/instructions/add", data=fields)
    assert db.session.query(Approval).one().move == "instruct"
    assert db.session.query(Instruction).count() == 0
    assert db.session.query(Attachment).one().petition_id == file.id


@pytest.mark.parametrize("role", ["Handler", "Station operator", "Window clerk", "Reviewer"])
def test_stations_and_units_read_and_only_leaders_write(page, db, role):
    assert page(an_officer(role)).get("/instructions/").status_code == 200
    assert page(an_officer(role)).get("/instructions/add").status_code == 403
    assert page(an_officer(role)).post("/instructions/add", data=sent()).status_code == 403


# --- who sees -------------------------------------------------------------------------------------


def test_guidance_is_read_by_units_and_stations_of_the_region(page, db):
    record = an_instruction(guidance=True)
    for role in ("Station operator", "Handler", "Window clerk"):
        assert "春灌供水" in listed(page, an_officer(role), "?tab=guidance"), role
        assert page(an_officer(role)).get(f"/instructions/{record.id}").status_code == 200
    elsewhere = officer_at("Triage officer", "YL")
    assert "春灌供水" not in listed(page, elsewhere)
    assert page(elsewhere).get(f"/instructions/{record.id}").status_code == 404


def test_guidance_from_the_city_reaches_its_districts(page, db):
    an_instruction(guidance=True, by=officer_at("Bureau leader", "XA"))
    assert "春灌供水" in listed(page, an_officer("Station operator"))
    assert "春灌供水" in listed(page, officer_at("Triage officer", "YL"))


def test_what_is_no_guidance_is_read_by_those_it_concerns(page, db):
    record = an_instruction()
    assert "春灌供水" in listed(page, an_officer("Triage officer"))
    handler = an_officer("Handler")
    assert "春灌供水" not in listed(page, handler)
    assert page(handler).get(f"/instructions/{record.id}").status_code == 404
    instructions.pass_on(record, by=an_officer("Triage officer"), unit_id=handler.unit_id)
    assert "春灌供水" in listed(page, handler)


def test_one_on_a_petition_is_seen_by_who_sees_the_petition(page, db):
    file = a_petition("accepted", summary="金丝雀")
    perform(file, "instruct", by=an_officer("Bureau leader"), text="请快办。")
    assert "金丝雀" in listed(page, an_officer("Handler"))
    for stranger in (officer_at("Triage officer", "YL"), officer_at("Handler", "LT-HOUSING")):
        assert "金丝雀" not in listed(page, stranger)


def test_a_recused_officer_no_longer_reads_what_was_written_on_it(page, db):
    file, handler = a_petition("accepted", summary="金丝雀"), an_officer("Handler")
    perform(file, "instruct", by=an_officer("Bureau leader"), text="请快办。")
    perform(file, "recuse", by=handler, reason="系亲属。")
    perform(file, "decide_recusal", by=an_officer("Head of unit"), grant=True)
    assert "金丝雀" not in listed(page, handler)


# --- finding --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hit", "miss"),
    [
        ("words=排查", "words=拆迁"),
        ("leader=临潼", "leader=诸葛"),
        ("level=1", "level=4"),
        ("status=written", "status=answered"),
        ("petition=without", "petition=with"),
        ("since={today}&until={today}", "until=2020-01-01"),
        ("tab=to_pass_on", "tab=to_answer"),
        ("after=nonsense", "since=nonsense"),
    ],
)
def test_the_list_is_searched(page, db, hit, miss):
    an_instruction()
    triage = an_officer("Triage officer")
    assert "春灌供水" in listed(page, triage, "?" + hit.format(today=clock.today()))
    assert "春灌供水" not in listed(page, triage, "?" + miss)


# --- passing on and answering ------------------------------------------------------------------


def test_one_without_a_petition_is_passed_on_and_answered(page, db):
    record, water = an_instruction(), the_unit("LT-WATER")
    due = (clock.today() + timedelta(days=5)).isoformat()
    page(an_officer("Triage officer")).post(
        f"/instructions/{record.id}/pass-on",
        data={"pass_on-unit_id": water.id, "pass_on-answer_due_on": due},
    )
    assert (record.status, record.passed_to) == ("passed_on", water)
    handler = page(an_officer("Handler"))
    assert "春灌供水" in listed(page, an_officer("Handler"), "?tab=to_answer")
    handler.post(f"/instructions/{record.id}/answer", data={"answer-text": "已排查完毕。"})
    assert (record.status, record.answer) == ("answered", "已排查完毕。")


def test_a_day_wanted_of_no_unit_is_refused_and_not_lost(db):
    file, day = a_petition(), clock.today() + timedelta(days=5)
    with pytest.raises(Invalid, match="which unit") as refusal:
        perform(file, "instruct", by=an_officer("Bureau leader"), text="请核。", answer_due_on=day)
    assert refusal.value.field == "unit_id"


def test_one_on_a_petition_is_passed_on_by_the_move(page, db):
    file = a_petition("accepted")
    perform(file, "instruct", by=an_officer("Bureau leader"), text="请快办。")
    record = db.session.query(Instruction).one()
    page(an_officer("Triage officer")).post(
        f"/instructions/{record.id}/pass-on", data={"pass_on-unit_id": the_unit("LT-WATER").id}
    )
    assert [event.move for event in file.events][-1] == "pass_on_instruction"


def test_who_may_not_or_is_of_another_unit_is_refused(db):
    record, water = an_instruction(), the_unit("LT-WATER").id
    with pytest.raises(MoveRefused):
        instructions.pass_on(record, by=an_officer("Handler"), unit_id=water)
    with pytest.raises(MoveRefused):
        instructions.pass_on(record, by=officer_at("Triage officer", "YL"), unit_id=water)
    instructions.pass_on(record, by=an_officer("Triage officer"), unit_id=water)
    with pytest.raises(MoveRefused):
        instructions.answer(record, by=officer_at("Handler", "LT-HOUSING"), text="已办")
    with pytest.raises(MoveRefused):
        instructions.answer(record, by=an_officer("Archivist"), text="已办")
    assert record.status == "passed_on"


def test_a_wrong_entry_is_said_beside_its_field(page, db):
    record = an_instruction()
    answer = page(an_officer("Triage officer")).post(
        f"/instructions/{record.id}/pass-on",
        data={"pass_on-unit_id": the_unit("LT-WATER").id, "pass_on-answer_due_on": "2020-01-01"},
    )
    assert 'id="pass_on-answer_due_on-error' in answer.text
    assert record.status == "written"


def test_a_recorder_is_led_from_the_case_to_the_form_that_asks_for_the_scan(page, db):
    petition = a_petition("transferred")
    recorder, leader = page(an_officer("Triage officer")), page(an_officer("Bureau leader"))
    address = f"/instructions/add?number={petition.number}"
    assert (
        recorder.get(f"/petitions/{petition.id}").dom.find(f".//a[@href='{address}']") is not None
    )
    assert leader.get(f"/petitions/{petition.id}").dom.find(f".//a[@href='{address}']") is None
    number = recorder.get(address).dom.find(".//input[@name='number']").get("value")
    assert number == petition.number
    said = {"text": "请速办", "leader_name": "市长 周某", "leader_level": "3"}
    recorder.post(f"/petitions/{petition.id}/instruct", data=said)
    assert db.session.query(Instruction).count() == 0


def test_a_list_that_nobody_narrowed_offers_nothing_to_clear(page, db):
    client = page(an_officer("Triage officer"))
    assert "清除" not in client.get("/instructions/").text
    narrowed = client.get("/instructions/?words=没有这样的批示").text
    assert "请切换标签或清除筛选条件。" in narrowed
    assert "清除" in narrowed


# --- of a leader of another unit ------------------------------------------------------------------


def laid_before_the_government(**traits) -> Instruction:
    file, leader = a_petition(**traits), an_officer("Party and government leader")
    perform(file, "submit", by=an_officer("Triage officer"), leader_id=leader.id, text="请阅示。")
    perform(file, "instruct", by=leader, text="请信访局牵头办理。")
    return database.session.scalars(sa.select(Instruction)).one()


def test_what_he_wrote_on_a_submission_waits_for_the_office_that_submitted(page, db):
    record = laid_before_the_government(summary="金丝雀")
    triage = an_officer("Triage officer")
    assert record.unit_id != triage.unit_id
    assert "金丝雀" in listed(page, triage, "?tab=to_pass_on")
    assert instruction_counts(triage)["to_pass_on"] == 1
    assert database.session.scalar(sa.select(instructions_waiting(triage))) == 1
    assert [one.kind for one in waiting_for(triage)] == ["to_pass_on"]
    assert morning_counts(triage)["instruction.to_pass_on"] == 1


def test_the_office_that_submitted_passes_it_on(page, db):
    record, triage = laid_before_the_government(), an_officer("Triage officer")
    fields = {"pass_on-unit_id": str(the_unit("LT-WATER").id)}
    page(triage).post(f"/instructions/{record.id}/pass-on", data=fields)
    assert (record.status, record.passed_to) == ("passed_on", the_unit("LT-WATER"))
    assert instruction_counts(triage)["to_pass_on"] == 0


def test_it_stays_with_the_office_when_who_submitted_moves_to_another(page, db):
    laid_before_the_government()
    old, mover = the_unit("LT"), an_officer("Triage officer")
    colleague = an_officer("Triage officer", old, full_name="同办公室")
    mover.unit_id = the_unit("XA").id
    db.session.commit()
    assert instruction_counts(colleague)["to_pass_on"] == 1
    assert instruction_counts(officer_at("Triage officer", "XA"))["to_pass_on"] == 0


def test_it_goes_to_the_successor_of_an_office_that_was_dissolved(page, db):
    file = laid_before_the_government().petition
    old, heir, mover = the_unit("LT"), the_unit("XA"), an_officer("Triage officer")
    mover.unit_id, old.active = heir.id, False
    open_party(file, heir, "registering")  # as succession hands it on
    db.session.commit()
    assert instruction_counts(officer_at("Triage officer", "XA"))["to_pass_on"] == 1


def test_it_waits_for_no_other_office(page, db):
    laid_before_the_government()
    for stranger in (officer_at("Triage officer", "YL"), officer_at("Triage officer", "XA")):
        assert instruction_counts(stranger)["to_pass_on"] == 0


def test_what_he_wrote_unasked_waits_for_the_office_of_the_petition(page, db):
    file = a_petition(summary="金丝雀")
    perform(file, "take_charge", by=an_officer("Triage officer"), aim="恢复供水。",
            leader_id=an_officer("Party and government leader").id)  # fmt: skip
    perform(file, "instruct", by=an_officer("Party and government leader"), text="请核实。")
    assert "金丝雀" in listed(page, an_officer("Triage officer"), "?tab=to_pass_on")
