"""Who may count, who may open what was counted, and what is said where the two differ."""

import pytest

from tests.factories import a_petition, an_officer, officer_at
from tests.reading import rows
from tests.reports.reading import lines, links

TODAY = "2026-03-16"
ASKED = "since=2026-03-01&until=2026-03-16"
FILES = f"/reports/level/files?{ASKED}&line=total&column=visits"


@pytest.fixture
def at_the_office(db, at):
    with at(TODAY):
        for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
            a_petition(on=day, level="2")
        a_petition("transferred", on="2026-03-05", level="2")
        yield


def test_who_has_no_statistics_is_turned_away(page, at_the_office):
    for role in ("Handler", "Window clerk", "System administrator", "Accusation officer"):
        client = page(an_officer(role))
        for address in ("/reports/", f"/reports/level?{ASKED}", f"/reports/level.xlsx?{ASKED}"):
            assert client.get(address).status_code == 403, (role, address)
        assert client.get(FILES).status_code == 403, role


def test_a_statistician_counts_and_opens_nothing(page, at_the_office):
    client = page(an_officer("Statistician"))
    report = client.get(f"/reports/level?{ASKED}")
    assert lines(report)["合计"][:2] == ["4", "4"]
    assert links(report) == []
    assert client.get(FILES).status_code == 403


def test_a_unit_counts_and_opens_its_own(page, at_the_office):
    client = page(officer_at("Head of unit", "LT-WATER"))
    report = client.get(f"/reports/level?{ASKED}")
    assert lines(report)["合计"][0] == "1"
    assert len(rows(client.get(FILES))) == 1
    assert lines(page(officer_at("Head of unit", "LT-HOUSING")).get(f"/reports/level?{ASKED}"))[
        "合计"
    ][0] == "0"  # fmt: skip


def test_who_counts_more_than_he_may_open_is_told_how_many(page, at_the_office, db):
    both = an_officer("Statistician", full_name="统计兼承办")
    both.roles = [*both.roles, *an_officer("Head of unit").roles]
    both.unit_id = officer_at("Head of unit", "LT-WATER").unit_id
    db.session.commit()
    behind = page(both).get(FILES)
    assert "4 件" in behind.text
    assert "另有 3 件按权限不列出" in behind.text
    assert len(rows(behind)) == 1


def test_a_difference_of_two_is_not_told(page, db, at):
    with at(TODAY):
        for day in ("2026-03-02", "2026-03-03"):
            a_petition(on=day, level="2")
        a_petition("transferred", on="2026-03-05", level="2")
        both = an_officer("Statistician", full_name="统计兼承办")
        both.roles = [*both.roles, *an_officer("Head of unit").roles]
        both.unit_id = officer_at("Head of unit", "LT-WATER").unit_id
        db.session.commit()
        assert "按权限不列出" not in page(both).get(FILES).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("since=2026-03-05&until=2026-03-01", "开始日期晚于结束日期"),
        ("since=2026-03-05&until=2026-03-17", "日期不能晚于今天"),
        ("since=2027-01-01&until=2027-03-17", "日期不能晚于今天"),
        ("since=&until=2026-03-01", "请选择日期"),
        ("since=2026-02-30&until=2026-03-01", "请选择日期"),
        ("since=1990-01-01&until=2026-03-01", "统计期间最长 30 年"),
        ("since=0001-01-01&until=0001-01-31", "请选择1950年以后的日期"),
    ],
)
def test_days_that_no_report_covers_are_named_beside_their_field(page, db, at, asked, said):
    with at(TODAY):
        client = page(an_officer("Triage officer"))
        refused = client.get(f"/reports/level?{asked}")
        assert refused.status_code == 422
        assert said in refused.text
        for way in ("level.xlsx", "level/own.xlsx", "level/files"):
            back = client.get(f"/reports/{way}?{asked}&column=all", follow_redirects=True)
            assert back.status_code == 422
            assert said in back.text


def test_thirty_years_and_no_petition_are_counted(page, db, at):
    with at(TODAY):
        client = page(an_officer("Triage officer"))
        found = lines(client.get("/reports/level?since=1996-03-17&until=2026-03-16"))
        assert found["合计"][:2] == ["0", "0"]
        assert found["合计"][-1] == "—"


def test_an_unknown_report_or_measure_is_not_there(page, db):
    client = page(an_officer("Triage officer"))
    assert client.get("/reports/nothing").status_code == 404
    assert client.get(f"/reports/level/files?{ASKED}&column=nothing").status_code == 404


def test_the_command_line_counts_for_the_office(app, db, at, tmp_path):
    with at(TODAY):
        a_petition(on="2026-03-02", level="2")
        run = app.test_cli_runner().invoke
        asked = ["report", "level", "--from", "2026-03-01", "--to", "2026-03-16", "--out"]
        done = run(args=[*asked, str(tmp_path / "level.xlsx")])
        assert done.exit_code == 0, done.output
        assert (tmp_path / "level.xlsx").read_bytes()[:2] == b"PK"
        assert run(args=["report", "--list"]).output.split() == [
            "level", "first", "content", "ranking", "abnormal", "master"
        ]  # fmt: skip
        assert run(args=["report", "nothing", *asked[2:], "x.xlsx"]).exit_code == 1
        for refused, said in (
            ([*asked, str(tmp_path / "no" / "level.xlsx")], "level.xlsx"),
            (["report", "level", "--from", "0001-01-01", "--to", "0001-01-02", "--out", "x.xlsx"],
             "1950"),
        ):  # fmt: skip
            found = run(args=refused)
            assert (found.exit_code, found.output.count("Error: ")) == (1, 1), found.output
            assert said in found.output
