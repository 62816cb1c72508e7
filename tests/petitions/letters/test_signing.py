"""Signing: number, file, lock, and never by who wrote it."""

import hashlib
import io

import docx
import pytest
import sqlalchemy as sa

from app.core.errors import DomainError, Invalid
from app.dictionaries.queries import work_calendar
from app.petitions.attachments import storage
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from app.petitions.engine import Act, MoveRefused
from app.petitions.letters.documents import document_of
from app.petitions.letters.possible import signed_of
from app.petitions.letters.signing import sign_with
from app.petitions.letters.versions import texts_of
from app.petitions.models import Event, Letter
from app.petitions.workflow import PETITION
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.petitions.letters.office import a_signed, completed, drafted, marked, on, signed

pytestmark = pytest.mark.usefixtures("db")


def words_of(data: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)


def test_a_signed_letter_has_a_number_a_file_and_its_digest():
    marked()
    with on("2026-11-27"):
        letter = a_signed("W04")
    kept = storage.path_of(letter.stored_name).read_bytes()
    assert letter.number == "临水受告〔2026〕1号"
    assert (letter.status, letter.sha256) == ("signed", hashlib.sha256(kept).hexdigest())
    assert "临水受告〔2026〕1号" in words_of(kept)
    assert "2026年11月27日" in words_of(kept)


def test_a_draft_holds_the_place_of_its_number_and_says_what_it_is():
    marked()
    letter = drafted(a_petition("accepted"), "W04")
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


def test_a_unit_without_mark_is_told_where_it_is_entered():
    letter = completed(drafted(a_petition("accepted"), "W04"))
    with pytest.raises(DomainError, match="临潼区水务局 has no mark.*enters it under Units"):
        signed(letter)


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
    assert [texts_of(one)["matter"] for one in letter.versions] == [before, "新"]
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
    letter = a_signed("W04")
    given = {"letter_id": letter.id, "reason": "事项摘要有误。"}
    with pytest.raises(MoveRefused, match="Only who may sign letters"):
        perform(letter.petition, "cancel_letter", by=officer_at("Handler", "LT-WATER"), **given)
    perform(letter.petition, "cancel_letter", by=officer_at("Head of unit", "LT-WATER"), **given)
    assert (letter.status, letter.number[:4]) == ("cancelled", "临水受告")
    assert signed_of(letter.petition, "W04") is None


# ---- with the act itself -------------------------------------------------------------------------


def asked_to_accept(petition):
    by = officer_at("Handler", "LT-WATER")
    return perform(petition, "accept", by=by, class_six=True)


def test_who_grants_the_acceptance_signs_the_notice_with_it(db):
    marked()
    petition = a_petition("transferred")
    letter = completed(drafted(petition, "W04"))
    head = officer_at("Head of unit", "LT-WATER")
    grant(asked_to_accept(petition), by=head)
    assert (petition.state, letter.status, letter.signed_by) == ("accepted", "signed", head)
    told = db.session.scalars(sa.select(Event.move).where(Event.petition_id == petition.id)).all()
    assert "sign_letter" in told


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


def test_a_paper_may_be_made_from_the_act_itself(db):
    marked()
    the_unit("LT-WATER").phone = "029-83810000"
    petition = a_petition("transferred")
    approval = asked_to_accept(petition)
    head = officer_at("Head of unit", "LT-WATER")
    approval.status, approval.decided_by = "granted", head
    act = Act(petition, PETITION.move("accept"), approval.asked_by, calendar=work_calendar())
    act.approved_by = head
    assert sign_with(act, "W04") is None
    letter = sign_with(act, "W04", on_the_spot=True)
    assert (letter.status, letter.signed_by, letter.approval_id) == ("signed", head, approval.id)


def test_without_a_draft_the_act_needs_no_paper_yet(db):
    petition = a_petition("transferred")
    grant(asked_to_accept(petition), by=officer_at("Head of unit", "LT-WATER"))
    assert petition.state == "accepted"
    assert db.session.scalar(sa.select(sa.func.count(Letter.id))) == 0


def test_a_paper_that_cannot_be_signed_stops_its_act():
    petition = a_petition("transferred")
    completed(drafted(petition, "W04"))  # the unit has no mark
    approval = asked_to_accept(petition)
    with pytest.raises(DomainError, match="has no mark"):
        grant(approval, by=officer_at("Head of unit", "LT-WATER"))
    assert petition.state == "transferred"
