import pytest
import sqlalchemy as sa

from app.dictionaries import queries
from app.dictionaries.models import Item
from tests.factories import an_officer

PAGES = (
    "/dictionaries/",
    "/dictionaries/issue/",
    "/dictionaries/issue/?open=011202",
    "/dictionaries/issue/?q=nctd",
    "/dictionaries/sex/",
    "/dictionaries/source/04/",
    "/regions/list/",
    "/calendar-days/list/",
)
ACTS = ("source/add", "source/04/edit", "source/04/retire", "source/04/merge", "import")


@pytest.fixture
def at_the_top(as_, keeper):
    return as_(keeper)


@pytest.mark.parametrize("address", [*PAGES, *(f"/dictionaries/{act}" for act in ACTS)])
def test_the_keeper_opens(page, keeper, address):
    assert page(keeper).get(address).status_code == 200


@pytest.mark.parametrize("role", ["Window clerk", "Head of unit", "Security administrator"])
@pytest.mark.parametrize("address", [*PAGES, "/dictionaries/export.xlsx?list=sex"])
def test_others_do_not_open(as_, db, address, role):
    assert as_(an_officer(role)).get(address).status_code == 403


@pytest.mark.parametrize(
    "act", [*ACTS, "source/04/restore", "source/04/move/down", "source/04/place"]
)
def test_neither_others_nor_administrators_below_the_top_change(as_, the, below, act):
    for officer in (an_officer("Triage officer"), below):
        answer = as_(officer).post(f"/dictionaries/{act}", data={"label": "改名"})
        assert answer.status_code == 403
    item = the("source", "04")
    assert (item.label, item.active, item.position) == ("摘报", True, 40)


def test_an_administrator_below_the_top_reads_and_takes_out(page, below):
    client = page(below)
    text = client.get("/dictionaries/source/").text
    assert "摘报" in text
    assert "/dictionaries/source/add" not in text
    assert "/move/" not in text
    with client.get("/dictionaries/export.xlsx?list=source") as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "address", ["nothing/", "source/77/", "nothing/add", "source/77/edit", "export.xlsx?list=none"]
)
def test_what_does_not_exist_is_not_found(at_the_top, address):
    assert at_the_top.get(f"/dictionaries/{address}").status_code == 404


def test_the_divisions_and_the_calendar_stand_in_the_list_of_lists(at_the_top):
    text = at_the_top.get("/dictionaries/").text
    assert 'href="/regions/list/"' in text
    assert 'href="/calendar-days/list/"' in text


def test_a_long_list_is_folded_and_unfolds_branch_by_branch(at_the_top):
    def rows(query):
        return at_the_top.get(f"/dictionaries/issue/{query}").text.count('<tr id="e-')

    assert rows("") == 17
    assert rows("?open=01") > 17
    assert 'id="e-011202"' in at_the_top.get("/dictionaries/issue/?open=0112").text
    assert rows("?open=all") == 691


def test_entries_are_found_by_name_code_or_initials(at_the_top):
    for words in ("tdcbjy", "0112", "土地承包经营"):
        assert 'id="e-0112"' in at_the_top.get(f"/dictionaries/issue/?q={words}").text


def test_the_page_says_why_a_code_is_protected(page, keeper):
    client = page(keeper)
    assert "统计报表按受保护的代码计数" in client.get("/dictionaries/level/").text
    text = client.get("/dictionaries/issue/01/").text
    assert "报表按此代码计数" in text
    assert "/issue/01/retire" not in text
    assert "/issue/01/merge" not in text


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


def test_an_entry_is_added_in_its_list(at_the_top, db):
    said = {"code": "50", "label": "区长热线", "position": "5"}
    answer = at_the_top.post("/dictionaries/source/add", data=said)
    assert answer.headers["Location"] == "/dictionaries/source/#e-50"
    assert queries.label("source", "50") == "区长热线"


def test_a_code_that_is_taken_is_named_beside_its_field(page, keeper):
    said = {"code": "01", "label": "区长热线", "position": "5"}
    answer = page(keeper).post("/dictionaries/source/add", data=said)
    assert "区长热线" in answer.text
    assert "code-error" in answer.text
    assert queries.label("source", "01") == "本单位接待"


def changed(**said):
    return {"label": "要情摘编", "position": "40", "naming": "anew", "since": "2026-03-01"} | said


def test_a_new_name_is_valid_from_its_day(at_the_top, at):
    with at("2026-03-05"):
        answer = at_the_top.post("/dictionaries/source/04/edit", data=changed())
    assert answer.status_code == 302
    assert queries.label("source", "04") == "要情摘编"


def test_names_in_other_languages_are_renewed_or_said_to_stay(page, keeper, the):
    old = {"label_hant": "摘報", "label_en": the("source", "04").label_en}
    client, address = page(keeper), "/dictionaries/source/04/edit"
    said = changed(naming="slip") | old
    text = client.post(address, data=said).text
    assert "label_hant-error" in text
    assert "label_en-error" in text
    assert the("source", "04").label == "摘报"
    client.post(address, data=said | {"others_stay": "y"})
    assert the("source", "04").label == "要情摘编"


@pytest.mark.parametrize("since", ["2026-03-06", ""])
def test_a_new_name_without_a_good_day_is_refused_beside_the_day(page, keeper, at, since):
    with at("2026-03-05"):
        answer = page(keeper).post("/dictionaries/source/04/edit", data=changed(since=since))
    assert "since-error" in answer.text
    assert queries.label("source", "04") == "摘报"


def test_the_code_of_an_entry_never_changes(at_the_top, the):
    said = changed(naming="slip", code="88", list_code="sex", protected="y")
    at_the_top.post("/dictionaries/source/04/edit", data=said)
    assert (the("source", "04").label, the("source", "04").protected) == ("要情摘编", False)


def test_an_entry_is_retired_and_offered_again(at_the_top, db):
    at_the_top.post("/dictionaries/source/04/retire", data={"last_day": ""})
    assert "04" not in queries.active_codes("source")
    at_the_top.post("/dictionaries/source/04/restore")
    assert "04" in queries.active_codes("source")


def test_an_entry_is_not_offered_again_beside_one_of_its_name(page, keeper, the):
    client, name = page(keeper), the("source", "04").label
    client.post("/dictionaries/source/04/retire", data={"last_day": ""})
    client.post("/dictionaries/source/add", data={"code": "50", "label": name, "position": "5"})
    assert "代码 50 已使用这个名称" in client.post("/dictionaries/source/04/restore").text
    assert "04" not in queries.active_codes("source")
    client.post("/dictionaries/source/50/retire", data={"last_day": ""})
    assert f"已恢复使用：{name}。" in client.post("/dictionaries/source/04/restore").text


def test_what_was_done_names_the_entry(page, keeper):
    client, said = page(keeper), {"code": "50", "label": "区长热线", "position": "5"}
    assert "已新增：区长热线。" in client.post("/dictionaries/source/add", data=said).text
    said = changed(label="镇长热线", naming="slip", others_stay="y")
    assert "已保存：镇长热线。" in client.post("/dictionaries/source/50/edit", data=said).text
    retired = client.post("/dictionaries/source/50/retire", data={"last_day": ""}).text
    assert "已停用：镇长热线。" in retired


def test_an_entry_changes_places_with_its_neighbour(at_the_top, the):
    answer = at_the_top.post("/dictionaries/source/04/move/up")
    assert answer.headers["Location"] == "/dictionaries/source/#e-04"
    assert (the("source", "03").position, the("source", "04").position) == (40, 30)


@pytest.mark.parametrize(
    ("where", "beside", "order"),
    [
        ("before", "02", ["01", "04", "02", "03"]),
        ("after", "02", ["01", "02", "04", "03"]),
        ("after", "04", ["01", "02", "03", "04"]),
        ("below", "02", ["01", "02", "03", "04"]),  # refused
        ("after", "zz", ["01", "02", "03", "04"]),
    ],
)
def test_an_entry_is_put_beside_another(at_the_top, db, where, beside, order):
    answer = at_the_top.post(
        "/dictionaries/source/04/place", data={"where": where, "beside": beside}
    )
    assert answer.headers["Location"] == "/dictionaries/source/#e-04"
    codes = sa.select(Item.code).where(Item.list_code == "source").order_by(Item.position).limit(4)
    assert db.session.scalars(codes).all() == order


def test_no_entry_is_put_on_another_level(at_the_top, the):
    at_the_top.post("/dictionaries/issue/0111/place", data={"where": "after", "beside": "01"})
    assert the("issue", "0111").parent_code == "01"


def test_an_entry_shows_what_was_done_to_it(page, keeper, at):
    client = page(keeper)
    with at("2026-03-05"):
        client.post("/dictionaries/source/04/edit", data=changed())
        text = client.get("/dictionaries/source/04/").text
    assert "名称: 摘报 → 要情摘编" in text
    assert "2026-02-28" in text
    assert keeper.full_name in text


def test_an_entry_that_begins_later_is_not_yet_valid(page, keeper, at):
    client = page(keeper)
    with at("2026-03-05"):
        later = changed(naming="slip", valid_from="2026-03-06")
        client.post("/dictionaries/source/04/edit", data=later)
        assert "未生效" in client.get("/dictionaries/source/04/").text
    with at("2026-03-06"):
        assert "未生效" not in client.get("/dictionaries/source/04/").text


@pytest.mark.parametrize(
    ("address", "back"),
    [
        ("service_manner/add", "service_manner"),
        ("issue/01/retire", "issue/01"),
        ("issue/01/merge", "issue/01"),
    ],
)
def test_what_is_protected_is_refused_before_a_form(at_the_top, address, back):
    answer = at_the_top.get(f"/dictionaries/{address}")
    assert answer.headers["Location"] == f"/dictionaries/{back}/"


def test_a_merged_entry_is_not_offered_for_another_merge(at_the_top, db):
    said = {"into": "18", "act": "merge"}
    at_the_top.post("/dictionaries/source/04/merge", data=said)
    assert "/source/04/merge" not in at_the_top.get("/dictionaries/source/04/").text
    assert not at_the_top.get("/pick/source?q=zb&but=04").json


def test_the_form_of_a_merge_does_not_open_for_a_merged_entry(page, keeper, db):
    client, address = page(keeper), "/dictionaries/source/04/merge"
    client.post(address, data={"into": "18", "act": "merge"})
    for answer in (client.get(address), client.post(address, data={"into": "01", "act": "merge"})):
        assert "此条目已合并到其他条目" in answer.text
        assert answer.dom.find(".//*[@name='into']") is None


@pytest.mark.parametrize("language", ["en", "zh_TW"])
def test_entries_are_shown_in_the_language_of_the_reader(as_, db, language):
    client = as_(an_officer("System administrator"))
    client.get(f"/lang/{language}")
    text = client.get("/dictionaries/channel/").text
    assert {"en": "Fax", "zh_TW": "傳真"}[language] in text


def test_a_clerk_finds_the_streets_of_his_own_district_first(as_, db):
    found = as_(an_officer("Window clerk")).get("/pick/region?q=ls").json
    assert found[0]["label"] == "骊山街道"
