"""The five steps of the first day, as data, and how far an office has come."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core.i18n import N_
from app.extensions import db
from app.setup.models import SetupStep


@dataclass(frozen=True)
class Step:
    """One step: its code, its title, and what it is for."""

    code: str
    title: str
    about: str

    @property
    def endpoint(self) -> str:
        """The page of the step."""
        return "HolidayView.show" if self.code == "holidays" else f"FirstDayView.{self.code}"


STEPS = (
    Step(
        "office",
        N_("Office and region"),
        N_("What the office is called and for which region it works; its streets are stations."),
    ),
    Step(
        "units",
        N_("Units"),
        N_("The units that petitions are sent to: from a template or from an Excel file."),
    ),
    Step(
        "roles",
        N_("Roles"),
        N_("What each role may do. The product’s own roles suit most offices as they are."),
    ),
    Step("accounts", N_("Accounts"), N_("Who works here: from an Excel file or one by one.")),
    Step(
        "holidays",
        N_("Holidays of the year"),
        N_("Time limits are counted with the public holidays and the working weekends."),
    ),
)
BY_CODE = {step.code: step for step in STEPS}


def done() -> frozenset[str]:
    """Return the steps that were done; an office with people and no step on record did them all."""
    people = sa.select(sa.func.count().label("number")).select_from(Officer).subquery()
    rows = db.session.execute(
        sa.select(people.c.number, SetupStep.code).outerjoin_from(people, SetupStep, sa.true())
    ).all()
    kept = frozenset(row.code for row in rows if row.code)
    return kept if kept or rows[0].number == 1 else frozenset(BY_CODE)


def still_open(gone_through: frozenset[str]) -> list[Step]:
    """Return the steps that are left, in their order."""
    return [step for step in STEPS if step.code not in gone_through]
