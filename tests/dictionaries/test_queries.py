from datetime import date

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from app.core import clock
from app.dictionaries import commands, queries
from app.dictionaries.models import Item
from app.extensions import db as _db
from tests.factories import an_officer


def the(list_code, code):
    return _db.session.scalars(
        sa.select(Item).where(Item.list_code == list_code, Item.code == code)
    ).one()


def found(*args, **kwargs):
    return [choice.value for choice in queries.search(*args, **kwargs)]


def retire(list_code, code):
    commands.retire_item(the(list_code, code), by=an_officer("System administrator"))


@pytest.mark.parametrize(
    ("words", "first", "because"),
    [
        ("nctd", "0112", "initials run down the path: farming, land"),
        ("tdcb", "0112", "initials of the entry itself"),
        ("TDCB", "0112", "capitals mean the same"),
        ("0112", "0112", "the whole code"),
        ("０１１２", "0112", "full-width digits"),
        ("企业改制", "130303", "a part of the label"),
        ("农村土地征用", "030303", "the customer's own word for it"),
        ("土地承包 宅基地", "011201", "parts of a path"),
        ("農村土地征用", None, "half converted words"),
        ("土地承包經營", "0112", "Traditional characters"),
        ("land contracting", "011202", "English"),
        ("qqqqq", None, "nothing"),
    ],
)
def test_an_issue_is_found(db, words, first, because):
    assert next(iter(found("issue", words)), None) == first, because


def test_the_best_fit_comes_first(db):
    codes = found("issue", "0303")
    assert codes[0] == "0303"
    assert set(codes[1:]) == {"030301", "030302", "030303", "030304", "030399"}


def test_the_first_level_is_offered_to_filters_only(db):
    assert "01" not in found("issue", "农村农业")
    assert found("issue", "农村农业", tops=True)[0] == "01"
    assert queries.lookup("issue", "01") is None
    assert queries.lookup("issue", "0112") == "农村农业 / 土地承包经营"


def test_a_search_below_a_parent_stays_there(db):
    assert set(found("issue", "其他", "0112")) == {"011299"}


def test_at_most_twenty_are_found(db):
    assert len(found("issue", "其他")) == 20
    assert len(found("issue", "", limit=3)) == 3


def test_a_retired_entry_is_not_offered_but_labelled(db):
    retire("source", "16")
    assert "16" not in found("source", "媒体")
    assert "16" not in dict(queries.choices("source"))
    assert queries.label("source", "16") == "媒体、网民留言"


def test_a_form_keeps_the_retired_entry_it_holds(db):
    retire("source", "16")
    assert dict(queries.choices("source", keep="16"))["16"] == "媒体、网民留言"


def test_what_stands_below_a_retired_parent_is_not_offered(db):
    retire("issue", "0112")
    assert "011202" not in found("issue", "土地承包")
    assert queries.path_label("issue", "011202") == "农村农业 / 土地承包经营 / 土地承包"


def test_an_entry_is_offered_from_its_first_to_its_last_day(db):
    wording = commands.Wording(
        label="临时来源", valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 31)
    )
    commands.add_item("source", "50", wording, by=an_officer("System administrator"))
    offered = {}
    for day in ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"):
        with clock.at(day):
            offered[day] = "50" in queries.active_codes("source")
    assert list(offered.values()) == [False, True, True, False]


def test_words_are_in_the_language_of_the_reader(db):
    with force_locale("en"):
        assert queries.label("channel", "102") == "Fax"
        assert (
            queries.region_path_label("610115")
            == "Shaanxi Province / Xi'an City / Lintong District"
        )
    with force_locale("zh_TW"):
        assert queries.label("channel", "102") == "傳真"
        assert queries.region_label("610115") == "臨潼區"
    assert queries.label("channel", "102") == "传真"


def test_without_a_code_there_is_no_label(db):
    assert queries.label("source", None) == queries.region_path_label(None) == ""
    assert queries.label("source", "no such code") == "no such code"


def test_other_must_be_explained(db):
    assert queries.needs_text("source", "99")
    assert not queries.needs_text("source", "01")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("求决", "03"),
        ("03", "03"),
        ("qiujue", None),
        ("意见", "01"),
        ("", None),
    ],
)
def test_typed_words_mean_one_entry_or_none(db, typed, code):
    assert queries.resolve("purpose", typed) == code


def test_reports_group_by_the_highest_level(db):
    assert queries.top_code("issue", "011202") == "01"
    assert queries.top_code("issue", "01") == "01"


def test_divisions_are_found_by_name_initials_and_code(db):
    for words in ("临潼", "610115", "ltq", "Lintong", "臨潼"):
        assert "610115" in [it.value for it in queries.search_regions(words, "610100")], words
    assert queries.region_path_label("610115001") == "陕西省 / 西安市 / 临潼区 / 骊山街道"


def test_divisions_are_searched_below_a_division(db):
    names = [it.label for it in queries.search_regions("骊山", "610115")]
    assert names == ["骊山街道"]
    assert queries.search_regions("骊山", "610114") == []


def test_divisions_around_the_reader_stand_first(db):
    found = [it.value for it in queries.search_regions("ls", near="610115")]
    assert found[0] == "610115001"  # 骊山街道
    nearest = [
        0 if it.startswith("610115") else 1 if it.startswith("6101") else 2 if it[:2] == "61" else 3
        for it in found
    ]
    assert nearest == sorted(nearest)
    assert len(set(nearest)) > 1
    assert queries.search_regions("北京市", near="610115")[0].value == "110000"
    assert queries.search_regions("110000", near="610115")[0].value == "110000"


def test_signs_of_like_are_only_signs(db):
    assert queries.search_regions("%") == []
    assert queries.search_regions("_") == []


def test_many_divisions_cost_one_query(app, db, database):
    codes = [f"61011500{n}" for n in range(1, 10)]
    with app.test_request_context("/"):
        queries.region_labels(["610115"])
        database.statements.clear()
        assert queries.region_labels(codes)["610115001"] == "骊山街道"
    assert len([it for it in database.statements if " region" in it]) <= 1


def test_a_page_full_of_labels_asks_once(app, db, database):
    with app.test_request_context("/"):
        queries.label("issue", "0112")
        database.statements.clear()
        for code in sorted(queries.known_codes("issue")):
            queries.path_label("issue", code)
    assert database.statements == []


def test_the_calendar_knows_holidays_and_weekends_that_are_worked(db):
    calendar = queries.work_calendar()
    assert not calendar.is_workday(date(2026, 2, 17))
    assert calendar.is_workday(date(2026, 2, 28))
    assert queries.last_calendar_year() == 2026


def test_a_change_made_by_another_process_is_seen(db):
    assert queries.label("source", "04") == "摘报"
    item = the("source", "04")
    commands.rename_item(
        item, commands.Wording(label="摘录呈报"), by=an_officer("System administrator")
    )
    assert queries.label("source", "04") == "摘录呈报"


def test_a_change_that_was_rolled_back_is_forgotten(db):
    the("source", "04").label = "不算数"
    from app.dictionaries.words import touch

    touch(db.session)
    assert queries.label("source", "04") == "不算数"
    db.session.rollback()
    assert queries.label("source", "04") == "摘报"
