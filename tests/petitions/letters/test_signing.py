"""Signing: number, file, lock, and never by who wrote it."""

import hashlib
import io
import re

import docx
import pytest
import sqlalchemy as sa

from app.core.errors import DomainError, Invalid
from app.petitions.attachments import storage
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from app.petitions.engine import MoveRefused
from app.petitions.letters.documents import document_of
from app.petitions.letters.possible import letters_of
from app.petitions.letters.versions import texts_of
from app.petitions.models import Event
from tests.factories import SIX, a_petition, an_officer, officer_at, the_unit
from tests.petitions.letters.office import (
    a_signed,
    completed,
    drafted,
    marked,
    on,
    signed,
    signed_of,
)
from tests.petitions.walks import read_aloud

pytestmark = pytest.mark.usefixtures("db")


def words_of(data: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)


def test_a_signed_letter_has_a_number_a_file_and_its_digest():
    marked()
    with on("2026-11-27"):
        letter = a_signed("W23", "transferred")
    kept = storage.path_of(letter.stored_name).read_bytes()
    assert letter.number == "临水异〔2026〕1号"
    assert (letter.status, letter.sha256) == ("signed", hashlib.sha256(kept).hexdigest())
    assert "临水异〔2026〕1号" in words_of(kept)
    assert "2026年11月27日" in words_of(kept)


def test_a_draft_holds_the_place_of_its_number_and_says_what_it_is():
    marked()
    letter = completed(drafted(a_petition("accepted"), "W04"), matter=" ")
    document = docx.Document(io.BytesIO(document_of(letter).data))
    headers = [document.sections[0].first_page_header, document.sections[0].header]
    assert "号" in document.paragraphs[0].text
    assert "×" in document.paragraphs[0].text
    assert all('string="草稿"' in header._element.xml for header in headers)


def test_a_complete_draft_is_a_copy_for_signature():
    marked()
    letter = completed(drafted(a_petition("accepted"), "W04"))
    document = docx.Document(io.BytesIO(document_of(letter).data))
    assert 'string="送审稿"' in document.sections[0].first_page_header._element.xml


def test_the_signed_one_carries_no_watermark():
    marked()
    section = docx.Document(io.BytesIO(document_of(a_signed("W04")).data)).sections[0]
    assert (
        "PowerPlusWaterMark"
        not in section.first_page_header._element.xml + section.header._element.xml
    )


def test_who_wrote_the_last_version_does_not_sign_it():
    marked()
    both = an_officer("Handler + Head of unit", the_unit("LT-WATER"))
    letter = completed(drafted(a_petition("accepted"), "W04", by=both))
    perform(letter.petition, "revise_letter", by=both, letter_id=letter.id, fields={"phone": "1"})
    with pytest.raises(Invalid, match="Who wrote the last version cannot sign it"):
        signed(letter, by=both)
    assert (letter.status, letter.number) == ("draft", None)


def test_who_may_not_sign_is_refused():
    marked()
    letter = completed(drafted(a_petition("accepted"), "W04"))
    with pytest.raises(MoveRefused, match="Your roles do not include this act"):
        signed(letter, by=officer_at("Unit intake", "LT-WATER"))


def test_an_empty_field_that_must_be_filled_is_named():
    marked()
    letter = drafted(a_petition("accepted"), "W04")
    perform(
        letter.petition,
        "revise_letter",
        by=officer_at("Handler", "LT-WATER"),
        letter_id=letter.id,
        fields={"phone": "", "matter": ""},
    )
    with pytest.raises(Invalid, match="“Matter” of the letter is empty"):
        signed(letter)


def test_a_unit_without_mark_is_called_by_its_name():
    letter = signed(completed(drafted(a_petition("transferred"), "W23")))
    assert re.fullmatch("区?.*水务局异〔20\\d\\d〕1号", letter.number)


def test_a_form_is_signed_without_number_and_without_mark():
    letter = a_signed("W01", "registered", "LT")
    assert (letter.status, letter.number, letter.serial) == ("signed", None, None)


@pytest.mark.parametrize(
    "change", ["number = 'X'", "sha256 = 'X'", "addressee = 'X'", "signed_by_id = 1"]
)
def test_the_database_itself_keeps_a_signed_letter(db, change):
    marked()
    letter = a_signed("W04")
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        db.session.execute(sa.text(f"UPDATE letter SET {change} WHERE id = {letter.id}"))


def test_the_database_deletes_no_signed_letter_and_changes_no_version(db):
    marked()
    letter = a_signed("W04")
    db.session.commit()
    for statement in (
        f"DELETE FROM letter WHERE id = {letter.id}",
        "UPDATE letter_version SET serial = 9",
    ):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"):
            db.session.execute(sa.text(statement))
        db.session.rollback()


def test_a_signed_letter_is_not_revised():
    marked()
    letter = a_signed("W04")
    by = officer_at("Handler", "LT-WATER")
    with pytest.raises(MoveRefused, match="no draft any more"):
        perform(letter.petition, "revise_letter", by=by, letter_id=letter.id, fields={"phone": "1"})


def test_a_file_that_was_changed_behind_our_back_is_not_handed_out():
    marked()
    letter = a_signed("W04")
    path = storage.path_of(letter.stored_name)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(DomainError, match="not the one that was signed"):
        document_of(letter)


def test_versions_stay_readable():
    letter = drafted(a_petition("accepted"), "W04")
    before = texts_of(letter.versions[0])["matter"]
    by = officer_at("Handler", "LT-WATER")
    perform(letter.petition, "revise_letter", by=by, letter_id=letter.id, fields={"matter": "新"})
    assert [texts_of(one)["matter"] for one in letter.versions] == [before, "新。"]
    with pytest.raises(Invalid, match="Nothing was changed"):
        perform(
            letter.petition, "revise_letter", by=by, letter_id=letter.id, fields={"matter": "新"}
        )
    assert len(letter.versions) == 2


def test_another_unit_touches_no_letter():
    marked()
    letter = completed(drafted(a_petition("accepted"), "W04"))
    by = officer_at("Reviewer", "LT")
    for verb, given in (
        ("sign_letter", {}),
        ("cancel_letter", {"reason": "作废。"}),
    ):
        with pytest.raises(MoveRefused, match="another unit's"):
            perform(letter.petition, verb, by=by, letter_id=letter.id, **given)


def test_only_who_signs_cancels_what_was_signed():
    marked()
    letter = a_signed("W23", "transferred")
    given = {"letter_id": letter.id, "reason": "事项摘要有误。"}
    with pytest.raises(MoveRefused, match="Only who may sign letters"):
        perform(letter.petition, "cancel_letter", by=officer_at("Handler", "LT-WATER"), **given)
    perform(letter.petition, "cancel_letter", by=officer_at("Head of unit", "LT-WATER"), **given)
    assert (letter.status, letter.number[:4]) == ("cancelled", "临水异〔")
    assert signed_of(letter.petition, "W23") is None


# ---- with the act itself -------------------------------------------------------------------------


def asked_to_accept(petition):
    by = officer_at("Handler", "LT-WATER")
    return perform(petition, "accept", by=by, **SIX)


def test_who_grants_the_acceptance_signs_the_notice_with_it(db):
    marked()
    petition = a_petition("transferred")
    letter = completed(drafted(petition, "W04"))
    head = officer_at("Head of unit", "LT-WATER")
    grant(asked_to_accept(petition), by=head)
    assert (petition.state, letter.status, letter.signed_by) == ("accepted", "signed", head)
    told = db.session.scalars(sa.select(Event).order_by(Event.id.desc())).first()
    assert f"出具信访事项受理告知书（{letter.number}）" in read_aloud(told)["zh"]


def test_what_the_act_was_given_fills_what_was_still_empty_in_its_paper():
    marked()
    the_unit("LT-WATER").phone = "029-83810000"
    petition = a_petition("accepted")
    by, head = officer_at("Handler", "LT-WATER"), officer_at("Head of unit", "LT-WATER")
    letter = drafted(petition, "W14")
    answers = {str(one.id): {"text": "已办。", "conclusion": "1"} for one in petition.requests}
    given = {"answers": answers, "facts": "属实。", "basis": "条例", "conclusion": "1"}
    grant(perform(petition, "reply", by=by, **given), by=head)
    assert (letter.status, len(letter.versions)) == ("signed", 2)
    assert texts_of(letter.versions[-1])["facts"] == "属实。"
    assert letter.opinion_id is not None


def test_the_asking_drafts_the_paper_and_says_it_is_not_signed_yet():
    petition = a_petition("transferred")
    approval = asked_to_accept(petition)
    [letter] = letters_of(petition)
    assert (letter.kind, letter.status, letter.approval_id) == ("W04", "draft", approval.id)


def test_a_paper_that_cannot_be_signed_stops_its_act():
    petition = a_petition("transferred")
    approval = asked_to_accept(petition)
    [letter] = letters_of(petition)
    by = officer_at("Handler", "LT-WATER")
    wrong = {"case_number": "LT0000"}
    perform(petition, "revise_letter", by=by, letter_id=letter.id, fields=wrong)
    with pytest.raises(Invalid, match="编号与本信访件不符|not that of this petition"):
        grant(approval, by=officer_at("Head of unit", "LT-WATER"))
    assert petition.state == "transferred"
