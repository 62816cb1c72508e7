"""The accusation desk's own list."""

import pytest

from tests.factories import a_petition, an_officer, officer_at


def test_the_desk_sees_its_accusations_and_nothing_else(page, db):
    sealed, plain = a_petition(accusation=True), a_petition()
    text = page(an_officer("Accusation officer")).get("/accusations/").text
    assert sealed.number in text
    assert plain.number not in text
    assert "张建国" not in text
    assert "钱某" not in text


@pytest.mark.parametrize("role", ["Triage officer", "Bureau leader", "Reviewer", "Handler"])
def test_nobody_else_opens_the_list(as_, db, role):
    a_petition(accusation=True)
    assert as_(an_officer(role)).get("/accusations/").status_code == 403


def test_the_desk_of_another_unit_sees_nothing_of_it(page, db):
    sealed = a_petition(accusation=True)
    other = officer_at("Accusation officer", "YL")
    assert sealed.number not in page(other).get("/accusations/").text
