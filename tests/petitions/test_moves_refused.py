"""What stands against a move is said, and nothing that was typed is lost."""

from app.extensions import db as _db
from app.petitions.commands.acts import perform
from app.petitions.models import Approval, Event, Petition
from tests.factories import a_petition, an_officer, officer_at, the_unit

OPINION = "请区水务局牵头，逐项书面答复。"


def status_of(approval: Approval) -> str:
    return _db.session.scalar(_db.select(Approval.status).where(Approval.id == approval.id))


def handed() -> dict:
    return {"unit_id": the_unit("LT-WATER").id, "opinion": OPINION, "procedure": "1"}


def test_two_officers_at_one_file_see_both_versions(page, db):
    petition = a_petition()
    triage, clerk = an_officer("Triage officer"), an_officer("Window clerk")
    client = page(triage)
    seen = petition.events[-1].id
    typed = handed() | {"version": petition.version, "seen": seen}
    perform(petition, "record_incident", by=clerk, conduct="33", facts="静坐。")
    perform(petition, "correct", by=clerk, changes={"summary": "更正后的概况", "urgency": "2"})
    stale = client.post(f"/petitions/{petition.id}/transfer", data=typed)
    assert stale.status_code == 409
    for words in (OPINION, "临潼区水务局", "更正后的概况", "紧急"):
        assert words in stale.text
    _db.session.refresh(petition)
    assert petition.state == "registered"
    again = client.post(
        f"/petitions/{petition.id}/transfer",
        data=handed() | {"version": stale.dom.find(".//input[@name='version']").get("value")},
    )
    assert again.status_code == 200
    _db.session.refresh(petition)
    assert petition.state == "transferred"


def test_every_missing_entry_is_named_and_the_others_are_kept(page, db):
    petition = a_petition()
    client = page(an_officer("Triage officer"))
    answer = client.post(f"/petitions/{petition.id}/assign", data={"opinion": OPINION})
    assert answer.status_code == 422
    assert OPINION in answer.text
    wrong = {error.get("id") for error in answer.dom.iter("p") if error.get("id")}
    assert {"unit_id-error", "report_due_on-error"} <= wrong


def test_a_refusal_of_the_command_stands_beside_its_field(page, db):
    petition = a_petition()
    client = page(an_officer("Triage officer"))
    own = handed() | {"unit_id": the_unit().id}
    answer = client.post(f"/petitions/{petition.id}/transfer", data=own)
    assert answer.status_code == 422
    assert OPINION in answer.text
    assert any(one.get("id") == "unit_id-error" for one in answer.dom.iter("p"))


def test_a_reply_without_an_answer_names_the_request(page, db):
    petition = a_petition("accepted")
    first, second = petition.requests
    typed = {f"answer_{first.id}": "已恢复供水。", f"answer_{second.id}": " "}
    typed |= {"facts": "属实", "basis": "条例", "conclusion": "1", "occurred_on": "2026-01-01"}
    answer = page(an_officer("Handler")).post(f"/petitions/{petition.id}/reply", data=typed)
    assert answer.status_code == 422
    assert "已恢复供水。" in answer.text
    assert any(one.get("id") == f"answer_{second.id}-error" for one in answer.dom.iter("p"))


def test_a_move_refused_by_the_file_tells_why(page, db):
    petition = a_petition("replied")
    client = page(an_officer("Handler"))
    shown = client.get(f"/petitions/{petition.id}").text
    refused = client.get(f"/petitions/{petition.id}/conclude")
    assert refused.status_code == 409
    reason = "仍可申请"
    assert reason in shown
    assert reason in refused.text


def test_a_move_without_the_role_is_forbidden_and_names_who_can(page, db):
    petition = a_petition()
    for send in ("get", "post"):
        clerk = page(an_officer("Window clerk"))
        answer = getattr(clerk, send)(f"/petitions/{petition.id}/transfer")
        assert answer.status_code == 403
        assert "分流员" in answer.text
    assert _db.session.scalar(_db.select(Petition.state)) == "registered"


def test_a_waiting_decision_stands_in_the_way_and_can_be_withdrawn(page, db):
    petition = a_petition("accepted")
    handler = an_officer("Handler")
    waiting = perform(petition, "extend", by=handler, days=10, reason_code="1", reason="需鉴定。")
    client = page(handler)
    shown = client.get(f"/petitions/{petition.id}")
    for words in ("需鉴定。", "责任单位负责人"):
        assert words in shown.text
    assert client.get(f"/petitions/{petition.id}/reply").status_code == 409
    address = f"/petitions/{petition.id}/decisions/{waiting.id}"
    assert client.post(address, data={"act": "grant"}).status_code == 409
    client.post(address, data={"act": "withdraw"})
    assert status_of(waiting) == "withdrawn"
    assert client.get(f"/petitions/{petition.id}/reply").status_code == 200


def test_a_second_person_refuses_with_a_reason(page, db):
    petition = a_petition("accepted")
    asked = perform(
        petition, "extend", by=an_officer("Handler"), days=10, reason_code="1", reason="需鉴定。"
    )
    client = page(an_officer("Head of unit"))
    address = f"/petitions/{petition.id}/decisions/{asked.id}"
    bare = client.post(address, data={"act": "refuse", "note": ""})
    assert bare.status_code == 422
    assert any(one.get("id") == "decision-note-error" for one in bare.dom.iter("p"))
    client.post(address, data={"act": "refuse", "note": "理由不足。"})
    last = _db.session.scalars(_db.select(Event).order_by(Event.id.desc())).first()
    assert (last.step, last.facts["reason"]) == ("refused", "理由不足。")


def test_another_units_head_cannot_decide(as_, db):
    petition = a_petition("accepted")
    asked = perform(
        petition, "extend", by=an_officer("Handler"), days=10, reason_code="1", reason="需鉴定。"
    )
    client = as_(officer_at("Reviewer", "LT"))
    answer = client.post(f"/petitions/{petition.id}/decisions/{asked.id}", data={"act": "grant"})
    assert answer.status_code in (403, 409)
    assert status_of(asked) == "asked"


def test_conclude_and_archive_in_one_form(page, db):
    petition = a_petition()
    both = an_officer("Triage officer + Archivist", full_name="归档分流员")
    client = page(both)
    form = client.get(f"/petitions/{petition.id}/conclude").text
    assert "archive_now" in form
    entries = {"close_way": "A1", "result": "3", "reply": "已当面说明。", "archive_now": "y"}
    filing = {"archive_unit_id": the_unit().id, "region_code": "610115", "issue": ""}
    bare = client.post(f"/petitions/{petition.id}/conclude", data=entries | filing)
    assert bare.status_code == 422
    assert any(one.get("id") == "issue-error" for one in bare.dom.iter("p"))
    assert _db.session.scalar(_db.select(Petition.state)) == "registered"
    client.post(f"/petitions/{petition.id}/conclude", data=entries | filing | {"issue": "0111"})
    assert _db.session.scalar(_db.select(Petition.state)) == "archived"


def test_an_unknown_verb_is_not_found(as_, db):
    petition = a_petition()
    client = as_(an_officer("Triage officer"))
    for verb in ("register", "transfer_", "sign_for", "no-such-move"):
        assert client.get(f"/petitions/{petition.id}/{verb}").status_code == 404
