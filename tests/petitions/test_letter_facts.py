"""What a file says of the things that its letters name."""

from datetime import date

import pytest

from app.dictionaries.queries import work_calendar
from app.petitions.letters.facts import Asked, facts_of
from tests.factories import a_petition, the_unit


def facts(kind, petition, unit="LT-WATER", **given):
    asked = Asked(
        petition=petition, kind=kind, unit=the_unit(unit), calendar=work_calendar(), given=given
    )
    return facts_of(asked)


def test_an_opinion_is_reviewed_by_the_next_higher_unit(db):
    found = facts("W14", a_petition("accepted"))
    assert found.remedy
    assert the_unit("LT").name in found.authority
    assert found.requests == [1, 2]
    assert found.values["petitioner"] == ("张建国",)
    assert {one.code for one in found.duties} == {"D06"}


def test_a_review_is_re_examined_above_the_reviewing_unit(db):
    file = a_petition("under_review")
    found = facts("W15", file, "LT")
    assert the_unit("XA").name in found.authority
    assert the_unit("LT-WATER").name in found.values["respondent"]
    assert found.days["applied_on"] == file.clocks[-1].started_on
    assert {one.code for one in found.duties} == {"D08"}


def test_after_the_last_level_and_in_the_simple_procedure_there_is_no_remedy(db):
    assert not facts("W16", a_petition("under_re_examination"), "XA").remedy
    asked = a_petition("accepted", purpose="05")
    assert not facts("W14", asked).remedy, "a question is answered, not decided"


@pytest.mark.parametrize(("days", "end"), [(10, "2026-05-19"), (30, "2026-06-08")])
def test_an_extension_is_reckoned_from_the_end_before_it_rolled(db, at, days, end):
    file = a_petition("accepted", on="2026-03-04")
    with at("2026-03-20"):
        longer = facts("W11", file, days=days).extension
    assert longer.most == 30
    assert longer.old_end == date(2026, 5, 9), "a make-up Saturday: it does not roll"
    assert longer.end_of(days).isoformat() == end


def test_until_it_is_accepted_the_day_of_the_letter_counts(db, at):
    file = a_petition("transferred", on="2026-03-04")
    with at("2026-03-12"):
        assert facts("W04", file).days["accepted_on"] == date(2026, 3, 12)
        earlier = facts("W04", file, occurred_on=date(2026, 3, 11))
        assert earlier.days["accepted_on"] == date(2026, 3, 11)


def test_of_an_accusation_all_is_known_that_must_not_be_told(db):
    found = facts("W09", a_petition("registered", accusation=True))
    assert found.is_accusation
    assert found.accused == ("钱某",)
    assert "收受礼金" in found.accusation
    [one] = found.reporters
    assert (one.name, one.phone, one.id_number) == ("张建国", "13812342051", "610115197803150017")
    assert facts("W09", a_petition()).reporters == ()


def test_of_an_anonymous_petition_no_name_is_compared(db):
    assert "petitioner" not in facts("W05", a_petition(anonymous=True)).values
