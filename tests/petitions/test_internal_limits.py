"""The office's own limits inside those of the law (内控): shorter, and lengthening nothing."""

import pytest

from app.core import clock
from app.petitions.lists import worklists
from app.petitions.lists.worklists import Filter
from app.settings.commands import change_setting
from app.settings.queries import SYSTEM
from tests.factories import an_officer, officer_at, the_unit
from tests.petitions.walks import File


@pytest.fixture
def setting(db):
    """Return a setter of days, for the installation or for one unit."""
    admin = an_officer("System administrator")

    def set_days(name, days, unit=None):
        unit_id = the_unit(unit).id if unit else SYSTEM
        change_setting(f"internal_{name}_days", days, unit_id=unit_id, by=admin)

    return set_days


def test_without_a_setting_no_internal_limit_runs(db):
    assert File().accepted("2026-03-10").running() == {"D06": "2026-05-09"}


def test_it_starts_beside_the_limit_of_the_law_and_lights_the_lamp(setting):
    setting("handling", 45)
    file = File().accepted("2026-03-10")
    assert file.running() == {"D06": "2026-05-09", "H05": "2026-04-24"}
    assert file.lamp == ("H05", "2026-04-24")
    assert file.owner("H05") == "LT-WATER"


def test_it_stops_with_the_limit_of_the_law(setting):
    setting("notice", 7)
    setting("handling", 30)
    file = File().transfer("2026-03-04")
    assert file.running() == {"D03": "2026-03-19", "H06": "2026-03-11", "D04": "2026-03-11"}
    file.signed("2026-03-05").accept("2026-03-12")
    assert file.ended("H06") == ("2026-03-12", "late")
    assert file.ended("D03") == ("2026-03-12", "met")
    file.reply("2026-04-01").serve("2026-04-02")
    assert file.ended("H05") == ("2026-04-02", "met")


def test_a_unit_may_set_other_days_than_the_installation(setting):
    setting("handling", 45)
    setting("handling", 0, "LT-WATER")
    assert File().accepted("2026-03-10").running() == {"D06": "2026-05-09"}
    setting("handling", 20, "LT-WATER")
    assert File().accepted("2026-03-10").running()["H05"] == "2026-03-30"


def test_one_that_would_end_no_sooner_does_not_run(setting):
    setting("handling", 59)
    setting("notice", 14)
    file = File().transfer("2026-02-13")
    assert file.running()["H06"] == "2026-02-27"
    assert file.running()["D03"] == "2026-02-28"
    file = File(on="2026-03-02").accepted("2026-03-10")
    assert file.running()["H05"] == "2026-05-08"


def test_a_changed_setting_rewrites_nothing_that_runs(setting):
    setting("handling", 45)
    file = File().accepted("2026-03-10")
    setting("handling", 10)
    assert file.running() == {"D06": "2026-05-09", "H05": "2026-04-24"}
    setting("handling", 0)
    assert file.running() == {"D06": "2026-05-09", "H05": "2026-04-24"}


def test_it_lengthens_nothing_and_an_extension_ends_it(setting):
    setting("handling", 45)
    file = File().accepted("2026-03-10").extend("2026-04-20", 30)
    assert file.running() == {"D06": "2026-06-08"}
    assert file.ended("H05") == ("2026-04-20", "met")


def test_an_opinion_taken_back_lets_both_run_on(setting):
    setting("handling", 45)
    file = File().replied("2026-04-20").serve("2026-04-22")
    file.move("withdraw_opinion", "2026-04-23", "Head of unit", reason="认定有误")
    assert file.running() == {"D06": "2026-05-09", "H05": "2026-04-24"}


def test_lamp_and_sheet_call_it_internal(setting, page):
    setting("handling", 45)
    file = File().accepted("2026-03-10")
    client = page(officer_at("Handler", "LT-WATER"))
    with clock.at("2026-03-12"):
        case = client.get(f"/petitions/{file.petition.id}").text
        sheet = client.get(f"/petitions/{file.petition.id}/limits").text
    assert "办理答复（内控）" in case
    assert "内控" in sheet
    assert "长度：45 日，本单位在法定期限之内设定的内控期限，不延长任何期限" in sheet


def test_the_form_tells_in_advance_what_begins_and_ends_with_the_limit_of_the_law(setting, page):
    setting("notice", 7)
    setting("handling", 45)
    file = File().transfer("2026-03-04").signed("2026-03-05")
    client = page(officer_at("Handler", "LT-WATER"))
    with clock.at("2026-03-10"):
        text = client.get(f"/petitions/{file.petition.id}/accept").text
    assert "停止计时：受理告知" in text
    assert "“受理告知（内控）”继续计时" not in text
    assert "“办理答复（内控）”开始计时" in text
    assert "4月24日" in text


def test_the_list_of_an_internal_limit_is_found_by_its_own_name(setting):
    setting("handling", 45)
    file = File().accepted("2026-03-10")
    with clock.at("2026-03-12"):
        reader = officer_at("Handler", "LT-WATER")
        rows = worklists.page(reader, "unit", Filter(limit="H05")).rows
    assert [one.id for one in rows] == [file.petition.id]


def test_what_only_the_office_wanted_sooner_is_counted_apart_from_what_is_overdue(setting):
    setting("handling", 45)
    file = File().accepted("2026-03-10")
    handler = an_officer("Handler")

    def found(lamp, on):
        with clock.at(on):
            page = worklists.page(handler, "unit", Filter(lamp=lamp))
        return [one.id for one in page.rows] == [file.petition.id]

    assert (found("red", "2026-04-27"), found("internal", "2026-04-27")) == (False, True)
    # Once the law's own day is over it is overdue, though the other one still lights the lamp.
    assert (found("red", "2026-05-12"), found("internal", "2026-05-12")) == (True, False)


def test_the_home_page_says_so_too(setting, page):
    setting("handling", 45)
    File().accepted("2026-03-10")
    with clock.at("2026-04-27"):
        text = page(an_officer("Handler")).get("/").text
    assert "仅内控超期" in text
