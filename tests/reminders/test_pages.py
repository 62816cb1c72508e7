"""The pages of plans and reminders: what they show, refuse and keep to their owner."""

import pytest
import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Permission, PermissionView, Role, ViewMenu

from app.extensions import db
from app.jobs.performing import run_once
from app.reminders import commands
from tests.factories import a_petition, an_officer, the_unit
from tests.reminders.planned import a_plan, office

FORM = {"name": "走访独居老人", "at": "2026-03-04T10:00", "remind": "30", "repeat": "none"}


def text_of(answer):
    return answer.get_data(as_text=True)


def with_only(*grants):
    """Return an officer whose role carries these permissions and no other."""
    role = Role(name="Little")
    role.permissions = [
        db.session.scalars(
            sa.select(PermissionView)
            .join(Permission, Permission.id == PermissionView.permission_id)
            .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
            .where(Permission.name == f"can_{verb}", ViewMenu.name == noun)
        ).one()
        for verb, noun in grants
    ]
    db.session.add(role)
    db.session.flush()
    return an_officer("Little", full_name="少权")


def test_a_plan_is_written_shown_and_changed(page, db, at):
    with at("2026-03-02"):
        petition = a_petition()
        reader = page(an_officer())
        shown = text_of(reader.post("/plans/add", data=FORM | {"number": petition.number}))
        assert "任务已保存" in shown
        assert petition.number in shown
        assert "提前半小时" in shown
        assert "2026-03-04 10:00" in text_of(reader.get("/plans/"))
        plan = commands.add_plan(commands.PlanGiven(name="x", at=office("2026-03-05T08:00")),
                                 by=an_officer())  # fmt: skip
        other = {"name": "改约", "remind": "", "seen": plan.at.isoformat()}
        changed = reader.post(f"/plans/{plan.id}/edit", data=FORM | other)
        assert "改约" in text_of(changed)
        assert "不提醒" in text_of(changed)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": " "}, "此项必填"),
        ({"at": ""}, "此项必填"),
        ({"at": "2062-03-04T10:00"}, "请核对年份"),
        ({"number": "LT000"}, "没有此编号"),
        ({"repeat": "weekly", "until": "2026-03-01"}, "结束日期早于开始日期"),
        ({"repeat": "none", "until": "2026-03-09"}, "不重复的任务没有结束日期"),
        ({"content": "长" * 2001}, "最多 2000 个字"),
    ],
)
def test_what_cannot_be_right_is_said_beside_its_field(page, db, at, given, said):
    with at("2026-03-02"):
        answer = page(an_officer()).post("/plans/add", data=FORM | {"content": "带水"} | given)
    assert said in text_of(answer), text_of(answer)
    assert 'value="30" selected' in text_of(answer) or 'selected value="30"' in text_of(answer)


def test_a_first_day_without_work_moves_to_the_next_working_day_and_the_page_says_so(page, db, at):
    with at("2026-03-02"):
        reader = page(an_officer())
        assert "从该时间起的第一个工作日开始" in text_of(reader.get("/plans/add"))
        saturday = FORM | {"at": "2026-03-07T10:00", "repeat": "workdays"}
        shown = text_of(reader.post("/plans/add", data=saturday))
        assert "所选日期不上班" in shown
        assert "2026-03-09 10:00" in shown
        once = text_of(reader.post("/plans/add", data=FORM | {"at": "2026-03-07T10:00"}))
        assert "所选日期不上班" not in once


def test_a_time_that_was_typed_is_the_one_postponed_to(page, db, at):
    with at("2026-03-04"):
        plan = a_plan(an_officer())
        asked = {"preset": "hour", "to": "2026-03-06T15:00", "seen": plan.at.isoformat()}
        shown = text_of(page(an_officer()).post(f"/plans/{plan.id}/postpone", data=asked))
    assert "已推迟到2026-03-06 15:00" in shown


@pytest.mark.parametrize("seen", ["", "x", "2026-03-04T02:00:00+00:00", "0001-01-01T00:00+08:00"])
@pytest.mark.parametrize("act", ["done", "postpone", "edit"])
def test_a_page_that_shows_another_time_changes_nothing_and_says_so(page, db, at, act, seen):
    with at("2026-03-04T12:00"):
        plan = a_plan(an_officer(), "2026-03-04T10:00", repeat="daily")
        commands.finish_plan(plan, by=an_officer())
        asked = FORM | {"preset": "tomorrow", "seen": seen}
        shown = text_of(page(an_officer()).post(f"/plans/{plan.id}/{act}", data=asked))
    assert "本次未作更改" in shown
    assert plan.at == office("2026-03-05T10:00")


def test_the_month_shows_series_holidays_and_days_worked_in_exchange(page, db, at):
    officer = an_officer()
    with at("2026-02-10"):
        a_plan(officer, "2026-02-12T15:00", name="例会", repeat="workdays")
        a_plan(officer, "2026-02-13T08:00", name="一次")
        shown = text_of(page(officer).get("/plans/calendar?month=2026-02"))
    assert shown.count("例会</a>") + shown.count("> 例会") >= 8
    assert "一次" in shown
    assert "春节" in shown
    assert "调休上班" in shown
    assert "2026年2月" in shown
    assert shown.index("周一") < shown.index("周日")


@pytest.mark.parametrize("wrong", ["2026-13", "x", "99999-01", "2026-2"])
def test_an_unknown_month_is_this_month(page, db, at, wrong):
    with at("2026-02-10"):
        assert "2026年2月" in text_of(page(an_officer()).get(f"/plans/calendar?month={wrong}"))


def test_filters_narrow_the_list(page, db, at):
    officer = an_officer()
    with at("2026-03-02"):
        a_plan(officer, name="三月四日的事")
        done = a_plan(officer, "2026-03-09T10:00", name="办完的事")
        commands.finish_plan(done, by=officer)
        reader = page(officer)
        assert "办完的事" not in text_of(reader.get("/plans/"))
        assert "办完的事" in text_of(reader.get("/plans/?state=done"))
        narrowed = text_of(reader.get("/plans/?since=2026-03-05&until=2026-03-09&state=all"))
        assert "办完的事" in narrowed
        assert "三月四日的事" not in narrowed
        assert reader.get("/plans/?state=lost").status_code == 404


def test_a_plan_that_is_done_is_taken_back_from_the_list(page, db, at):
    officer = an_officer()
    with at("2026-03-02"):
        plan = a_plan(officer)
        commands.finish_plan(plan, by=officer)
        reader = page(officer)
        assert f"/plans/{plan.id}/reopen" in text_of(reader.get("/plans/?state=done"))
        shown = text_of(reader.post(f"/plans/{plan.id}/reopen"))
    assert "已改回未完成" in shown
    assert f"/plans/{plan.id}/done" in shown


def test_the_case_page_leads_to_a_plan_that_names_the_petition(page, db):
    petition = a_petition()
    reader, address = page(an_officer()), f"/petitions/{petition.id}"
    way = f"/plans/add?number={petition.number}"
    assert way in text_of(reader.get(address))
    assert f'value="{petition.number}"' in text_of(reader.get(way))
    without = with_only(("read", "Petition"), ("read", "Plan"))
    assert "/plans/add" not in text_of(page(without).get(address))


@pytest.mark.parametrize("path", ["", "/edit"])
def test_a_plan_of_another_is_not_found(as_, db, path):
    plan = a_plan(an_officer())
    assert as_(an_officer("Reviewer")).get(f"/plans/{plan.id}{path}").status_code == 404


@pytest.mark.parametrize("act", ["edit", "delete", "done", "reopen", "postpone"])
def test_nobody_else_acts_on_a_plan(as_, db, act):
    plan = a_plan(an_officer())
    answer = as_(an_officer("Reviewer")).post(f"/plans/{plan.id}/{act}", data=FORM)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "path", ["/plans/", "/plans/calendar", "/plans/1", "/plans/add", "/plans/1/edit"]
)
def test_without_read_on_plan_there_is_no_page(as_, db, path):
    assert as_(with_only(("read", "Home"))).get(path).status_code == 403


@pytest.mark.parametrize("act", ["edit", "delete", "done", "reopen", "postpone"])
def test_who_may_only_read_plans_changes_none(page, db, act):
    reader = with_only(("read", "Plan"))
    plan_id = a_plan(reader).id
    client = page(reader)
    assert client.post(f"/plans/{plan_id}/{act}", data=FORM).status_code == 403
    assert client.get("/plans/add").status_code == 403
    shown = text_of(client.get(f"/plans/{plan_id}"))
    assert "走访独居老人" in shown
    assert "推迟" not in shown


@pytest.mark.parametrize("path", ["/reminders/", "/reminders/news"])
def test_without_read_on_reminder_there_is_no_bell(page, db, path):
    client = page(with_only(("read", "Plan")))
    assert client.get(path).status_code == 403
    assert client.get("/plans/").dom.find(".//a[@data-news]") is None


@pytest.mark.parametrize("act", ["1/open", "1/seen", "seen", "sound"])
def test_without_read_on_reminder_nothing_is_ticked_off(as_, db, act):
    assert as_(with_only(("read", "Home"))).post(f"/reminders/{act}").status_code == 403


def test_a_petition_that_is_no_longer_seen_is_not_named(page, db, at):
    with at("2026-03-02"):
        petition = a_petition()
        stranger = an_officer("Triage officer", the_unit("YL"))
        plan = a_plan(an_officer(), number=petition.number)
        commands.move_plans(an_officer(), stranger, an_officer("System administrator"))
        reader = page(stranger)
        assert petition.number not in text_of(reader.get(f"/plans/{plan.id}"))
        assert petition.number not in text_of(reader.get("/plans/"))
        assert petition.number not in text_of(reader.get(f"/plans/{plan.id}/edit"))


def test_the_bell_counts_and_is_emptied(page, db, at):
    officer = an_officer()
    with at("2026-03-04T10:00"):
        plan_id = a_plan(officer).id
        run_once()
        reader = page(an_officer())
        bell = reader.get("/reminders/").dom.find(".//a[@data-news]/span[@data-part]")
        assert bell.text == "1"
        assert "任务“走访独居老人”，时间：2026-03-04 10:00" in text_of(reader.get("/reminders/"))
        reader.post("/reminders/1/open")
        gone = reader.get(f"/plans/{plan_id}").dom.find(".//a[@data-news]/span[@data-part]")
        assert gone.get("hidden") is not None


def test_the_home_page_shows_what_is_planned_for_today(page, db, at):
    officer = an_officer()
    with at("2026-03-04"):
        a_plan(officer)
        a_plan(officer, "2026-03-05T10:00", name="明天的事")
        shown = text_of(page(officer).get("/"))
        assert "走访独居老人" in shown
        assert "明天的事" not in shown
        assert "走访独居老人" not in text_of(page(an_officer("Reviewer")).get("/"))
