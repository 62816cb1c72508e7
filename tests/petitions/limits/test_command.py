"""``flask reckon``: the reckoning step by step, its last line the day; or a sentence why not."""

import pytest

from app.petitions.limits import book

TWO_PAUSES = "--pause 2026-03-10 2026-03-10 --pause 2026-03-12 2026-03-12"


@pytest.fixture
def reckon(app, db):
    """Run the command; return whether it went well, and what it said."""

    def run(line):
        result = app.test_cli_runner().invoke(args=["reckon", *line.split()])
        return result.exit_code, result.output

    return run


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("D04 2026-02-13", "2026-02-27"),
        ("d04 2026-03-02", "2026-03-09"),
        ("D06 2026-03-10", "2026-05-09"),
        ("D06 2026-03-10 --extend 30", "2026-06-08"),
        ("D06 2026-03-10 --extend 20 --extend 10", "2026-06-08"),
        ("D06 2026-03-11", "2026-05-11"),
        ("D06 2026-03-11 --no-roll", "2026-05-10"),
        ("D06 2026-03-11 --extend 30", "2026-06-09"),
        ("D10 2026-03-02 --pause 2026-03-02 2026-03-03", "2026-04-02"),
        ("D10 2026-03-02 --pause 2026-03-10 2026-03-12", "2026-04-07"),
        (f"D10 2026-03-02 {TWO_PAUSES}", "2026-04-03"),
        ("D10 2026-03-02 --pause 2026-04-05 2026-04-07", "2026-04-01"),
        ("D05 2026-03-02 --given 2026-03-29 --extend 7", "2026-04-05"),
        ("D01 2026-03-02 --rules 330000-2022", "2026-03-09"),
        ("D06 2026-03-02 --rules 330000-2022 --extend 60", "2026-06-01"),
        ("D06 2026-11-23 --no-roll", "2027-01-22"),
        ("H02 2026-04-01", "2026-05-01"),
        ("D01 2026-12-13", "2026-12-28"),
    ],
)  # fmt: skip
def test_the_last_line_is_the_day(reckon, line, end):
    code, said = reckon(line)
    assert (code, said.splitlines()[-1]) == (0, end), said


def test_every_step_is_told_as_an_officer_would_write_it(reckon):
    assert reckon("D10 2026-03-02 --pause 2026-03-10 2026-03-12")[1].splitlines() == [
        "期限：D10 复核，按规则 2022（2022 年《信访工作条例》）",
        "起算事件：收到复核申请（2026年3月2日星期一），开始当日不计入",
        "依据：《信访工作条例》第三十六条第一款",
        "期限长度：30 日",
        "不计入：2026年3月10日星期二至2026年3月12日星期四（暂停，共 3 日）",
        "计满之日：2026年4月4日星期六",
        "顺延：2026年4月4日星期六不是工作日（清明节）",
        "顺延：2026年4月5日星期日不是工作日（清明节）",
        "顺延：2026年4月6日星期一不是工作日（清明节）",
        "期限届满：2026年4月7日星期二",
        "2026-04-07",
    ]


def test_working_days_and_an_extension_are_told(reckon):
    said = reckon("D17 2026-02-13")[1]
    assert "依据：《信访事项简易办理办法（试行）》\n" in said
    assert "不计入：2026年2月15日星期日至2026年2月23日星期一（春节，共 9 日）\n" in said
    assert "不计入：2026年3月1日星期日（周末）\n" in said
    said = reckon("D06 2026-03-10 --extend 30")[1]
    assert "延期 30 日，自原届满日接续计算，至2026年6月8日星期一\n" in said


def test_of_a_year_that_is_not_loaded_nothing_is_said_about_its_weekends(reckon):
    assert "2026年3月29日星期日不是工作日" in reckon("D05 2026-03-02 --given 2026-03-29")[1]
    code, said = reckon("D18 2026-12-10")
    assert (code, said.splitlines()[-1]) == (0, "2027-01-09")
    assert "不是工作日" not in said


@pytest.mark.parametrize(
    ("start", "rules", "article"),
    [
        ("2022-04-30", "2005", "《信访条例》第三十三条"),
        ("2022-05-01", "2022", "《信访工作条例》第三十四条"),
    ],
)
def test_the_start_day_chooses_the_law(reckon, start, rules, article):
    said = reckon(f"D06 {start}")[1]
    assert f"按规则 {rules}" in said
    assert article in said


def test_where_local_rules_are_in_force_they_are_the_usual_ones(reckon):
    book.configure({"LOCAL_RULES": "330000"})
    try:
        assert reckon("D06 2026-03-02")[1].splitlines()[-1] == "2026-04-01"
    finally:
        book.configure({})


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("D06 2026-11-23", "请先导入 2027 年放假安排"),
        ("D01 2026-12-16", "请先导入 2027 年放假安排"),
        ("D04 2026-12-25", "请先导入 2027 年放假安排"),
        ("D04 2026-12-24", "2027 年放假安排可能调整 2026 年 12 月最后几天的放假和上班"),
        ("D06 2028-01-04", "请先导入 2028 年放假安排"),
        ("D06 2006-01-04", "请先导入 2006 年放假安排"),
        ("D99 2026-03-02", "期限规则“2022”中没有 D99；现有：D01, D02"),
        ("D04 2022-04-29", "期限规则“2005”中没有 D04"),
        ("D06 2026-03-02 --rules 1995", "没有“1995”这套期限规则；现有：2005, 2022"),
        ("D06 2005-04-30", "2005-04-30 时没有已知的期限规则生效"),
        ("D13 2026-03-02", "D13 没有规定天数"),
        ("D05 2026-03-02", "请给出指定日期"),
        ("D05 2026-03-02 --given 2026-03-01", "早于起算日"),
        ("D06 2026-03-02 --given 2026-04-01", "不能另行指定届满日"),
        ("D06 2026-03-02 --extend 31", "D06 最多共可延期 30 日，不能延期 31 日"),
        ("D06 2026-03-10 --extend 20 --extend 20", "最多共可延期 30 日，不能延期 40 日"),
        ("D06 9999-12-20", "日期过于遥远"),
        ("D05 2026-03-02 --given 9999-12-31 --extend 3", "日期过于遥远"),
        ("D10 2026-03-02 --pause 0001-01-01 9999-12-31", "日期过于遥远"),
        ("D01 2026-03-02 --extend 5", "D01 不能延期"),
        ("D06 2026-03-02 --pause 2026-03-10 2026-03-12", "D06 没有可以暂停计算的事由"),
        ("D10 2026-03-02 --pause 2026-03-12 2026-03-10", "截止日 2026-03-10 早于开始日 2026-03-12"),
        ("D06 2026-02-30", "“2026-02-30”不是日期"),
        ("D06 yesterday", "“yesterday”不是日期"),
        ("D10 2026-03-02 --pause 2026-03-12 3月12日", "“3月12日”不是日期"),
    ],
)  # fmt: skip
def test_what_cannot_be_reckoned_is_refused_with_a_sentence_and_no_day(reckon, line, sentence):
    code, said = reckon(line)
    assert code != 0
    assert sentence in said
    assert len(said.splitlines()) == 1, "no day is printed"


@pytest.mark.parametrize("days", ["-5", "0"])
def test_an_extension_has_at_least_a_day(reckon, days):
    code, said = reckon(f"D06 2026-03-02 --extend {days}")
    assert code == 2
    assert "Invalid value for '--extend'" in said


def test_an_end_in_the_unknown_year_itself_needs_no_reason(reckon):
    assert "12 月最后几天" not in reckon("D06 2026-11-23")[1]


@pytest.mark.parametrize("pause", ["2026-04-05 2026-04-07", "2026-02-26 2026-03-02"])
def test_a_pause_outside_the_limit_is_said_to_change_nothing(reckon, pause):
    said = reckon(f"D10 2026-03-02 --pause {pause}")[1].splitlines()
    assert said[-1] == "2026-04-01"
    assert said[-2].endswith("的暂停不在期限内，不影响届满日。")


def test_a_pause_that_counts_is_not_said_to_change_nothing(reckon):
    assert "不影响届满日" not in reckon("D10 2026-03-02 --pause 2026-03-01 2026-03-03")[1]
