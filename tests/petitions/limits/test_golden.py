"""The officer's own counting against the product's, row by row.

The rows in ``golden*.csv`` are counted by hand from the law and the State Council's notices, never
from the code. Where a row and the product differ, count again by hand before touching either.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from app.petitions.limits.book import rule_set
from app.petitions.limits.reckoning import Happened, Pause, reckon
from tests.petitions.limits.calendar import day, published

HERE = Path(__file__).parent
CALENDAR = published()
#: How many rows of each theme an officer would want to see at least.
THEMES = {"春节": 48, "国庆": 40, "调休": 40, "平常": 30, "延期": 30, "暂停": 24, "年末": 24,
          "顺延": 24, "简易": 20, "闰日": 16, "浙江": 16, "新旧": 12, "开关": 10}  # fmt: skip
ISO = re.compile(r"\d{4}-\d\d-\d\d")


def read(name):
    with (HERE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


ROWS = read("golden.csv")
WINDOWS = read("golden_windows.csv")
REFUSED = read("golden_refused.csv")
BEYOND = [row for row in REFUSED if row["须导入年份"]]


def named(row):
    return row.get("编号") or "-".join([row["期限"], row["起算日"], row["提出日"]])


def pauses_of(row):
    return [
        (begin, end)
        for begin, end in zip(row["暂停自"].split(";"), row["暂停至"].split(";"), strict=True)
        if begin
    ]


def reckoned(row):
    """Give the product what the row gives the officer."""
    happened = Happened(
        started_on=day(row["起算日"]),
        given_on=day(row["指定日"]) if row.get("指定日") else None,
        extended_days=int(row["延期"] or 0),
        pauses=tuple(Pause(from_on=day(a), to_on=day(b)) for a, b in pauses_of(row)),
    )
    roll = False if row.get("顺延") == "关闭" else None
    return reckon(row["期限"], happened, rule_set(row["规则"]), CALENDAR, roll=roll)


def asked(row):
    """Return what one types after ``flask reckon``."""
    words = [row["期限"], row["起算日"], "--rules", row["规则"]]
    words += ["--given", row["指定日"]] if row.get("指定日") else []
    words += ["--extend", row["延期"]] if row["延期"] else []
    for begin, end in pauses_of(row):
        words += ["--pause", begin, end]
    return words + (["--no-roll"] if row.get("顺延") == "关闭" else [])


# ---- the rows themselves -------------------------------------------------------------------------


def test_there_are_enough_rows_of_every_theme_and_each_says_why():
    found = Counter(row["编号"].split("-")[0] for row in ROWS)
    assert {theme: found[theme] for theme, least in THEMES.items() if found[theme] < least} == {}
    assert len(ROWS) >= 320
    assert len({row["编号"] for row in ROWS + REFUSED}) == len(ROWS + REFUSED)
    assert [row["编号"] for row in ROWS if not (row["依据"] and row["说明"])] == []


def test_no_two_rows_ask_the_same():
    questions = Counter(" ".join(asked(row)) for row in ROWS)
    assert [question for question, times in questions.items() if times > 1] == []


# ---- where a limit ends --------------------------------------------------------------------------


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_limit_ends_where_the_officer_counted(row):
    found = reckoned(row)
    assert str(found.unrolled_on) == row["届满日"], row["说明"]
    assert str(found.due_on) == row["顺延后"], row["说明"]
    assert not found.provisional, row["说明"]


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_limit_names_the_article_that_the_officer_names(row):
    article, paragraph = re.match(r"(\d*)(?:\((\d+)\))?", reckoned(row).limit.article).groups()
    if article:
        words = f"第{article}条" + (f"第{paragraph}款" if paragraph else "")
        assert words in row["依据"]
    else:
        assert row["依据"].startswith(("浙江省", "信访事项简易办理办法", "本机关内部期限"))


@pytest.mark.parametrize("row", WINDOWS, ids=named)
def test_a_right_is_open_to_its_last_day_and_not_a_day_longer(row):
    window = reckoned(row | {"规则": "2022", "延期": "", "暂停自": "", "暂停至": ""})
    assert window.limit.window
    assert row["可否"] in {"可以", "不可以"}
    assert (day(row["提出日"]) <= window.due_on) is (row["可否"] == "可以"), row["说明"]


@pytest.mark.parametrize("row", BEYOND, ids=named)
def test_beyond_the_last_loaded_year_an_end_is_provisional_and_names_the_year(row):
    found = reckoned(row)
    assert found.provisional, row["说明"]
    assert int(row["须导入年份"]) in found.lacking, row["说明"]


# ---- the same through the command ----------------------------------------------------------------


@pytest.fixture
def told(app, db):
    """Run ``flask reckon``; return whether it went well, and its lines."""

    def run(row):
        result = app.test_cli_runner().invoke(args=["reckon", *asked(row)])
        return result.exit_code, result.output.splitlines()

    return run


@pytest.mark.parametrize("row", ROWS[::9], ids=named)
def test_the_command_ends_with_the_day_and_nothing_after_it(told, row):
    code, lines = told(row)
    assert (code, lines[-1]) == (0, row["顺延后"]), row["说明"]


@pytest.mark.parametrize("row", REFUSED, ids=named)
def test_the_command_refuses_with_a_sentence_and_no_day(told, row):
    code, lines = told(row)
    assert code != 0, row["说明"]
    assert not ISO.fullmatch(lines[-1]), row["说明"]
    assert row["须导入年份"] in lines[-1], row["说明"]
