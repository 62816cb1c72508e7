import pytest
import sqlalchemy as sa

from app.dictionaries import queries
from app.dictionaries.models import Item
from tests.factories import an_officer

PAGES = (
    "/dictionaries/",
    "/dictionaries/items/list/?_flt_0_list_code=issue",
    "/dictionaries/items/list/?_flt_0_list_code=sex",
    "/dictionaries/changes/list/",
    "/regions/list/",
    "/calendar-days/list/",
)


def the(db, list_code, code):
    return db.session.scalars(
        sa.select(Item).where(Item.list_code == list_code, Item.code == code)
    ).one()


@pytest.fixture
def administrator(as_):
    return as_(an_officer("System administrator"))


@pytest.mark.parametrize("address", PAGES)
def test_the_administrator_opens(page, address):
    assert page(an_officer("System administrator")).get(address).status_code == 200


@pytest.mark.parametrize("role", ["Window clerk", "Head of unit", "Security administrator"])
@pytest.mark.parametrize("address", PAGES)
def test_others_do_not_open(as_, db, address, role):
    assert as_(an_officer(role)).get(address).status_code == 403


@pytest.mark.parametrize("verb", ["add", "edit/{id}", "action/retire/{id}", "action/restore/{id}"])
def test_others_do_not_change(as_, db, verb):
    item = the(db, "source", "04")
    address = f"/dictionaries/items/{verb.format(id=item.id)}"
    answer = as_(an_officer("Triage officer")).post(address, data={"label": "改名"})
    assert answer.status_code == 403
    db.session.expire_all()
    assert (item.label, item.active) == ("摘报", True)


def test_there_is_no_way_to_delete(administrator, db):
    item = the(db, "source", "04")
    for method in ("get", "post"):
        answer = getattr(administrator, method)(f"/dictionaries/items/delete/{item.id}")
        assert answer.status_code in (404, 405)


@pytest.mark.parametrize("address", ["/pick/issue?q=nctd", "/pick/region?q=lt"])
def test_whoever_works_on_petitions_picks(as_, db, address):
    assert as_(an_officer("Window clerk")).get(address).json
    assert as_(an_officer("Security administrator")).get(address).status_code == 403
    assert as_().get(address).status_code == 302


def test_a_picker_is_told_value_label_and_path(as_, db):
    first = as_(an_officer("Handler")).get("/pick/issue?q=tdcb").json[0]
    assert first == {
        "value": "0112",
        "code": "0112",
        "label": "土地承包经营",
        "path": "农村农业 / 土地承包经营",
    }


def test_a_picker_of_no_list_is_not_found(as_, db):
    assert as_(an_officer("Handler")).get("/pick/nothing").status_code == 404


def test_a_picker_is_told_only_what_is_below(as_, db):
    clerk = as_(an_officer("Window clerk"))
    assert {it["value"][:4] for it in clerk.get("/pick/issue?q=&parent=0112").json} == {"0112"}
    assert {it["value"][:6] for it in clerk.get("/pick/region?q=&under=610115").json} == {"610115"}


def test_an_entry_is_added_in_its_list(administrator, db):
    said = {"list_code": "source", "code": "50", "label": "区长热线", "position": "5"}
    answer = administrator.post("/dictionaries/items/add", data=said)
    assert answer.headers["Location"].endswith("_flt_0_list_code=source")
    assert queries.label("source", "50") == "区长热线"


def test_a_code_that_is_taken_is_named_beside_its_field(page, db):
    said = {"list_code": "source", "code": "01", "label": "区长热线", "position": "5"}
    answer = page(an_officer("System administrator")).post("/dictionaries/items/add", data=said)
    assert "区长热线" in answer.text
    assert "code-error" in answer.text
    assert queries.label("source", "01") == "本单位接待"


def test_a_label_is_changed(administrator, db):
    item = the(db, "source", "04")
    answer = administrator.post(
        f"/dictionaries/items/edit/{item.id}", data={"label": "要情摘编", "position": "40"}
    )
    assert answer.status_code == 302
    assert queries.label("source", "04") == "要情摘编"


def test_the_code_of_an_entry_never_changes(administrator, db):
    item = the(db, "source", "04")
    said = {"label": "摘报", "position": "40", "code": "88", "list_code": "sex", "protected": "y"}
    administrator.post(f"/dictionaries/items/edit/{item.id}", data=said)
    db.session.expire_all()
    assert (item.list_code, item.code, item.protected) == ("source", "04", False)


def test_an_entry_is_retired_and_offered_again(administrator, db):
    item = the(db, "source", "04")
    administrator.post(f"/dictionaries/items/action/retire/{item.id}")
    assert "04" not in queries.active_codes("source")
    administrator.post(f"/dictionaries/items/action/restore/{item.id}")
    assert "04" in queries.active_codes("source")


def test_an_entry_shows_what_may_be_done_to_it(page, db):
    show = page(an_officer("System administrator")).get
    assert "action/retire" in show(f"/dictionaries/items/show/{the(db, 'source', '04').id}").text
    assert "action/" not in show(f"/dictionaries/items/show/{the(db, 'purpose', '04').id}").text


def test_without_a_list_the_lists_are_shown(administrator):
    assert administrator.get("/dictionaries/items/list/").headers["Location"] == "/dictionaries/"


def test_one_list_is_chosen_not_searched(administrator, db):
    text = administrator.get("/dictionaries/items/list/?_flt_0_list_code=level").text
    assert "到县（区）" in text
    assert "局领导" not in text


@pytest.mark.parametrize("language", ["en", "zh_TW"])
def test_entries_are_shown_in_the_language_of_the_reader(as_, db, language):
    client = as_(an_officer("System administrator"))
    client.get(f"/lang/{language}")
    text = client.get("/dictionaries/items/list/?_flt_0_list_code=channel").text
    assert {"en": "Fax", "zh_TW": "傳真"}[language] in text


def test_a_clerk_finds_the_streets_of_his_own_district_first(as_, db):
    found = as_(an_officer("Window clerk")).get("/pick/region?q=ls").json
    assert found[0]["label"] == "骊山街道"
