"""For whom is counted: an officer, or the office itself where nobody sits before a page."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement

from app.accounts.models import Officer, Unit
from app.petitions.advice_scope import advice_countable_by, advice_countable_for
from app.petitions.scope import countable_by, countable_for

#: Scopes under which all of a region enters the sums.
WIDE = {"all", "region_below", "counts"}
OWN, UNIT = "own", "unit"


@dataclass(frozen=True)
class Reader:
    """Which petitions and proposals enter the sums, whose place it is, who signs below.

    ``narrowed`` says to what the sums are narrowed where they hold less than their unit reports.
    """

    counted: ColumnElement[bool]
    proposals: ColumnElement[bool]
    region: str
    unit: Unit | None
    name: str
    narrowed: str = ""

    @classmethod
    def of(cls, officer: Officer) -> "Reader":
        """Return the officer as a reader: what he may count, of the place of his seat."""
        return cls(
            countable_by(officer),
            advice_countable_by(officer),
            officer.seat.region_code or "",
            officer.unit,
            officer.full_name,
            _narrowed(officer),
        )

    @classmethod
    def of_office(cls, office: Unit) -> "Reader":
        """Return an office as a reader: what its region counts, whoever asks."""
        region = office.region_code
        return cls(countable_for(office), advice_countable_for(office), region, office, "")


def _narrowed(officer: Officer) -> str:
    """Return what an officer counts instead of all: his own petitions, or those of his unit.

    A petition office reports its region; any other unit nothing but its own petitions.
    """
    if officer.scopes & WIDE:
        return ""
    if officer.scopes & {"unit", "unit_below"}:
        return UNIT if officer.unit and officer.unit.kind == "petition_office" else ""
    return OWN
