"""The figures of the lamps: settings of the installation; lists and files always agree."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import DomainError
from app.extensions import db as db_
from app.petitions.clocks.deadlines import LampFigures, amber_days
from app.petitions.clocks.relighting import relight_all
from app.petitions.lists.due_days import lamp_condition
from app.petitions.models import Petition
from app.petitions.rules import lamp_figures
from app.settings.commands import change_setting
from app.settings.queries import SYSTEM
from tests.factories import an_officer, the_unit
from tests.petitions.walks import File

TONES = ("red", "today", "orange", "yellow", "green")


@pytest.fixture
def set_figure(db):
    admin = an_officer("System administrator")
    return lambda name, value: change_setting(f"lamp_{name}", value, unit_id=SYSTEM, by=admin)


def listed_tone(petition):
    """Return the lamp under which the lists find a petition today."""
    tones = [tone for tone in TONES if petition.id in _lit(tone)]
    assert len(tones) == 1
    return tones[0]


def _lit(tone):
    condition = lamp_condition(tone, clock.today())
    return db_.session.scalars(sa.select(Petition.id).where(condition)).all()


def test_the_usual_figures_are_those_of_the_table(db):
    assert lamp_figures() == LampFigures()
    assert amber_days(60) == (15, 7)
    assert amber_days(15) == (7, 3)


@pytest.mark.parametrize("length", [*range(20), 30, 59, 60, 61, 75, 90, 365])
def test_sql_and_code_find_the_same_days_for_every_length(db, set_figure, length):
    for name, value in {"orange_share": 33, "orange_days": 9, "yellow_share": 67}.items():
        set_figure(name, value)
    file, start = File(), date(2026, 3, 2)
    due = start + timedelta(days=length)
    db.session.execute(sa.update(Petition).values(lamp_started_on=start, lamp_due_on=due))
    relight_all()
    yellow, orange = amber_days(length, lamp_figures())
    assert file.petition.lamp_yellow_on == due - timedelta(days=yellow)
    assert file.petition.lamp_orange_on == due - timedelta(days=orange)


def test_a_changed_figure_colours_running_limits_at_once_in_lists_and_on_the_file(set_figure):
    file = File().accepted("2026-03-10")
    with clock.at("2026-04-10"):  # 29 of 60 days are left
        assert listed_tone(file.petition) == file.petition.lamp(clock.today()).tone == "green"
        set_figure("yellow_days", 30)
        assert listed_tone(file.petition) == file.petition.lamp(clock.today()).tone == "yellow"
        assert file.clocks("D06")[-1].lamp(clock.today()).tone == "yellow"
        set_figure("orange_share", 90)
        set_figure("orange_days", 30)
        assert listed_tone(file.petition) == file.petition.lamp(clock.today()).tone == "orange"
        set_figure("orange_days", None)
        assert listed_tone(file.petition) == file.petition.lamp(clock.today()).tone == "yellow"
        assert file.clocks("D06")[-1].lamp(clock.today()).tone == "yellow"


def test_a_limit_that_starts_later_goes_by_the_figures_of_its_day(set_figure):
    set_figure("yellow_days", 40)
    set_figure("yellow_share", 100)
    file = File().accepted("2026-03-10")
    assert file.petition.lamp_yellow_on == date(2026, 5, 9) - timedelta(days=40)


def test_what_has_no_limit_is_left_dark(set_figure):
    file = File().served("2026-04-24")
    set_figure("yellow_days", 30)
    assert file.petition.lamp_yellow_on is None


def test_no_unit_has_figures_of_its_own(db):
    admin = an_officer("System administrator")
    with pytest.raises(DomainError):
        change_setting("lamp_yellow_days", 5, unit_id=the_unit("LT").id, by=admin)
