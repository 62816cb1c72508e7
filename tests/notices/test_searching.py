"""A question finds laws by the numbers of their articles and of the document."""

import pytest

from app.notices.commands.facts import LawFacts
from app.notices.searching import articles_named, in_numerals
from tests.factories import an_officer
from tests.notices.pages import a_page


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "一"), (10, "十"), (17, "十七"), (20, "二十"), (34, "三十四"), (101, "一百零一"),
        (110, "一百一十"), (1005, "一千零五"), (1260, "一千二百六十"),
    ],
)  # fmt: skip
def test_numbers_are_counted_as_laws_count(number, said):
    assert in_numerals(number) == said


def test_an_article_is_named_in_numerals_or_digits():
    assert articles_named("第17条") == ("第17条", "第十七条")
    assert articles_named("第十七条") == ("第十七条", "第17条")
    assert articles_named("第三十四条之一") == ("第三十四条之一", "第34条之一")
    assert articles_named("十七条") == ()


@pytest.fixture
def law(db):
    text = "\n".join(f"第{in_numerals(n)}条 事项{n}。" for n in range(1, 21))
    law = LawFacts(number="中发〔2022〕9号", issuer="某部门", articles=text)
    return a_page(kind="0401", title="某条例", body="", law=law)


@pytest.mark.parametrize("asked", ["第十七条", "第17条", "某条例 第十七条", "第１７条"])
def test_an_article_is_found_by_its_number(page, law, asked):
    shown = page(an_officer("Handler")).get("/laws/", query_string={"q": asked}).text
    assert f"/information/{law.id}#article-17" in shown
    assert "事项17" in shown
    assert f"/information/{law.id}#article-16" not in shown


@pytest.mark.parametrize(
    "asked", ["中发2022 9号", "中发〔2022〕9号", "中发[2022]9号", "中发（2022）9号", "20229号"]
)
def test_a_document_is_found_however_its_number_is_typed(page, law, asked):
    shown = page(an_officer("Handler")).get("/laws/", query_string={"q": asked}).text
    assert "某条例" in shown


def test_another_number_finds_nothing(page, law):
    shown = page(an_officer("Handler")).get("/laws/", query_string={"q": "中发2021 9号"}).text
    assert "某条例" not in shown
