"""All lamps at once: when their figures change, every petition's days are set anew."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.core.day_sums import DaysBefore, DaysBetween
from app.extensions import db
from app.petitions.models import Petition
from app.petitions.rules import LAMP_SETTINGS, lamp_figures
from app.settings.commands import after_change


def relight_all() -> None:
    """Write for every running lamp when it turns yellow and orange, in one statement.

    The same figures as ``deadlines.amber_days``. Nobody's version of a file grows by it: what an
    officer has open is not changed, only its colour.
    """
    figures, due = lamp_figures(), Petition.lamp_due_on
    length = DaysBetween(Petition.lamp_started_on, due)
    yellow = _least(figures.yellow_days, _below(length * figures.yellow_share))
    orange = _least(figures.orange_days, _below(length * figures.orange_share))
    db.session.flush()
    db.session.execute(
        sa.update(Petition)
        .where(due.is_not(None))
        .values(lamp_yellow_on=DaysBefore(due, yellow), lamp_orange_on=DaysBefore(due, orange)),
        execution_options={"synchronize_session": False},
    )
    db.session.expire_all()


def _below(hundredths: ColumnElement[int]) -> ColumnElement[int]:
    return (hundredths + 99) // 100 - 1


def _least(figure: int, days: ColumnElement[int]) -> ColumnElement[int]:
    return sa.case((days > figure, figure), else_=days)


def register() -> None:
    """Follow the settings of the lamps."""
    after_change(LAMP_SETTINGS, relight_all)
