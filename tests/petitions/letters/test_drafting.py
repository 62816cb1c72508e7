"""Every letter filled from a file that was walked to where the letter belongs."""

import pytest
import sqlalchemy as sa

from app.core.errors import Invalid
from app.petitions.commands.acts import perform
from app.petitions.letters.documents import document_of
from app.petitions.letters.filling import clean
from app.petitions.letters.kinds import kinds
from app.petitions.letters.possible import kinds_for
from app.petitions.letters.versions import newest, texts_of
from app.petitions.models import Letter, LetterVersion
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.petitions.letters.office import completed, drafted, marked, on
from tests.petitions.letters.test_signing import words_of

pytestmark = pytest.mark.usefixtures("db")

#: Kind, the state of the file, the unit that writes, and what its fields must say.
FILLED = [
    ("W01", "registered", "LT", {"name": "张某某", "registrar": "临潼Window clerk"}),
    ("W02", "registered", "LT", {"head_count": "1", "scale": "个体访"}),
    ("W04", "accepted", "LT-WATER", {"addressee": "张建国", "procedure": "信访程序"}),
    ("W05", "transferred", "LT", {"to_unit": "临潼区水务局"}),
    ("W06", "registered", "LT", {"addressee": "张建国"}),
    ("W07", "registered", "LT", {"addressee": "张建国"}),
    ("W08", "registered", "LT", {"addressee": "张建国"}),
    ("W09", "transferred", "LT", {"addressee": "临潼区水务局", "petitioner": "张建国",
                                  "proposal": "请依法办理，按期答复。"}),
    ("W10", "transferred", "LT", {"addressee": "临潼区水务局"}),
    ("W11", "accepted", "LT-WATER", {"addressee": "张建国"}),
    ("W12", "accepted", "LT-WATER", {"petitioner": "张某某"}),
    ("W13", "transferred", "LT", {"addressee": "临潼区水务局"}),
    ("W14", "replied", "LT-WATER", {"facts": "经查，支渠闸门损坏。",
                                    "remedy_unit": "临潼区信访局"}),
    ("W15", "under_review", "LT", {"respondent": "临潼区水务局", "asked": "认定事实不清。",
                                   "remedy_unit": "西安市信访局"}),
    ("W16", "under_re_examination", "XA", {"respondent": "临潼区信访局",
                                           "copies": "临潼区水务局、临潼区信访局"}),
    ("W19", "replied", "LT-WATER", {"addressee": "张建国"}),
    ("W20", "registered", "LT", {"petitioner": "张某某"}),
    ("W22", "registered", "LT", {"head_count": "1"}),
    ("W23", "transferred", "LT-WATER", {"addressee": "临潼区信访局"}),
    ("W27", "replied", "LT-WATER", {"addressee": "临潼区信访局", "result": "支持。"}),
]  # fmt: skip


def test_every_kind_is_tried():
    assert [row[0] for row in FILLED] == list(kinds())


@pytest.mark.parametrize(("kind", "state", "unit", "said"), FILLED, ids=lambda one: str(one)[:4])
def test_a_letter_is_filled_from_the_file(kind, state, unit, said):
    marked()
    letter = drafted(a_petition(state), kind, unit)
    texts = texts_of(newest(letter))
    assert {name: texts[name] for name in said} == said
    assert texts["case_number"] == letter.petition.number
    assert letter.petition.number in document_of(letter).name or letter.number


def test_days_are_those_of_the_limits():
    with on("2026-03-02"):
        petition = a_petition("accepted", on="2026-02-24")
        texts = texts_of(newest(drafted(petition, "W04")))
    due = next(one.due_on for one in petition.clocks if one.code == "D06")
    assert texts["accepted_on"] == "2026年3月2日"
    assert texts["due_on"] == f"{due.year}年{due.month}月{due.day}日"


def test_an_extension_that_waits_is_told_with_both_ends():
    petition = a_petition("accepted")
    by = officer_at("Handler", "LT-WATER")
    perform(petition, "extend", by=by, days=20, reason_code="1", reason="须现场勘测")
    texts = texts_of(newest(drafted(petition, "W11")))
    assert (texts["days"], texts["reason"]) == ("20", "须现场勘测。")
    assert texts["old_due_on"] != texts["due_on"]


def test_answers_are_those_of_the_opinion_that_waits():
    petition = a_petition("accepted")
    answers = {
        str(one.id): {"text": f"第{one.position}项已办。", "conclusion": "1"}
        for one in petition.requests
    }
    given = {"answers": answers, "facts": "属实。", "basis": "条例", "conclusion": "1"}
    perform(petition, "reply", by=officer_at("Handler", "LT-WATER"), **given)
    letter = drafted(petition, "W14")
    texts = texts_of(newest(letter))
    assert texts["answers"] == "1. 支持：第1项已办。\n2. 支持：第2项已办。"
    assert texts["requests"].count("\n") == 1
    assert "requests_whole" not in str(newest(letter).findings)
    cut = completed(letter, requests=texts["requests"].splitlines()[0])
    assert "requests_whole" in str(newest(cut).findings)


def test_an_anonymous_one_has_no_remedy():
    petition = a_petition("accepted", anonymous=True)
    texts = texts_of(newest(drafted(petition, "W14")))
    assert (texts["addressee"], texts["remedy_unit"]) == ("匿名信访人", "")


def test_telephone_and_address_stand_only_where_the_reader_needs_them():
    marked()
    petition = a_petition("transferred")
    said = words_of(document_of(drafted(petition, "W09", "LT")).data)
    assert "13812342051" in said
    said = words_of(document_of(drafted(petition, "W05", "LT")).data)
    assert "13812342051" not in said
    assert "12号" not in said.replace("×号", "")


def test_who_may_not_see_them_in_full_drafts_them_masked():
    petition = a_petition("transferred")
    clerk = an_officer("Supervisor", the_unit("LT"))
    assert not clerk.may("draft_letter") or clerk.may("unmask")
    intake = an_officer("Unit intake", the_unit("LT"))
    perform(petition, "draft_letter", by=intake, kind="W09")
    letter = max(petition_letters(petition), key=lambda one: one.id)
    assert texts_of(newest(letter))["petitioner_phone"] == "138****2051"


def petition_letters(petition):
    from app.petitions.letters.possible import letters_of

    return letters_of(petition)


def test_what_is_written_in_a_letter_lies_encrypted_in_the_database(db):
    drafted(a_petition("transferred"), "W04")
    raw = db.session.execute(sa.text("SELECT fields FROM letter_version")).scalar_one()
    name = db.session.execute(sa.text("SELECT addressee FROM letter")).scalar_one()
    assert "张建国" not in raw + name


def test_a_letter_that_does_not_belong_to_the_state_is_refused():
    with pytest.raises(Invalid, match="cannot make this letter"):
        drafted(a_petition("transferred"), "W14")


# ---- accusations ---------------------------------------------------------------------------------


def test_of_an_accusation_only_some_letters_are_made_and_nothing_of_it_is_told(db):
    sealed = a_petition("registered", accusation=True)
    by = officer_at("Accusation officer", "LT")
    offered = {kind.code for kind in kinds_for(sealed, by)}
    assert offered == {"W05", "W06", "W08", "W09", "W19"}
    perform(sealed, "draft_letter", by=by, kind="W09")
    letter = db.session.scalars(sa.select(Letter)).one()
    told = str(texts_of(newest(letter)))
    assert "收受礼金" not in told
    assert "钱某" not in told
    assert "13812342051" not in told
    assert "张建国" not in told
    assert all("W09" not in str(event.facts) for event in sealed.events)


def test_the_reporter_is_kept_back_from_the_unit_and_the_check_agrees(db):
    sealed = a_petition("registered", accusation=True)
    sealed.people[0].employer = "临潼区渠道管理站"
    perform(sealed, "draft_letter", by=officer_at("Accusation officer", "LT"), kind="W09")
    version = newest(db.session.scalars(sa.select(Letter)).one())
    texts = texts_of(version)
    assert texts["petitioner"] == "（姓名保密）"
    assert not texts["petitioner_phone"]
    assert not texts["petitioner_address"]
    told = {(one["rule"], one["field"]) for one in version.findings["found"]}
    assert not {field for _, field in told} & {"petitioner", "petitioner_phone"}


def test_nobody_else_learns_of_a_letter_of_an_accusation(as_, db):
    sealed = a_petition("registered", accusation=True)
    perform(sealed, "draft_letter", by=officer_at("Accusation officer", "LT"), kind="W06")
    letter = db.session.scalars(sa.select(Letter)).one()
    db.session.commit()
    leader = as_(officer_at("Bureau leader", "LT"))
    assert leader.get(f"/letters/{letter.id}").status_code == 404
    assert leader.get(f"/petitions/number/{sealed.number}").status_code == 404


def test_a_field_bears_no_control_characters():
    assert clean(" 一\r\n二\r三\x00\x07 ") == "一\n二\n三"
    assert LetterVersion.__table__.info["append_only"]
