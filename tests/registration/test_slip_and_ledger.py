"""After saving: the number, the slip with its code once, the ledger of the day."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.petitions.models import Petition
from tests.factories import a_petition, an_officer, the_unit
from tests.registration import filled


@pytest.fixture
def clerk(db):
    return an_officer("Window clerk")


@pytest.fixture
def saved(page, db, at, clerk):
    client = page(clerk)
    with at("2026-03-02"):
        answer = client.post("/registration/visit", data=filled.VISIT)
    code = answer.dom.findtext(".//p[@class='receipt__code']/strong")
    return client, db.session.scalars(sa.select(Petition)).one(), code


def test_the_code_stands_on_the_first_slip_alone(saved, at):
    client, petition, code = saved
    with at("2026-03-02"):
        first = client.get(f"/registration/{petition.id}/slip")
        second = client.get(f"/registration/{petition.id}/slip")
        done = client.get("/registration/done")
    assert code in first.text
    assert code not in second.text
    assert code not in done.text
    assert petition.number in second.text


def test_read_again_the_page_shows_no_code_and_says_where_it_is_printed(saved, at):
    client, petition, code = saved
    with at("2026-03-02"):
        again = client.get("/registration/done").text
        slip = client.get(f"/registration/{petition.id}/slip").text
        last = client.get("/registration/done").text
    assert (code in again, code in slip, code in last) == (False, True, False)
    assert "请现在打印登记单" in again
    assert "不再提供" in last


def test_the_slip_masks_numbers_and_later_the_name(saved, page, at):
    client, petition, _code = saved
    with at("2026-03-02"):
        fresh = client.get(f"/registration/{petition.id}/slip").text
        later = page(an_officer("Triage officer")).get(f"/registration/{petition.id}/slip").text
    assert "张建国" in fresh
    assert "张建国" not in later
    for text in (fresh, later):
        assert filled.NUMBER not in text
        assert "13812342051" not in text
        assert filled.MATTER["content"] in text


def test_without_anything_saved_there_is_nothing_to_show(page, clerk):
    answer = page(clerk).get("/registration/done")
    assert answer.request.path == "/registration/visit"


def test_a_slip_of_another_office_does_not_exist(page, db, at):
    foreign = a_petition("registered", by=an_officer("Window clerk", the_unit("YL")))
    answer = page(an_officer("Triage officer")).get(f"/registration/{foreign.id}/slip")
    assert answer.status_code == 404
    assert foreign.number not in answer.text


def test_the_ledger_shows_todays_own(page, db, clerk):
    mine = a_petition("registered", by=clerk, name="张建国")
    yesterday = a_petition("registered", by=clerk, on=clock.today() - timedelta(days=1))
    theirs = a_petition("registered", by=an_officer("Window clerk", full_name="李敏"))
    foreign = a_petition("registered", by=an_officer("Window clerk", the_unit("YL")))
    shown = page(clerk).get("/registration/today")
    assert mine.number in shown.text
    assert "张建国" not in shown.text
    for other in (yesterday, theirs, foreign):
        assert other.number not in shown.text
    unit = page(an_officer("Triage officer")).get("/registration/today").text
    assert mine.number in unit
    assert theirs.number in unit
    assert foreign.number not in unit


def test_the_ledger_counts_by_form(page, db, clerk):
    a_petition("registered", by=clerk, head_count=12)
    a_petition("registered", by=clerk)
    a_petition("registered", by=clerk, form="letter", channel="101", head_count=6)
    sums = page(clerk).get("/registration/today").dom.find(".//div[@class='totals']")
    said = ["".join(item.itertext()).split() for item in sums.iter("li")]
    assert [(words[0], words[1]) for words in said] == [("来信来电", "1"), ("来访", "2")]


def test_an_empty_ledger_says_what_will_stand_there(page, clerk):
    shown = page(clerk).get("/registration/today")
    assert shown.dom.find(".//p[@class='empty__title']") is not None


def test_the_ledger_offers_no_other_order_or_filter(as_, clerk):
    client = as_(clerk)
    for query in ("_flt_0_petitioner_name=x", "_oc_LedgerView=content", "psize_LedgerView=9999"):
        assert client.get(f"/registration/today?{query}").status_code == 400


@pytest.mark.parametrize("form", ["visit", "letter", "assigned"])
def test_an_empty_form_is_whole(page, clerk, form):
    shown = page(clerk).get(f"/registration/{form}")
    region = shown.dom.find(".//input[@name='problem_region']")
    assert region.get("value") == "610115"


@pytest.mark.parametrize("locale", ["zh_TW", "en"])
def test_the_forms_are_whole_in_other_languages(page, clerk, locale):
    client = page(clerk)
    with client.session_transaction() as session:
        session["locale"] = locale
    assert client.get("/registration/visit").status_code == 200
