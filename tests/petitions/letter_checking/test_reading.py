"""What the check reads out of texts: laws with their articles, days, numbered answers."""

from datetime import date

import pytest

from app.petitions.letter_checking.answers import answers_in
from app.petitions.letter_checking.citations import article_named, citations, title_key
from app.petitions.letter_checking.day_reading import day_in

CITED = [
    ("《信访工作条例》第三十四条", [("信访工作条例", ("34",))]),
    ("《信访工作条例》第34条第一款第（二）项、第三十五条", [("信访工作条例", ("34", "35"))]),
    ("《中华人民共和国民法典》第一千零三十四条", [("民法典", ("1034",))]),
    ("《民法典》第一千二百六十条", [("民法典", ("1260",))]),
    ("《民法典》第二千条", [("民法典", ("2000",))]),
    ("《刑法》第二百五十三条之一和《监察法》第三条", [("刑法", ("253-1",)), ("监察法", ("3",))]),
    ("《水法》（2016年修正）第１２条", [("水法", ("12",))]),
    ("依据《水法》的第十条至第十二条", [("水法", ("10", "12"))]),
    ("见《答复》，第三条不适用", [("答复", ("3",))]),
    ("根据《水法》规定", [("水法", ())]),
    ("第三条", []),
]


@pytest.mark.parametrize(("text", "wanted"), CITED)
def test_laws_are_read_with_the_articles_that_follow(text, wanted):
    assert [(one.title, one.articles) for one in citations(text)] == wanted


def test_a_law_is_known_by_its_bare_title():
    assert title_key("中华人民共和国 水法（2016年修正）") == title_key("水法")
    assert article_named("第三十四条") == article_named("第34条") == "34"
    assert article_named("Article 3") == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年3月2日", date(2026, 3, 2)),
        ("于2026-03-02收到", date(2026, 3, 2)),
        ("２０２６．３．２", date(2026, 3, 2)),
        ("2026年2月30日", None),
        ("3月2日", None),
        ("", None),
    ],
)
def test_days_are_read_as_they_are_typed(text, day):
    assert day_in(text) == day


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. 甲\n2．乙\n续行", [(1, "甲"), (2, "乙\n续行")]),
        ("一、甲\n（二）乙\n十二、丙", [(1, "甲"), (2, "乙"), (12, "丙")]),
        ("1.5万元已退。", [(1, "1.5万元已退。")]),
        ("2026年已修复", [(1, "2026年已修复")]),
        ("", []),
    ],
)
def test_answers_are_read_by_their_numbers(text, wanted):
    assert [(one.position, one.text) for one in answers_in(text)] == wanted
