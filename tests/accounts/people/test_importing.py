"""Accounts out of Excel: every wrong row says why, and all come in or none."""

import re
import time
from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from werkzeug.security import check_password_hash

from app.accounts import queries
from app.accounts.commands import officers
from app.accounts.models import Officer
from app.accounts.people import handing_out, importing
from app.core.errors import Invalid
from app.journal.models import AdminEvent
from tests.core.render.test_excel_read import repacked, workbook
from tests.factories import an_officer, the_unit

HEADER = ("用户名", "姓名", "单位", "角色", "职务", "联系电话")
GOOD = ("li.na", "李娜", "临潼区水务局", "承办人", "科员", "13812342051")
ALSO = ("wang.fang", "王芳", "LT-WATER", "Handler、Review officer", "", "")


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


def _file(*rows, header=HEADER):
    return workbook(*rows, header=header)


def _count(db):
    return db.session.scalar(sa.select(sa.func.count(Officer.id)))


def _send(client, data, name="accounts.xlsx"):
    return client.post("/accounts/import/", data={"file": (BytesIO(data), name)})


def _wrong(app, admin, *rows):
    with app.test_request_context():
        plan = importing.plan(_file(*rows, header=tuple(importing.COLUMNS.values())), admin)
    return [(problem.row, problem.column) for problem in plan.problems]


ROW = ("li.na", "李娜", "临潼区水务局", "Handler", "", "")


def _row(**other):
    return tuple((dict(zip(importing.COLUMNS, ROW, strict=True)) | other).values())


@pytest.mark.parametrize(
    ("other", "column"),
    [
        ({"username": ""}, "username"),
        ({"username": "李 娜"}, "username"),
        ({"username": "HANDLER"}, "username"),
        ({"full_name": ""}, "full_name"),
        ({"full_name": "长" * 65}, "full_name"),
        ({"unit": "查无此局"}, "unit"),
        ({"unit": ""}, "unit"),
        ({"roles": "国王"}, "roles"),
        ({"roles": ""}, "roles"),
        ({"roles": "Handler, Accusation officer"}, "roles"),
        ({"phone": "138123"}, "phone"),
        ({"full_name": "=1+1"}, "full_name"),
    ],
)
def test_a_wrong_cell_is_named(app, admin, other, column):
    wrong = _wrong(
        app, admin, _row(), _row(username="good.one"), _row(**({"username": "bad.one"} | other))
    )
    assert wrong == [(4, column)]


def test_a_name_that_stands_twice_is_wrong_in_both_rows(app, admin):
    twice = _wrong(app, admin, ROW, _row(username="LI.NA"))
    assert twice == [(2, "username"), (3, "username")]


def test_every_problem_of_a_row_is_named_at_once(app, admin):
    twice = _row(username="handler", phone="12")
    wrong = [(3, "username"), (3, "username"), (3, "phone")]
    assert _wrong(app, admin, _row(username="HANDLER"), twice)[2:] == wrong


def test_position_and_telephone_may_be_left_out(app, admin):
    with app.test_request_context():
        header = tuple(importing.COLUMNS.values())[:4]
        plan = importing.plan(_file(ROW[:4], header=header), admin)
    assert not plan.problems
    assert (plan.rows[0].person.title, plan.rows[0].person.phone) == ("", "")


def test_a_user_name_may_begin_with_a_digit(app, admin):
    assert _wrong(app, admin, _row(username="98765")) == []


def test_a_unit_outside_the_subtree_is_unknown_and_high_roles_are_the_tops(app, db):
    county = an_officer("System administrator", the_unit("YL"), full_name="阎良管理员")
    assert _wrong(app, county, ROW) == [(2, "unit")]
    high = _row(unit="阎良区信访局", roles="Security administrator")
    assert _wrong(app, county, high) == [(2, "roles")]
    assert _wrong(app, county, _row(unit="阎良区信访局")) == []


def test_accounts_come_in_with_passwords_for_one_use(app, db, admin):
    with app.test_request_context():
        header = tuple(importing.COLUMNS.values())
        plan = importing.plan(_file(ROW, ALSO, header=header), admin)
    importing.carry_out(plan, admin, secret="s")
    remembered = handing_out.opened("s", ["li.na", "wang.fang"])
    given = handing_out.list_of(remembered, admin)
    assert [row[1] for row in given] == ["li.na", "wang.fang"]
    officer, password = queries.officer_named("li.na"), given[0][3]
    assert check_password_hash(officer.password, password)
    assert officer.must_change_password
    assert officer.unit.name == "临潼区水务局"
    assert queries.officer_named("wang.fang").role_names == ["Handler", "Review officer"]
    imported = sa.select(AdminEvent).where(AdminEvent.tag == "account.imported")
    events = db.session.scalars(imported).all()
    assert [event.about_name for event in events] == ["李娜", "王芳"]
    assert password not in str([event.after for event in events])


def test_a_name_taken_meanwhile_stops_all_of_them(app, db, admin):
    with app.test_request_context():
        header = tuple(importing.COLUMNS.values())
        plan = importing.plan(_file(ALSO, ROW, header=header), admin)
    an_officer("Handler", full_name="抢先").username = "li.na"
    db.session.flush()
    before = _count(db)
    with pytest.raises(Invalid):
        importing.carry_out(plan, admin, secret="s")
    assert _count(db) == before


def test_five_hundred_accounts_come_in_while_one_waits(app, db, admin):
    rows = [_row(username=f"user{number:04d}") for number in range(500)]
    with app.test_request_context():
        plan = importing.plan(_file(*rows, header=tuple(importing.COLUMNS.values())), admin)
    begun = time.process_time()
    importing.carry_out(plan, admin, secret="s")
    assert time.process_time() - begun < 10


# ---- the pages ------------------------------------------------------------------------------


def test_the_template_can_be_filled_in_and_sent_back(page, as_, admin, db):
    book = load_workbook(BytesIO(as_(admin).get("/accounts/import/template").data))
    sheet = book.worksheets[0]
    assert tuple(cell.value for cell in sheet[1]) == HEADER
    assert "临潼区水务局" in [cell.value for cell in book.worksheets[1]["A"]]
    roles = [cell.value for cell in book.worksheets[2]["A"]]
    for place, value in enumerate((*GOOD[:3], roles[-1], *GOOD[4:]), 1):
        sheet.cell(2, place, value)
    stream = BytesIO()
    book.save(stream)
    answer = _send(page(admin), stream.getvalue())
    assert answer.status_code == 200
    assert "将开通 1 个账号" in answer.text


def test_a_dry_run_writes_nothing_and_the_confirmation_all(page, as_, admin, db):
    before, client = _count(db), page(admin)
    dry = _send(client, _file((*GOOD[:3], _chinese(client), *GOOD[4:])))
    assert _count(db) == before
    assert "工作表“账号”" in dry.text
    sealed = dry.dom.find(".//input[@name='sealed']").get("value")
    assert "李娜" not in sealed
    other = an_officer("System administrator", full_name="另一人")
    assert as_(other).post("/accounts/import/confirm", data={"sealed": sealed}).status_code == 422
    done = client.post("/accounts/import/confirm", data={"sealed": sealed})
    password = done.dom.find(".//span[@class='code']").text
    assert _count(db) == before + 2  # the other administrator is one of them
    assert as_().post("/login/", data={"username": "li.na", "password": password}).location == "/"


def test_the_list_of_passwords_outlives_a_reload_for_half_an_hour(page, as_, admin, at, db):
    with at("2026-03-02T09:00"):
        client, sealed = page(admin), _dry(page(admin))
        first = client.post("/accounts/import/confirm", data={"sealed": sealed})
        password = first.dom.find(".//span[@class='code']").text
        assert password in client.get("/accounts/import/opened").text
        before = _count(db)
        again = client.post("/accounts/import/confirm", data={"sealed": sealed})
        assert (password in again.text, _count(db)) == (True, before)
        book = as_(admin)
        book.post("/accounts/import/confirm", data={"sealed": sealed})
        cells = load_workbook(BytesIO(book.get("/accounts/import/passwords").data)).active["D"]
        assert password in [cell.value for cell in cells]
        other = as_(an_officer("System administrator", full_name="另一人"))
        assert other.get("/accounts/import/passwords").status_code == 404
    with at("2026-03-02T09:31"):
        assert password not in client.get("/accounts/import/opened").text


def test_a_password_that_is_no_longer_the_one_is_not_told(page, admin, db):
    client = page(admin)
    client.post("/accounts/import/confirm", data={"sealed": _dry(client)})
    officers.reset_password(queries.officer_named("li.na"), by=admin)
    assert client.get("/accounts/import/opened").dom.find(".//span[@class='code']") is None


def _dry(client):
    dry = _send(client, _file((*GOOD[:3], _chinese(client), *GOOD[4:])))
    return dry.dom.find(".//input[@name='sealed']").get("value")


def _chinese(client):
    text = client.get("/accounts/add").text
    return re.search(r">\s*([^<]*承办[^<]*)<", text)[1].strip()


def test_a_confirmation_that_waited_too_long_is_refused(as_, page, admin, at, db):
    with at("2026-03-02T09:00"):
        dry = _send(page(admin), _file((*GOOD[:3], "Handler", *GOOD[4:])))
        sealed = dry.dom.find(".//input[@name='sealed']").get("value")
    with at("2026-03-03T09:00"):
        answer = as_(admin).post("/accounts/import/confirm", data={"sealed": sealed})
        assert answer.status_code == 422
        assert as_(admin).post("/accounts/import/confirm", data={"sealed": "x"}).status_code == 422
    assert queries.officer_named("li.na") is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (workbook(("x",), header=("年度",)), "没有工作表包含所需的列"),
        (_file(GOOD[:2], header=HEADER[:2]), "缺少列：单位、角色"),
        (_file(), "名单是空的"),
        (_file(*[GOOD] * 10_000), "超过 1000 行"),
        (repacked(_file(GOOD), xl__vbaProjectDOTbin=b"macro"), "含有宏"),
        ("用户名,姓名".encode(), "不是 Excel 工作簿"),
    ],
    ids=["sheet", "column", "empty", "ten thousand", "macro", "csv"],
)
def test_a_bad_file_is_refused_in_words_and_changes_nothing(page, admin, db, data, words):
    before = _count(db)
    answer = _send(page(admin), data)
    assert answer.status_code == 422
    assert words in answer.text
    assert _count(db) == before


def test_bad_rows_say_why_beside_them(page, admin, db):
    rows = (GOOD, ("handler", "王芳", "查无此局", "国王", "", "12"), ("=1+1", "赵", "", "", "", ""))
    answer = _send(page(admin), _file(*rows))
    assert answer.status_code == 422
    for words in ("该用户名", "没有这个单位", "没有角色“国王”", "此处是公式"):
        assert words in answer.text
    assert "sealed" not in answer.text
