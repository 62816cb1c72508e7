"""The case page: what it shows, to whom, and what it keeps back."""

import pytest

from app.core import clock
from app.extensions import db as _db
from app.petitions.commands.acts import perform
from app.petitions.commands.intake import PersonGiven
from app.petitions.models import AccessEvent
from tests import reading
from tests.factories import a_petition, an_officer, officer_at
from tests.factories.petitions import SOMEBODY, WAYS
from tests.petitions.record_cases import approved, doubted, passed, signed

TABS = ("opinions", "files", "related", "records")


@pytest.mark.parametrize("state", [state for state in WAYS if state != "voided"])
def test_the_page_opens_in_every_state(page, db, state):
    petition = a_petition(state)
    for role in ("Triage officer", "Bureau leader"):
        answer = page(an_officer(role)).get(f"/petitions/{petition.id}")
        assert answer.status_code == 200
        assert petition.number in answer.text


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("made", [signed, passed, doubted, approved])
def test_every_tab_opens_within_the_budget(page, db, tab, made):
    petition = made()
    answer = page(an_officer("Bureau leader")).get(f"/petitions/{petition.id}?tab={tab}")
    assert answer.status_code == 200


def test_the_head_names_number_state_marks_and_running_limits(page, db, at):
    with at("2026-03-09"):  # sixty days later is a Friday: the end does not roll on
        petition = a_petition("accepted", head_count=12, is_repeat=False, urgency="2")
        text = page(an_officer("Handler")).get(f"/petitions/{petition.id}").text
    for words in (petition.number, "办理中", "集体 12 人", "紧急", "剩 60 日"):
        assert words in text


def test_personal_data_is_masked(page, db):
    several = (PersonGiven(**SOMEBODY), PersonGiven(name="王小芳"))
    petition = a_petition(people=several, head_count=3)
    text = page(an_officer("Triage officer")).get(f"/petitions/{petition.id}").text
    for clear in (SOMEBODY["name"], SOMEBODY["id_number"], SOMEBODY["phone"], "12号", "王小芳"):
        assert clear not in text
    for masked in ("610115********0017", "138****2051", "王某某"):
        assert masked in text


def test_a_letter_without_a_name_counts_no_representatives(page, db):
    petition = a_petition(form="letter", anonymous=True)
    text = page(an_officer("Triage officer")).get(f"/petitions/{petition.id}").text
    assert "匿名" in text
    assert "代表 0 人" not in text


def test_moves_refused_for_one_reason_name_it_once(page, db):
    petition, triage = a_petition(), an_officer("Triage officer")
    given = {"reason_code": "R02", "organ": "区教育局", "reason": "不属于职权范围。"}
    perform(petition, "decline", by=triage, **given)
    answer = page(triage).get(f"/petitions/{petition.id}")
    told = [why.text.strip() for why in answer.dom.iterfind(".//p[@class='acts__why']")]
    assert told
    assert len(told) == len(set(told))
    locked = answer.dom.findall(".//button[@aria-disabled='true']")
    assert len(locked) > len(told)


def test_full_data_is_shown_once_and_written_down(page, db):
    petition = a_petition()
    client = page(an_officer("Triage officer"))
    address = f"/petitions/{petition.id}/unmask"
    assert SOMEBODY["phone"] not in client.get(address).text
    refused = client.post(address, data={"purpose": " "})
    assert refused.status_code == 422
    assert SOMEBODY["phone"] not in refused.text
    shown = client.post(address, data={"purpose": "电话核实诉求"})
    for clear in (SOMEBODY["name"], SOMEBODY["id_number"], SOMEBODY["phone"]):
        assert clear in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    event = _db.session.scalars(_db.select(AccessEvent)).one()
    assert (event.kind, event.petition_id, event.purpose) == ("unmask", petition.id, "电话核实诉求")
    assert SOMEBODY["phone"] not in client.get(f"/petitions/{petition.id}").text


def test_who_had_full_data_shown_stands_in_the_records(page, db):
    petition = a_petition("accepted")
    handler = an_officer("Handler", full_name="李经办")
    page(handler).post(f"/petitions/{petition.id}/unmask", data={"purpose": "电话核实诉求"})
    answer = page(an_officer("Unit intake")).get(f"/petitions/{petition.id}?tab=records")
    papers = [one for one in answer.dom.iter("article") if "paper" in one.get("class", "")]
    cards = [reading.words(one) for one in papers]
    told = next(card for card in cards if "电话核实诉求" in card)
    assert "李经办" in told
    assert str(clock.today().year) in told
    other = a_petition("accepted")
    shown = page(an_officer("Unit intake")).get(f"/petitions/{other.id}?tab=records")
    assert "李经办" not in shown.text


def test_full_data_needs_its_own_permission(as_, db):
    petition = a_petition("transferred")
    officer = an_officer("Unit intake")
    assert as_(officer).get(f"/petitions/{petition.id}").status_code == 200
    assert as_(officer).get(f"/petitions/{petition.id}/unmask").status_code == 403


def test_who_does_not_see_it_is_told_that_there_is_nothing(as_, db):
    petition = a_petition()
    stranger = as_(officer_at("Handler", "LT-HOUSING"))
    for address in ("", "/transfer", "/unmask", "?tab=records"):
        assert stranger.get(f"/petitions/{petition.id}{address}").status_code == 404
    assert stranger.post(f"/petitions/{petition.id}/transfer").status_code == 404
    assert stranger.post(f"/petitions/{petition.id}/transfer/effects").status_code == 404
    assert stranger.post(f"/petitions/{petition.id}/decisions/1").status_code == 404


def test_an_administrator_opens_no_petition(as_, db):
    petition = a_petition()
    client = as_(an_officer("System administrator"))
    assert client.get(f"/petitions/{petition.id}").status_code == 404


def test_an_accusation_is_opened_by_its_desk_alone(page, as_, db):
    petition = a_petition(accusation=True)
    for role in ("Triage officer", "Window clerk", "Bureau leader", "Reviewer", "Archivist"):
        assert as_(an_officer(role)).get(f"/petitions/{petition.id}").status_code == 404
    text = page(an_officer("Accusation officer")).get(f"/petitions/{petition.id}").text
    assert "反映某局科长收受礼金。" in text
    assert "钱某" in text


def test_an_archived_file_is_read_only(page, db):
    petition = a_petition("archived")
    archivist = an_officer("Archivist")
    text = page(archivist).get(f"/petitions/{petition.id}").text
    assert f"/petitions/{petition.id}/unarchive" in text
    for verb in ("archive", "correct", "transfer", "conclude", "reopen"):
        assert f"/petitions/{petition.id}/{verb}" not in text
    assert page(archivist).get(f"/petitions/{petition.id}/correct").status_code == 403


def test_a_long_history_is_turned_page_by_page(page, db):
    petition = a_petition("accepted")
    handler = officer_at("Handler", "LT-WATER")
    for number in range(70):
        perform(petition, "record_progress", by=handler, text=f"第{number}次走访")
    client = page(handler)
    newest = client.get(f"/petitions/{petition.id}").text
    assert "第69次走访" in newest
    assert "第3次走访" not in newest
    before = newest.split("before=")[1].split("#")[0]
    assert "第3次走访" in client.get(f"/petitions/{petition.id}?before={before}").text


def test_strange_texts_are_shown_as_they_were_written(page, db):
    odd = "<script>alert(1)</script>😀" + "长" * 9_000 + "尾"
    petition = a_petition(content=odd, requests=("<b>１２３</b>",))
    text = page(an_officer("Triage officer")).get(f"/petitions/{petition.id}").text
    assert "<script>alert(1)</script>😀" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;😀" in text
    assert "长尾" in text
    assert "&lt;b&gt;１２３&lt;/b&gt;" in text


def test_the_effects_of_a_move_are_told_before_it_is_made(as_, db, at):
    with at("2026-03-02"):
        petition = a_petition(on="2026-03-02")
        unit_id = officer_at("Handler", "LT-WATER").unit_id
        answer = as_(an_officer("Triage officer")).post(
            f"/petitions/{petition.id}/transfer/effects", data={"unit_id": unit_id}
        )
        told = " ".join(answer.json["effects"])
    for words in ("临潼区水务局", "15", "3月17日", "3月9日"):
        assert words in told
    assert clock.today().isoformat()[:4] not in told


def test_a_long_note_is_folded_and_whole(page, db):
    petition = a_petition("accepted")
    handler = officer_at("Handler", "LT-WATER")
    perform(petition, "record_progress", by=handler, text="走访记录" * 200 + "完")
    dom = page(handler).get(f"/petitions/{petition.id}").dom
    folded = dom.find(".//details[@class='time__note']")
    assert "".join(folded.itertext()).endswith("走访记录完")
    assert len(folded.findtext("summary")) < 200
