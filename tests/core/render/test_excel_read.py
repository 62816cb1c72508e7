"""Workbooks that people send: what is read of them, and what is refused in which words."""

import time
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from app.core.errors import Amount, Invalid
from app.core.render import excel_read
from app.core.render.excel_read import MissingColumns, read_rows, read_sheet

COLUMNS = ("用户名", "姓名", "电话")
GOOD = ("li.na", "李娜", "13812342051")


def workbook(*rows, title="账号", header=COLUMNS, more=()):
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in (header, *rows) if header else rows:
        sheet.append(row)
    for name in more:
        book.create_sheet(name)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(data, **parts):
    """Return the workbook with parts added or, by the same name, replaced."""
    stream = BytesIO()
    named = {name.replace("__", "/").replace("DOT", "."): value for name, value in parts.items()}
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, named.pop(name, None) or old.read(name))
        for name, value in named.items():
            new.writestr(name, value)
    return stream.getvalue()


def said(data, columns=COLUMNS, **more):
    with pytest.raises(Invalid) as refusal:
        read_rows(data, columns, most=100, **more)
    assert refusal.value.field == "file"
    return str(refusal.value)


def test_rows_are_read_by_their_headers_and_numbered_as_in_the_sheet():
    data = workbook(GOOD, (None, "  ", ""), ("wang", "王芳", None))
    assert read_rows(data, COLUMNS, most=100) == [
        (2, {"用户名": "li.na", "姓名": "李娜", "电话": "13812342051"}),
        (4, {"用户名": "wang", "姓名": "王芳", "电话": ""}),
    ]


def test_values_become_what_somebody_would_have_typed():
    moments = ("甲", date(2026, 3, 2), datetime(2026, 3, 2, 9, 30))  # noqa: DTZ001 - Excel knows no zone
    typed = ("\u3000 li.na\u00a0", 13812342051.0, 0.25)
    rows = read_rows(workbook(moments, typed, (True, "１２", 7)), COLUMNS, most=100)
    values = [list(row.values()) for _number, row in rows]
    assert values == [
        ["甲", "2026-03-02", "2026-03-02 09:30:00"],
        ["li.na", "13812342051", "0.25"],
        ["TRUE", "１２", "7"],
    ]


def test_a_title_may_stand_above_and_columns_may_be_in_any_order():
    header = ("备注", " 电 话 ", "姓名*", "用户名")
    data = workbook(("名单",), header, ("x", "1", "李娜", "li.na"), header=None)
    assert read_rows(data, COLUMNS, most=5) == [
        (3, {"用户名": "li.na", "姓名": "李娜", "电话": "1"})
    ]


def test_the_first_sheet_that_has_the_columns_is_taken():
    book = Workbook()
    book.active.append(("说明",))
    sheet = book.create_sheet("账号")
    sheet.append(COLUMNS)
    sheet.append(GOOD)
    stream = BytesIO()
    book.save(stream)
    assert len(read_rows(stream.getvalue(), COLUMNS, most=5)) == 1
    assert len(read_rows(stream.getvalue(), COLUMNS, most=5, sheet="账号")) == 1
    with pytest.raises(MissingColumns):
        read_rows(stream.getvalue(), COLUMNS, most=5, sheet="说明书")


def test_what_is_missing_is_named():
    assert "电话" in said(workbook(("li", "李"), header=("用户名", "姓名")))
    assert "No sheet" in said(workbook(("x",), header=("年度",)))
    assert "No sheet" in said(workbook(header=None))


def test_a_formula_is_named_with_its_row_and_the_others_are_read():
    data = workbook(GOOD, ("=1+1", "王芳", ""), ("zhao", '=HYPERLINK("http://x")', ""))
    assert "Row 3" in said(data)
    sheet = read_sheet(data, COLUMNS, most=100)
    assert [(one.row, one.column) for one in sheet.problems] == [(3, "用户名"), (4, "姓名")]
    assert [number for number, _values in sheet.rows] == [2, 3, 4]


def test_ten_thousand_rows_are_refused_before_they_are_read():
    data = workbook(*[GOOD] * 10_000)
    begun = time.process_time()
    assert "more than 100 rows" in said(data)
    with pytest.raises(Invalid) as refused:
        read_rows(data, COLUMNS, most=1000)
    assert isinstance(refused.value.params["most"], Amount)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not an Excel workbook"),
        ("用户名,姓名\nli,李".encode(), "not an Excel workbook"),
        (b"%PDF-1.7", "not an Excel workbook"),
        (b"PK\x03\x04 and nothing more", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
        (b"PK\x03\x04" + bytes(6 * 1024 * 1024), "larger than 5 MB"),
    ],
    ids=["empty", "csv", "pdf", "broken", "xls", "locked", "large"],
)
def test_what_is_no_workbook_is_refused(data, words):
    assert words in said(data)


def test_a_word_file_is_no_workbook():
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    assert "not an Excel workbook" in said(stream.getvalue())


@pytest.mark.parametrize(
    "parts",
    [
        {"xl__vbaProjectDOTbin": b"macro"},
        {"[Content_Types]DOTxml": b"<Types>application/vnd.ms-excel.sheet.macroEnabled</Types>"},
    ],
)
def test_a_renamed_workbook_with_macros_is_refused(parts):
    assert "macros" in said(repacked(workbook(GOOD), **parts))


def test_a_bomb_is_not_unpacked():
    data = repacked(workbook(GOOD), xl__mediaDOTbin=bytes(60 * 1024 * 1024))
    assert len(data) < 200_000
    begun = time.process_time()
    assert "too large" in said(data)
    assert time.process_time() - begun < 1


def test_a_bomb_that_lies_about_its_size_is_no_workbook():
    data = repacked(workbook(GOOD), xl__mediaDOTbin=bytes(60 * 1024 * 1024))
    honest = (60 * 1024 * 1024).to_bytes(4, "little")
    assert honest in data
    assert "not an Excel workbook" in said(data.replace(honest, (1000).to_bytes(4, "little")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_grow_are_refused(encoding):
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    data = repacked(workbook(GOOD), xl__sharedStringsDOTxml=bomb.encode(encoding))
    assert "not an Excel workbook" in said(data)


def test_a_cell_far_to_the_right_or_below_costs_nothing():
    book = Workbook()
    book.active.append(COLUMNS)
    book.active.append(GOOD)
    book.active.cell(1_048_576, 16_384, " ")
    stream = BytesIO()
    book.save(stream)
    begun = time.process_time()
    assert len(read_rows(stream.getvalue(), COLUMNS, most=5)) == 1
    assert time.process_time() - begun < 5


def test_the_largest_file_is_smaller_than_what_a_request_may_bring(app):
    assert app.config["MAX_CONTENT_LENGTH"] > excel_read.MOST_BYTES
