"""The pages of a change: proposed by one, looked at and decided by another, told to both."""

import re
from io import BytesIO

import pytest
import sqlalchemy as sa

from app.accounts.models import Unit
from app.dictionaries.holidays import enter_year, loaded_years
from app.petitions.calendar.commands import propose_calendar
from app.petitions.models import CalendarChange
from tests.factories import an_officer
from tests.petitions.calendar.conftest import DAYS, asker, decider, top  # noqa: F401 - fixtures
from tests.petitions.walks import File

NOW = "2026-12-18"
CSV = "date,name,is_off_day\n" + "".join(
    f"{day.isoformat()},{name},{int(off)}\n" for day, off, name in DAYS
)


@pytest.fixture
def file(db):
    return File(on="2026-12-07").transfer("2026-12-07").signed("2026-12-07").accept("2026-12-08")


@pytest.fixture
def change(file, asker, decider, at):  # noqa: F811
    with at(NOW):
        return propose_calendar(2027, DAYS, by=asker, source="2027.csv")


def tried(client, content=CSV, name="2027.csv"):
    sent = {"year": "2027", "file": (BytesIO(content.encode()), name)}
    return client.post("/setup/holidays/", data=sent, content_type="multipart/form-data")


def sealed(answer):
    return {"plan": re.search(r'name="plan" value="([^"]+)"', answer.text)[1]}


def waiting(db):
    return db.session.scalar(sa.select(CalendarChange).where(CalendarChange.status == "proposed"))


def test_a_list_is_tried_and_then_only_proposed(page, file, asker, db, at):  # noqa: F811
    with at(NOW):
        client = page(asker)
        answer = tried(client)
        assert "1 项改变届满日" in answer.text
        client.post("/setup/holidays/carry-out", data=sealed(answer))
        assert 2027 not in loaded_years()
        shown = client.get(f"/calendar-changes/{waiting(db).id}")
    assert "2027.csv" in shown.text
    assert "2027年2月12日" in shown.text


def test_the_proposal_shows_what_moves_and_no_name(page, change, file, decider, at):  # noqa: F811
    with at(NOW):
        answer = page(decider).get(f"/calendar-changes/{change.id}")
    (row,) = [
        [" ".join("".join(cell.itertext()).split()) for cell in line]
        for line in answer.dom.findall(".//table[@id='list']/tbody/tr")
    ]
    assert row[0] == file.petition.number
    assert row[1:3] == ["办理答复", "临潼区水务局"]
    assert row[3] == "2027年2月8日 暂定"
    assert row[4] == "2027年2月12日"
    assert row[5] == "2027年2月8日至 2027年2月11日放假"
    assert "张建国" not in answer.text


def test_the_second_person_finds_it_on_the_home_page(page, change, asker, decider, at):  # noqa: F811
    with at(NOW):
        assert "2027 年工作日历变更待您审批" in page(decider).get("/").text
        assert "待您审批" not in page(asker).get("/").text


def test_agreeing_puts_the_calendar_into_force(page, change, decider, at):  # noqa: F811
    with at(NOW):
        client = page(decider)
        address = f"/calendar-changes/{change.id}"
        shown = client.post(f"{address}/decide", data={"act": "grant", "reason": ""})
    assert 2027 in loaded_years()
    assert "已同意" in shown.text
    assert "1 项期限改变届满日" in shown.text
    assert "2027年2月12日" in shown.text


def test_refusing_without_a_reason_asks_for_it(page, change, decider, at):  # noqa: F811
    with at(NOW):
        client = page(decider)
        address = f"/calendar-changes/{change.id}/decide"
        answer = client.post(address, data={"act": "refuse", "reason": ""})
        assert answer.dom.find(".//*[@id='reason-error']") is not None
        client.post(address, data={"act": "refuse", "reason": "与通知不符。"})
        shown = client.get(f"/calendar-changes/{change.id}")
    assert "与通知不符。" in shown.text
    assert 2027 not in loaded_years()


def test_whoever_asked_is_shown_no_decision_and_may_withdraw(page, change, asker, db, at):  # noqa: F811
    with at(NOW):
        client = page(asker)
        answer = client.get(f"/calendar-changes/{change.id}")
        assert 'value="grant"' not in answer.text
        assert "乙管理员" in answer.text
        refused = client.post(f"/calendar-changes/{change.id}/decide", data={"act": "grant"})
        assert refused.status_code == 403
        client.post(f"/setup/holidays/withdraw/{change.id}")
    db.session.expire_all()
    assert change.status == "withdrawn"


def test_two_who_decide_at_once_are_not_both_heard(page, change, decider, top, db, at):  # noqa: F811
    other = an_officer("System administrator", top, full_name="丙管理员")
    with at(NOW):
        first, second = page(decider), page(other)
        address = f"/calendar-changes/{change.id}"
        assert 'value="grant"' in first.get(address).text
        assert 'value="grant"' in second.get(address).text
        first.post(f"{address}/decide", data={"act": "refuse", "reason": "与通知不符。"})
        answer = second.post(f"{address}/decide", data={"act": "grant", "reason": ""})
    assert "已经审批过了" in answer.text
    assert 2027 not in loaded_years()


@pytest.mark.parametrize("role", ["Audit administrator", "Handler", "Triage officer"])
def test_whoever_lacks_the_permission_neither_sees_nor_decides(role, as_, change):
    client = as_(an_officer(role))
    address = f"/calendar-changes/{change.id}"
    assert client.get("/calendar-changes/").status_code == 403
    assert client.get(address).status_code == 403
    assert client.post(f"{address}/decide", data={"act": "grant"}).status_code == 403
    assert client.post(f"/setup/holidays/withdraw/{change.id}").status_code == 403
    assert client.post("/setup/holidays/again").status_code == 403
    assert client.get("/setup/holidays/by-hand/2027").status_code == 403


def test_an_administrator_below_the_top_has_no_part_in_it(as_, change, db):
    below = db.session.scalar(sa.select(Unit).order_by(Unit.id.desc()).limit(1))
    client = as_(an_officer("Security administrator", below))
    assert client.get(f"/calendar-changes/{change.id}").status_code == 404
    assert client.post(f"/calendar-changes/{change.id}/decide").status_code == 404


def test_the_list_of_changes_empty_and_filled(page, asker, file, at):  # noqa: F811
    client = page(asker)
    assert "还没有变更过日历" in client.get("/calendar-changes/").text
    with at(NOW):
        propose_calendar(2027, DAYS, by=None)
        shown = client.get("/calendar-changes/")
    assert "服务器命令" in shown.text
    assert "待审批" in shown.text


def test_the_case_page_tells_what_became_of_the_limit(page, change, file, decider, at):  # noqa: F811
    with at(NOW):
        page(decider).post(f"/calendar-changes/{change.id}/decide", data={"act": "grant"})
        handler = an_officer("Handler")
        answer = page(handler).get(f"/petitions/{file.petition.id}")
    assert (
        "日历变更：2027年2月8日 → 2027年2月12日（2027年2月8日至 2027年2月11日放假）" in answer.text
    )


def test_a_calendar_that_came_with_the_product_is_caught_up_with(page, file, asker, db, at):  # noqa: F811
    with at(NOW):
        enter_year(2027, DAYS, by=None)
        client = page(asker)
        assert "有 1 项进行中的期限仍是暂定的" in client.get("/setup/holidays/").text
        client.post("/setup/holidays/again")
    assert waiting(db).source == "系统自带日历"


def test_two_proposals_of_a_year_do_not_wait_together(page, change, asker, at):  # noqa: F811
    with at(NOW):
        client = page(asker)
        answer = client.post("/setup/holidays/carry-out", data=sealed(tried(client)))
    assert "已有一项变更待审批" in answer.text


# ---- by hand -------------------------------------------------------------------------------------


def rows(*given):
    keys = ("name", "since", "until", "worked_1", "worked_2")
    return {
        f"rows-{n}-{key}": value
        for n, row in enumerate(given)
        for key, value in zip(keys, row, strict=False)
    }


def test_a_year_is_entered_as_the_notice_tells_it(page, asker, at):  # noqa: F811
    with at(NOW):
        client = page(asker)
        assert "国庆节" in client.get("/setup/holidays/by-hand/2027").text
        answer = client.post(
            "/setup/holidays/by-hand/2027",
            data=rows(
                ("元旦", "2027-01-01", "2027-01-03"),
                ("春节", "2027-02-05", "2027-02-11", "2027-02-20", "2027-01-30"),
            ),
        )
    assert "10 天放假" in answer.text
    assert "2 天周末上班" in answer.text


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("元旦", "", "2027-01-03"), "第 1 行：缺放假起始日期"),
        (("", "2027-01-01", "2027-01-03"), "第 1 行：缺节日名称"),
        (("元旦", "2027-01-03", "2027-01-01"), "第 1 行：放假起止日期不对"),
        (("元旦", "2027-01-01", "2027-01-03", "2027-01-02"), "第 1 行：2027-01-02 重复"),
        (("元旦", "2027-01-01", "9999-12-31"), "第 1 行：放假起止日期不对"),
    ],
)
def test_a_row_that_cannot_be_right_is_named(page, asker, row, said, at):  # noqa: F811
    with at(NOW):
        answer = page(asker).post("/setup/holidays/by-hand/2027", data=rows(row))
    assert said in answer.text
    assert 'name="plan"' not in answer.text


def test_a_year_without_a_weekend_worked_instead_is_remarked_on(page, asker, at):  # noqa: F811
    days = (("元旦", "2027-01-01", "2027-01-03"), ("春节", "2027-02-05", "2027-02-11"))
    worked = ("春节", "2027-02-05", "2027-02-11", "2027-02-20")
    with at(NOW):
        client, address = page(asker), "/setup/holidays/by-hand/2027"
        assert "没有调休上班日" in client.post(address, data=rows(*days)).text
        assert "没有调休上班日" not in client.post(address, data=rows(days[0], worked)).text


def test_what_is_far_too_long_is_not_given_back(page, asker):  # noqa: F811
    long = {"rows-0-name": "长" * 400_000}
    answer = page(asker).post("/setup/holidays/by-hand/2027", data=long)
    assert answer.status_code == 413
    assert "长长" not in answer.text


def test_the_last_day_that_a_browser_can_send_is_no_failure(page, asker, at):  # noqa: F811
    with at(NOW):
        answer = page(asker).post(
            "/setup/holidays/by-hand/2027", data=rows(("元旦", "9999-12-31", "9999-12-31"))
        )
    assert 'name="plan"' not in answer.text


# ---- at the server -------------------------------------------------------------------------------


def run(app, *args):
    return app.test_cli_runner().invoke(args=["calendar", "load", *map(str, args)])


def test_the_command_only_proposes(app, file, decider, db, at, tmp_path):  # noqa: F811
    path = tmp_path / "2027.csv"
    path.write_text(CSV, "utf-8")
    with at(NOW):
        result = run(app, path, "--year", 2027)
    assert result.exit_code == 0, result.output
    assert "1 running limits would end on another day" in result.output
    assert "乙管理员" in result.output
    assert 2027 not in loaded_years()
    assert waiting(db).asked_by_id is None


def test_the_command_names_every_wrong_row(app, file, db, at, tmp_path):
    path = tmp_path / "2027.csv"
    path.write_text(CSV + "x,y,1\n2027-05-01,,?\n", "utf-8")
    with at(NOW):
        result = run(app, path, "--year", 2027)
    assert result.exit_code != 0
    assert result.output.count("Row ") == 3
    assert waiting(db) is None
