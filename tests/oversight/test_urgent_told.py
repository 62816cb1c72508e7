"""Urgent matters: the petition office is always told; whoever was told reads; what is counted."""

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import Invalid
from app.dashboard.matters import counts
from app.extensions import db as database
from app.oversight.urgent_queries import urgent_waiting
from app.petitions.commands import urgent
from app.petitions.queries.urgent_recipients import recipients
from app.settings.commands import change_setting
from tests.factories import a_unit, an_officer, officer_at, the_unit
from tests.oversight.test_urgent import an_event, given, told
from tests.reading import rows


def waiting(officer) -> int:
    return database.session.scalar(sa.select(urgent_waiting(officer)))


# --- who is told ----------------------------------------------------------------------------------


def test_what_a_unit_or_a_station_reports_reaches_the_petition_office_of_the_region(db):
    leader, elsewhere = an_officer("Bureau leader"), officer_at("Bureau leader", "YL")
    lone = a_unit(region="610115001")
    for unit in (the_unit("LT-WATER"), the_unit("LT-STATION"), lone):
        assert leader.id in recipients(unit, None), unit.name
        assert elsewhere.id not in recipients(unit, None), unit.name


def test_of_a_petition_office_the_next_higher_petition_office_is_told(db):
    between = a_unit(parent=the_unit("XA"))
    office = a_unit(kind="petition_office", parent=between)
    database.session.flush()
    between.path = f"{the_unit('XA').path}{between.id}/"
    office.path = f"{between.path}{office.id}/"
    database.session.flush()
    city, province = officer_at("Bureau leader", "XA"), officer_at("Bureau leader", "SN")
    assert city.id in recipients(office, None)
    assert province.id not in recipients(office, None)


def test_the_petition_office_opens_what_a_unit_reported(page, db):
    matter, leader = an_event(by=an_officer("Head of unit")), an_officer("Bureau leader")
    assert leader.full_name in told(matter)
    assert page(leader).get(f"/urgent/{matter.id}").status_code == 200


# --- who reads ------------------------------------------------------------------------------------


def test_who_is_named_without_the_permission_reads_what_he_was_told(page, db):
    named, other = an_officer("Archivist"), an_officer("Statistician")
    admin, unit = an_officer("System administrator"), the_unit()
    change_setting("urgent_persons", named.username, unit_id=unit.id, by=admin)
    matter, client = an_event(), page(named)
    assert client.get(f"/urgent/{matter.id}").status_code == 200
    client.post(f"/urgent/{matter.id}/open")
    assert "情绪激动。" in client.get(f"/urgent/{matter.id}").text
    client.post(f"/urgent/{matter.id}/confirm")
    assert named.full_name in told(matter, "confirmed")
    assert len(rows(client.get("/urgent/"))) == 1
    assert client.get("/urgent/add").status_code == 403
    assert page(other).get(f"/urgent/{matter.id}").status_code == 403


def test_he_reads_nothing_else(page, db):
    named, admin = an_officer("Archivist"), an_officer("System administrator")
    change_setting("urgent_persons", named.username, unit_id=the_unit().id, by=admin)
    an_event()
    change_setting("urgent_persons", "", unit_id=the_unit().id, by=admin)
    later = an_event(title="另一事")
    assert page(named).get(f"/urgent/{later.id}").status_code == 404
    assert "另一事" not in page(named).get("/urgent/").text


# --- the settings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "unknown"),
    [
        ("urgent_units", "LT-GOV，NOWHERE", "NOWHERE"),
        ("urgent_persons", "nobody1, nobody2", "nobody1, nobody2"),
    ],
)
def test_what_means_nobody_is_refused_by_its_name(page, db, name, text, unknown):
    admin, unit = an_officer("System administrator"), the_unit()
    with pytest.raises(Invalid) as refusal:
        change_setting(name, text, unit_id=unit.id, by=admin)
    assert (refusal.value.field, refusal.value.params["words"]) == (name, unknown)


# --- what is counted ------------------------------------------------------------------------------


def test_the_badge_counts_what_its_tab_lists(page, db):
    leader = an_officer("Bureau leader")
    client, first, second = page(leader), an_event(), an_event(title="另一事")
    assert waiting(leader) == len(rows(client.get("/urgent/?status=waiting"))) == 2
    urgent.close_urgent(first, by=leader, given=given())
    assert waiting(leader) == len(rows(client.get("/urgent/?status=waiting"))) == 1
    client.post(f"/urgent/{second.id}/confirm")
    assert waiting(leader) == len(rows(client.get("/urgent/?status=waiting"))) == 0


# --- where it is found ----------------------------------------------------------------------------


def test_who_was_told_finds_it_in_the_menu_and_in_the_list_of_the_morning(page, db):
    named, other = an_officer("Archivist"), an_officer("Statistician")
    admin, unit = an_officer("System administrator"), the_unit()
    change_setting("urgent_persons", named.username, unit_id=unit.id, by=admin)
    assert 'href="/urgent/"' not in page(named).get("/").text, "nothing to be found yet"
    an_event()
    home = page(named).get("/")
    assert 'href="/urgent/"' in home.text
    assert counts(named)["urgent"] == 1, "the list of the morning has it, too"
    assert "/urgent/" not in page(other).get("/").text
    assert page(named).get("/urgent/").status_code == 200


# --- times ----------------------------------------------------------------------------------------


def reported(page, known, happened):
    given = {
        "title": "大厅聚集", "known_at": known, "happened_at": happened, "place": "大厅",
        "facts": "有人聚集。", "situation": "平稳。", "handling": "劝导。", "responsible": "信访局",
        "contact": "王主任",
    }  # fmt: skip
    with clock.at("2026-03-12T10:00:00+08:00"):
        return page(an_officer("Window clerk")).post("/urgent/add", data=given)


TIMES = [
    ("2026-03-12T09:00", "2026-03-12T09:30", "known_at", "事发"),
    ("2026-03-12T10:30", "2026-03-12T09:30", "known_at", "不能晚于现在"),
    ("2026-03-12T10:00", "2026-03-12T10:01", "happened_at", "不能晚于现在"),
]


@pytest.mark.parametrize(("known", "happened", "field", "words"), TIMES)
def test_it_is_not_learnt_of_before_it_happened_nor_tomorrow(
    page, db, known, happened, field, words
):
    refused = reported(page, known, happened)
    assert refused.status_code == 422
    errors = [one for one in refused.dom.iter("p") if one.get("id") == f"{field}-error0"]
    errors = errors or [one for one in refused.dom.iter("p") if one.get("id") == f"{field}-error"]
    assert words in "".join(errors[0].itertext())


def test_it_may_be_learnt_of_in_the_minute_in_which_it_happens(page, db):
    assert reported(page, "2026-03-12T10:00", "2026-03-12T10:00").status_code == 200
