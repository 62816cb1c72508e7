"""The archive: a file is found again by whatever is remembered of it, and filed with others."""

import pytest

from app.petitions.models import Event
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.reading import rows


def found(page, officer, query=""):
    return "\n".join(rows(page(officer).get(f"/archive/{query}")))


@pytest.fixture
def filed(db):
    return a_petition("archived", name="诸葛明", summary="反映水费争议", content="水费争议。")


@pytest.mark.parametrize(
    ("hit", "miss"),
    [
        ("words=诸葛明", "words=司马亮"),
        ("words=水费", "words=电费"),
        ("words={number}", "words=LF6101152020"),
        ("archive_issue=01", "archive_issue=02"),
        ("archive_region=6101", "archive_region=6102"),
        ("archive_unit={unit}", "archive_unit=999"),
        ("result=1", "result=4"),
        ("channel=2", "channel=1"),
        ("dated=archived&since={today}&until={today}", "dated=archived&until=2020-01-01"),
        ("dated=closed&since={closed}", "dated=closed&until=2020-01-01"),
        ("since={received}&until={received}", "since={today}"),
    ],
)
def test_a_file_is_found_by_what_is_remembered_of_it(page, filed, hit, miss):
    places = {
        "number": filed.number,
        "unit": filed.archive_unit_id,
        "today": filed.archived_at.date(),
        "closed": filed.closed_on,
        "received": filed.received_on,
    }
    archivist = an_officer("Archivist")
    assert filed.number in found(page, archivist, "?" + hit.format(**places))
    assert found(page, archivist, "?" + miss.format(**places)) == ""


def test_what_is_not_filed_is_not_in_the_archive(page, filed):
    waiting = a_petition("concluded")
    shown = found(page, an_officer("Archivist"))
    assert filed.number in shown
    assert waiting.number not in shown
    assert waiting.number in found(page, an_officer("Archivist"), "?tab=to_archive")


def test_another_office_finds_nothing(page, filed):
    assert filed.number not in page(officer_at("Archivist", "YL")).get("/archive/").text


def test_a_filed_accusation_is_found_by_its_desk_alone(page, db):
    file = a_petition("archived", accusation=True)
    assert file.number in found(page, an_officer("Accusation officer"))
    for role in ("Archivist", "Triage officer", "Bureau leader"):
        assert file.number not in page(an_officer(role)).get("/archive/").text


def test_who_may_not_read_the_archive_is_turned_away(page, filed):
    assert page(an_officer("Handler")).get("/archive/").status_code == 403


def test_who_files_nothing_has_no_list_of_what_waits(page, filed):
    assert page(an_officer("Reviewer")).get("/archive/?tab=to_archive").status_code == 404


# --- several at once ------------------------------------------------------------------------------


def test_the_picked_are_shown_with_what_they_would_be_filed_under(page, db):
    file = a_petition("declined")
    answer = page(an_officer("Archivist")).post("/archive/file", data={"keys": [file.id]})
    assert "水利水电" in rows(answer)[0]
    assert file.state == "declined"


def test_each_is_filed_under_its_own_unit_region_and_issue(page, db):
    first, second = a_petition("declined"), a_petition("concluded")
    page(an_officer("Archivist")).post(
        "/archive/file", data={"keys": [first.id, second.id], "confirmed": "1"}
    )
    assert {first.state, second.state} == {"archived"}
    assert second.archive_unit == the_unit("LT-WATER")
    assert second.archive_region == "610115"
    assert second.archive_issue == "0111"


def test_what_is_said_for_all_goes_before_what_each_has(page, db):
    file = a_petition("concluded")
    given = {"keys": [file.id], "confirmed": "1", "archive_unit_id": the_unit().id}
    page(an_officer("Archivist")).post("/archive/file", data=given)
    assert file.archive_unit == the_unit()


def test_one_refusal_spoils_no_other(page, db):
    good, bad = a_petition("concluded"), a_petition("declined", issue=None)
    answer = page(an_officer("Archivist")).post(
        "/archive/file", data={"keys": [bad.id, good.id], "confirmed": "1"}
    )
    assert (good.state, bad.state) == ("archived", "declined")
    assert bad.number in "\n".join(rows(answer))
    assert answer.text.count(bad.number) > answer.text.count(good.number)


def test_nobody_files_what_he_cannot_see_or_may_not_file(page, db):
    file = a_petition("concluded")
    data = {"keys": [file.id], "confirmed": "1"}
    assert page(officer_at("Archivist", "YL")).post("/archive/file", data=data).status_code == 404
    assert page(an_officer("Reviewer")).post("/archive/file", data=data).status_code == 403
    assert file.state == "concluded"
    assert db.session.query(Event).filter_by(move="archive").count() == 0


@pytest.mark.parametrize("keys", [[], ["x"], ["1; drop"], [str(n) for n in range(1, 102)]])
def test_keys_that_no_list_sends_are_refused(page, db, keys):
    answer = page(an_officer("Archivist")).post("/archive/file", data={"keys": keys})
    assert answer.status_code == 400


def test_a_filed_petition_opens_as_its_case_and_nothing_else_does(page, filed):
    reader = page(an_officer("Archivist"))
    waiting = a_petition("concluded")
    opened = reader.get(f"/archive/{filed.id}")
    assert opened.request.path == f"/petitions/{filed.id}"
    assert reader.get(f"/archive/{waiting.id}").status_code == 404
    other = page(officer_at("Archivist", "YL"))
    assert other.get(f"/archive/{filed.id}").status_code == 404
