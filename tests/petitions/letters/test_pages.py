"""Letters at the keyboard: the tab, the editor, the files, the code, the register."""

import pytest
import sqlalchemy as sa

from app.core.render import pdf
from app.petitions.commands.acts import perform
from app.petitions.models import AccessEvent, Letter
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.petitions.letters.office import a_signed, completed, drafted, marked, on, signed
from tests.reading import words

pytestmark = pytest.mark.usefixtures("db")


def the_letter(db) -> Letter:
    return db.session.scalars(sa.select(Letter).order_by(Letter.id.desc())).first()


def test_a_letter_is_drafted_on_the_case_page_and_stands_in_its_tab(page, db):
    petition = a_petition("accepted")
    client = page(officer_at("Handler", "LT-WATER"))
    shown = client.post(
        f"/petitions/{petition.id}/draft-letter",
        data={"version": petition.version, "kind": "W04"},
    )
    assert "拟制文书：信访事项受理告知书" in shown.text
    tab = client.get(f"/petitions/{petition.id}?tab=letters").text
    assert f"/letters/{the_letter(db).id}/letter.docx" in tab
    assert "草稿" in tab


def test_only_what_the_unit_may_make_is_offered(page):
    petition = a_petition("accepted")
    shown = page(officer_at("Handler", "LT-WATER")).get(f"/petitions/{petition.id}/draft-letter")
    assert 'value="W14"' in shown.text
    assert 'value="W09"' not in shown.text  # the office transfers, the unit does not
    assert 'value="W16"' not in shown.text


def test_a_letter_without_a_problem_is_said_to_have_none(page, db, at):
    marked()
    with at("2026-03-12"):  # late in a year its end would be provisional: that is told
        letter = completed(drafted(a_petition("accepted", on="2026-03-02"), "W04"))
        db.session.commit()
        shown = page(officer_at("Handler", "LT-WATER")).get(f"/letters/{letter.id}").text
    assert "文书体检未发现问题。" in shown
    assert "没有找到。" not in shown


def test_a_draft_says_that_its_unit_has_no_mark_yet(page, db):
    marked()
    letter = completed(drafted(a_petition("accepted"), "W04"))
    db.session.commit()
    client, address = page(officer_at("Head of unit", "LT-WATER")), f"/letters/{letter.id}"
    assert "未设机关代字" not in client.get(address).text
    the_unit("LT-WATER").letter_mark = ""
    db.session.commit()
    assert "本机关未设机关代字，文号将用机关简称" in client.get(address).text
    signed(letter)
    db.session.commit()
    assert "未设机关代字" not in client.get(address).text


def filled(shown):
    """Return the fields of the editor as they are shown."""
    controls = [*shown.dom.iter("input"), *shown.dom.iter("textarea")]
    named = [one for one in controls if one.get("name", "").startswith("f_")]
    return {one.get("name"): one.get("value") or words(one) for one in named}


def flashed(shown):
    return words(next(one for one in shown.dom.iter("div") if one.get("id") == "flashes"))


def test_whoever_saves_is_told_what_the_check_found_and_where(page, db):
    marked()
    letter = completed(drafted(a_petition("accepted"), "W04"))
    db.session.commit()
    client, address = page(officer_at("Handler", "LT-WATER")), f"/letters/{letter.id}"
    shown = client.get(address)
    serial = str(len(letter.versions))
    wrong = {"version": serial, "f_matter": "反映【待填】一事", "f_addressee": "张建军"}
    answer = client.post(address, data=filled(shown) | wrong)
    assert "已保存为新版本，尚不能签发：文书体检发现2处错误（" in answer.text
    assert "反映事项" in flashed(answer)
    assert answer.request.path == address, "the errors stand beside their fields"
    right = {"version": str(int(serial) + 1), "f_matter": "支渠停水。", "f_addressee": "张建国"}
    answer = client.post(address, data=filled(answer) | right)
    assert "错误" not in flashed(answer)
    assert answer.request.path == f"/petitions/{letter.petition_id}"


def test_the_editor_keeps_a_version_for_each_save(page, db):
    petition = a_petition("accepted")
    client = page(officer_at("Handler", "LT-WATER"))
    letter = drafted(petition, "W04")
    db.session.commit()
    shown = client.get(f"/letters/{letter.id}")
    assert "张建国" in shown.text
    client.post(f"/letters/{letter.id}", data={"version": "1", "f_matter": ""})
    shown = client.get(f"/letters/{letter.id}")
    assert "签发前必须填写" in shown.text
    client.post(f"/letters/{letter.id}", data={"version": "2", "f_matter": "支渠停水。"})
    again = client.get(f"/letters/{letter.id}/versions/2")
    assert "支渠停水。" not in again.text
    assert "支渠停水。" in client.get(f"/letters/{letter.id}").text


def test_what_another_saved_meanwhile_is_not_overwritten(page, db):
    letter = drafted(a_petition("accepted"), "W04")
    completed(letter, phone="029-1")
    db.session.commit()
    answer = page(officer_at("Handler", "LT-WATER")).post(
        f"/letters/{letter.id}", data={"version": "1", "f_matter": "我写的。"}
    )
    assert answer.status_code == 409
    assert "其他人刚刚修改了此文书" in answer.text
    assert "我写的。" in answer.text


def test_a_letter_is_handed_out_and_written_down(as_, db):
    marked()
    letter = a_signed("W04")
    db.session.commit()
    answer = as_(officer_at("Head of unit", "LT-WATER")).get(f"/letters/{letter.id}/letter.docx")
    assert answer.data[:2] == b"PK"
    assert answer.headers["Cache-Control"] == "no-store"
    noted = db.session.scalars(sa.select(AccessEvent).where(AccessEvent.kind == "read")).all()
    assert noted[-1].facts == {"letter": letter.id, "how": "downloaded"}


def test_drafting_what_tells_telephone_and_address_is_written_down(db):
    petition = a_petition("registered")
    drafted(petition, "W09", "LT")
    noted = db.session.scalars(sa.select(AccessEvent).where(AccessEvent.kind == "unmask")).one()
    assert noted.purpose == "信访事项转送函"


@pytest.mark.parametrize("address", ["", "/versions/1", "/letter.docx", "/letter.pdf"])
def test_who_does_not_see_the_petition_sees_no_letter_of_it(as_, db, address):
    letter = drafted(a_petition("accepted"), "W04")
    db.session.commit()
    stranger = an_officer("Head of unit", the_unit("LT-HOUSING"))
    assert as_(stranger).get(f"/letters/{letter.id}{address}").status_code == 404


def test_the_code_on_a_letter_opens_the_file_for_who_may_see_it(as_, db):
    petition = a_petition("accepted")
    address = f"/petitions/number/{petition.number}"
    opened = as_(officer_at("Handler", "LT-WATER")).get(address)
    assert opened.location.endswith(f"/petitions/{petition.id}")
    stranger = an_officer("Handler", the_unit("LT-HOUSING"))
    assert as_(stranger).get(address).status_code == 404
    assert "/login" in as_().get(address).location


def test_the_register_shows_every_number_with_its_fate(page, db):
    marked()
    with on("2026-11-27"):
        first, second = a_signed("W04"), a_signed("W04", name="王芳")
        head = officer_at("Head of unit", "LT-WATER")
        perform(first.petition, "cancel_letter", by=head, letter_id=first.id, reason="有误。")
    db.session.commit()
    shown = page(head).get("/letters/register/?year=2026").text
    assert first.number in shown
    assert second.number in shown
    assert "已作废" in shown
    assert "王某" in shown, "a list masks the petitioner"
    assert "王芳" not in shown
    assert first.number not in page(head).get("/letters/register/?year=2025").text


def test_the_register_is_the_unit_s_own(page, db):
    marked()
    with on("2026-11-27"):
        letter = a_signed("W04")
    db.session.commit()
    other = page(an_officer("Head of unit", the_unit("LT-HOUSING")))
    assert letter.number not in other.get("/letters/register/?year=2026").text
    assert page(officer_at("Window clerk", "LT")).get("/letters/register/").status_code == 403


def test_without_libreoffice_there_is_no_button(page, db, monkeypatch):
    letter = drafted(a_petition("accepted"), "W04")
    db.session.commit()
    monkeypatch.setattr(pdf, "PROGRAM", "no-such-program")
    client = page(officer_at("Handler", "LT-WATER"))
    assert "letter.pdf" not in client.get(f"/letters/{letter.id}").text
    answer = client.get(f"/letters/{letter.id}/letter.pdf")
    assert answer.status_code == 409
    assert "没有安装LibreOffice" in answer.text
