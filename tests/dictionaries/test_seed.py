import csv

import pytest
import sqlalchemy as sa

from app.core.editions import Edition
from app.dictionaries import commands, queries
from app.dictionaries.catalog import DATA, LISTS
from app.dictionaries.models import CalendarDay, Item, ItemChange, Region
from app.dictionaries.seed import seed_dictionaries
from tests.factories import an_officer

TABLES = (Item, ItemChange, Region, CalendarDay, Edition)


def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def everything(db):
    db.session.flush()
    return {
        model: sorted(map(str, db.session.execute(sa.select(model.__table__)).all()))
        for model in TABLES
    }


def seed_again(db):
    seed_dictionaries(db.session, "61")
    db.session.flush()


def the(list_code, code, db):
    return db.session.scalars(
        sa.select(Item).where(Item.list_code == list_code, Item.code == code)
    ).one()


def reworded(item, db, **words):
    said = {"label": item.label, "position": item.position} | words
    return commands.rename_item(
        item, commands.Wording(**said), by=an_officer("System administrator")
    )


def test_seeding_twice_changes_nothing(db):
    before = everything(db)
    seed_again(db)
    assert everything(db) == before


def test_seeding_twice_writes_nothing(db, database):
    database.statements.clear()
    seed_again(db)
    assert not [it for it in database.statements if not it.lstrip().upper().startswith("SELECT")]


def test_an_edited_label_survives(db):
    reworded(the("issue", "0112", db), db, label="农村土地经营权", position=3)
    seed_again(db)
    assert the("issue", "0112", db).label == "农村土地经营权"
    assert the("issue", "0112", db).position == 3


def test_a_retired_entry_stays_retired(db):
    commands.retire_item(the("source", "17", db), by=an_officer("System administrator"))
    seed_again(db)
    assert not the("source", "17", db).active


def test_an_untouched_label_follows_the_file(db):
    the("issue", "0112", db).label = "旧名"
    seed_again(db)
    assert the("issue", "0112", db).label == "土地承包经营"
    assert the("issue", "0112", db).pinyin.split()[0] == "tdcbjy"


def test_an_entry_that_left_the_file_stays(db):
    db.session.add(Item(list_code="source", code="77", label="旧来源"))
    seed_again(db)
    assert the("source", "77", db).active


def test_a_changed_file_of_divisions_is_read_again(db):
    db.session.get(Region, "610115").name = "临潼县"
    db.session.get(Edition, "divisions 61").mark = "an older file"
    seed_again(db)
    assert db.session.get(Region, "610115").name == "临潼区"


def test_townships_of_the_own_province_and_counties_of_all(db):
    assert db.session.get(Region, "610115001").name == "骊山街道"
    assert db.session.get(Region, "110101").name == "东城区"
    assert db.session.get(Region, "110101001") is None


def test_an_abolished_township_is_known_and_not_offered(db):
    gone = db.session.get(Region, "610117603")
    assert (gone.name, gone.active) == ("榆楚镇", False)


def test_the_last_december_days_belong_to_the_next_years_notice(db):
    years = dict(db.session.execute(sa.select(CalendarDay.day, CalendarDay.loaded_year)).all())
    assert {year for day, year in years.items() if day.isoformat() == "2018-12-31"} == {2019}
    assert max(years.values()) == 2026


@pytest.mark.parametrize("list_code", LISTS)
def test_every_word_is_there_in_three_languages(list_code):
    for row in rows(list_code):
        assert row["label"]
        assert row["label_hant"]
        assert row["label_en"].isprintable()
        assert not any("\u3400" <= sign <= "\u9fff" for sign in row["label_en"]), row
        assert row["label_en"][:1].strip(), row


@pytest.mark.parametrize("list_code", LISTS)
def test_codes_are_unique_and_parents_stand_before_their_children(list_code):
    seen = set()
    for row in rows(list_code):
        assert row["code"] not in seen
        assert not row["parent"] or row["parent"] in seen
        seen.add(row["code"])


def test_there_is_a_file_for_every_list_and_a_list_for_every_file():
    files = {path.stem for path in DATA.glob("*.csv")} - {"divisions", "workdays"}
    assert files == set(LISTS)


@pytest.mark.parametrize(
    ("list_code", "count"),
    [
        ("issue", 691),
        ("ethnicity", 59),
        ("sex", 4),
        ("purpose", 6),
        ("conduct", 23),
        ("source", 19),
    ],
)
def test_lists_are_complete(list_code, count):
    assert len(rows(list_code)) == count


def test_grounds_of_local_rule_sets_wait_for_the_administrator(db):
    assert queries.active_codes("decline_reason") == {"R01", "R02"}
    assert queries.active_codes("bar_reason") == {"N01"}
    assert queries.known_codes("decline_reason") == {f"R0{n}" for n in range(1, 9)}


def test_the_usual_receipt_stands_first(db):
    assert queries.choices("receipt")[0][1] == "签收"
