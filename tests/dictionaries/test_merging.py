"""Two entries become one, with every column that holds them."""

import pytest
import sqlalchemy as sa

from app.accounts.own.models import DefaultFilter
from app.core.errors import DomainError
from app.dictionaries import commands, merging, ordering, queries, uses
from app.dictionaries.models import ItemChange
from app.journal.models import AdminEvent
from app.petitions.models.access import SavedFilter
from app.petitions.models.petition import Petition
from app.petitions.models.placing import wrong
from tests.factories import a_petition, an_officer


def events(db, tag):
    return db.session.scalars(sa.select(AdminEvent).where(AdminEvent.tag == tag)).all()


@pytest.fixture
def petitions(db):
    return [a_petition(source=code) for code in ("03", "04", "04")]


def test_uses_are_counted_with_one_statement(db, database, petitions):
    database.statements.clear()
    counts = uses.counted("source")
    assert len(database.statements) == 1
    assert {code: sum(by.values()) for code, by in counts.items()} == {"03": 1, "04": 2}


def test_the_preview_says_what_the_merge_then_moves(db, the, keeper, petitions):
    item, into = the("source", "04"), the("source", "03")
    previewed = merging.preview(item, into)
    assert {str(use.column): number for use, number in previewed.items()} == {"Petition.source": 2}
    assert [one.source for one in petitions] == ["03", "04", "04"]
    assert merging.merge_items(item, into, by=keeper) == {"Petition.source": 2}
    assert {one.source for one in petitions} == {"03"}
    assert (item.active, item.merged_into_id) == (False, into.id)


def test_what_is_counted_by_a_code_is_counted_by_the_other_one(db, the, keeper, petitions):
    merging.merge_items(the("source", "04"), the("source", "06"), by=keeper)
    assert [one.traits[11:13] for one in petitions] == ["00", "06", "06"]
    assert set(wrong(db.session()).values()) == {0}


def test_a_merge_is_an_event_and_stands_in_the_history_of_both(db, the, keeper, petitions):
    item, into = the("source", "04"), the("source", "03")
    merging.merge_items(item, into, by=keeper)
    (event,) = events(db, "dictionary.merged")
    assert event.after == {"active": False, "merged_into": "03", "moved": {"Petition.source": 2}}
    acts = db.session.scalars(
        sa.select(ItemChange.act).where(ItemChange.item_id.in_([item.id, into.id]))
    )
    assert sorted(acts) == ["merge", "take_in"]


@pytest.fixture
def filters(db):
    by = an_officer()
    queries_kept = ("source=04&state=registered", "source=044", "words=source%3D04", "urgency=04")
    saved = [
        SavedFilter(user_id=by.id, desk="pool", name=query, query=query) for query in queries_kept
    ]
    mine = DefaultFilter(officer_id=by.id, page="TriageView.index", query="lamp=red&source=04")
    db.session.add_all([*saved, mine])
    db.session.flush()
    return [*saved, mine]


def test_filters_that_officers_keep_are_counted_and_rewritten(db, the, keeper, filters):
    item, into = the("source", "04"), the("source", "03")
    told = {use.title: number for use, number in merging.preview(item, into).items()}
    assert told == {"Saved filters": 1, "Default filters": 1}
    moved = merging.merge_items(item, into, by=keeper)
    assert moved == {"SavedFilter.query": 1, "DefaultFilter.query": 1}
    db.session.expire_all()
    assert [one.query for one in filters] == [
        "source=03&state=registered",
        "source=044",
        "words=source%3D04",
        "urgency=04",
        "lamp=red&source=03",
    ]


def test_a_filter_of_the_archive_is_rewritten_too(db, the, keeper):
    kept = SavedFilter(
        user_id=keeper.id, desk="archive", name="x", query="archive_issue=011202&issue=01"
    )
    db.session.add(kept)
    merging.merge_items(the("issue", "011202"), the("issue", "0113"), by=keeper)
    assert kept.query == "archive_issue=0113&issue=01"


def test_archived_files_are_moved_in_both_columns(db, the, keeper):
    petition = a_petition(issue="011202")
    db.session.execute(
        sa.update(Petition).where(Petition.id == petition.id).values(archive_issue="011202")
    )
    moved = merging.merge_items(the("issue", "011202"), the("issue", "0113"), by=keeper)
    assert moved == {"Petition.issue": 1, "Petition.archive_issue": 1}


@pytest.mark.parametrize(
    ("item", "into"),
    [
        (("purpose", "04"), ("purpose", "99")),  # the product knows it
        (("level", "1"), ("level", "9")),  # reports count by it
        (("issue", "01"), ("issue", "0201")),  # a first level of the reports
        (("source", "04"), ("source", "04")),
        (("source", "04"), ("level", "1")),
        (("issue", "0112"), ("issue", "0113")),  # others stand below it
        (("issue", "011202"), ("issue", "01")),  # too high for a petition
    ],
)
def test_a_merge_that_cannot_be_right_is_refused(db, the, keeper, item, into):
    with pytest.raises(DomainError):
        merging.merge_items(the(*item), the(*into), by=keeper)


def test_nothing_is_merged_into_what_is_not_offered(db, the, keeper):
    commands.retire_item(the("source", "03"), by=keeper)
    with pytest.raises(DomainError):
        merging.merge_items(the("source", "04"), the("source", "03"), by=keeper)


def test_a_merged_entry_is_not_merged_once_more(db, the, keeper):
    item = the("source", "04")
    merging.merge_items(item, the("source", "03"), by=keeper)
    with pytest.raises(DomainError, match="merged into another"):
        merging.merge_items(item, the("source", "01"), by=keeper)
    assert item.merged_into_id == the("source", "03").id


def test_a_merged_entry_that_is_offered_again_is_merged_no_longer(db, the, keeper):
    item = the("source", "04")
    merging.merge_items(item, the("source", "03"), by=keeper)
    commands.restore_item(item, by=keeper)
    assert (item.active, item.merged_into_id) == (True, None)


def test_moving_a_branch_moves_what_stands_below_it(db, the, keeper):
    first = queries.choices("issue")[0][0]
    ordering.move_item(the("issue", "01"), "last", by=keeper)
    codes = [code for code, _label in queries.choices("issue")]
    assert codes[0][:2] == "02"
    assert first in codes[-80:]
    assert events(db, "dictionary.moved")


def test_the_first_stays_first(db, the, keeper):
    ordering.move_item(the("source", "01"), "up", by=keeper)
    assert not events(db, "dictionary.moved")


def test_a_preview_never_says_that_nothing_holds_what_was_not_counted(page, keeper):
    said = {"into": "04", "act": "look"}
    text = page(keeper).post("/dictionaries/hot_topic/02/merge", data=said).text
    assert "本字典不统计使用次数" in text
    assert "没有信访件使用" not in text
