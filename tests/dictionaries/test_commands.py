import pytest
import sqlalchemy as sa

from app.core.errors import Invalid
from app.dictionaries import commands, past, queries
from app.dictionaries.commands import ProtectedItem, Wording
from app.dictionaries.models import ItemChange
from tests.factories import an_officer


@pytest.fixture
def administrator(db):
    return an_officer("System administrator")


def changes(db, item):
    return db.session.scalars(
        sa.select(ItemChange).where(ItemChange.item_id == item.id).order_by(ItemChange.id)
    ).all()


def test_an_added_entry_is_offered_and_found_by_initials(db, administrator):
    commands.add_item("source", "50", Wording(label="区长热线"), by=administrator)
    assert queries.search("source", "qzrx")[0].value == "50"


def test_a_renamed_entry_is_found_by_its_new_initials(db, administrator, the):
    commands.rename_item(the("source", "04"), Wording(label="要情摘编"), by=administrator)
    assert [it.value for it in queries.search("source", "yqzb")] == ["04"]


def test_every_change_is_kept_with_before_and_after(db, administrator, the):
    item = the("source", "04")
    before = item.label
    commands.rename_item(item, Wording(label="要情摘编", label_en=item.label_en), by=administrator)
    commands.retire_item(item, by=administrator)
    commands.restore_item(item, by=administrator)
    kept = changes(db, item)
    assert [it.act for it in kept] == ["correct", "retire", "restore"]
    assert (kept[0].before["label"], kept[0].after["label"]) == (before, "要情摘编")
    assert {it.by_name for it in kept} == {administrator.full_name}
    assert "要情摘编" in past.told(kept[0])


def test_saying_the_same_again_is_no_change(db, administrator, the):
    item = the("source", "18")
    same = {name: getattr(item, name) for name in commands.KEPT if name != "active"}
    commands.rename_item(item, Wording(**same), by=administrator)
    commands.restore_item(item, by=administrator)
    assert not changes(db, item)
    assert not item.edited


@pytest.mark.parametrize(
    ("list_code", "code", "parent", "field"),
    [
        ("source", "01", "", "code"),
        ("source", "a-b", "", "code"),
        ("source", "12345678901234567", "", "code"),
        ("source", "50", "01", "parent_code"),
        ("issue", "0199x", "77", "parent_code"),
        ("nothing", "50", "", "list_code"),
    ],
)
def test_an_entry_that_cannot_be_right_is_refused(
    db, administrator, list_code, code, parent, field
):
    with pytest.raises(Invalid) as refused:
        commands.add_item(
            list_code, code, Wording(label="某"), parent_code=parent, by=administrator
        )
    assert refused.value.field == field


def test_two_entries_beside_each_other_never_bear_one_name(db, administrator, the):
    same = Wording(label=f" {the('source', '04').label} ")
    for write in (
        lambda: commands.add_item("source", "50", same, by=administrator),
        lambda: commands.rename_item(the("source", "18"), same, by=administrator),
    ):
        with pytest.raises(Invalid) as refused:
            write()
        assert refused.value.field == "label"


def test_an_entry_without_a_label_is_refused(db, administrator, the):
    with pytest.raises(Invalid):
        commands.rename_item(the("source", "04"), Wording(label="  "), by=administrator)


def test_what_the_product_relies_on_is_renamed_only(db, administrator, the):
    item = the("purpose", "04")
    commands.rename_item(item, Wording(label="检举揭发"), by=administrator)
    assert queries.label("purpose", "04") == "检举揭发"
    with pytest.raises(ProtectedItem):
        commands.retire_item(item, by=administrator)
    with pytest.raises(ProtectedItem):
        commands.add_item("sex", "3", Wording(label="某"), by=administrator)


def test_a_ground_that_a_move_sets_by_itself_is_never_offered(db, administrator, the):
    with pytest.raises(ProtectedItem):
        commands.restore_item(the("decline_reason", "R04"), by=administrator)


def test_a_local_ground_is_offered_when_the_administrator_says_so(db, administrator, the):
    commands.restore_item(the("decline_reason", "R05"), by=administrator)
    assert "R05" in queries.active_codes("decline_reason")


def test_a_child_is_added_below_its_parent(db, administrator):
    commands.add_item(
        "issue", "011204", Wording(label="三权分置"), parent_code="0112", by=administrator
    )
    assert queries.path_label("issue", "011204") == "农村农业 / 土地承包经营 / 三权分置"
