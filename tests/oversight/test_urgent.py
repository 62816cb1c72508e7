"""Urgent matters: who is told at once, who reads, further reports, minutes, every time kept."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import DomainError, Invalid
from app.extensions import db as database
from app.petitions.clocks.urgent_figures import lamp_in_minutes, late_minutes
from app.petitions.commands import urgent
from app.petitions.commands.acts import perform
from app.petitions.commands.urgent import UrgentGiven
from app.petitions.models import UrgentMatter, UrgentReport, UrgentTelling
from app.petitions.queries.urgent_recipients import recipients
from app.reminders.models import Reminder
from app.settings.commands import change_setting
from tests.factories import a_petition, a_unit, an_officer, officer_at, the_unit
from tests.petitions.attempts import given_for
from tests.reading import rows


def given(**traits) -> UrgentGiven:
    fields = {
        "happened_at": clock.now(), "place": "接待大厅", "facts": "二十余人到场。",
        "situation": "情绪激动。", "handling": "已派员劝导。", "responsible": "区水务局",
        "contact": "王主任 029-83820000", "people": 20,
    }  # fmt: skip
    return UrgentGiven(**(fields | traits))


def an_event(by=None, **traits) -> UrgentMatter:
    """Report an event at the window that belongs to no petition."""
    clerk = by or an_officer("Window clerk")
    more = {"title": "大厅多人聚集", "known_at": clock.now()} | traits
    return urgent.report_event(by=clerk, given=given(happened_at=more["known_at"]), **more)[0]


def on_a_petition(**traits) -> UrgentMatter:
    file, clerk = a_petition(**traits), an_officer("Window clerk")
    perform(file, "report_urgent", by=clerk, **given_for("report_urgent", file, clerk))
    return last_matter()


def last_matter() -> UrgentMatter:
    return database.session.scalars(
        sa.select(UrgentMatter).order_by(UrgentMatter.id.desc())
    ).first()


def told(matter, step="told") -> set[str]:
    found = database.session.scalars(
        sa.select(UrgentTelling).filter_by(matter_id=matter.id, step=step)
    )
    return {one.officer.full_name for one in found}


def test_a_petition_that_is_reported_is_grave_and_urgent_from_then_on(db):
    assert on_a_petition().petition.urgency == "3"


# --- who is told ----------------------------------------------------------------------------------


def test_leaders_and_duty_of_the_office_and_of_the_next_higher_one_are_told_at_once(page, db):
    above = officer_at("Bureau leader", "XA")
    matter = an_event()
    names = told(matter)
    assert {an_officer("Bureau leader").full_name, above.full_name} <= names
    assert an_officer("Handler").full_name not in names
    bell = db.session.scalars(sa.select(Reminder).filter_by(to_id=above.id)).one()
    assert bell.href == f"/urgent/{matter.id}"
    assert "大厅多人聚集" in page(above).get("/reminders/").text


def test_units_and_persons_of_the_settings_are_told_as_well(db):
    admin, leader = an_officer("System administrator"), an_officer("Party and government leader")
    handler = an_officer("Handler")
    unit = the_unit()
    assert leader.id not in recipients(unit, None)
    change_setting("urgent_units", "LT-GOV", unit_id=unit.id, by=admin)
    change_setting("urgent_persons", handler.username, unit_id=unit.id, by=admin)
    assert {leader.id, handler.id} <= set(recipients(unit, None))


def test_a_name_in_the_settings_that_means_nobody_is_said(page, db):
    admin, gone = an_officer("System administrator"), a_unit("旧单位", code="NOWHERE")
    change_setting("urgent_units", "LT-GOV, NOWHERE", unit_id=the_unit().id, by=admin)
    gone.active = False
    assert "NOWHERE" in page(an_officer("Bureau leader")).get("/urgent/").text


def test_who_stepped_aside_is_not_told_and_reads_nothing(page, db):
    file, triage = a_petition(), an_officer("Triage officer")
    perform(file, "recuse", by=triage, reason="系亲属。")
    perform(file, "decide_recusal", by=an_officer("Bureau leader"), grant=True)
    clerk = an_officer("Window clerk")
    perform(file, "report_urgent", by=clerk, **given_for("report_urgent", file, clerk))
    matter = last_matter()
    assert triage.full_name not in told(matter)
    assert page(triage).get(f"/urgent/{matter.id}").status_code == 404


# --- who reads ------------------------------------------------------------------------------------


def test_being_told_opens_the_report_but_not_the_petition(page, db):
    above = officer_at("Party and government leader", "XA")
    matter = on_a_petition()
    leader = page(above)
    assert leader.get(f"/urgent/{matter.id}").status_code == 200
    assert leader.get(f"/petitions/{matter.petition_id}").status_code == 404
    assert f"/petitions/{matter.petition_id}" not in leader.get(f"/urgent/{matter.id}").text


def test_who_was_not_told_finds_nothing(page, db):
    matter = an_event()
    for stranger in (officer_at("Bureau leader", "YL"), an_officer("Handler")):
        assert page(stranger).get(f"/urgent/{matter.id}").status_code == 404
        assert "大厅多人聚集" not in "\n".join(rows(page(stranger).get("/urgent/")))


@pytest.mark.parametrize("role", ["Archivist", "Reviewer", "Statistician"])
def test_a_role_without_the_permission_neither_reads_nor_reports(page, db, role):
    client = page(an_officer(role))
    assert client.get("/urgent/").status_code == 403
    assert client.get("/urgent/add").status_code == 403
    with pytest.raises(DomainError, match="Your roles"):
        urgent.report_event(by=an_officer(role), title="x", known_at=clock.now(), given=given())


def test_numbers_and_the_petitioners_name_leave_the_text(db):
    file, clerk = a_petition(name="张建国"), an_officer("Window clerk")
    values = given_for("report_urgent", file, clerk) | {
        "title": "张建国等人聚集", "facts": "张建国（610115197803150017）到场。",
    }  # fmt: skip
    perform(file, "report_urgent", by=clerk, **values)
    report = db.session.scalars(sa.select(UrgentReport)).one()
    for text in (report.facts, report.matter.title):
        assert "张建国" not in text
        assert "19780315" not in text


# --- times ----------------------------------------------------------------------------------------


def test_told_opened_and_confirmed_are_kept_with_their_times(page, db):
    matter, leader = an_event(), an_officer("Bureau leader")
    client = page(leader)
    assert "情绪激动。" not in client.get(f"/urgent/{matter.id}").text
    assert told(matter, "opened") == set()
    client.post(f"/urgent/{matter.id}/open")
    assert "情绪激动。" in client.get(f"/urgent/{matter.id}").text
    assert told(matter, "opened") == {leader.full_name}
    assert told(matter, "confirmed") == set()
    client.post(f"/urgent/{matter.id}/confirm")
    assert told(matter, "confirmed") == {leader.full_name}


def test_nobody_confirms_what_he_was_not_told(page, db):
    matter = an_event(by=an_officer("Window clerk"))
    answer = page(an_officer("Window clerk")).post(f"/urgent/{matter.id}/confirm")
    assert answer.status_code == 404
    assert told(matter, "confirmed") == set()


def test_the_database_refuses_to_change_a_report_or_a_time(db):
    an_event()
    for table in ("urgent_report", "urgent_telling"):
        with pytest.raises(sa.exc.DatabaseError), db.session.begin_nested():
            db.session.execute(sa.text(f"UPDATE {table} SET id = id + 1"))


@pytest.mark.parametrize(
    ("minutes", "tone", "left", "because"),
    [
        (0, "green", 120, "just reported"),
        (89, "green", 31, "more than a quarter is left"),
        (91, "orange", 29, "less than a quarter is left"),
        (120, "orange", 0, "the minute itself is in time"),
        (121, "red", -1, "one minute over"),
    ],
)
def test_the_lamp_counts_minutes(minutes, tone, left, because):
    start = clock.now()
    due, now = start + timedelta(minutes=120), start + timedelta(minutes=minutes)
    found = lamp_in_minutes(due, now, 120)
    assert (found.tone, found.left) == (tone, left), because


def test_a_begun_minute_is_a_late_one():
    due = clock.now()
    assert late_minutes(due, due) == 0
    assert late_minutes(due, due + timedelta(seconds=20)) == 1


def test_a_late_first_report_says_by_how_much(page, db, at):
    with at("2026-03-02T10:00"):
        matter = an_event(known_at=clock.now() - timedelta(minutes=45))
        client = page(an_officer("Window clerk"))
        assert "迟报 15 分钟" in client.get(f"/urgent/{matter.id}").text


# --- further reports ------------------------------------------------------------------------------


def test_reports_are_numbered_and_the_last_one_closes(page, db, at):
    clerk, leader = an_officer("Window clerk"), an_officer("Bureau leader")
    with at("2026-03-02T10:00"):
        matter = an_event(by=clerk)
    with at("2026-03-02T12:30"):
        assert "超 30 分钟" in page(clerk).get(f"/urgent/{matter.id}").text
        urgent.report_further(matter, by=clerk, given=given(situation="人数减少。"))
        urgent.close_urgent(matter, by=leader, given=given(situation="已散去。"))
    kinds = [(one.number, one.kind) for one in matter.reports]
    assert kinds == [(1, "first"), (2, "further"), (3, "closing")]
    assert matter.status == "closed"
    with pytest.raises(DomainError, match="closed"):
        urgent.report_further(matter, by=clerk, given=given())
    assert leader.full_name in told(matter)


def test_a_further_report_is_sent_from_the_page(page, db):
    clerk, matter = an_officer("Window clerk"), an_event()
    now = f"{clock.office_time(clock.now()):%Y-%m-%dT%H:%M}"
    data = {
        "happened_at": now, "place": "大厅", "people": "8", "facts": "部分离开。",
        "situation": "平稳。", "handling": "继续劝导。", "responsible": "区水务局",
        "contact": "值班室",
    }  # fmt: skip
    sent = {f"further-{name}": value for name, value in data.items()}
    wrong = page(clerk).post(f"/urgent/{matter.id}/further", data=sent | {"further-place": ""})
    assert wrong.status_code == 422
    assert "部分离开。" in wrong.text
    page(clerk).post(f"/urgent/{matter.id}/further", data=sent)
    assert [one.number for one in matter.reports] == [1, 2]


def test_another_unit_does_not_report_on_and_a_clerk_does_not_close(db):
    matter = an_event()
    with pytest.raises(DomainError, match="reported it first"):
        urgent.report_further(matter, by=officer_at("Triage officer", "XA"), given=given())
    with pytest.raises(DomainError, match="Your roles"):
        urgent.close_urgent(matter, by=an_officer("Window clerk"), given=given())


def test_a_time_in_the_future_is_refused_beside_its_field(db):
    with pytest.raises(Invalid) as refusal:
        an_event(known_at=clock.now() + timedelta(minutes=5))
    assert refusal.value.field == "known_at"


# --- pages ----------------------------------------------------------------------------------------


def test_an_event_at_the_window_is_reported_from_the_registration_page(page, db):
    clerk = page(an_officer("Window clerk"))
    assert 'href="/urgent/add"' in clerk.get("/registration/visit").text
    now = f"{clock.office_time(clock.now()):%Y-%m-%dT%H:%M}"
    clerk.post("/urgent/add", data={
        "title": "大厅多人聚集", "known_at": now, "happened_at": now, "place": "大厅",
        "facts": "到场。", "situation": "平稳。", "handling": "劝导。", "responsible": "区水务局",
        "contact": "值班室",
    })  # fmt: skip
    assert "大厅多人聚集" in clerk.get("/urgent/").text
    assert clerk.get("/urgent/?status=closed").status_code == 200


def test_the_form_is_printed(page, db):
    matter = an_event()
    client = page(an_officer("Window clerk"))
    paper = client.get(f"/urgent/{matter.id}/reports/{matter.reports[0].id}/print").text
    assert "重大紧急信访信息报告单" in paper
    assert "已派员劝导。" in paper


def test_an_accusation_is_never_reported_this_way(db):
    file, desk = a_petition(accusation=True), an_officer("Accusation officer")
    with pytest.raises(DomainError):
        perform(file, "report_urgent", by=desk, **given_for("report_urgent", file, desk))
    assert last_matter() is None
