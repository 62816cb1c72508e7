"""The shipped rule sets: what they hold, which one is chosen, and that nobody edits them."""

from hashlib import sha256

import pytest

from app.core.errors import Invalid
from app.petitions.limits import book
from app.petitions.limits.reading import SHIPPED
from app.petitions.limits.rules import OFFICE_LIMITS, RulesMissing
from app.petitions.limits.words import LABELS
from app.petitions.limits.words import SHIPPED as WORDS
from tests.petitions.limits.calendar import day

SETS = ("2005", "2022", "330000-2016", "330000-2022")
#: A released rule set is never edited: running limits were reckoned by it. A new law, or a
#: mistake found, is a rule set of its own.
RELEASED = {
    "2005.csv": "a6375574d873ff6a8a33fc1941af3f4a1637e4eae9077540a699ca01dcca1eca",
    "2022.csv": "800cef7f28ee2a6c5591add1da69cc1c4f9f04e2f9922b41b4fd581abfd1f3cb",
    "330000-2016.csv": "b53914ca22d283b69902a048dee1c65759eb4364a18f031cadad36c564d164e2",
    "330000-2022.csv": "b53914ca22d283b69902a048dee1c65759eb4364a18f031cadad36c564d164e2",
}
CODES = [f"D{n:02}" for n in range(1, 19)] + ["D05I", "H01", "H02", "H03", "H04"]


@pytest.fixture
def local():
    """Switch local rules on for a test."""
    yield lambda region: book.configure({"LOCAL_RULES": region})
    book.configure({})


@pytest.mark.parametrize("name", sorted(RELEASED))
def test_a_released_rule_set_is_never_edited(name):
    assert sha256((SHIPPED / name).read_bytes()).hexdigest() == RELEASED[name]


def test_every_shipped_file_is_watched():
    assert {path.name for path in SHIPPED.glob("*.csv")} == {*RELEASED, "rule_sets.csv"}


def test_the_rules_of_2022_know_every_limit_and_those_of_2005_all_but_the_objection():
    assert sorted(book.rule_set("2022").limits) == sorted(CODES)
    assert sorted(book.rule_set("2005").limits) == sorted({*CODES} - {"D04"})
    assert sorted(LABELS) == sorted([*CODES, *OFFICE_LIMITS])


@pytest.mark.parametrize(
    ("code", "of_2005", "of_2022"),
    [
        ("D01", "21(1)", "22(1)"),
        ("D02", "22(2)", "23(2)"),
        ("D03", "21(2)", "23(3)"),
        ("D06", "33", "34"),
        ("D07", "34", "35"),
        ("D08", "34", "35"),
        ("D09", "35(1)", "36(1)"),
        ("D10", "35(1)", "36(1)"),
    ],
)
def test_the_same_days_stand_in_other_articles(code, of_2005, of_2022):
    old, new = book.rule_set("2005").limit(code), book.rule_set("2022").limit(code)
    assert (old.article, new.article) == (of_2005, of_2022)
    assert (old.amount, old.unit, old.extend_by) == (new.amount, new.unit, new.extend_by)


@pytest.mark.parametrize("code", ["D15", "D16", "D17"])
def test_the_simple_procedure_is_not_ascribed_to_the_regulation(code):
    limit = book.rule_set("2022").limit(code)
    assert limit.instrument == "Measures on Simple Handling of Petitions (trial)"
    assert (limit.unit, limit.roll, limit.article) == ("workday", True, "")


@pytest.mark.parametrize("code", ["D11", "D13", "D14"])
def test_what_the_law_gives_no_days_has_no_clock(code):
    assert not book.rule_set("2022").limit(code).has_clock


def test_the_thirty_days_for_a_proposal_are_law_in_2005_and_the_houses_since():
    old, new = book.rule_set("2005").limit("D12"), book.rule_set("2022").limit("D12")
    assert (old.amount, old.article, old.roll) == (30, "36(2)", True)
    assert (new.amount, new.instrument, new.roll) == (30, "", False)


def test_only_a_hearing_in_re_examination_pauses():
    assert [one.code for one in book.rule_set("2022").limits.values() if one.pause] == ["D10"]


@pytest.mark.parametrize("code", SETS)
def test_every_shipped_word_is_marked_for_translation(code):
    rules = book.rule_set(code)
    used = {rules.name}
    for limit in rules.limits.values():
        used |= {limit.event, limit.owner, limit.extend_who, limit.instrument}
    assert used - {""} <= set(WORDS)


@pytest.mark.parametrize(
    ("registered", "region", "code", "because"),
    [
        ("2022-04-30", "", "2005", "the last day of the old regulations"),
        ("2022-05-01", "", "2022", "the first day of the new one, though a Sunday"),
        ("2026-11-27", "", "2022", "today"),
        ("2005-05-01", "", "2005", "the first day of the old ones"),
        ("2004-01-01", "", "2005", "older than every law we know: by the oldest"),
        ("2022-04-30", "330000", "330000-2016", "Zhejiang over the rules of 2005"),
        ("2022-05-01", "330000", "330000-2022", "Zhejiang over the rules of 2022"),
        ("2016-10-31", "330000", "2005", "Zhejiang had no rules of its own yet"),
    ],
)
def test_the_day_of_registration_chooses(local, registered, region, code, because):
    local(region)
    assert book.rule_set_for(day(registered)).code == code, because


def test_zhejiang_is_shorter_where_it_says_so_and_national_elsewhere():
    rules = book.rule_set("330000-2022")
    assert [(rules.limit(one).amount, rules.limit(one).unit) for one in ("D01", "D03")] == [
        (5, "workday"),
        (5, "workday"),
    ]
    assert (rules.limit("D06").amount, rules.limit("D06").extend_by) == (30, 60)
    assert rules.limit("D10") == book.rule_set("2022").limit("D10")


def test_local_rules_that_are_not_there_stop_the_office_at_the_door():
    with pytest.raises(ValueError, match="LOCAL_RULES=990000: .* there are those of 330000"):
        book.configure({"LOCAL_RULES": "990000"})


def test_an_unknown_code_says_what_is_known():
    with pytest.raises(RulesMissing, match="2005, 2022, 330000-2016"):
        book.rule_set("1995")
    with pytest.raises(Invalid, match="know no limit D04; they know D01, D02, D03, D05"):
        book.rule_set("2005").limit("D04")
