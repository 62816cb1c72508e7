"""Art. 31: an appeal is accepted in class 6 only, the five others are led elsewhere; no other."""

import pytest
import sqlalchemy as sa

from app.core import clock
from app.dictionaries.queries import work_calendar
from app.extensions import db as database
from app.petitions.case import foresight
from app.petitions.checks import GUARDS
from app.petitions.engine import Act, MoveRefused
from app.petitions.sorts import AWAY, SIX, SORTS
from app.petitions.workflow import PETITION
from tests.factories import an_officer, officer_at
from tests.petitions.attempts import REASON
from tests.petitions.walks import File, refused

pytestmark = pytest.mark.usefixtures("db")
CHANNEL = {"organ": "区司法局", **REASON}


def handed(purpose="03"):
    return File(purpose=purpose).transfer("2026-03-04").signed("2026-03-05")


def test_who_accepts_leaves_the_class_its_reason_and_his_name():
    file = handed()
    file.accept("2026-03-06", art31_class="6", art31_reason="房屋漏水，无其他法定途径。")
    one = file.petition
    assert (one.art31_class, one.art31_reason) == ("6", "房屋漏水，无其他法定途径。")
    assert one.art31_by == an_officer("Handler")
    assert one.art31_on.isoformat() == "2026-03-06"
    assert one.events[-1].facts["art31_class"] == "6"
    assert file.running() == {"D06": "2026-05-06"}


@pytest.mark.parametrize("code", AWAY)
def test_the_five_other_classes_are_not_accepted(code):
    error = refused(handed(), "accept", "2026-03-06", "Handler", "of art. 31 is not accepted",
                    art31_class=code, art31_reason="应当仲裁。")  # fmt: skip
    assert error.field == "art31_class"


def test_the_class_needs_its_reason():
    error = refused(handed(), "accept", "2026-03-06", "Handler", "gives the reason",
                    art31_class="6", art31_reason=" ")  # fmt: skip
    assert error.field == "art31_reason"


def test_an_acceptance_that_says_nothing_at_all_is_refused():
    refused(handed(), "accept", "2026-03-06", "Handler", "which class of art. 31")


@pytest.mark.parametrize(("purpose", "article"), [("01", "art. 29"), ("05", "art. 23")])
def test_suggestions_and_inquiries_are_not_sorted(purpose, article):
    given = {"art31_class": "6", "art31_reason": "无其他途径。"}
    error = refused(handed(purpose), "accept", "2026-03-06", "Handler", article, **given)
    assert error.field == "art31_class"
    refused(handed(purpose), "redirect", "2026-03-06", "Handler", article, route="21", **CHANNEL)


def test_an_accusation_is_not_sorted_either():
    file = File(purpose="04", content="反映某科长。", accused_unit_name="不清楚")
    desk = officer_at("Accusation officer", "LT-HOUSING")
    file.move("transfer", "2026-03-03", "Accusation officer", **file.down("LT-HOUSING"))
    file.move("sign_for", "2026-03-04", desk)
    refused(file, "redirect", "2026-03-06", desk, "its own way (art. 30)", route="21", **CHANNEL)


@pytest.mark.parametrize(
    ("route", "code"), [("11", "1"), ("22", "2"), ("31", "3"), ("45", "4"), ("52", "5")]
)
def test_a_channel_of_the_list_says_the_class(route, code):
    file = handed()
    file.move("redirect", "2026-03-06", "Handler", second="Head of unit", route=route, **CHANNEL)
    one = file.petition
    assert (file.state, one.art31_class, one.statutory_route) == ("redirected", code, route)
    assert one.art31_reason == REASON["reason"]
    assert file.running() == {}, "no 60 days, nothing else"


def test_what_the_pool_passes_on_is_not_sorted():
    file = File()
    file.move("redirect", "2026-03-04", "Triage officer", second="Reviewer", route="71", **CHANNEL)
    assert (file.petition.art31_class, file.petition.statutory_route) == (None, "71")


def test_a_mistake_corrected_takes_the_class_away():
    file = handed()
    file.move("redirect", "2026-03-06", "Handler", second="Head of unit", route="21", **CHANNEL)
    file.move("reopen", "2026-03-09", "Triage officer", second="Reviewer", **REASON)
    assert file.petition.art31_class is None
    assert file.petition.art31_reason is None


@pytest.mark.parametrize("verb", ["reply", "extend", "ask_review", "ask_re_examination"])
def test_the_procedure_is_closed_to_what_was_led_elsewhere(verb):
    file = handed().accept("2026-03-06")
    act = Act(file.petition, PETITION.move(verb), an_officer("Handler"))
    file.petition.art31_class = "4"
    first = GUARDS[act.move.guards[0]]
    with database.session.no_autoflush, pytest.raises(MoveRefused, match="class 4 of art. 31"):
        first(act)
    database.session.rollback()


@pytest.mark.parametrize("code", AWAY)
def test_the_database_itself_holds_no_class_away_from_its_channel(code):
    file = handed().accept("2026-03-06")
    file.petition.art31_class = code
    with pytest.raises(sa.exc.IntegrityError):
        database.session.flush()
    database.session.rollback()


def said(verb, **given):
    petition = handed().petition
    with clock.at("2026-03-06"):
        told = foresight.effects(
            petition, PETITION.move(verb), given, an_officer("Handler"), work_calendar()
        )
    return "；".join(told)


def test_what_follows_from_the_class_is_told_before():
    assert "可以申请复查、复核" in said("accept", art31_class="6", procedure="1")
    refused_one = said("accept", art31_class="2", procedure="1")
    assert "不能受理" in refused_one
    assert "60 日" not in refused_one, "no limit begins"
    arbitration = said("redirect", route="21")
    assert "仲裁" in arbitration
    assert "不适用条例第三十四条的60日期限" in arbitration
    assert "以履职答复代替" in said("redirect", route="51")
    assert "条例第三十一条" not in said("redirect", route="71")


def test_the_table_has_the_six_of_the_article_and_one_that_stays():
    assert list(SORTS) == ["1", "2", "3", "4", "5", "6"]
    assert {*AWAY, SIX} == set(SORTS)


def test_a_group_that_asks_for_advice_is_told_the_ordinary_limit():
    alone, group = handed("05"), File(purpose="05", head_count=6)
    group.transfer("2026-03-04").signed("2026-03-05")
    begins = {}
    for name, file in (("alone", alone), ("group", group)):
        with clock.at("2026-03-06"):
            begins[name] = foresight._handling_limit(
                Act(
                    file.petition,
                    PETITION.move("accept"),
                    an_officer("Handler"),
                    given={"procedure": "1"},
                )
            )
    assert begins == {"alone": "D17", "group": "D06"}
