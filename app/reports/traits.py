"""What petitions are sorted by when they are counted: each trait as one expression, as text.

Most of them are parts of one column, kept with the row (``petitions/models/counted.py``). A count
is a choice of values of traits; the same choice, as a condition, is the list behind it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased

from app.core.day_sums import within_months
from app.petitions.models import Petition
from app.petitions.models.counted import NO, PARTS
from app.settings.queries import value

#: A matter on which nobody came again for so many months after its end was settled at once.
SETTLED_AFTER = sa.bindparam(
    "settled", type_=sa.Integer, callable_=lambda: int(value("settled_months")), unique=True
)

Where = Mapping[str, tuple[str, ...]]


def flag(condition: Any) -> ColumnElement[str]:
    """Return a condition, which is never unknown, as a trait: 1 or 0."""
    return sa.cast(sa.cast(condition, sa.Integer), sa.String)


def _begins() -> Iterable[tuple[str, int]]:
    start = 1
    for name, part in PARTS.items():
        yield name, start
        start += part.width


_BEGINS = dict(_begins())


def part_of(traits: Any, name: str) -> ColumnElement[str]:
    """Return one of the parts of what is kept beside a petition."""
    return sa.func.substr(traits, _BEGINS[name], PARTS[name].width)


def _came_again() -> ColumnElement[bool]:
    """Say of a first petition whether somebody came again within some months of its end.

    As far as is known. Of others nobody asks.
    """
    again, first = aliased(Petition), part_of(Petition.traits, "repeat") == NO
    return sa.and_(
        first,
        sa.exists()
        .where(
            again.first_petition_id == Petition.id,
            again.state != "voided",
            again.registered_on > Petition.closed_on,
            within_months(Petition.closed_on, again.registered_on, SETTLED_AFTER),
        )
        .correlate(Petition),
    )


TRAITS: dict[str, ColumnElement[str]] = {
    **{name: part_of(Petition.traits, name) for name in PARTS},
    "again": flag(_came_again()),
}
