"""What is open today: how much of it is due or overdue, and how old those are who wait."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.dashboard.leader.ages import Pyramid, pyramid
from app.extensions import db
from app.petitions.lists.due_days import lamp_condition
from app.petitions.models import Person, Petition
from app.petitions.workflow import OPEN
from app.reports.asked import Asked
from app.reports.charts.dimensions import AGES, DIMENSIONS
from app.reports.reader import Reader

#: The lamps that a leader asks for.
LAMPS = ("today", "red")
ALL_OPEN = "open"


@dataclass(frozen=True, slots=True)
class Standing:
    """How many petitions are open, due today, overdue; and the ages of who waits."""

    counts: dict[str, int]
    ages: Pyramid


def conditions(name: str, today: date) -> list[ColumnElement[bool]]:
    """Return what a petition is that one of the numbers counts."""
    found: list[ColumnElement[bool]] = [Petition.state.in_(OPEN)]
    return found if name == ALL_OPEN else [*found, lamp_condition(name, today)]


def standing(reader: Reader, asked: Asked, today: date) -> Standing:
    """Count what is open by age and sex of who came first, its lamps beside it: one statement."""
    band = DIMENSIONS["age"].axis(reader, asked).by
    lamps = [sa.func.sum(sa.case((lamp_condition(one, today), 1), else_=0)) for one in LAMPS]
    query = (
        sa.select(band.label("band"), _sex().label("sex"), sa.func.count(), *lamps)
        .where(*conditions(ALL_OPEN, today), reader.counted)
        .group_by(sa.literal_column("1"), sa.literal_column("2"))
    )
    counts: Counter[str] = Counter(dict.fromkeys((ALL_OPEN, *LAMPS), 0))
    people: Counter[tuple[str, str]] = Counter()
    for age, sex, number, *lit in db.session.execute(query):
        people[age, sex] += number
        counts.update({ALL_OPEN: number, **dict(zip(LAMPS, map(int, lit), strict=True))})
    return Standing(dict(counts), pyramid(people, tuple(AGES)))


def _sex() -> ColumnElement[str]:
    sex = (
        sa.select(sa.func.min(Person.sex))
        .where(Person.petition_id == Petition.id, Person.position == 0)
        .correlate(Petition)
        .scalar_subquery()
    )
    return sa.func.coalesce(sex, "")
