"""Old files keep the old name; a slip is corrected everywhere."""

import pytest

from app.core.errors import Invalid
from app.dictionaries import commands, queries
from app.dictionaries.commands import Wording
from tests.factories import a_petition, an_officer


def day(text):
    from datetime import date

    return date.fromisoformat(text)


def rename(item, label, since, by):
    wording = Wording(label=label, position=item.position)
    commands.rename_item(item, wording, since=day(since) if since else None, by=by)


@pytest.fixture
def renamed(the, keeper, at):
    """Return an issue that was renamed on 1 March and again on 1 June."""
    item = the("issue", "0112")
    with at("2026-07-01"):
        rename(item, "承包地管理", "2026-03-01", keeper)
        rename(item, "承包地纠纷", "2026-06-01", keeper)
    return item


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2026-02-28", "土地承包经营"),
        ("2026-03-01", "承包地管理"),
        ("2026-05-31", "承包地管理"),
        ("2026-06-01", "承包地纠纷"),
        ("2027-01-01", "承包地纠纷"),
    ],
)
def test_a_day_has_the_name_that_was_valid_on_it(renamed, on, name):
    assert queries.label("issue", "0112", on=day(on)) == name
    assert queries.path_label("issue", "0112", on=day(on)) == f"农村农业 / {name}"


def test_without_a_day_the_present_name_is_meant(renamed):
    assert queries.label("issue", "0112") == "承包地纠纷"


def test_a_slip_is_corrected_for_every_day(the, keeper):
    rename(the("source", "04"), "摘報", None, keeper)
    assert queries.label("source", "04", on=day("2020-01-01")) == "摘報"
    assert not the("source", "04").former_names


def test_a_second_name_from_the_same_day_takes_the_place_of_the_first(renamed, keeper, at):
    with at("2026-07-01"):
        rename(renamed, "承包地争议", "2026-06-01", keeper)
    assert queries.label("issue", "0112", on=day("2026-06-01")) == "承包地争议"
    assert queries.label("issue", "0112", on=day("2026-05-31")) == "承包地管理"


@pytest.mark.parametrize("since", ["2026-07-02", "2026-05-01"])
def test_a_name_that_cannot_begin_then_is_refused(renamed, keeper, at, since):
    with at("2026-07-01"), pytest.raises(Invalid) as refused:
        rename(renamed, "承包地", since, keeper)
    assert refused.value.field == "since"


def test_what_changes_beside_the_name_makes_no_former_name(the, keeper):
    item = the("source", "04")
    commands.rename_item(
        item,
        Wording(label=item.label, label_en=item.label_en, label_hant=item.label_hant, position=7),
        since=day("2026-01-01"),
        by=keeper,
    )
    assert not item.former_names


def test_an_old_file_and_its_papers_show_the_old_name(page, the, keeper, at):
    with at("2026-02-10"):
        old = a_petition(issue="0112")
    with at("2026-03-02"):
        new = a_petition(issue="0112")
        rename(the("issue", "0112"), "承包地管理", "2026-03-01", keeper)
        client = page(an_officer("Triage officer"))
        for way in ("", "/print"):
            assert "土地承包经营" in client.get(f"/petitions/{old.id}{way}").text
            assert "承包地管理" in client.get(f"/petitions/{new.id}{way}").text


def test_retiring_from_a_day_ends_the_offer_after_it(the, keeper, at):
    item = the("source", "04")
    with at("2026-03-01"):
        commands.retire_item(item, last_day=day("2026-03-31"), by=keeper)
        assert "04" in queries.active_codes("source")
    with at("2026-04-01"):
        assert "04" not in queries.active_codes("source")
        commands.restore_item(item, by=keeper)
        assert "04" in queries.active_codes("source")
