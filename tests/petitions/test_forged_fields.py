"""Hidden fields that no page of ours sent: a sentence beside the field, never an error page."""

import pytest

from tests.factories import a_petition, an_officer, the_unit

FORGED = ("abc", "-1", "9" * 20, "\u0663", "1.5")


@pytest.mark.parametrize("value", FORGED)
@pytest.mark.parametrize("field", ["unit_id", "officer_id", "assisting_ids"])
def test_a_forged_key_is_refused_beside_its_field(page, field, value):
    petition = a_petition()
    entries = {
        "version": petition.version, "unit_id": str(the_unit("LT-WATER").id), "procedure": "1",
        "opinion": "请办理。", field: value,
    }  # fmt: skip
    address = f"/petitions/{petition.id}/transfer"
    client = page(an_officer("Triage officer"))
    assert client.post(address, data=entries).status_code == 422
    assert client.post(f"{address}/effects", data=entries).status_code < 500
    assert petition.state == "registered"


@pytest.mark.parametrize("value", FORGED)
def test_a_forged_unit_in_a_filter_is_named(page, value):
    answer = page(an_officer("Archivist")).get(f"/archive/?archive_unit={value}")
    assert answer.status_code in (200, 400)


@pytest.mark.parametrize("value", FORGED)
def test_a_forged_record_is_refused_beside_its_field(page, value):
    petition = a_petition("transferred", signed=False)
    client = page(an_officer("Triage officer"))
    entries = {"version": petition.version, "reason": "误转。", "handover_id": value}
    answer = client.post(f"/petitions/{petition.id}/recall", data=entries)
    assert answer.status_code < 500


@pytest.mark.parametrize("value", ["9999-12-31", "2035-01-01"])
def test_a_day_whose_year_is_mistyped_is_refused_beside_its_field(page, at, value):
    with at("2026-03-04"):
        petition = a_petition()
        entries = {
            "version": petition.version, "unit_id": str(the_unit("LT-WATER").id), "procedure": "1",
            "opinion": "请办理。", "report_due_on": value,
        }  # fmt: skip
        address = f"/petitions/{petition.id}/assign"
        answer = page(an_officer("Triage officer")).post(address, data=entries)
    assert answer.status_code == 422
    assert answer.dom.find(".//*[@id='report_due_on-error']") is not None
    assert petition.approvals == []
