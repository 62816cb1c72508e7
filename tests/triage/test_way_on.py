"""From the pool into a file, through a move, and back to the pool or on to the next file."""

from tests.factories import a_petition, an_officer, the_unit


def handed() -> dict:
    return {"unit_id": the_unit("LT-WATER").id, "opinion": "请办理。", "procedure": "1"}


def test_a_file_of_the_pool_leads_back_to_its_filter(page, db):
    petition = a_petition(head_count=8)
    client = page(an_officer("Triage officer"))
    listed = client.get("/triage/?group=1").dom
    href = next(link.get("href") for link in listed.iter("a") if link.get("class") == "code")
    assert href == f"/petitions/{petition.id}?from=pool&group=1"
    opened = client.get(href)
    assert 'href="/triage/?group=1"' in opened.text
    assert f"/petitions/{petition.id}/transfer?from=pool&amp;group=1" in opened.text


def test_after_a_move_the_pool_comes_back(page, db):
    petition, other = a_petition(head_count=8), a_petition(head_count=9)
    client = page(an_officer("Triage officer"))
    after = client.post(f"/petitions/{petition.id}/transfer?from=pool&group=1", data=handed())
    assert after.request.path == "/triage/"
    assert after.request.args["group"] == "1"
    assert other.number in after.text


def test_or_the_next_file_of_the_same_filter_opens(page, db):
    first = a_petition(on="2026-01-05", head_count=8)
    a_petition(on="2026-01-06")
    third = a_petition(on="2026-01-07", head_count=9)
    client = page(an_officer("Triage officer"))
    address = f"/petitions/{first.id}/transfer?from=pool&group=1"
    after = client.post(address, data=handed() | {"then": "next"})
    assert after.request.path == f"/petitions/{third.id}"
    last = client.post(
        f"/petitions/{third.id}/transfer?from=pool&group=1", data=handed() | {"then": "next"}
    )
    assert last.request.path == "/triage/"


def test_a_made_up_way_back_is_ignored(page, db):
    petition = a_petition()
    client = page(an_officer("Triage officer"))
    opened = client.get(f"/petitions/{petition.id}?from=https://elsewhere.example")
    assert "elsewhere" not in opened.text
