"""Rising issues of an office that began half a year ago, on the page and in words."""

from flask_babel import force_locale

from app.reports.words import spoken_month
from tests.dashboard.leader.reading import table
from tests.factories import a_petition, an_officer

#: Six months are known, of 9 petitions: mean 1.5, the line 1.5 and twice the root of 1.5.
KNOWN = {"2026-01": 1, "2025-12": 2, "2025-11": 1, "2025-10": 2, "2025-09": 1, "2025-08": 2}


IN_WORDS = {"zh": "2026年2月", "zh_Hant_TW": "2026年2月", "en": "February 2026"}


def test_a_month_is_named_in_the_readers_language(app):
    february = 2026 * 12 + 1
    for language, said in IN_WORDS.items():
        with app.test_request_context(), force_locale(language):
            assert spoken_month(february) == said


def shown(page, at, months):
    for month, count in months.items():
        for day in range(count):
            a_petition(on=f"{month}-{day + 2:02d}")
    with at("2026-03-16"):
        return page(an_officer("Triage officer")).get("/leader/")


def test_an_issue_that_rose_is_told_with_its_base_line(page, db, at):
    found = shown(page, at, {**KNOWN, "2026-02": 5})
    assert table(found, "上升问题") == {"水利水电": "5 1.5 3.9"}
    assert "基线＝前 12 个月平均数＋2 倍标准差" in found.text


def test_months_without_a_rise_say_so(page, db, at):
    assert "2026年2月没有问题超过自身基线。" in shown(page, at, {**KNOWN, "2026-02": 4}).text


def test_too_few_months_judge_nothing(page, db, at):
    young = {"2026-02": 5, "2026-01": 1}
    assert "以往数据不足 6 个月，暂不判断。" in shown(page, at, young).text
