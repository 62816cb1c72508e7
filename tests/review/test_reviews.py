"""The review desk: what waits for the unit, what it decided, nothing of others."""

from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from tests.factories import a_petition, an_officer, officer_at
from tests.reading import rows


def listed(page, officer, tab="open"):
    return "\n".join(rows(page(officer).get(f"/reviews/?tab={tab}")))


def test_an_application_waits_with_the_unit_that_decides(page, db):
    file = a_petition("under_review")
    assert file.number in listed(page, an_officer("Review officer"))
    assert file.number not in listed(page, an_officer("Review officer"), "decided")


def test_a_decided_one_stands_among_the_decided(page, db):
    file, officer = a_petition("under_review"), an_officer("Review officer")
    given = {"outcome": "1", "facts": "经复查，原认定属实。", "basis": "条例第三十五条"}
    grant(perform(file, "decide_review", by=officer, **given), by=officer_at("Head of unit", "LT"))
    assert file.number not in listed(page, officer)
    assert file.number in listed(page, officer, "decided")


def test_the_last_level_waits_with_the_city(page, db):
    file = a_petition("under_re_examination")
    assert file.number in listed(page, officer_at("Review officer", "XA"))
    assert file.number not in listed(page, an_officer("Review officer"))


def test_an_outsider_finds_nothing(page, db):
    file = a_petition("under_review", summary="金丝雀")
    answer = page(officer_at("Review officer", "YL")).get("/reviews/")
    assert "金丝雀" not in answer.text
    assert file.number not in answer.text


def test_who_reviews_nothing_is_turned_away(page, db):
    for role in ("Handler", "Triage officer", "Window clerk"):
        assert page(an_officer(role)).get("/reviews/").status_code == 403


def test_an_unknown_tab_is_not_there(page, db):
    assert page(an_officer("Review officer")).get("/reviews/?tab=all").status_code == 404
