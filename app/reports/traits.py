"""What petitions are sorted by when they are counted: each trait as one expression, as text.

A count is a choice of values of traits; the same choice, as a condition, is the list behind it.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased

from app.petitions.models import Clock, Petition
from app.petitions.workflow import ENDED

YES, NO = "1", "0"
#: From so many heads on a visit is counted apart in the master table.
LARGE = 50
#: Limits of the one who answers (D06, D16, D17); one that ended late was not kept.
ANSWERING = ("D06", "D16", "D17")

Where = Mapping[str, tuple[str, ...]]


def _flag(condition: Any) -> ColumnElement[str]:
    return sa.case((condition, YES), else_=NO)


def _late() -> ColumnElement[bool]:
    return (
        sa.exists()
        .where(
            Clock.petition_id == Petition.id,
            Clock.code.in_(ANSWERING),
            Clock.stopped_on > Clock.due_on,
        )
        .correlate(Petition)
    )


def _came_again() -> ColumnElement[bool]:
    again = aliased(Petition)
    return (
        sa.exists()
        .where(
            again.first_petition_id == Petition.id,
            again.state != "voided",
            again.registered_on > Petition.closed_on,
        )
        .correlate(Petition)
    )


def _known(column: Any, codes: str, otherwise: str) -> ColumnElement[str]:
    """Return a code that has a column of its own, or what stands for every other one."""
    known = tuple(codes.split())
    return sa.case((column.in_(known), column), else_=otherwise)


TRAITS: dict[str, ColumnElement[str]] = {
    "kind": _known(sa.func.substr(Petition.channel, 1, 1), "1 2 3 4", "9"),
    "repeat": _flag(Petition.is_repeat),
    "group": _flag(Petition.is_group),
    "large": _flag(Petition.head_count >= LARGE),
    "anonymous": _flag(Petition.anonymous),
    "skip": _flag(Petition.skip_level),
    "level": _known(Petition.level, "1 2 3 4 5", "9"),
    "purpose": _known(Petition.purpose, "01 02 03 04 05", "99"),
    "ended": _flag(Petition.state.in_((*ENDED, "archived"))),
    "late": _flag(_late()),
    "again": _flag(_came_again()),
}


def condition(where: Where) -> list[ColumnElement[bool]]:
    """Return a choice of values as conditions on ``Petition``."""
    return [TRAITS[name].in_(values) for name, values in where.items()]
