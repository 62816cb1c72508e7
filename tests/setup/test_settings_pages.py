"""The pages of the settings, and who is turned away from them."""

import pytest
import sqlalchemy as sa

from app.accounts.models import Unit
from app.settings.commands import change_setting
from app.settings.models import SettingValue
from app.settings.queries import SYSTEM, value
from tests.factories import a_petition, an_officer, the_unit


@pytest.fixture
def root(db):
    """The administrator at the top of the tree."""
    top = db.session.scalar(sa.select(Unit).order_by(Unit.id).limit(1))
    return an_officer("System administrator", top, full_name="顶层管理员")


@pytest.fixture
def county(db):
    """An administrator of another county, who manages that county alone."""
    return an_officer("System administrator", the_unit("YL"), full_name="阎良管理员")


def test_every_page_is_whole(page, root, db):
    client = page(root)
    station = the_unit("LT-STATION").id
    for address in (
        "/settings/",
        f"/settings/?unit={station}",
        "/settings/group_visit_from",
        f"/settings/group_visit_from?unit={station}",
        "/settings/number_pattern",
        "/settings/office_name",
        f"/settings/upload_mb?unit={station}",
    ):
        assert client.get(address).status_code == 200, address


def test_a_value_is_set_and_its_history_shown(page, root, db):
    client = page(root)
    client.post("/settings/lock_minutes", data={"source": "own", "lock_minutes": "45"})
    assert value("lock_minutes") == 45
    text = client.get("/settings/lock_minutes").text
    assert "45 分钟" in text
    assert "顶层管理员" in text


def test_a_wrong_value_is_named_beside_its_field_and_stays_typed(page, root, db):
    answer = page(root).post("/settings/lock_minutes", data={"source": "own", "lock_minutes": "1"})
    assert "5" in answer.text
    assert 'value="1"' in answer.text
    assert "1440" in answer.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SettingValue)) == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"source": "own", "lock_minutes": ""},
        {"source": "inherited", "lock_minutes": "45"},
        {"source": "inherited", "lock_minutes": "long"},
    ],
)
def test_what_was_typed_is_never_dropped_without_a_word(page, root, sent):
    answer = page(root).post("/settings/lock_minutes", data=sent)
    assert answer.status_code == 200
    assert "lock_minutes-error" in answer.text
    assert value("lock_minutes") == 30


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"source": "own", "lock_minutes": "45"}, "“锁定时长”现为：45 分钟。"),
        ({"source": "inherited", "lock_minutes": "30"}, "“锁定时长”未作修改，仍为：30 分钟。"),
        ({"source": "inherited"}, "“锁定时长”未作修改，仍为：30 分钟。"),
    ],
)
def test_the_message_names_the_setting_and_what_holds(page, root, sent, said):
    answer = page(root).post("/settings/lock_minutes", data=sent, follow_redirects=True)
    assert said in answer.text


def test_the_value_of_a_unit_holds_below_it_and_says_whence(page, root, db):
    """Government, street and station: three levels, every one of them can be chosen."""
    station = the_unit("LT-STATION")
    office = station.parent
    above = office.parent
    client = page(root)
    for unit, number in ((above, "9"), (office, "")):
        sent = {"source": "own" if number else "inherited", "group_visit_from": number}
        client.post(f"/settings/group_visit_from?unit={unit.id}", data=sent)
    for unit in (office, station):
        text = client.get(f"/settings/?unit={unit.id}").text
        assert "9 人" in text
        assert above.called in text
    assert value("group_visit_from", station) == 9


def test_every_managed_unit_is_found_by_a_search(page, root, db):
    client, water = page(root), the_unit("LT-WATER")  # neither a petition office nor a station
    assert 'data-source="/pick/managed-unit"' in client.get("/settings/").text
    typed = client.get("/settings/", query_string={"unit": "", "unit__text": water.name})
    assert f"unit={water.id}" in typed.text
    unknown = client.get("/settings/", query_string={"unit": "", "unit__text": "没有这个单位"})
    assert "unit-error" in unknown.text


def test_who_may_not_change_reads_who_may_and_within_what(page, db):
    text = page(an_officer("Audit administrator")).get("/settings/lock_minutes").text
    assert "5 至 1440" in text
    assert "系统管理员" in text
    assert "不能修改" in text


def test_an_own_value_can_be_given_up(page, root, db):
    change_setting("lock_minutes", 45, unit_id=SYSTEM, by=root)
    page(root).post("/settings/lock_minutes", data={"source": "inherited", "lock_minutes": "45"})
    assert value("lock_minutes") == 30


def test_an_administrator_of_a_county_sets_the_own_subtree_only(as_, county, db):
    client, own = as_(county), the_unit("YL").id
    client.post(f"/settings/backdate_days?unit={own}", data={"source": "own", "backdate_days": "9"})
    assert value("backdate_days", the_unit("YL")) == 9
    # Without a unit it is the own one, not the installation.
    client.post("/settings/backdate_days", data={"source": "own", "backdate_days": "8"})
    assert value("backdate_days", the_unit("YL")) == 8
    assert value("backdate_days") == 3


@pytest.mark.parametrize("other", ["LT", "LT-STATION", "XA"])  # beside, further off, above
def test_another_units_settings_do_not_exist_for_him(as_, county, db, other):
    id_ = the_unit(other).id
    assert as_(county).get(f"/settings/?unit={id_}").status_code == 404
    sent = {"source": "own", "backdate_days": "9"}
    assert as_(county).post(f"/settings/backdate_days?unit={id_}", data=sent).status_code == 404
    assert value("backdate_days", the_unit(other)) == 3


def test_what_is_the_installations_is_refused_to_a_county(as_, county, db):
    answer = as_(county).post("/settings/upload_mb", data={"source": "own", "upload_mb": "9"})
    assert answer.status_code == 403
    assert value("upload_mb") == 50


@pytest.mark.parametrize("role", ["Triage officer", "Handler", "Window clerk"])
def test_officers_of_the_line_do_not_open_the_settings(as_, db, role):
    client = as_(an_officer(role))
    assert client.get("/settings/").status_code == 403
    assert client.get("/settings/lock_minutes").status_code == 403


def test_who_may_only_read_changes_nothing(as_, db):
    client = as_(an_officer("Audit administrator"))
    assert client.get("/settings/lock_minutes").status_code == 200
    sent = {"source": "own", "lock_minutes": "45"}
    assert client.post("/settings/lock_minutes", data=sent).status_code == 403


def test_the_login_page_bears_the_name_of_the_office(as_, root, db):
    change_setting("office_name", "长安区信访局", unit_id=SYSTEM, by=root)
    assert "长安区信访局" in as_().get("/login/").text


def test_the_slip_says_when_the_window_is_open(page, db, root):
    change_setting("window_hours", "08:30-11:45", unit_id=the_unit("LT").id, by=root)
    petition = a_petition()
    slip = page(an_officer("Triage officer")).get(f"/registration/{petition.id}/slip")
    assert "08:30-11:45" in slip.text


def test_sessions_are_counted_in_their_own_unit(page, root):
    change_setting("sessions_at_once", 2, unit_id=SYSTEM, by=root)
    text = page(root).get("/settings/").text
    row = text.partition("/settings/sessions_at_once")[2].partition("</tr>")[0]
    assert "2 个" in row
    assert "2 次" not in row
