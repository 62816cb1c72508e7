"""信访处理单: one petition as Excel and as a printed page; masked, or in full for a purpose."""

from datetime import date

from app.accounts.units.names import keep_name
from tests.factories import a_petition, an_officer, the_unit
from tests.petitions.exports.taken_out import (
    HOUSE,
    NAME,
    NUMBER,
    PHONE,
    get,
    sheet_of,
    texts_of,
    written_down,
)  # fmt: skip


def test_one_petition_is_a_form_of_the_office_with_all_that_happened(as_, db):
    one = a_petition("archived", head_count=7)
    answer = get(as_(an_officer()), f"/petitions/{one.id}/export.xlsx")
    disposition = answer.headers["Content-Disposition"]
    assert "filename*=UTF-8''%E4%BF%A1%E8%AE%BF%E5%A4%84%E7%90%86%E5%8D%95" in disposition
    texts = texts_of(answer)
    assert texts[0] == "信访处理单"
    for told in (
        one.number,
        "登记单位",
        "问题属地",
        "经查，支渠闸门损坏。",
        "拟办意见",
        "负责人签字",
    ):
        assert told in texts, told
    assert [r.text in texts for r in one.requests] == [True, True]
    assert any("转送给" in text or "转送" in text for text in texts)
    sheet = sheet_of(answer)
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("portrait", 9)


def test_the_form_is_masked_and_in_full_only_with_a_purpose(as_, db):
    one = a_petition(content=f"本人电话{PHONE}，证号{NUMBER}。")
    client = as_(an_officer())
    masked = "\n".join(texts_of(get(client, f"/petitions/{one.id}/export.xlsx")))
    assert not [secret for secret in (NUMBER, NAME, PHONE, HOUSE) if secret in masked]
    path = f"/petitions/{one.id}/export"
    assert client.post(path, data={"act": "excel", "purpose": " "}).status_code == 422
    assert [event.facts["in_full"] for event in written_down()] == [False]
    full = client.post(path, data={"act": "excel", "purpose": "向责任单位移送"}, buffered=True)
    texts = "\n".join(texts_of(full))
    assert [secret in texts for secret in (NUMBER, NAME, PHONE, HOUSE)] == [True] * 4
    event = written_down()[-1]
    assert (event.facts["in_full"], event.purpose) == (True, "向责任单位移送")
    assert (event.petition_id, event.row_count) == (one.id, 1)


def test_who_may_export_but_not_unmask_gets_the_masked_form_only(as_, db):
    one = a_petition("transferred", signed=False)
    intake = as_(an_officer("Unit intake"))
    assert get(intake, f"/petitions/{one.id}/export.xlsx").status_code == 200
    assert intake.get(f"/petitions/{one.id}/export").status_code == 403
    data = {"act": "excel", "purpose": "看看"}
    assert intake.post(f"/petitions/{one.id}/export", data=data).status_code == 403


def test_of_an_accusation_the_form_tells_its_desk_what_is_sealed(as_, db):
    sealed = a_petition(accusation=True)
    desk = an_officer("Accusation officer")
    texts = texts_of(get(as_(desk), f"/petitions/{sealed.id}/export.xlsx"))
    assert "反映某局科长收受礼金。" in texts
    assert "钱某" in texts
    assert NAME not in texts


def test_an_anonymous_letter_has_a_form_too(as_, db):
    one = a_petition(form="letter", channel="101", anonymous=True)
    assert "匿名" in texts_of(get(as_(an_officer()), f"/petitions/{one.id}/export.xlsx"))


def test_the_printed_page_is_the_same_form(page, db):
    one = a_petition("archived")
    client = page(an_officer())
    answer = client.get(f"/petitions/{one.id}/print")
    words = "".join(answer.dom.itertext())
    for told in (one.number, "经查，支渠闸门损坏。", "负责人签字", "610115********0017"):
        assert told in words, told
    assert NAME not in words
    assert [event.petition_id for event in written_down("print")] == [one.id]


def test_who_may_read_may_print_but_not_in_full(page, as_, db):
    one = a_petition()
    clerk = an_officer("Window clerk")
    assert page(clerk).get(f"/petitions/{one.id}/print").status_code == 200
    data = {"act": "print", "purpose": "窗口核对"}
    assert as_(clerk).post(f"/petitions/{one.id}/export", data=data).status_code == 403
    answer = page(an_officer()).post(f"/petitions/{one.id}/export", data=data)
    assert NUMBER in answer.text
    assert [event.purpose for event in written_down("print")] == [None, "窗口核对"]


def test_a_text_of_ten_thousand_characters_arrives_whole(as_, db):
    text = "反映灌溉问题。" * 1_400 + "末尾😀<script>"
    one = a_petition(content=text)
    sheet = sheet_of(get(as_(an_officer()), f"/petitions/{one.id}/export.xlsx"))
    values = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert text in "".join(values)


def test_a_purpose_of_blanks_is_none(as_, db):
    one = a_petition()
    answer = as_(an_officer()).post(f"/petitions/{one.id}/unmask", data={"purpose": "   "})
    assert answer.status_code == 422
    assert NUMBER not in answer.text
    assert written_down("unmask") == []


def renamed(db, code, name):
    """Give a unit another name from today's point of view; the old one ended in 2031."""
    unit = the_unit(code)
    keep_name(unit, unit.name, unit.short_name, until=date(2031, 1, 1))
    unit.name, unit.short_name = name, ""
    db.session.flush()


def test_the_form_calls_units_what_they_were_called_on_that_day(as_, db):
    one = a_petition("archived")
    opinion_unit = the_unit("LT-WATER").name
    for code in ("LT", "LT-WATER"):
        renamed(db, code, f"改名后{code}")
    texts = texts_of(get(as_(an_officer()), f"/petitions/{one.id}/export.xlsx"))
    assert opinion_unit in texts
    assert not [text for text in texts if text in ("改名后LT", "改名后LT-WATER")]


def test_the_form_of_an_open_file_says_with_whom_it_lies_under_the_present_name(as_, db):
    one = a_petition("accepted")
    renamed(db, "LT-WATER", "水利局")
    texts = texts_of(get(as_(an_officer()), f"/petitions/{one.id}/export.xlsx"))
    assert any(text.startswith("水利局") for text in texts)
