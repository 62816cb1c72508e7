"""呈报: what must be said with it, what its paper carries, at which level a leader writes."""

from datetime import date

import pytest

from app.core.errors import Invalid
from app.extensions import db as database
from app.petitions.commands.acts import perform
from app.petitions.letters.documents import document_of
from app.petitions.letters.possible import letters_of
from app.petitions.letters.versions import newest, texts_of
from app.petitions.models import Submission
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.petitions.letters.test_papers import opened, words

PROPOSED = "拟请区水务局限期恢复供水。"


def submitted(file, **given) -> None:
    leader = an_officer("Bureau leader")
    given = {"leader_id": leader.id, "text": PROPOSED} | given
    perform(file, "submit", by=an_officer("Triage officer"), **given)


def drafted(file):
    perform(file, "draft_letter", by=an_officer("Triage officer"), kind="W20")
    return letters_of(file)[0]


def chosen(answer, name: str) -> str:
    """Return what a drop-down of the page begins with."""
    select = next(one for one in answer.dom.iter("select") if one.get("name") == name)
    found = [one for one in select.iter("option") if one.get("selected") is not None]
    return found[0].get("value") if found else ""


# --- what is proposed -----------------------------------------------------------------------------


def test_nothing_is_laid_before_a_leader_without_a_proposal(page, db):
    file, leader = a_petition(), an_officer("Bureau leader")
    sent = {"version": file.version, "leader_id": leader.id, "text": " "}
    answer = page(an_officer("Triage officer")).post(f"/petitions/{file.id}/submit", data=sent)
    assert answer.status_code == 422
    assert "此项必填。" in answer.text
    with pytest.raises(Invalid) as error:
        perform(file, "submit", by=an_officer("Triage officer"), leader_id=leader.id, text="")
    assert error.value.field == "text"
    assert database.session.query(Submission).count() == 0


# --- the paper ------------------------------------------------------------------------------------


def test_a_sheet_drawn_by_hand_carries_the_instruction_and_when_it_was_submitted(db, at):
    file = a_petition(on=date(2026, 3, 2))
    with at("2026-03-03T09:20+08:00"):
        submitted(file)
        assert texts_of(newest(drafted(file)))["instruction"] == ""
    with at("2026-03-04T10:00+08:00"):
        perform(file, "instruct", by=an_officer("Bureau leader"), text="请水务局速办。")
        sheet = drafted(file)
    texts, leader = texts_of(newest(sheet)), an_officer("Bureau leader").full_name
    assert texts["proposal"] == PROPOSED
    assert texts["instruction"] == f"请水务局速办。　{leader}　2026年3月4日"
    assert texts["submitted_at"] == "2026年3月3日 09:20"
    paper = words(opened(document_of(sheet).data))
    assert "请水务局速办。" in paper
    assert "呈送时间\n2026年3月3日 09:20" in paper


def test_a_draft_that_waits_takes_up_the_instruction_and_what_came_of_it(db, at):
    file = a_petition(on=date(2026, 3, 2))
    with at("2026-03-03"):
        submitted(file)
        sheet = drafted(file)
        perform(
            file,
            "revise_letter",
            by=an_officer("Triage officer"),
            letter_id=sheet.id,
            fields={"matter": "我写的摘要。"},
        )
    with at("2026-03-04"):
        perform(file, "instruct", by=an_officer("Bureau leader"), text="请水务局速办。",
                unit_id=the_unit("LT-WATER").id)  # fmt: skip
    assert texts_of(newest(sheet))["instruction"].startswith("请水务局速办。")
    with at("2026-03-05"):
        perform(file, "answer_instruction", by=officer_at("Head of unit", "LT-WATER"),
                text="已恢复供水。")  # fmt: skip
    texts = texts_of(newest(sheet))
    assert texts["result"] == f"已恢复供水。　{the_unit('LT-WATER').name}　2026年3月5日"
    assert texts["matter"] == "我写的摘要。"


def test_the_paper_of_an_earlier_submission_is_not_turned_into_that_of_the_next(db, at):
    file = a_petition(on=date(2026, 3, 2))
    with at("2026-03-03"):
        submitted(file)
        sheet = drafted(file)
        perform(file, "return_submission", by=an_officer("Bureau leader"), reason="先查清。")
    with at("2026-03-04"):
        submitted(file)
        perform(file, "instruct", by=an_officer("Bureau leader"), text="同意。")
    assert texts_of(newest(sheet))["instruction"] == ""


def test_a_sheet_without_a_submission_leaves_room_for_the_hand(db):
    sheet = drafted(a_petition())
    texts = texts_of(newest(sheet))
    assert (texts["instruction"], texts["submitted_at"]) == ("", "")
    assert "呈送时间\n" in words(opened(document_of(sheet).data))


# --- the level ------------------------------------------------------------------------------------


def test_the_level_follows_the_leader_who_writes(page, db):
    leader, file = an_officer("Bureau leader"), a_petition()
    client = page(leader)
    assert chosen(client.get(f"/petitions/{file.id}/instruct"), "leader_level") == ""
    sent = {"version": file.version, "leader_level": "", "text": "请速办。"}
    assert client.post(f"/petitions/{file.id}/instruct", data=sent).status_code == 422
    perform(file, "instruct", by=leader, text="请速办。", leader_level="2")
    assert chosen(client.get(f"/petitions/{file.id}/instruct"), "leader_level") == "2"


# --- what awaits the reader -----------------------------------------------------------------------


def column(answer) -> str:
    return answer.text.partition('id="acts-title"')[2].partition("</section>")[0]


def test_the_leaders_page_of_the_file_says_what_awaits_him(page, db, at):
    with at("2026-03-03"):
        file = a_petition()
        submitted(file, wanted_on=date(2026, 3, 6))
        leader, triage = an_officer("Bureau leader"), an_officer("Triage officer")
        said = column(page(leader).get(f"/petitions/{file.id}"))
        assert f"{triage.full_name} 呈报本件，请于3月6日前批示" in said
        assert PROPOSED in said
        assert said.count(f"/petitions/{file.id}/instruct") == 1
        assert "请于3月6日前批示" not in column(page(triage).get(f"/petitions/{file.id}"))
        perform(file, "instruct", by=leader, text="请速办。")
        assert "批示。" not in column(page(leader).get(f"/petitions/{file.id}"))


def test_another_leader_is_not_asked_for_what_awaits_this_one(page, db):
    file, other = a_petition(), an_officer("Party and government leader")
    submitted(file)
    submitted(file, leader_id=other.id)
    perform(file, "instruct", by=other, text="请速办。")
    assert "请批示" in column(page(an_officer("Bureau leader")).get(f"/petitions/{file.id}"))
    assert "请批示" not in column(page(other).get(f"/petitions/{file.id}"))


def test_the_units_page_of_the_file_says_that_feedback_is_owed(page, db, at):
    with at("2026-03-03"):
        file, leader = a_petition("accepted"), an_officer("Bureau leader")
        water = the_unit("LT-WATER").id
        perform(file, "instruct", by=leader, text="请速办。", unit_id=water,
                answer_due_on=date(2026, 3, 20))  # fmt: skip
        said = column(page(an_officer("Handler")).get(f"/petitions/{file.id}"))
        assert f"请于3月20日前反馈{leader.full_name} 的批示" in said
        assert f"/petitions/{file.id}/answer-instruction" in said
        assert "前反馈" not in column(
            page(an_officer("Triage officer")).get(f"/petitions/{file.id}")
        )
        perform(file, "answer_instruction", by=an_officer("Handler"), text="已办。")
        assert "前反馈" not in column(page(an_officer("Handler")).get(f"/petitions/{file.id}"))
