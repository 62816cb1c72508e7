"""How the pages look for one officer, how his lists open, and what he lately did."""

import pytest
import sqlalchemy as sa

from app.accounts.own import profile
from app.journal.models import AdminEvent
from tests.factories import a_petition, an_officer
from tests.factories.people import PASSWORD

RIGHT = {"username": "triage-officer", "password": PASSWORD}


@pytest.fixture
def officer(db):
    return an_officer("Triage officer")


def test_position_and_telephone_are_ones_own_and_the_journal_masks_them(page, officer, db):
    client = page(officer)
    shown = client.get("/me/").text
    assert officer.username in shown
    client.post("/me/", data={"title": "科长", "phone": "13812345678", "full_name": "他人"})
    db.session.refresh(officer)
    assert (officer.title, officer.phone) == ("科长", "13812345678")
    assert officer.full_name != "他人"
    event = db.session.scalars(sa.select(AdminEvent).order_by(AdminEvent.id.desc())).first()
    assert event.tag == "own.data_changed"
    assert "13812345678" not in str(event.after)


def test_a_wrong_telephone_is_refused_beside_its_field(page, officer):
    answer = page(officer).post("/me/", data={"title": "科长", "phone": "138"})
    assert answer.dom.find(".//p[@id='phone-error']") is not None


def test_language_and_large_text_come_along_to_every_browser(as_, officer):
    here = as_(officer)
    said = here.post("/me/preferences/", data={"language": "en", "large_text": "y"})
    assert "Changed." in (said.text if said.status_code == 200 else here.get("/me/").text)
    assert "large-text" in here.get("/me/").text
    there = as_()
    there.post("/login/", data=RIGHT)
    shown = there.get("/me/").text
    assert 'lang="en"' in shown
    assert "large-text" in shown


def test_a_list_opens_with_the_own_filter_and_can_be_shown_whole(as_, page, officer, db):
    client = page(officer)
    assert "设为默认筛选" in client.get("/triage/?lamp=red").text
    kept = {"page": "TriageView.index", "query": "lamp=red&words=张三&after=7"}
    assert as_(officer).post("/me/preferences/filters", data=kept).location == "/triage/?lamp=red"
    assert profile.default_filters(officer) == {"TriageView.index": "lamp=red"}
    plain = as_(officer)
    assert plain.get("/triage/").location == "/triage/?lamp=red"
    assert plain.get("/triage/?whole=1").status_code == 200
    cleared = plain.get("/triage/", headers={"Referer": "http://localhost/triage/?lamp=red"})
    assert cleared.status_code == 200
    assert as_(an_officer("Reviewer")).get("/triage/").status_code == 200
    client.post("/me/preferences/filters", data={"page": "TriageView.index"})
    assert plain.get("/triage/").status_code == 200


def test_only_lists_have_filters(as_, officer):
    client = as_(officer)
    for page in ("", "LoginView.logout", "//evil.example"):
        answer = client.post("/me/preferences/filters", data={"page": page, "query": "a=b"})
        assert answer.status_code == 404


def test_the_own_acts_are_listed_within_sight(page, db):
    clerk, other = an_officer("Window clerk"), an_officer("Handler")
    petition = a_petition("registered")
    made = [event.by for event in petition.events][0]
    shown = page(made).get("/me/activity/").text
    assert petition.number in shown
    for stranger in (clerk, other):
        if stranger.id != made.id:
            assert petition.number not in page(stranger).get("/me/activity/").text


def test_what_was_done_beside_the_petitions_is_told(page, officer):
    client = page(officer)
    client.post("/me/", data={"title": "科长", "phone": ""})
    assert "修改了本人资料" in client.get("/me/activity/").text
