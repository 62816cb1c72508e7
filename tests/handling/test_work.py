"""My work: each tab answers its question, for this officer and nobody else."""

from datetime import timedelta

import pytest

from app.core import clock
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.reading import link, rows

TABS = "pending mine unit decide asked assigned today handled passed assigned_new approvals".split()


def listed(page, officer, query=""):
    return "\n".join(rows(page(officer).get(f"/work/{query}")))


def test_what_is_with_the_unit_is_in_it_and_what_is_closed_is_not(page, db):
    busy, closed, pool = a_petition("accepted"), a_petition("concluded"), a_petition()
    shown = listed(page, an_officer("Unit intake"), "?tab=unit")
    assert busy.number in shown
    assert closed.number not in shown
    assert pool.number not in shown


def test_a_handler_sees_his_own_and_nobodys_but_not_a_colleagues(page, db):
    free, taken = a_petition("accepted"), a_petition("accepted")
    taken.handler = an_officer("Handler", full_name="李另人")
    shown = listed(page, an_officer("Handler"))
    assert free.number in shown
    assert taken.number not in shown
    assert taken.number in listed(page, an_officer("Head of unit"), "?tab=unit")


def test_to_do_is_what_the_reader_himself_can_take_on(page, db):
    fresh, signed = a_petition("transferred", signed=False), a_petition("transferred")
    busy, in_remedy = a_petition("accepted"), a_petition("replied")
    over = a_petition("replied", on=clock.today() - timedelta(days=200))
    asked = a_petition("accepted")
    perform(asked, "extend", by=an_officer("Handler"), days=10, reason_code="1", reason="取证")
    everything = (fresh, signed, busy, in_remedy, over, asked)
    waits = {
        "Unit intake": {fresh},
        "Handler": {signed, busy, over},
        "Head of unit": {asked},
    }
    for role, wanted in waits.items():
        officer = an_officer(role)
        shown = listed(page, officer)
        for file in everything:
            assert (file.number in shown) is (file in wanted), (role, file.state)
        whole = listed(page, officer, "?tab=unit")
        assert all(file.number in whole for file in everything)


def test_the_handler_of_a_file_keeps_it_before_him(page, db):
    handler = an_officer("Handler")
    his, nobodys = a_petition("replied"), a_petition("replied")
    his.handler, nobodys.handler = handler, None
    shown = listed(page, handler)
    assert his.number in shown
    assert nobodys.number not in shown


def test_the_pool_waits_for_who_decides_about_it(page, db):
    file = a_petition()
    assert file.number in listed(page, an_officer("Triage officer"), "?tab=mine")
    assert file.number not in listed(page, an_officer("Reviewer"), "?tab=mine")
    assert file.number in listed(page, an_officer("Reviewer"), "?tab=unit")


def test_a_step_of_another_unit_is_not_the_readers(page, db):
    """Who may decide on objections does so as the sender, not as the unit that objects."""
    file = a_petition("transferred")
    perform(file, "object", by=an_officer("Head of unit"), return_reason="1", reason="不属职权。")
    assert file.number not in listed(page, an_officer("Unit intake"))
    assert file.number in listed(page, an_officer("Triage officer"), "?tab=decide")


def test_a_file_under_review_is_the_reviewing_units_turn(page, db):
    file = a_petition("under_review")
    assert file.number not in listed(page, an_officer("Unit intake"), "?tab=unit")
    assert file.number in listed(page, an_officer("Review officer"))


def test_a_station_decides_about_what_it_registered_itself(page, db):
    station = an_officer("Station operator")
    file = a_petition(by=station)
    assert file.number in listed(page, station)


def test_handled_and_passed_hold_what_the_officer_acted_on(page, db):
    done, running, others = a_petition("concluded"), a_petition("accepted"), a_petition()
    handler = an_officer("Handler")
    assert done.number in listed(page, handler, "?tab=handled")
    assert running.number not in listed(page, handler, "?tab=handled")
    passed = listed(page, handler, "?tab=passed")
    assert running.number in passed
    assert others.number not in passed


def test_an_act_waits_with_its_second_person_and_stays_with_who_asked(page, db):
    file, handler = a_petition("accepted"), an_officer("Handler")
    perform(file, "extend", by=handler, days=10, reason_code="1", reason="取证")
    assert file.number in listed(page, an_officer("Head of unit"), "?tab=decide")
    assert file.number in listed(page, handler, "?tab=asked")
    assert file.number not in listed(page, handler, "?tab=decide")
    elsewhere = officer_at("Head of unit", "LT-HOUSING")
    assert file.number not in listed(page, elsewhere, "?tab=decide")


def test_an_objection_waits_with_the_office_that_sent_it(page, db):
    file = a_petition("transferred")
    head = an_officer("Head of unit")
    perform(file, "object", by=head, return_reason="1", reason="不属本单位职权。")
    assert file.number in listed(page, an_officer("Triage officer"), "?tab=objections")


def test_what_was_assigned_with_a_report_is_told_apart(page, db):
    file, triage = a_petition(), an_officer("Triage officer")
    due = clock.today() + timedelta(days=30)
    given = {"unit_id": the_unit("LT-WATER").id, "opinion": "请办", "report_due_on": due}
    grant(perform(file, "assign", by=triage, **given), by=an_officer("Bureau leader"))
    for tab in ("assigned", "assigned_new", "assigned_owing"):
        assert file.number in listed(page, an_officer("Unit intake"), f"?tab={tab}"), tab


def test_the_filter_narrows_and_keeps_the_tab(page, db):
    file, other = a_petition("accepted", summary="渠道停水"), a_petition("transferred")
    answer = page(an_officer("Unit intake")).get("/work/?tab=unit&state=accepted&words=停水")
    shown = "\n".join(rows(answer))
    assert file.number in shown
    assert other.number not in shown
    assert 'name="tab" value="unit"' in answer.text


def test_pages_follow_each_other_without_gap_or_repetition(page, db):
    numbers = {a_petition().number for _ in range(45)}
    triage = page(an_officer("Triage officer"))
    address, seen = "/work/?tab=mine", []
    for _ in range(3):
        answer = triage.get(address)
        seen += rows(answer)
        address = next((a.get("href") for a in answer.dom.iter("a") if a.get("rel") == "next"), "")
    assert len(seen) == 45
    assert all(any(number in row for row in seen) for number in numbers)
    assert not address


@pytest.mark.parametrize("key", ["after=x~1", "after=2026-02-30~1", "before=~", "after=9~9~9"])
def test_a_key_that_no_page_handed_out_begins_the_list(page, db, key):
    file = a_petition()
    assert file.number in listed(page, an_officer("Triage officer"), f"?tab=mine&{key}")


@pytest.mark.parametrize("query", ["?unit=999999999999", "?since=soon", "?lamp=pink", "?issue=%25"])
def test_a_condition_without_sense_finds_nothing(page, db, query):
    a_petition("accepted")
    assert listed(page, an_officer("Unit intake"), query) == ""


@pytest.mark.parametrize("tab", TABS)
def test_an_outsider_finds_nothing_of_it_on_any_tab(page, db, tab):
    a_petition("accepted", summary="金丝雀")
    a_petition(summary="金丝雀")
    answer = page(officer_at("Triage officer", "YL")).get(f"/work/?tab={tab}")
    assert answer.status_code == 200
    assert "金丝雀" not in answer.text


@pytest.mark.parametrize("tab", TABS)
def test_an_accusation_is_on_no_tab_but_its_own_desks(page, db, tab):
    file = a_petition(accusation=True)
    for role in ("Triage officer", "Bureau leader", "Window clerk"):
        assert file.number not in page(an_officer(role)).get(f"/work/?tab={tab}").text


def test_the_accusation_desk_finds_what_it_has_to_decide(page, db):
    file = a_petition(accusation=True)
    assert file.number in listed(page, an_officer("Accusation officer"))


def test_who_reads_no_petitions_has_no_work_here(as_, db):
    assert as_(an_officer("Statistician")).get("/work/").status_code in {302, 403}
    assert as_(an_officer("System administrator")).get("/work/").status_code in {302, 403}


def test_an_unknown_tab_is_not_there(page, db):
    assert page(an_officer("Handler")).get("/work/?tab=everything").status_code == 404


def test_the_next_step_opens_its_form(page, db):
    file = a_petition("transferred", signed=False)
    answer = page(an_officer("Unit intake")).get("/work/")
    assert f"/petitions/{file.id}/sign-for?" in answer.text
    assert link(answer, file.number) is not None


def test_in_the_remedy_period_nobody_is_told_to_conclude(page, db):
    file = a_petition("replied")
    answer = page(an_officer("Unit intake")).get("/work/?tab=unit")
    assert file.number in answer.text
    assert f"/petitions/{file.id}/conclude" not in answer.text


def test_the_list_can_be_taken_out_by_who_may_export(page, db):
    a_petition("accepted")
    assert "/petitions/export.xlsx?desk=pending" in page(an_officer("Handler")).get("/work/").text
    assert "export.xlsx" not in page(an_officer("Archivist")).get("/work/?tab=passed").text


def test_the_box_in_the_top_bar_finds_what_the_officer_may_see(page, db):
    file = a_petition("archived", summary="金丝雀")
    found = page(an_officer("Triage officer")).post("/work/search", data={"q": "金丝雀"})
    assert file.number in "\n".join(rows(found))
    elsewhere = page(officer_at("Triage officer", "YL")).post("/work/search", data={"q": "金丝雀"})
    assert rows(elsewhere) == []


def test_who_has_nothing_to_search_is_given_no_box(page, db):
    assert "/work/search" in page(an_officer("Handler")).get("/").text
    assert "/work/search" not in page(an_officer("System administrator")).get("/").text


def test_each_opens_the_tab_that_is_his(page, db):
    registered, busy = a_petition(), a_petition("accepted")
    submitted = a_petition()
    leader = an_officer("Party and government leader")
    triage = an_officer("Triage officer")
    perform(submitted, "submit", by=triage, leader_id=leader.id, text="请阅示。")
    assert busy.number in listed(page, an_officer("Handler"))
    assert registered.number in listed(page, an_officer("Window clerk"))
    assert submitted.number in listed(page, leader)
