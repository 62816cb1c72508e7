"""What the check reads out of texts: laws with their articles, days, numbered answers."""

from datetime import date

import pytest

from app.petitions.letter_checking.answers import answers_in, counted, numbers_of
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
    ("《水法》第 12 条", [("水法", ("12",))]),
    ("《水法》第十、十二条和第十三条", [("水法", ("10", "12", "13"))]),
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
        ("二〇二六年三月二日", date(2026, 3, 2)),
        ("二零二六年十二月三十一日", date(2026, 12, 31)),
        ("二○二六年三月二日", date(2026, 3, 2)),
        ("2026年三月2号", date(2026, 3, 2)),
        ("20260302", date(2026, 3, 2)),
        ("610115202603020017", None),
        ("26年3月2日", None),
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


COUNTED = [
    ("（一）供水；（二）公开", 2),
    ("（一）供水（二）公开", 2),
    ("依据第三十一条（六）和附件（1）供水", 1),
    ("1. 供水 2. 公开 3. 赔偿", 3),
    ("1、供水。2、公开", 2),
    ("1.供水；2.公开", 2),
    ("１．供水\n２．公开", 2),
    ("1）供水\n2）公开", 2),
    ("①供水②公开", 2),
    ("⑴供水；⑵公开；⑶赔偿", 3),
    ("⒈供水⒉公开", 2),
    ("㈠供水㈡公开", 2),
    ("一、供水\n二、公开", 2),
    ("要求：一、供水；二、公开。", 2),
    ("一是供水；二是公开。", 2),
    ("第一，供水；第二，公开", 2),
    ("第一项恢复供水；第二项公开", 2),
    ("诉求一：供水。诉求二：公开。", 2),
    ("问题1：供水；问题2：公开", 2),
    ("1. 供水：（一）一组（二）二组\n2. 公开", 2),
    ("恢复供水，退还1.5万元。", 1),
    ("恢复1、2号楼和一、二组供水。", 1),
    ("依据第三条、第二项的规定供水。", 1),
    ("赔偿；请求三倍赔偿。", 1),
    ("", 0),
]


@pytest.mark.parametrize(("text", "many"), COUNTED)
def test_requests_are_counted_in_every_shape_in_which_they_are_numbered(text, many):
    assert counted(text) == many


def test_a_file_that_lists_its_requests_is_counted_by_its_list():
    assert numbers_of(["1. 供水。2. 公开。3. 赔偿。", "道歉。"]) == [1, 2]
    assert numbers_of(["1. 供水。2. 公开。3. 赔偿。"]) == [1, 2, 3]
    assert numbers_of(["供水。"]) == [1]
    assert numbers_of([]) == []
