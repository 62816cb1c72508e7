"""For whom is counted: an officer, or the office itself where nobody sits before a page."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement

from app.accounts.models import Officer, Unit
from app.petitions.scope import countable_by, countable_for


@dataclass(frozen=True)
class Reader:
    """Which petitions enter the sums, whose place they are put down to, who signs below."""

    counted: ColumnElement[bool]
    region: str
    unit: Unit | None
    name: str

    @classmethod
    def of(cls, officer: Officer) -> "Reader":
        """Return the officer as a reader: what he may count, of the place of his seat."""
        region = officer.seat.region_code or ""
        return cls(countable_by(officer), region, officer.unit, officer.full_name)

    @classmethod
    def of_office(cls, office: Unit) -> "Reader":
        """Return an office as a reader: what its region counts, whoever asks."""
        return cls(countable_for(office), office.region_code, office, "")
