"""今日事项: the numbers of the lists, one message for each officer and day, deputies included."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts.deputies import Deputy
from app.core import clock
from app.dashboard.morning import tell, tell_everybody
from app.oversight.advice import acts
from app.oversight.morning import day_round
from app.petitions.commands import urgent
from app.petitions.commands.acts import perform
from app.reminders.models import Reminder
from app.settings.commands import change_setting
from tests.factories import a_petition, an_officer, the_unit
from tests.oversight.test_urgent import given
from tests.reading import rows

DAY = "2026-11-18"
ROLES = ["Triage officer", "Handler", "Unit intake", "Head of unit", "Bureau leader"]
ROLES += ["Window clerk", "Archivist", "Supervisor", "Reviewer", "Review officer"]


@pytest.fixture(autouse=True)
def _a_wednesday(at):
    with at(DAY):
        yield


@pytest.fixture
def busy(db):
    """Something late, due today, due soon, to be decided, answered, and proposed."""
    today = clock.today()
    for days in (30, 15, 13):
        a_petition(on=today - timedelta(days=days))
    late = a_petition("accepted", on=today - timedelta(days=80))
    given = {"unit_id": the_unit("LT-WATER").id, "due_on": today + timedelta(days=3)}
    words = {"reason_code": "06", "text": "请抓紧办理。", "rung": "urge"}
    perform(late, "issue_supervision", by=an_officer("Supervisor"), **given, **words)
    asked = a_petition("accepted")
    perform(asked, "extend", by=an_officer("Handler"), days=10, reason_code="1", reason="取证")
    noted = a_petition("transferred")
    perform(noted, "instruct", by=an_officer("Bureau leader"), text="请核实。")
    laid = a_petition()
    leader = an_officer("Bureau leader").id
    perform(laid, "submit", by=an_officer("Triage officer"), leader_id=leader, text="请阅示。")


def counted(page, officer):
    return [(row["href"], row["count"]) for row in lines(page(officer).get("/morning/"))]


def lines(answer):
    found = re.findall(
        r'work__title"><a href="([^"]+)">.*?</th>\s*<td[^>]*>(.*?)</td>', answer.text
    )
    return [
        {"href": href.replace("&amp;", "&"), "count": int(re.sub("<[^>]+>", "", shown))}
        for href, shown in found
    ]


@pytest.mark.parametrize("role", ROLES)
def test_every_number_is_the_length_of_its_list(page, busy, role):
    reader = page(an_officer(role))
    for href, number in counted(page, an_officer(role)):
        assert len(rows(reader.get(href))) == number, href


def test_everything_that_waits_stands_there(page, busy):
    triage = {href.partition("?")[2] for href, _n in counted(page, an_officer("Triage officer"))}
    assert triage == {
        "tab=mine&lamp=red", "tab=mine&lamp=today", "tab=mine&left=3", "tab=to_pass_on",
    }  # fmt: skip
    head = {href.partition("?")[2] for href, _n in counted(page, an_officer("Head of unit"))}
    assert {"tab=unit&lamp=red", "tab=to_us", "tab=approvals"} <= head
    leader = {href.partition("?")[2] for href, _n in counted(page, an_officer("Bureau leader"))}
    assert "tab=submissions" in leader


def test_urgent_matters_instructions_and_files_stand_there_too(page, db):
    clerk, leader = an_officer("Window clerk"), an_officer("Bureau leader")
    urgent.report_event(by=clerk, title="大厅聚集", known_at=clock.now(), given=given())
    noted = a_petition("accepted")
    perform(noted, "instruct", by=leader, text="请核实。")
    perform(noted, "pass_on_instruction", by=an_officer("Triage officer"),
            unit_id=the_unit("LT-WATER").id)  # fmt: skip
    perform(noted, "answer_instruction", by=an_officer("Handler"), text="已核实。")
    a_petition("concluded")
    a_petition("under_review")
    seen = {}
    for role in ROLES:
        reader = page(an_officer(role))
        for href, number in counted(page, an_officer(role)):
            assert len(rows(reader.get(href))) == number, href
            seen[href] = role
    assert {
        "/urgent/?status=waiting", "/instructions/?tab=to_judge", "/archive/?tab=to_archive",
        "/reviews/?tab=open",
    } <= set(seen)  # fmt: skip


def firsts(answer, href):
    """Return the addresses and words of the first ones of a kind."""
    row = answer.text.replace("&amp;", "&").partition(f'work__title"><a href="{href}">')[2]
    part = row.partition('<ul class="firsts">')[2].partition("</ul>")[0]
    return re.findall(r'<li><a href="([^"]+)">([^<]*)</a>', part)


def test_the_first_five_of_a_kind_stand_there_by_their_ends(page, db):
    files = [a_petition(on=clock.today() - timedelta(days=days)) for days in range(20, 28)]
    answer = page(an_officer("Triage officer")).get("/morning/")
    found = firsts(answer, "/work/?tab=mine&lamp=red")
    oldest = sorted(files, key=lambda one: (one.lamp_due_on, one.id))[:5]
    said = [(f"/petitions/{one.id}", one.number) for one in oldest]
    assert found == [*said, ("/work/?tab=mine&lamp=red", "全部 8 件")]


@pytest.mark.parametrize("role", ROLES)
def test_every_first_one_opens(page, busy, role):
    reader = page(an_officer(role))
    answer = reader.get("/morning/")
    for href, number in counted(page, an_officer(role)):
        shown = firsts(answer, href)
        assert len(shown) == number, href
        for address, _name in shown:
            assert reader.get(address).status_code == 200, address


def test_the_supervisors_own_orders_with_feedback_due_stand_there(page, db):
    supervisor, today = an_officer("Supervisor"), clock.today()
    words = {"reason_code": "05", "text": "请抓紧办理。", "rung": "urge"}
    files = [a_petition("accepted") for _one in range(2)]
    for file, days in zip(files, (0, 3), strict=True):
        perform(file, "issue_supervision", by=supervisor, unit_id=the_unit("LT-WATER").id,
                due_on=today + timedelta(days=days), **words)  # fmt: skip
    answer = page(supervisor).get("/morning/")
    href = "/supervisions/?tab=due"
    assert firsts(answer, href) == [(f"/petitions/{files[0].id}", files[0].number)]
    assert files[0].number in rows(page(supervisor).get(href))[0]
    assert len(rows(page(supervisor).get(href))) == 1
    handler = page(an_officer("Handler")).get("/morning/")
    assert href not in handler.text
    perform(files[0], "answer_supervision", by=an_officer("Handler"), text="已办。")
    assert href not in page(supervisor).get("/morning/").text


def test_records_without_a_petition_lead_to_their_own_page(page, db):
    clerk, leader = an_officer("Window clerk"), an_officer("Bureau leader")
    matter = urgent.report_event(by=clerk, title="大厅聚集", known_at=clock.now(), given=given())[0]
    found = firsts(page(leader).get("/morning/"), "/urgent/?status=waiting")
    assert found == [(f"/urgent/{matter.id}", "大厅聚集")]


def test_a_proposal_waits_for_its_signature(page, db):
    words = {"subject": "规范告知", "problem": "没有告知。", "proposal": "建立制度。"}
    unit_id = the_unit("LT-WATER").id
    advice = acts.draft(
        acts.AdviceGiven(kind="work", unit_id=unit_id, **words), by=an_officer("Supervisor")
    )
    acts.ask_signature(advice, by=an_officer("Supervisor"))
    assert counted(page, an_officer("Bureau leader")) == [("/advice/?tab=to_sign", 1)]


def test_where_nothing_waits_nothing_is_said(page, db):
    officer = an_officer("Handler")
    assert counted(page, officer) == []
    assert "今日没有待办事项" in page(officer).get("/morning/").text
    assert tell(officer.id, clock.today()) is False
    assert db.session.scalar(sa.select(Reminder)) is None


def told(db, officer):
    query = sa.select(Reminder).where(Reminder.to_id == officer.id).order_by(Reminder.id)
    return db.session.scalars(query).all()


def test_each_officer_is_told_once_a_day_in_one_message(db, busy):
    for _time in range(2):
        tell_everybody(clock.today())
    handler = told(db, an_officer("Handler"))
    assert [one.href for one in handler] == ["/morning"]
    with clock.at("2026-11-19"):
        tell_everybody(clock.today())
    assert len(told(db, an_officer("Handler"))) == 2
    assert told(db, an_officer("System administrator")) == []


def test_it_follows_the_rules_of_the_same_morning(db, page, busy):
    day_round(DAY)
    message = told(db, an_officer("Handler"))
    assert len(message) == 1
    assert "今日事项" in page(an_officer("Handler")).get("/reminders/").text


def test_a_deputy_is_told_of_both_seats(db, page, busy):
    head, today = an_officer("Head of unit"), clock.today()
    deputy = an_officer("Head of unit", full_name="代岗人")
    period = {"since": today, "until": today, "by_id": head.id, "set_at": clock.now()}
    db.session.add(Deputy(officer_id=head.id, deputy_id=deputy.id, **period))
    db.session.commit()
    tell(deputy.id, today)
    message = told(db, deputy)[0]
    assert message.params["names"] == head.full_name
    assert message.params["others"] > 0
    assert head.full_name in page(deputy).get("/morning/").text


def test_the_office_can_do_without_it(db, busy):
    admin = an_officer("System administrator")
    change_setting("morning_list", False, unit_id=the_unit("LT-WATER").id, by=admin)
    tell_everybody(clock.today())
    assert told(db, an_officer("Handler")) == []
    assert told(db, an_officer("Triage officer")) != []


def test_an_accusation_is_counted_for_nobody_else(db, page):
    a_petition(accusation=True, on=clock.today() - timedelta(days=30))
    for role in ("Triage officer", "Bureau leader", "Supervisor"):
        assert counted(page, an_officer(role)) == []
    sealed = counted(page, an_officer("Accusation officer"))
    assert [number for _href, number in sealed] == [1]
