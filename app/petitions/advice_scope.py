"""Which proposals of article 40 an officer may learn of, and which enter his sums. Fails closed."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.accounts.models import Officer, Unit
from app.core.divisions import beginning
from app.petitions.models.advice import DELIVERED, Advice

_SIGNED = Advice.status.in_(DELIVERED)


def advice_visible_to(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition on ``Advice``: the two units of it, the other one once it is signed."""
    if officer is None or not officer.active or officer.unit_id is None:
        return sa.false()
    if not officer.may("read", "Advice"):
        return sa.false()
    received = sa.and_(Advice.unit_id == officer.unit_id, _SIGNED)
    return sa.or_(Advice.office_unit_id == officer.unit_id, received)


def advice_countable_by(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition under which a signed proposal may enter the officer's sums.

    Who has sums of a region counts what its offices made, even where he reads no proposal.
    """
    if officer is None or officer.id is None or not officer.active or not officer.may("count"):
        return sa.false()
    if "counts" in officer.scopes:
        return _made_in(officer.seat.region_code)
    return sa.and_(_SIGNED, advice_visible_to(officer))


def advice_countable_for(office: Unit) -> ColumnElement[bool]:
    """Return the condition under which a proposal enters the sums that an office reports."""
    return _made_in(office.region_code)


def _made_in(region: str | None) -> ColumnElement[bool]:
    if not region:
        return sa.false()
    inside = sa.select(Unit.id).where(
        Unit.region_code.startswith(beginning(region), autoescape=True)
    )
    return sa.and_(_SIGNED, Advice.office_unit_id.in_(inside))
