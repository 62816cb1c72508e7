"""Lists: filters, sorting and paging by key without loss, sums in SQL, lamps like the clock's."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
import sqlalchemy as sa

from app.core import clock
from app.petitions.clocks.deadlines import amber_days, lamp_for
from app.petitions.exports.table import ListExport
from app.petitions.lists import worklists
from app.petitions.lists.due_days import lamp_condition
from app.petitions.lists.worklists import Filter
from app.petitions.models import Petition
from tests.factories import an_officer, the_unit
from tests.petitions.walks import File

TONES = ("red", "today", "orange", "yellow", "green")


@pytest.fixture
def triage(db):
    return an_officer("Triage officer")


def listed(officer, desk="pool", *, on="2026-03-10", **chosen):
    with clock.at(on):
        return [one.id for one in worklists.page(officer, desk, Filter(**chosen), size=50).rows]


# --- filters ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "chosen", "other"),
    [
        ({"channel": "101", "form": "letter"}, {"channel": "1"}, {"channel": "2"}),
        ({"source": "06"}, {"source": "06"}, {"source": "02"}),
        ({"purpose": "05"}, {"purpose": "05"}, {"purpose": "02"}),
        ({"issue": "0211"}, {"issue": "02"}, {"issue": "03"}),
        ({"problem_region": "610114"}, {"region": "6101"}, {"region": "6102"}),
        ({"head_count": 7}, {"group": "1"}, {"group": "0"}),
        ({"urgency": "2"}, {"urgency": "2"}, {"urgency": "3"}),
        ({"form": "assigned"}, {"assigned": "1", "form": "assigned"}, {"form": "letter"}),
        ({"content": "某厂欠薪。"}, {"words": "欠薪"}, {"words": "欠税"}),
        ({"summary": "反映100%扣款"}, {"words": "100%扣"}, {"words": "100_扣"}),
        ({"name": "诸葛明"}, {"words": "诸葛明"}, {"words": "诸葛"}),
        ({"old_number": "2019-77"}, {"words": "2019-77"}, {"words": "2019-7"}),
        ({"phone": "13900008888"}, {"words": "8888"}, {"words": "0000"}),
        ({"phone": "139 0000 8888"}, {"words": "139-00008888"}, {"words": "13800008888"}),
        ({"id_number": "11010519491231002X"}, {"words": "11010519491231002x"},
         {"words": "110105194912310021"}),
    ],
)  # fmt: skip
def test_a_filter_finds_what_it_names_and_leaves_out_the_rest(triage, traits, chosen, other):
    file = File(**traits)
    assert listed(triage, **chosen) == [file.petition.id]
    assert listed(triage, **other) == []


def test_a_filter_narrows_a_mixed_list(triage):
    group, single = File(head_count=9), File(name="李秀英")
    assert listed(triage, group="1") == [group.petition.id]
    assert listed(triage, group="0") == [single.petition.id]
    assert len(listed(triage)) == 2


def test_days_are_from_and_to_and_both_count(triage):
    file = File(on="2026-03-05")
    here = [file.petition.id]
    assert listed(triage, since="2026-03-05", until="2026-03-05") == here
    assert listed(triage, since="2026-03-06") == []
    assert listed(triage, until="2026-03-04") == []


@pytest.mark.parametrize(
    "nonsense",
    [
        {"since": "gestern"}, {"until": "2026-13-01"}, {"unit": "abc"}, {"lamp": "violet"},
        {"state": "lost"}, {"unit": "²"}, {"unit": "9" * 40},
        {"dated": "never", "since": "2026-01-01"},
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_finds_nothing_rather_than_everything(triage, nonsense):
    File()
    assert listed(triage, **nonsense) == []


def test_a_filter_from_an_address_ignores_strange_names_and_cuts_long_values():
    chosen = Filter.of({"words": "水" * 500, "drop table": "1", "channel": None})
    assert (len(chosen.words), chosen.channel) == (80, "")
    assert set(chosen.as_query()) == {"words"}


def test_a_number_is_found_by_its_beginning(triage):
    file = File()
    assert listed(triage, words="lf610115") == [file.petition.id]
    assert listed(triage, words=file.petition.number) == [file.petition.id]
    assert listed(triage, words="LX610115") == []


# --- desks --------------------------------------------------------------------------------------


def test_the_pool_holds_what_nobody_has_decided_and_no_accusation(triage):
    fresh, sent = File(), File(name="李秀英").transfer("2026-03-04")
    File(purpose="04", content="反映某站长。")
    assert listed(triage) == [fresh.petition.id]
    assert sent.petition.id in listed(triage, "passed")


def test_an_accusation_stands_on_its_own_desk_only(db):
    file = File(purpose="04", content="反映某站长。")
    assert listed(an_officer("Accusation officer"), "accusations") == [file.petition.id]
    assert listed(an_officer("Triage officer"), "accusations") == []


def test_pending_is_with_whom_the_file_is_now(db):
    file = File().transfer("2026-03-04")
    intake, handler = an_officer("Unit intake"), an_officer("Handler")
    assert listed(intake, "pending") == [file.petition.id]
    assert listed(an_officer("Triage officer"), "pending") == []
    file.petition.handler = an_officer("Handler", the_unit("LT-WATER"), full_name="另一承办人")
    db.session.flush()
    assert listed(handler, "pending") == [], "a colleague handles it"
    assert listed(intake, "pending") == [file.petition.id], "who answers for the unit sees all"
    file.move("recall", "2026-03-05", "Triage officer", reason="转错")
    assert listed(intake, "pending") == []


def test_handled_is_what_the_officer_acted_on_and_is_closed(triage):
    file = File()
    file.move("conclude", "2026-03-04", "Triage officer", close_way="A1", result="3", reply="已答")
    assert listed(triage, "handled") == [file.petition.id]
    assert listed(triage, "to_archive") == [file.petition.id]
    assert listed(an_officer("Reviewer"), "handled") == []


# --- paging -------------------------------------------------------------------------------------


@pytest.fixture
def many(triage, db):
    """Eleven in the pool, on few days; four beyond it, closed, and one of these archived."""
    for number in range(11):
        File(on=date(2026, 3, 2 + number // 4), name=f"第{number}人")
    for number in range(4):
        file = File(name=f"结{number}")
        closing = {"close_way": "A1", "result": "3", "reply": "已答"}
        file.move("conclude", "2026-03-10", "Triage officer", **closing)
    filing = {"archive_unit_id": the_unit().id, "region_code": "610115", "issue": "0111"}
    file.move("archive", "2026-03-11", "Archivist", **filing)
    return triage


def turned(officer, sort, size):
    """Turn the pages to the end; return the ids of each page, and the keys back."""
    pages, after = [], None
    while True:
        found = worklists.page(officer, "pool", Filter(sort=sort), after=after, size=size)
        pages.append(([one.id for one in found.rows], found.previous_key))
        if found.next_key is None:
            return pages
        after = found.next_key


def test_turning_pages_loses_nothing_and_shows_nothing_twice(many):
    with clock.at("2026-03-12"):
        for sort in worklists.SORTS:
            whole = [one.id for one in worklists.page(many, "pool", Filter(sort=sort)).rows]
            assert len(whole) == len(set(whole)) == 11
            for size in (1, 4, 11, 12):
                pages = [page for page, _back in turned(many, sort, size)]
                assert sum(pages, []) == whole, (sort, size)
                assert all(len(page) == size for page in pages[:-1])


def test_a_list_without_limits_is_turned_all_the_same(many):
    """Nothing of what is closed has a lamp, some of it an archive date: no key is empty."""
    with clock.at("2026-03-12"):
        for sort in worklists.SORTS:
            chosen, found, after = Filter(sort=sort), [], None
            for _turn in range(6):
                page = worklists.page(many, "passed", chosen, after=after, size=1)
                found += [one.id for one in page.rows]
                after = page.next_key
                if after is None:
                    break
            assert len(found) == len(set(found)) == 4, sort


def test_turning_back_shows_the_same_pages(many):
    with clock.at("2026-03-12"):
        for sort in worklists.SORTS:
            pages = turned(many, sort, 3)
            assert pages[0][1] is None, "nothing lies before the first page"
            for (before, _), (_, back) in pairwise(pages):
                found = worklists.page(many, "pool", Filter(sort=sort), before=back, size=3)
                assert [one.id for one in found.rows] == before, sort


@pytest.mark.parametrize(
    "key", ["", "x", "~", "x~1", "2026-03-02~", "2026-03-02~x", "None~3", "2026-13-40~1",
            "2026-03-02T00:00:00~1", "2026-03-02~²", "2026-03-02~" + "9" * 30],
)  # fmt: skip
@pytest.mark.parametrize("sort", ["lamp", "-archived", "-id"])
def test_a_key_that_no_page_handed_out_begins_at_the_beginning(triage, key, sort):
    file = File()
    with clock.at("2026-03-10"):
        found = worklists.page(triage, "pool", Filter(sort=sort), after=key)
    assert [one.id for one in found.rows] == [file.petition.id]


def test_an_export_holds_every_row_in_the_order_of_the_list(app, many, db):
    with clock.at("2026-03-12"), app.test_request_context("/"):
        export = ListExport(many, "pool", Filter())
        found = [row["number"] for row in export.table().rows]
        whole = worklists.page(many, "pool", Filter(), size=99).rows
    assert found == [one.number for one in whole]
    assert export.count == len(whole)
    assert many in db.session


def test_a_page_costs_one_statement_however_long_the_list(many, database):
    with clock.at("2026-03-12"):
        worklists.page(many, "pool", Filter(), size=3)
        before = len(database.statements)
        page = worklists.page(many, "pool", Filter(), size=3)
        for one in page.rows:
            _ = one.unit.name, one.registered_by.full_name, one.lamp(clock.today())
    assert len(database.statements) - before == 1


# --- lamps ---------------------------------------------------------------------------------------


def test_the_lamps_of_a_list_are_counted_as_they_are_listed(triage):
    for on in ("2026-03-02", "2026-03-03", "2026-03-06", "2026-03-16"):
        File(on=on, name=on)  # due on the 17th, 18th, 23rd and 31st
    with clock.at("2026-03-18"):
        counted = worklists.lamp_counts(triage, "pool", Filter())
    assert counted["red"] == len(listed(triage, lamp="red", on="2026-03-18")) == 1
    assert counted["today"] == len(listed(triage, lamp="today", on="2026-03-18")) == 1
    assert counted["soon"] == len(listed(triage, lamp="soon", on="2026-03-18"))
    assert counted["all"] == 4


def test_the_bands_in_sql_are_the_bands_of_the_clock_on_every_day(triage, db):
    """A grid: limits of many lengths, looked at on every day from the start to three days over."""
    start = date(2026, 3, 2)
    file = File()
    for length in (1, 2, 3, 4, 8, 15, 17, 31, 60, 90):
        due = start + timedelta(days=length)
        yellow, orange = amber_days(length)
        db.session.execute(
            sa.update(Petition).where(Petition.id == file.petition.id).values(
                lamp_code="D01", lamp_started_on=start, lamp_due_on=due,
                lamp_yellow_on=due - timedelta(days=yellow),
                lamp_orange_on=due - timedelta(days=orange),
            )
        )  # fmt: skip
        days = [start + timedelta(days=n) for n in range(length + 4)]
        shown = [
            sa.case(*((lamp_condition(tone, day), tone) for tone in TONES)).label(f"d{n}")
            for n, day in enumerate(days)
        ]
        found = db.session.execute(sa.select(*shown).where(Petition.id == file.petition.id)).one()
        assert list(found) == [lamp_for(due, start, day).tone for day in days], length


def test_what_owes_nothing_has_no_lamp(triage):
    file = File()
    file.move("conclude", "2026-03-04", "Triage officer", close_way="A1", result="3", reply="已答")
    assert listed(triage, "handled", lamp="none") == [file.petition.id]
    assert not any(listed(triage, "handled", lamp=tone) for tone in TONES)
