"""The home page: its numbers are what their lists hold, and nobody sees more than he may."""

import re
from datetime import timedelta

import pytest

from app.core import clock
from app.jobs.models import Job
from app.petitions.commands.acts import perform
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.reading import badge, numbers, rows


def days_ago(days):
    return clock.today() - timedelta(days=days)


@pytest.fixture(autouse=True)
def _a_wednesday(at):
    """Hold a day on which fifteen days ago ends today: on a Saturday the end would roll on."""
    with at("2026-11-18"):
        yield


@pytest.fixture
def busy_office(db):
    """A pool and a unit with something late, something due today, something assigned."""
    a_petition(on=days_ago(30), summary="逾期未分流的一件")
    a_petition(on=days_ago(15), summary="今日到期的一件")
    a_petition(on=days_ago(1), summary="刚登记的一件")
    for days in (4, 9):
        a_petition("transferred", on=days_ago(days))
    late = a_petition("accepted", on=days_ago(80), summary="逾期未答复的一件")
    perform(late, "record_progress", by=an_officer("Handler"), text="已到现场核实。")
    asked = a_petition("accepted")
    perform(asked, "extend", by=an_officer("Handler"), days=10, reason_code="1", reason="取证")
    triage, water = an_officer("Triage officer"), the_unit("LT-WATER")
    submitted = a_petition()
    perform(
        submitted, "submit", by=triage, leader_id=an_officer("Bureau leader").id, text="请阅示。"
    )
    assigned = a_petition()
    given = {"opinion": "限期办结", "report_due_on": clock.today() + timedelta(days=30)}
    approval = perform(assigned, "assign", by=triage, unit_id=water.id, **given)
    return {"late": late, "asked": asked, "submitted": submitted, "approval": approval}


@pytest.mark.parametrize(
    "role",
    ["Triage officer", "Handler", "Unit intake", "Head of unit", "Bureau leader", "Window clerk"]
    + ["Archivist", "Supervisor", "Reviewer", "Review officer", "Accusation officer"],
)
def test_every_number_is_the_length_of_the_list_it_leads_to(page, busy_office, role):
    reader = page(an_officer(role))
    found = numbers(reader.get("/"))
    assert found
    for href, number in found:
        assert len(rows(reader.get(href))) == number, href


def test_the_questions_are_answered_with_what_is_there(page, busy_office):
    found = dict(numbers(page(an_officer("Triage officer")).get("/")))
    assert found["/work/?tab=mine&lamp=red"] == 1
    assert found["/work/?tab=mine&lamp=today"] == 1
    assert found["/work/?tab=decide"] == 0
    head = dict(numbers(page(an_officer("Head of unit")).get("/")))
    assert head["/work/?tab=approvals"] == 1
    assert head["/work/?tab=unit&lamp=red&state=accepted"] == 1


def test_what_is_most_urgent_stands_first_and_names_the_next_step(page, busy_office):
    home = page(an_officer("Handler")).get("/")
    late = busy_office["late"]
    assert late.number in rows(home)[0]
    assert f"/petitions/{late.id}/reply?" in home.text


def test_a_leader_finds_what_was_submitted_to_him(page, busy_office):
    home = page(an_officer("Bureau leader")).get("/")
    assert any(busy_office["submitted"].number in row for row in rows(home))
    assert dict(numbers(home))["/work/?tab=submissions"] == 1


def test_the_second_person_sees_who_asks_for_what(page, busy_office):
    handler = an_officer("Handler")
    assert handler.full_name in page(an_officer("Head of unit")).get("/").text


def test_an_administrator_gets_pages_and_no_numbers(page, busy_office):
    home = page(an_officer("System administrator")).get("/")
    assert numbers(home) == []
    assert "/accounts/list/" in home.text
    assert "/accounts/list/" not in page_body(home)  # the menu is not written out a second time
    assert busy_office["late"].number not in home.text


def page_body(response):
    return response.text.partition('<main class="main"')[2]


@pytest.fixture
def troubles(db):
    """A job that failed, somebody locked out, and a November in which next year is not known."""
    now = clock.now()
    row = {"name": "reminders.mail", "args": {}, "created_at": now, "scheduled_for": now}
    db.session.add(Job(state="failed", **row))
    an_officer("Handler").locked_until = now + timedelta(minutes=20)
    db.session.commit()


def test_an_administrator_is_told_what_waits_for_him(page, troubles, at):
    with at("2031-11-03"):
        body = page_body(page(an_officer("System administrator")).get("/"))
    assert "/jobs/?state=failed" in body
    assert "/setup/holidays" in body
    body = page_body(page(an_officer("System administrator")).get("/"))
    assert "/accounts/list/?standing=waiting" in body


def test_who_keeps_no_part_of_the_system_is_told_nothing_of_it(page, troubles):
    home = page(an_officer("Statistician")).get("/").text
    assert "/jobs/?state=failed" not in home
    assert "standing=waiting" not in home


def test_an_administrators_work_stands_first_in_his_menu(page, db):
    names = re.findall(
        r'data-name="([^"]+)"', page(an_officer("System administrator")).get("/").text
    )
    assert names[0] == "System"
    assert (
        re.findall(r'data-name="([^"]+)"', page(an_officer("Handler")).get("/").text)[0] != "System"
    )


def test_a_clerk_registers_and_sees_what_his_window_registered_today(page, busy_office):
    home = page(an_officer("Window clerk")).get("/")
    assert "/registration/visit" in home.text
    assert dict(numbers(home))["/work/?tab=today"] == 2


def test_an_office_elsewhere_has_nothing_to_do(page, busy_office):
    stranger = officer_at("Triage officer", "YL")
    home = page(stranger).get("/")
    assert rows(home) == []
    assert {number for _href, number in numbers(home)} == {0}


def test_a_stranger_is_sent_to_the_door(page):
    assert "/login" in page().get("/").request.path


def test_the_archivist_finds_what_waits_to_be_filed(page, db):
    ended, open_one = a_petition("concluded"), a_petition("accepted")
    home = page(an_officer("Archivist")).get("/")
    assert dict(numbers(home))["/archive/?tab=to_archive"] == 1
    assert badge(home, "/archive/") == 1
    assert any(ended.number in row for row in rows(home))
    assert open_one.number not in home.text
    assert f"/petitions/{ended.id}/archive" in home.text


def test_who_does_not_file_is_told_nothing_of_it(page, db):
    a_petition("concluded")
    home = page(an_officer("Head of unit")).get("/")
    assert "/archive/?tab=to_archive" not in home.text
    assert badge(home, "/archive/") == 0


def test_the_accusation_desk_finds_what_it_has_to_decide_and_to_file(page, db):
    fresh, ended = a_petition(accusation=True), a_petition("redirected", accusation=True)
    home = page(an_officer("Accusation officer")).get("/")
    assert any(fresh.number in row for row in rows(home))
    assert dict(numbers(home))["/archive/?tab=to_archive"] == 1
    assert badge(home, "/archive/") == 1
    listed = page(an_officer("Accusation officer")).get("/archive/?tab=to_archive")
    assert any(ended.number in row for row in rows(listed))


def test_the_review_officer_finds_the_applications(page, db):
    file = a_petition("under_review")
    officer = an_officer("Review officer")
    home = page(officer).get("/")
    assert any(file.number in row for row in rows(home))
    assert badge(home, "/reviews/") == 1
    assert badge(page(an_officer("Head of unit")).get("/"), "/reviews/") == 0


def test_who_supervises_finds_the_answer_that_came(page, db):
    file, supervisor = a_petition("accepted"), an_officer("Supervisor")
    given = {"rung": "urge", "reason_code": "06", "text": "请抓紧办理。"}
    due = clock.today() + timedelta(days=3)
    perform(
        file, "issue_supervision", by=supervisor, unit_id=the_unit("LT-WATER").id, due_on=due,
        **given,
    )  # fmt: skip
    assert badge(page(supervisor).get("/"), "/supervisions/") == 0
    assert badge(page(an_officer("Handler")).get("/"), "/supervisions/") == 1
    perform(file, "answer_supervision", by=an_officer("Handler"), text="已办理。")
    home = page(supervisor).get("/")
    found = dict(numbers(home))
    assert found["/work/?tab=decide"] == found["/work/?tab=supervisions"] == 1
    assert badge(home, "/supervisions/") == 1
    assert any(file.number in row for row in rows(home))
    assert badge(page(an_officer("Handler")).get("/"), "/supervisions/") == 0
    elsewhere = page(officer_at("Supervisor", "YL")).get("/")
    assert badge(elsewhere, "/supervisions/") == 0


def test_a_public_reply_waits_with_who_takes_it_on(page, db):
    file, triage = a_petition("concluded", publicity="1"), an_officer("Triage officer")
    reviewer = an_officer("Reviewer")
    stages = (
        ("propose_public_reply", triage, {"title": "供水", "question": "", "text": "已恢复。"}),
        ("redact_public_reply", triage, {"text": "已恢复供水。"}),
        ("approve_public_reply", reviewer, {}),
        ("publish_public_reply", triage, {}),
    )
    next_ones = (triage, reviewer, triage, None)
    for (move, by, given), wanted in zip(stages, next_ones, strict=True):
        perform(file, move, by=by, **given)
        for officer in (triage, reviewer):
            home = page(officer).get("/")
            waits = int(officer is wanted)
            assert badge(home, "/public-replies/") == waits, (move, officer.full_name)
            assert dict(numbers(home)).get("/work/?tab=public_replies", 0) == waits


def test_an_instruction_waits_with_who_passes_it_on(page, db):
    file, leader = a_petition("accepted"), an_officer("Bureau leader")
    perform(file, "instruct", by=leader, text="请抓紧办理。")
    assert badge(page(an_officer("Triage officer")).get("/"), "/instructions/") == 1
    assert badge(page(an_officer("Handler")).get("/"), "/instructions/") == 0
