"""Settings: whose value holds, what may be set, and what it changes from then on."""

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import DomainError, Invalid
from app.dictionaries import queries as dictionary
from app.journal.models import AdminEvent
from app.petitions.attachments import storage
from app.petitions.rules import house_rules
from app.settings.commands import change_setting
from app.settings.models import SettingValue
from app.settings.queries import SYSTEM, forget, origin, value
from tests.factories import a_petition, an_officer, the_unit


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


def test_without_any_value_the_default_holds(db):
    assert value("group_visit_from", the_unit("LT-STATION")) == 5
    assert origin("group_visit_from", the_unit("LT-STATION")) is None


def test_the_nearest_unit_upward_decides(db, admin):
    station, office, city = the_unit("LT-STATION"), the_unit("LT"), the_unit("XA")
    change_setting("group_visit_from", 8, unit_id=SYSTEM, by=admin)
    change_setting("group_visit_from", 7, unit_id=city.id, by=admin)
    assert value("group_visit_from", station) == 7
    assert origin("group_visit_from", station) == city.id
    change_setting("group_visit_from", 6, unit_id=office.id, by=admin)
    assert value("group_visit_from", station) == 6
    assert value("group_visit_from", city) == 7
    assert value("group_visit_from", the_unit("LT-WATER")) == 8  # another line: the system's


def test_what_another_process_set_is_read_at_the_next_request(app, db, admin):
    with app.test_request_context():
        assert value("group_visit_from") == 5
    change_setting("group_visit_from", 8, unit_id=SYSTEM, by=admin)
    with app.test_request_context():
        assert value("group_visit_from") == 8


def test_a_value_that_was_rolled_back_is_forgotten(db):
    eight = {"kept": {"value": 8}, "changed_at": clock.now()}
    db.session.add(SettingValue(name="group_visit_from", unit_id=SYSTEM, **eight))
    forget(db.session)
    assert value("group_visit_from") == 8
    db.session.rollback()
    assert value("group_visit_from") == 5


def test_settings_and_words_together_cost_a_request_one_statement(app, db, database):
    for _each in range(2):  # at first a process remembers nothing
        database.statements.clear()
        with app.test_request_context():
            assert value("group_visit_from") == 5
            assert dictionary.label("source", "04") == "摘报"
            assert origin("backdate_days", the_unit("LT")) is None
    asked = [line for line in database.statements if "FROM unit" not in line]
    assert len(asked) == 1
    assert "FROM dictionary_edition" in asked[0]


def test_an_own_value_given_up_lets_the_one_above_hold_again(db, admin):
    office = the_unit("LT")
    change_setting("backdate_days", 10, unit_id=SYSTEM, by=admin)
    change_setting("backdate_days", 1, unit_id=office.id, by=admin)
    change_setting("backdate_days", None, unit_id=office.id, by=admin)
    assert value("backdate_days", office) == 10


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("group_visit_from", 1),
        ("group_visit_from", 101),
        ("group_visit_from", "five"),
        ("number_pattern", "weekly"),
        ("window_hours", "9 to 5"),
        ("window_hours", "09:00-25:00"),
        ("window_hours", "17:00-09:00"),
        ("window_hours", "09:00-09:00"),
        ("window_hours", "09:00-12:00, 11:00-13:00"),
        ("window_hours", "14:00-17:00, 09:00-12:00"),
        ("office_name", "x"),
    ],
)
def test_what_cannot_be_right_is_refused_beside_its_field(db, admin, name, given):
    with pytest.raises(Invalid) as refused:
        change_setting(name, given, unit_id=SYSTEM, by=admin)
    assert refused.value.field == name


def test_full_width_commas_between_window_hours_are_understood(db, admin):
    change_setting("window_hours", "08:30-12:00，14:30-18:00", unit_id=SYSTEM, by=admin)
    assert value("window_hours") == "08:30-12:00, 14:30-18:00"


def test_what_belongs_to_the_installation_is_not_set_for_a_unit(db, admin):
    with pytest.raises(DomainError):
        change_setting("upload_mb", 10, unit_id=the_unit("LT").id, by=admin)


def test_every_change_is_an_event_with_old_and_new(db, admin):
    change_setting("lock_minutes", 60, unit_id=SYSTEM, by=admin)
    change_setting("lock_minutes", 45, unit_id=SYSTEM, by=admin)
    change_setting("lock_minutes", 45, unit_id=SYSTEM, by=admin)  # nothing changes: no event
    told = sa.select(AdminEvent).where(AdminEvent.about == "Setting").order_by(AdminEvent.id)
    events = db.session.scalars(told).all()
    assert [(event.tag, event.before, event.after) for event in events] == [
        ("setting.changed", {"value": None}, {"value": 60}),
        ("setting.changed", {"value": 60}, {"value": 45}),
    ]
    assert {event.by_id for event in events} == {admin.id}


def test_a_changed_threshold_rewrites_nothing_already_registered(db, admin):
    before = a_petition(head_count=5)
    assert before.is_group
    change_setting("group_visit_from", 6, unit_id=the_unit("LT").id, by=admin)
    after = a_petition(head_count=5)
    assert before.is_group
    assert not after.is_group
    assert house_rules(the_unit("LT")).group_visit_from == 6


def test_numbers_run_by_the_year_where_the_office_says_so(db, admin, at):
    with at("2026-03-02"):
        change_setting("number_pattern", "year", unit_id=the_unit("LT").id, by=admin)
        first, second = a_petition(), a_petition()
    with at("2026-03-03"):
        third = a_petition()
    assert [first.number, second.number, third.number] == [
        "LF6101152026000001",
        "LF6101152026000002",
        "LF6101152026000003",
    ]


def test_the_largest_attachment_is_what_the_administrator_said_last(db, admin):
    change_setting("upload_mb", 7, unit_id=SYSTEM, by=admin)
    change_setting("upload_files", 3, unit_id=SYSTEM, by=admin)
    assert storage.limits() == (7 * 1024 * 1024, 3)
