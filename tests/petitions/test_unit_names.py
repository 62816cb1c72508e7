"""A unit is renamed: an ended file goes on naming it as it was called, an open one as today."""

from datetime import date

import pytest

from app.accounts.commands import reshaping
from app.accounts.units.names import Carried, carried_on, name_on
from tests.factories import a_petition, an_officer, the_unit
from tests.pages import tree
from tests.petitions.exports.taken_out import get, rows_of
from tests.petitions.renaming import NEW, NEW_SHORT, rename
from tests.reading import rows, words

LANGUAGES = ("zh", "en")
FIRST = Carried("甲局", "甲", None, date(2024, 5, 1))
SECOND = Carried("乙局", "", date(2024, 5, 1), date(2025, 3, 3))


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(1999, 1, 1), FIRST),
        (date(2024, 4, 30), FIRST),
        (date(2024, 5, 1), SECOND),
        (date(2025, 3, 2), SECOND),
        (date(2025, 3, 3), None),
        (None, None),
    ],
)
def test_which_name_a_unit_carried_on_a_day(day, held):
    assert carried_on((FIRST, SECOND), day) is held


def test_a_former_name_without_a_short_one_is_said_in_full(db):
    full, _short = rename(short="水湖局")
    unit = the_unit("LT-WATER")
    assert name_on(unit, date(2030, 12, 31), short=True) == full
    assert name_on(unit, date(2031, 1, 1), short=True) == NEW_SHORT
    assert (name_on(unit, date(2030, 12, 31)), name_on(unit, None)) == (full, NEW)


@pytest.fixture
def reader(as_, db):
    """Return a browser of an officer that reads in a language."""

    def client(language):
        browser = as_(an_officer())
        browser.get(f"/lang/{language}")
        return browser

    return client


def read(client, address):
    """Return a page as a tree."""
    return tree(client.get(address).text)


def shown(client, address):
    """Return what the middle of a page says."""
    return words(read(client, address).find(".//main"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["", "?tab=opinions", "?tab=related", "?tab=records"])
def test_the_page_of_an_archived_file_says_what_it_said(reader, language, place):
    petition = a_petition("archived", responsible_unit_id=the_unit("LT-WATER").id)
    client = reader(language)
    before = shown(client, f"/petitions/{petition.id}{place}")
    old, _short = rename()
    assert old in before
    assert shown(client, f"/petitions/{petition.id}{place}") == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_print_of_an_archived_file_says_what_it_said(reader, at, language):
    petition = a_petition("archived", responsible_unit_id=the_unit("LT-WATER").id)
    with at("2032-03-01"):
        client = reader(language)
        before = shown(client, f"/petitions/{petition.id}/print")
        old, _short = rename()
        assert old in before
        assert shown(client, f"/petitions/{petition.id}/print") == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_archive_and_its_workbook_say_what_they_said(reader, language):
    filed = a_petition("archived")
    client, taken_out = reader(language), "/petitions/export.xlsx?desk=archive"
    before = shown(client, "/archive/"), rows_of(get(client, taken_out))[0]
    for code in ("LT", "LT-WATER"):
        old, _short = rename(code, name=f"改名{code}")
        assert old in before[1][0].values()
    assert the_unit("LT") is filed.archive_unit
    assert (shown(client, "/archive/"), rows_of(get(client, taken_out))[0]) == before


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "{new}（原：{old}）"), ("en", "{new} (formerly {old})")]
)
def test_an_open_file_names_it_as_today_and_its_history_as_then(reader, language, said):
    petition = a_petition("accepted", responsible_unit_id=the_unit("LT-WATER").id)
    client = reader(language)
    past = told(client, petition)
    _old, short = rename()
    text = shown(client, f"/petitions/{petition.id}")
    assert said.format(new=NEW_SHORT, old=short) in text
    assert NEW in text, "the responsible unit"
    assert short in past
    assert told(client, petition) == past


def told(client, petition):
    dom = read(client, f"/petitions/{petition.id}")
    return words(next(e for e in dom.iter() if e.get("id") == "past"))


def test_a_list_names_the_holder_of_each_file_by_its_own_day(page, db):
    ended, going = a_petition("concluded"), a_petition("accepted")
    _old, short = rename()
    listed = rows(page(an_officer("Bureau leader")).get("/work/?tab=all"))
    told = {one.number: row for row in listed for one in (ended, going) if one.number in row}
    assert short in told[ended.number]
    assert NEW_SHORT not in told[ended.number]
    assert NEW_SHORT in told[going.number]


def test_a_file_of_a_merged_unit_keeps_its_name(reader):
    petition = a_petition("archived", responsible_unit_id=the_unit("LT-WATER").id)
    client = reader("zh")
    before = shown(client, f"/petitions/{petition.id}")
    new, ending = reshaping.NewName(name=NEW, code="LT-SL"), [the_unit("LT-WATER")]
    admin = an_officer("System administrator")
    ending.append(the_unit("LT-HOUSING"))
    reshaping.merge_units(ending, into=new, reason="机构改革", by=admin)
    assert shown(client, f"/petitions/{petition.id}") == before


# --- what it costs -------------------------------------------------------------------------------


def asked(client, address):
    """Return how many statements a page asked, and how many of them for former names."""
    client.get(address)
    texts = list(client.database.statements)
    return len(texts), sum("FROM unit_name" in text for text in texts)


def test_former_names_are_asked_once_a_page_however_many_there_are(page, db):
    files = [a_petition("archived") for _n in range(4)]
    client = page(an_officer())
    addresses = ("/archive/", f"/petitions/{files[0].id}", f"/petitions/{files[0].id}/print")
    before = [asked(client, address) for address in addresses]
    for code in ("LT", "LT-WATER", "LT-HOUSING", "LT-LABOUR"):
        rename(code, name=f"改名{code}", short="")
    assert [asked(client, address) for address in addresses] == before
    assert [names for _all, names in before] == [1, 1, 1]


def test_a_list_without_ended_files_asks_for_no_former_name(page, db):
    a_petition("accepted")
    rename()
    assert asked(page(an_officer("Unit intake")), "/work/?tab=unit")[1] == 0
