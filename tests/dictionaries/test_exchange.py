"""Lists as Excel: out, changed, and in again; bad workbooks change nothing."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import Workbook, load_workbook

from app.dictionaries import queries
from app.dictionaries.models import ItemChange
from app.journal.models import AdminEvent

OUT = "/dictionaries/export.xlsx?list=source"
IN = "/dictionaries/import"


@pytest.fixture
def client(as_, keeper):
    return as_(keeper)


@pytest.fixture
def book(client):
    """Return the workbook of the sources, as it is taken out."""
    with client.get(OUT) as answer:
        return load_workbook(BytesIO(answer.data))


def place(book, title):
    return next(cell.column for cell in book.active[1] if cell.value == title)


def row_of(book, code):
    column = place(book, "代码")
    return next(r for r in range(2, 40) if book.active.cell(r, column).value == code)


def write(book, code, title, value):
    book.active.cell(row_of(book, code), place(book, title)).value = value


def packed(book):
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def look(client, data, **said):
    said = {"naming": "slip", "act": "look", "file": (BytesIO(data), "来源.xlsx")} | said
    return client.post(IN, data=said, content_type="multipart/form-data").text


def keep(client, data, **said):
    from base64 import b64encode

    said = {"naming": "slip", "act": "keep", "checked": b64encode(data).decode()} | said
    return client.post(IN, data=said)


def changes(db):
    return db.session.scalar(sa.select(sa.func.count()).select_from(ItemChange))


def test_a_list_leaves_with_codes_names_and_uses(book):
    first = {cell.value: book.active.cell(2, cell.column).value for cell in book.active[1]}
    assert first["字典代码"] == "source"
    assert first["代码"] == "01"
    assert first["名称"] == "本单位接待"
    assert first["使用次数"] == 0


def test_all_lists_leave_in_one_workbook(client):
    with client.get("/dictionaries/export.xlsx") as answer:
        sheet = load_workbook(BytesIO(answer.data)).active
    lists = {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert {"source", "issue", "unit_kind"} <= lists


def test_what_leaves_is_written_down(client, page, db, keeper):
    for address, title, rows in (
        (OUT, "登记来源", 19),
        ("/dictionaries/export.xlsx", "基础信息", None),
    ):
        client.get(address, buffered=True)
        event = db.session.scalars(
            sa.select(AdminEvent)
            .where(AdminEvent.tag == "dictionary.exported")
            .order_by(AdminEvent.id.desc())
        ).first()
        assert (event.by_name, event.about_name) == (keeper.full_name, title)
        assert event.after["count"] == rows or rows is None
    assert "导出字典（登记来源）" in page(keeper).get("/journal/").text


def test_what_was_taken_out_comes_in_again_without_a_change(client, book, db):
    assert "新增 0 条，修改 0 条，未变 19 条，不能导入 0 条" in look(client, packed(book))
    assert changes(db) == 0


def test_where_nothing_differs_there_is_nothing_to_confirm(client, book):
    text = look(client, packed(book))
    assert "与现有内容一致" in text
    assert 'value="keep"' not in text


def test_an_empty_workbook_is_given_to_be_filled_in(client):
    with client.get("/dictionaries/export.xlsx?empty=1") as answer:
        book = load_workbook(BytesIO(answer.data))
    assert place(book, "代码")
    assert not any(cell.value for row in book.active.iter_rows(min_row=2) for cell in row)


def test_looking_changes_nothing_and_bringing_in_does(client, book, db):
    write(book, "04", "名称", "要情摘编")
    data = packed(book)
    text = look(client, data)
    assert "摘报 → 要情摘编" in text
    assert (queries.label("source", "04"), changes(db)) == ("摘报", 0)
    assert keep(client, data).status_code == 302
    assert queries.label("source", "04") == "要情摘编"
    event = db.session.scalars(
        sa.select(AdminEvent).where(AdminEvent.tag == "dictionary.imported")
    ).one()
    assert event.after == {"added": 0, "changed": 1, "unchanged": 18, "refused": 0}


def test_a_new_name_in_a_workbook_leaves_the_old_one_to_old_files(client, book, at):
    write(book, "04", "名称", "要情摘编")
    with at("2026-03-05"):
        keep(client, packed(book), naming="anew", since="2026-03-01")
    from datetime import date

    assert queries.label("source", "04", on=date(2026, 2, 28)) == "摘报"
    assert queries.label("source", "04") == "要情摘编"


def added(book, *values):
    titles = ("字典代码", "代码", "上级代码", "名称", "排序")
    row = book.active.max_row + 1
    for title, value in zip(titles, values, strict=True):
        book.active.cell(row, place(book, title)).value = value
    for title, value in (("须填写说明", "否"), ("可选用", "是")):
        book.active.cell(row, place(book, title)).value = value


def test_a_parent_may_stand_below_its_child_in_the_file(client, book):
    added(book, "issue", "01zz01", "01zz", "三权分置", 5)
    added(book, "issue", "01zz", "01", "新的二级", 4)
    assert keep(client, packed(book)).status_code == 302
    assert queries.path_label("issue", "01zz01") == "农村农业 / 新的二级 / 三权分置"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("nothing", "50", "", "某", 5), "没有这个字典"),
        (("source", "04", "", "又一个", 5), "文件中有重复的代码"),
        (("source", "a-b", "", "某", 5), "最多 16 位"),
        (("source", "50", "", "", 5), "名称"),
        (("source", "50", "", "某", "高"), "顺序须为不小于 0 的整数"),
        (("sex", "8", "", "某", 5), "不能"),
        (("source", "50", "01", "某", 5), "上级"),
    ],
)
def test_one_bad_row_is_named_and_nothing_comes_in(client, book, db, row, sentence):
    write(book, "05", "名称", "领导批示转来")
    added(book, *row)
    data = packed(book)
    text = look(client, data)
    assert "不能导入 1 条" in text
    assert sentence in text
    assert f'<td class="work__num">{book.active.max_row}</td>' in text
    assert keep(client, data).status_code == 200
    assert (queries.label("source", "05"), changes(db)) == ("领导批转", 0)


def test_a_formula_is_refused_in_its_row(client, book, db):
    write(book, "04", "名称", '=CONCAT("a","b")')
    assert "公式" in look(client, packed(book))
    assert changes(db) == 0


def bad_files():
    other, empty = Workbook(), Workbook()
    other.active.append(["姓名", "电话"])
    titles = ("字典代码 代码 上级代码 名称 英文名称 繁体名称 检索词 排序 须填写说明").split()
    empty.active.append(titles)
    return {"no columns": packed(other), "missing": packed(empty), "renamed": b"MZ not a workbook"}


@pytest.mark.parametrize("kind", ["no columns", "missing", "renamed"])
def test_a_file_that_is_none_of_ours_is_refused_beside_the_field(page, keeper, kind, db):
    answer = look(page(keeper), bad_files()[kind])
    assert "file-error" in answer
    assert changes(db) == 0


def test_ten_thousand_rows_are_refused(client, book, db):
    for number in range(10_000):
        book.active.append(["source", f"X{number}"])
    assert "超过 5000 行" in look(client, packed(book))


def test_without_a_file_the_field_says_so(page, keeper):
    answer = page(keeper).post(IN, data={"naming": "slip", "act": "look"})
    assert "file-error" in answer.text


def test_a_workbook_that_was_tampered_with_is_asked_for_again(client):
    answer = client.post(IN, data={"naming": "slip", "act": "keep", "checked": "abc"})
    assert answer.status_code == 200
    assert "重新选择" in answer.text
