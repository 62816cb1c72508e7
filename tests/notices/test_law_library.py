"""The laws of the office as the check of letters asks for them."""

from datetime import date

import pytest

from app.notices.commands.facts import LawFacts
from app.petitions.letters.law_library import library
from tests.factories import an_officer
from tests.notices.pages import a_page

TEXT = "第一条　为了规范工作。\n第二条　适用于各单位。\n第三十四条之一　另有规定的除外。"


def a_law(title, *, repealed_on=None, articles=TEXT, **facts):
    law = LawFacts(articles=articles, repealed_on=repealed_on)
    return a_page(kind="0401", title=title, body="", law=law, **facts)


def test_a_law_is_known_with_its_articles_by_its_bare_title(db):
    a_law("中华人民共和国供水法（2020年修正）")
    [(title, law)] = library()(["供水法"]).items()
    assert title == "供水法"
    assert set(law.articles) == {"第一条", "第二条", "第三十四条之一"}
    assert law.repealed_on is None


ENDED = "第一条　为了规范工作。\n第二条　本法自2020年1月1日起施行。"


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        (ENDED, True),
        (TEXT, False),
        ("第一条　为了规范工作。\n第二条　适用于各单位。", False),
        ("第一条　本法自2020年1月1日起施行。\n第二条　其他。", False),
    ],
    ids=["whole", "with a gap", "the first articles only", "another article says so"],
)
def test_a_law_is_closed_by_its_article_on_its_coming_into_force(db, text, closed):
    a_law("供水法", articles=text)
    assert library()(["供水法"])["供水法"].closed is closed


@pytest.mark.parametrize("title", ["供水", "供水条例"])
def test_another_title_is_another_law(db, title):
    a_law("供水法")
    assert library()([title]) == {}


def test_of_two_editions_the_one_that_holds_counts(db):
    a_law("供水法（2010）", repealed_on=date(2020, 1, 1), articles="第九条　旧。")
    a_law("供水法（2020）")
    assert "第九条" not in library()(["供水法"])["供水法"].articles


def test_a_repealed_law_says_since_when(db):
    a_law("供水法", repealed_on=date(2020, 1, 1))
    assert library()(["供水法"])["供水法"].repealed_on == date(2020, 1, 1)


@pytest.mark.parametrize(
    "hidden", [{"published": False}, {"officer_ids": "me"}], ids=["draft", "for one officer"]
)
def test_what_is_not_told_to_everyone_stays_unknown(db, hidden):
    if "officer_ids" in hidden:
        hidden = {"officer_ids": (an_officer("Handler").id,)}
    a_law("供水法", **hidden)
    assert library()(["供水法"]) == {}


def test_all_laws_of_a_letter_are_asked_for_at_once(db, database):
    a_law("供水法")
    a_law("用电法")
    database.statements.clear()
    assert set(library()(["供水法", "用电法", "无此法"])) == {"供水法", "用电法"}
    asked = [one for one in database.statements if "information_article" in one]
    assert len(asked) == 1
