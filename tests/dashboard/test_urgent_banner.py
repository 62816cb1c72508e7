"""The banner over the home page: urgent matters that the reader was told of and not confirmed."""

import re

from app.petitions.clocks.urgent_figures import minutes_of
from app.petitions.commands import urgent
from app.settings.commands import change_setting
from tests.factories import an_officer, the_unit
from tests.oversight.test_urgent import an_event, given


def banner(page, officer) -> str:
    return page(officer).get("/").text.partition("urgentbar")[2].partition("</section>")[0]


def test_an_urgent_matter_stands_over_the_home_page_until_it_is_confirmed(page, db, at):
    leader = an_officer("Bureau leader")
    assert banner(page, leader) == ""
    with at("2026-11-18T09:00"):
        matter = an_event()
    with at("2026-11-18T09:10"):
        said = banner(page, leader)
        assert f"/urgent/{matter.id}" in said
        assert "大厅多人聚集" in said
        assert "第 1 报" in said or "第1报" in said
        further = minutes_of(matter.unit).further
        assert re.search(rf"剩 ?{further - 10} ?分钟", said)
        assert banner(page, an_officer("Handler")) == ""
        urgent.open_urgent(matter, by=leader)
        urgent.confirm_urgent(matter, by=leader)
        assert banner(page, leader) == ""
        urgent.report_further(matter, by=an_officer("Window clerk"), given=given())
        assert f"/urgent/{matter.id}" in banner(page, leader)


def test_the_banner_goes_when_the_matter_is_closed_and_keeps_within_the_budget(page, db):
    leader, matters = an_officer("Bureau leader"), [an_event() for _one in range(5)]
    said = banner(page, leader)
    assert said.count("<li>") == 3
    assert "/urgent/?status=waiting" in said
    for matter in matters:
        urgent.close_urgent(matter, by=an_officer("Bureau leader"), given=given())
    assert banner(page, leader) == ""


def test_who_opens_no_petition_sees_the_banner_too(page, db):
    named, admin = an_officer("Statistician"), an_officer("System administrator")
    change_setting("urgent_persons", named.username, unit_id=the_unit().id, by=admin)
    matter = an_event()
    assert f"/urgent/{matter.id}" in banner(page, named)
