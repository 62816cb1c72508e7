"""What petitions are sorted by when they are counted: each trait as one expression, as text.

A count is a choice of values of traits; the same choice, as a condition, is the list behind it.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased

from app.core.day_sums import within_months
from app.petitions.models import Clock, Petition
from app.petitions.workflow import ENDED
from app.reports.asked import FROM_ABOVE
from app.settings.queries import value

YES, NO = "1", "0"
#: From so many heads on a visit is counted apart in the master table.
LARGE = 50
#: Limits of the one who answers (D06, D16, D17); one that ended late was not kept.
ANSWERING = ("D06", "D16", "D17")

#: A matter on which nobody came again for so many months after its end was settled at once.
SETTLED_AFTER = sa.bindparam(
    "settled", type_=sa.Integer, callable_=lambda: int(value("settled_months")), unique=True
)

#: Statutory routes that art. 22 (2) knows: the legal organs, the discipline inspection.
ORGANS = ("71", "72")

Where = Mapping[str, tuple[str, ...]]

#: What became of a file; one that was archived stays what it was before.
FATE: ColumnElement[str] = sa.func.coalesce(Petition.archived_from, Petition.state)


def flag(condition: Any) -> ColumnElement[str]:
    """Return a condition, which is never unknown, as a trait: 1 or 0."""
    return sa.cast(sa.cast(condition, sa.Integer), sa.String)


def _late() -> ColumnElement[bool]:
    # A set of its own, read from its own index: not asked for beside every row.
    late = sa.select(Clock.petition_id).where(
        Clock.code.in_(ANSWERING), Clock.stopped_on > Clock.due_on
    )
    return Petition.id.in_(late)


def _came_again() -> ColumnElement[bool]:
    """Say whether somebody came again on it within some months of its end, as far as is known."""
    again = aliased(Petition)
    return (
        sa.exists()
        .where(
            again.first_petition_id == Petition.id,
            again.state != "voided",
            again.registered_on > Petition.closed_on,
            within_months(Petition.closed_on, again.registered_on, SETTLED_AFTER),
        )
        .correlate(Petition)
    )


def _known(column: Any, codes: str, otherwise: str) -> ColumnElement[str]:
    """Return a code that has a column of its own, or what stands for every other one."""
    known = tuple(codes.split())
    return sa.case((column.in_(known), column), else_=otherwise)


TRAITS: dict[str, ColumnElement[str]] = {
    "kind": _known(sa.func.substr(Petition.channel, 1, 1), "1 2 3 4", "9"),
    "repeat": flag(Petition.is_repeat),
    "group": flag(Petition.is_group),
    "large": flag(Petition.head_count >= LARGE),
    "anonymous": flag(Petition.anonymous),
    "skip": flag(Petition.skip_level),
    "level": _known(Petition.level, "1 2 3 4 5", "9"),
    "purpose": _known(Petition.purpose, "01 02 03 04 05", "99"),
    "ended": flag(Petition.state.in_((*ENDED, "archived"))),
    "late": flag(_late()),
    "again": flag(_came_again()),
    "outside": flag(Petition.off_site),
    "above": sa.case((Petition.source.in_(FROM_ABOVE), Petition.source), else_=NO),
    "fate": FATE,
    "organ": sa.case((Petition.statutory_route.in_(ORGANS), Petition.statutory_route), else_=NO),
}
