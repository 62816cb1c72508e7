"""A draft is read by its own unit only; what was signed by whoever sees the file."""

import pytest

from app.petitions.commands.acts import perform
from app.petitions.letters.possible import letter_for, letters_of
from tests.factories import a_petition, officer_at
from tests.petitions.letters.office import completed, drafted, marked, signed, signed_of
from tests.petitions.walks import File

pytestmark = pytest.mark.usefixtures("db")

HEAD = ("Head of unit", "LT-WATER")
PATHS = ("", "/versions/1", "/letter.docx", "/letter.pdf")


def test_the_unit_under_review_does_not_read_the_draft_of_the_superior(page, as_, db):
    letter = drafted(a_petition("under_re_examination"), "W16", "XA")
    db.session.commit()
    client, tab = as_(officer_at(*HEAD)), f"/petitions/{letter.petition_id}?tab=letters"
    assert {client.get(f"/letters/{letter.id}{path}").status_code for path in PATHS} == {404}
    assert f"/letters/{letter.id}/" not in page(officer_at(*HEAD)).get(tab).text
    given = {"version": "1", "f_facts": "另有事实。"}
    assert client.post(f"/letters/{letter.id}", data=given).status_code == 404
    assert len(letter.versions) == 1


@pytest.mark.parametrize("role", ["Review officer", "Head of unit"])
def test_its_own_unit_reads_it_and_who_must_approve_it_there(page, db, role):
    letter = drafted(a_petition("under_re_examination"), "W16", "XA")
    db.session.commit()
    client = page(officer_at(role, "XA"))
    assert client.get(f"/letters/{letter.id}").status_code == 200
    tab = client.get(f"/petitions/{letter.petition_id}?tab=letters").text
    assert f"/letters/{letter.id}/letter.docx" in tab


def test_once_it_is_signed_whoever_sees_the_file_reads_it(as_, page, db):
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    letter = signed_of(file.petition, "W15")
    db.session.commit()
    assert as_(officer_at(*HEAD)).get(f"/letters/{letter.id}").status_code == 200
    tab = page(officer_at(*HEAD)).get(f"/petitions/{file.petition.id}?tab=letters").text
    assert f"/letters/{letter.id}/letter.docx" in tab


def test_a_draft_that_was_cancelled_stays_with_its_unit_and_a_signed_letter_does_not():
    marked()
    petition = a_petition("under_re_examination")
    draft = drafted(petition, "W16", "XA")
    reviewer = officer_at("Review officer", "XA")
    perform(petition, "cancel_letter", by=reviewer, letter_id=draft.id, reason="误拟")
    assert letter_for(officer_at(*HEAD), draft.id) is None
    assert letter_for(reviewer, draft.id) is draft
    told = a_petition("transferred")
    letter = signed(completed(drafted(told, "W05", "LT"), "LT"), "LT")
    by = officer_at("Reviewer", "LT")
    perform(told, "cancel_letter", by=by, letter_id=letter.id, reason="误写")
    assert letter_for(officer_at(*HEAD), letter.id) is letter
    assert letter in letters_of(told, reader=officer_at(*HEAD))
