"""Confirming to have read a page: once, and anew when its writer changed it for good."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.notices import readers, waiting
from tests.factories import an_officer, the_unit
from tests.notices.pages import WRITER, a_page, form_of, inputs
from tests.reading import rows


@pytest.fixture
def handler(db):
    return an_officer("Handler")


@pytest.fixture
def told(db, page, handler):
    """Return a page that the handler has confirmed."""
    found = a_page(unit_ids=[the_unit("LT-WATER").id], must_confirm=True)
    page(handler).post(f"/information/{found.id}/confirm")
    return found


def change(page, found, **given):
    sent = form_of(everyone="chosen", unit_ids=[the_unit("LT-WATER").id], must_confirm="y")
    return page(an_officer(WRITER)).post(f"/information/{found.id}/edit", data=sent | given)


def test_a_changed_text_is_confirmed_anew(page, handler, told):
    change(page, told, body="<p>改了</p>", anew="y")
    reader = page(handler)
    shown = reader.get(f"/information/{told.id}").text
    assert "请重新阅读并确认" in shown
    assert "第 2 版" in shown
    assert "待确认" in reader.get("/").text
    assert readers.numbers(told).done == 0
    reader.post(f"/information/{told.id}/confirm")
    assert "请重新阅读" not in reader.get(f"/information/{told.id}").text
    assert readers.numbers(told).done == 1


def test_a_small_correction_asks_nobody(page, handler, told):
    change(page, told, body="<p>改了</p>")
    shown = page(handler).get(f"/information/{told.id}").text
    assert "无须重新确认" in shown
    assert not waiting.unread(handler)


def test_what_is_no_text_asks_nobody(page, handler, told):
    change(page, told, title=told.title, body=told.body, on_top="y", anew="y")
    assert told.version == 1
    assert not waiting.unread(handler)


def test_the_form_offers_to_ask_anew(page, told):
    (box,) = inputs(page(an_officer(WRITER)).get(f"/information/{told.id}/edit"), "anew")
    assert box.get("checked") is not None


def test_the_readers_are_narrowed_and_leave_as_a_workbook(page, handler, told):
    writer = page(an_officer(WRITER))
    address = f"/information/manage/{told.id}/readers"
    assert handler.full_name in writer.get(f"{address}?side=done").text
    assert handler.full_name not in writer.get(f"{address}?side=waiting").text
    assert writer.get(f"{address}?side=other").status_code == 404
    book = load_workbook(BytesIO(writer.get(f"{address}.xlsx?side=done").data))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert handler.full_name in cells


def test_a_long_list_of_readers_is_paged(db, page):
    everybody = a_page(must_confirm=True)
    shown = page(an_officer(WRITER)).get(f"/information/manage/{everybody.id}/readers")
    assert len(rows(shown)) == min(20, readers.numbers(everybody).all)
