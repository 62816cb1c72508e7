"""Numbers of letters: for each unit, kind and year, without gaps, whoever signs at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.accounts.commands import units
from app.accounts.subtree import the_top
from app.core.errors import DomainError
from app.extensions import db as _db
from app.petitions.commands.acts import perform
from app.petitions.letters.kinds import kind_of
from app.petitions.letters.versions import lacking, newest, texts_of
from app.petitions.models import Letter
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.petitions.letters.office import a_signed, completed, drafted, marked, on, signed

#: A letter that nobody needs for an act, so that only these tests take its numbers.
TRANSFER = ("W09", "transferred", "LT")

pytestmark = pytest.mark.usefixtures("db")


def test_each_unit_and_kind_counts_for_itself():
    marked()
    with on("2026-11-27"):
        found = [a_signed(*TRANSFER).number for _each in range(2)]
        found.append(a_signed("W23", "transferred").number)
        found.append(a_signed("W05", "transferred", "LT").number)
    assert found == [
        "临信转〔2026〕1号",
        "临信转〔2026〕2号",
        "临水异〔2026〕1号",
        "临信去告〔2026〕1号",
    ]


def test_the_count_begins_anew_at_the_office_s_midnight():
    marked()
    with on("2026-12-31"):
        letters = [
            completed(drafted(a_petition("transferred"), "W09", "LT"), "LT") for _each in range(2)
        ]
        old = signed(letters[0], "LT").number
    with on("2027-01-01"):
        new = signed(letters[1], "LT").number
    assert (old, new) == ("临信转〔2026〕1号", "临信转〔2027〕1号")


def test_a_cancelled_number_is_kept_and_never_given_again():
    marked()
    with on("2026-11-27"):
        first = a_signed(*TRANSFER)
        head = officer_at("Reviewer", "LT")
        perform(first.petition, "cancel_letter", by=head, letter_id=first.id, reason="主送有误。")
        assert a_signed(*TRANSFER).number == "临信转〔2026〕2号"
    assert (first.number, first.status) == ("临信转〔2026〕1号", "cancelled")
    assert first.cancelled_reason == "主送有误。"


def test_a_signature_that_fails_leaves_no_gap():
    marked()
    with on("2026-11-27"):
        a_signed(*TRANSFER)
        bad = drafted(a_petition("transferred"), "W09", "LT")
        with pytest.raises(DomainError, match="is empty"):
            signed(completed(bad, "LT", matter=" "), "LT")
        assert a_signed(*TRANSFER).number == "临信转〔2026〕2号"


def test_letters_of_accusations_count_apart():
    marked()
    with on("2026-11-27"):
        sealed = a_petition("registered", accusation=True)
        by = officer_at("Accusation officer", "LT")
        perform(sealed, "draft_letter", by=by, kind="W05")
        letter = _db.session.scalars(sa.select(Letter)).one()
        second = officer_at("Accusation officer", "LT-GOV")
        second.unit = by.unit
        needed = dict.fromkeys(lacking(kind_of("W05"), texts_of(newest(letter))), "区纪委监委")
        needed["sent_on"] = "2026年11月27日"
        perform(sealed, "revise_letter", by=by, letter_id=letter.id, fields=needed)
        perform(sealed, "sign_letter", by=second, letter_id=letter.id)
    assert letter.number == "临信去告检〔2026〕1号"


def test_the_mark_is_entered_at_the_unit_and_no_other_has_the_same(db):
    marked()
    water, housing = the_unit("LT-WATER"), the_unit("LT-HOUSING")
    admin = an_officer("System administrator", the_top())
    facts = units._facts_of(housing)
    with pytest.raises(DomainError, match="Another unit has this already") as refusal:
        units.change_unit(housing, replace(facts, letter_mark=water.letter_mark), by=admin)
    assert refusal.value.field == "letter_mark"
    units.change_unit(housing, replace(facts, letter_mark=" 临住建 "), by=admin)
    assert housing.letter_mark == "临住建"


@pytest.mark.pg
def test_two_heads_who_sign_at_once_get_two_numbers(app, db):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    marked()
    letters = [
        completed(drafted(a_petition("transferred"), "W09", "LT"), "LT") for _each in range(6)
    ]
    ids = [(one.petition_id, one.id) for one in letters]
    db.session.commit()

    def one(pair):
        from app.petitions.queries.files import petition_for

        with app.app_context():
            head = officer_at("Reviewer", "LT")
            perform(petition_for(head, pair[0]), "sign_letter", by=head, letter_id=pair[1])
            _db.session.remove()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, ids))
    db.session.expire_all()
    assert sorted(one.serial for one in letters) == [1, 2, 3, 4, 5, 6]
