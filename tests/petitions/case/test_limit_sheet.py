"""The sheet that a lamp opens: who may see it, what it says, and when it may be printed."""

import pytest
import sqlalchemy as sa

from app.core import clock
from app.petitions.models import AccessEvent
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.petitions.walks import File


def sheet(client, file, code, *, more="", on="2026-05-06"):
    petition = getattr(file, "petition", file)
    found = [one for one in petition.clocks if one.code == code][-1]
    with clock.at(on):
        return client.get(f"/petitions/{petition.id}/limits/{found.id}{more}")


@pytest.fixture
def head(page, db):
    return page(officer_at("Head of unit", "LT-WATER"))


def test_the_case_page_leads_to_the_reckoning_of_each_limit_that_runs(page, db):
    petition = a_petition("accepted")
    found = petition.clocks[-1]
    text = page(an_officer("Bureau leader")).get(f"/petitions/{petition.id}").text
    assert f'href="/petitions/{petition.id}/limits/{found.id}"' in text


def test_it_says_what_started_the_limit_who_entered_that_and_who_owes_it(head):
    text = sheet(head, File().accepted("2026-03-10"), "D06").text
    for words in (
        "受理，2026年3月10日星期二", "2026年3月10日录入", "审批同意", "区水务局",
        "《信访工作条例》第三十四条", "60 日",
    ):  # fmt: skip
        assert words in text, words


def test_a_late_entry_is_told(page, db):
    file = File().served("2026-04-24")
    file.ask_review("2026-05-08", applied_on=clock_day("2026-05-06"))
    reviewer = page(officer_at("Review officer", "LT"))
    assert "补录，晚 2 日" in sheet(reviewer, file, "D08").text


def clock_day(text):
    with clock.at(text):
        return clock.today()


def test_a_late_acceptance_says_from_which_day_the_handling_counts(head):
    file = File().transfer("2026-03-04").signed("2026-03-05").accept("2026-03-25")
    text = sheet(head, file, "D06").text
    assert "受理，2026年3月19日星期四" in text
    assert "2026年3月25日星期三受理；办理期限最迟自收到之日起第十五日起算" in text


def test_days_that_do_not_count_stand_together_with_the_name_of_the_holiday(head):
    file = File(on="2026-02-12")
    file.transfer("2026-02-13")
    text = sheet(head, file, "D04").text
    assert "2026年2月15日星期日至2026年2月23日星期一" in text
    assert "春节" in text
    assert "2026年2月27日星期五" in text


def test_an_extension_names_who_asked_and_who_agreed(head):
    file = File().accepted("2026-03-11").extend("2026-04-20", 10)
    text = sheet(head, file, "D06").text
    assert "延期 10 日" in text
    assert "审批同意" in text
    assert "2026年5月20日" in text


def test_a_hearing_is_told_day_by_day(page, db):
    file = File().served("2026-04-24").ask_review("2026-04-28").decide_review("2026-05-12")
    file.serve("2026-05-13", by=("Review officer", "LT"))
    file.ask_re_examination("2026-05-20").hearing("2026-06-05", "2026-06-02", "2026-06-04", at="XA")
    reader = page(an_officer("Review officer", the_unit("XA")))
    text = sheet(reader, file, "D10", on="2026-06-08").text
    assert "不计入：2026年6月2日星期二至2026年6月4日星期四" in text
    assert "3 日" in text


# --- provisional ----------------------------------------------------------------------------------


def test_beyond_the_calendar_the_sheet_says_provisional_and_the_print_refuses(page, db):
    file = File(on="2026-11-16").transfer("2026-11-18").signed("2026-11-19").accept("2026-11-23")
    client = page(officer_at("Head of unit", "LT-WATER"))
    shown = sheet(client, file, "D06", on="2026-11-24")
    assert "暂定" in shown.text
    assert "打开打印页" not in shown.text, "no button leads to what is refused"
    refused = sheet(client, file, "D06", more="/print", on="2026-11-24")
    assert refused.status_code == 409
    assert "请系统管理员先载入 2027 年放假安排" in refused.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AccessEvent)) == 0


def test_it_is_printed_with_office_number_day_and_room_to_sign_and_that_is_written_down(head, db):
    file = File().accepted("2026-03-10")
    answer = sheet(head, file, "D06", more="/print")
    assert answer.status_code == 200
    for words in ("期限计算说明", file.petition.number, "2026-05-06", "经办人", "审核人"):
        assert words in answer.text, words
    written = db.session.scalars(sa.select(AccessEvent)).one()
    assert (written.kind, written.petition_id) == ("print", file.petition.id)
    assert written.facts == {"form": "limit", "limit": "D06", "due_on": "2026-05-09"}


# --- old files ------------------------------------------------------------------------------------


def test_a_stopped_limit_keeps_its_day_though_the_calendar_gives_another(head, db):
    file = File().served("2026-04-24")
    stopped = file.clocks("D06")[-1]
    stopped.due_on = clock_day("2026-05-08")
    text = sheet(head, file, "D06").text
    assert "本件保留按当时日历算出的届满日 2026年5月8日" in text
    assert "停止计算：按期" in text


def test_all_limits_of_a_file_are_reached_from_the_most_pressing_one(head):
    file = File().accepted("2026-03-10")
    with clock.at("2026-03-12"):
        answer = head.get(f"/petitions/{file.petition.id}/limits")
    assert answer.request.path.endswith(f"/limits/{file.clocks('D06')[-1].id}")
    assert answer.text.count("<tr") == len(file.petition.clocks) + 1


def test_a_right_that_was_not_used_is_over_and_nobody_is_late(page, db, at):
    with at("2026-03-02"):
        petition = a_petition("transferred")
    with at("2026-03-10"):
        client = page(officer_at("Handler", "LT-WATER"))
        sheet = client.get(f"/petitions/{petition.id}/limits")
    rows = ["".join(row.itertext()) for row in sheet.dom.findall(".//tbody/tr")]
    (window,) = [row for row in rows if "提出异议" in row]
    assert "已届满" in window
    assert "超" not in window


# --- denied -------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", ["", "/print"])
def test_whoever_may_not_see_the_file_sees_no_limit_of_it(as_, db, more):
    petition = a_petition("accepted")
    found = petition.clocks[-1].id
    outsider = as_(officer_at("Handler", "LT-HOUSING"))
    assert outsider.get(f"/petitions/{petition.id}/limits/{found}{more}").status_code == 404
    assert outsider.get(f"/petitions/{petition.id}/limits").status_code == 404


@pytest.mark.parametrize("more", ["", "/print"])
def test_an_accusation_shows_its_limits_to_its_own_desk_alone(as_, db, at, more):
    with at("2026-03-09"):  # a year whose calendar is loaded: no print is refused
        petition = a_petition(accusation=True)
        found = petition.clocks[-1].id
        address = f"/petitions/{petition.id}/limits/{found}{more}"
        assert as_(an_officer("Accusation officer")).get(address).status_code == 200
        for role in ("Triage officer", "Bureau leader", "Window clerk"):
            assert as_(an_officer(role)).get(address).status_code == 404


@pytest.mark.parametrize("more", ["", "/print"])
def test_a_limit_of_another_file_is_not_found_under_this_one(as_, db, more):
    here, there = a_petition("accepted"), a_petition("accepted")
    leader = as_(an_officer("Bureau leader"))
    address = f"/petitions/{here.id}/limits/{there.clocks[-1].id}{more}"
    assert leader.get(address).status_code == 404
