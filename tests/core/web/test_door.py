"""What comes in through forms: signs that nobody sees are taken away, a zero character is named."""

import pytest
import sqlalchemy as sa

from app.core.plain import plain
from app.petitions.models import Event
from tests.factories import a_petition, an_officer

TURNED = "\u202e"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("停水\u202e很久\u202c。", "停水很久。"),
        ("\u2066甲\u2069\u200e\u200f\u061c", "甲"),
        ("一\x07二\x1b三\x7f四\x9b", "一二三四"),
        ("第一行\r\n\t第二行", "第一行\r\n\t第二行"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
    ],
)
def test_what_nobody_sees_is_taken_away(typed, kept):
    assert plain(typed) == kept


def noted(page, file, text):
    sent = {"version": file.version, "note": text}
    return page(an_officer("Triage officer")).post(f"/petitions/{file.id}/mark-seen", data=sent)


def test_a_mark_of_direction_is_not_kept(page, db):
    file = a_petition()
    noted(page, file, f"已{TURNED}阅")
    event = db.session.scalars(sa.select(Event).where(Event.move == "mark_seen")).one()
    assert TURNED not in str(event.facts)
    assert "已阅" in str(event.facts)


def test_a_zero_character_is_named_beside_its_field(page, db):
    file = a_petition()
    answer = noted(page, file, "已\0阅")
    assert answer.status_code == 422
    assert "含有无法保存的字符" in answer.dom.find(".//p[@id='note-error']").text
    assert db.session.scalar(sa.select(Event).where(Event.move == "mark_seen")) is None


def test_a_generated_form_names_it_too(page, db):
    answer = page(an_officer("System administrator")).post("/units/add", data={"name": "甲\0乙"})
    assert answer.status_code in (200, 422)
    assert "含有无法保存的字符" in answer.text
