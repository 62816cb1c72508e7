"""Units, officers and petitions that a form names, or the sentence that there are none."""

import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.models import Petition, Recusal


def unit_by_id(unit_id: int, *, field: str = "unit_id") -> Unit:
    """Return an active unit, or say beside the field that there is none."""
    unit = db.session.get(Unit, unit_id)
    if unit is None or not unit.active:
        raise Invalid(N_("Choose a unit from the list."), field=field)
    return unit


def petition_by_number(number: str, *, by: Officer, field: str) -> Petition:
    """Return a petition that the officer may see, by its number."""
    from app.petitions.scope import visible_to

    found = db.session.scalar(
        sa.select(Petition).where(Petition.number == number.strip().upper(), visible_to(by))
    )
    if found is None:
        raise Invalid(N_("There is no petition with this number."), field=field)
    return found


def handler_by_id(
    petition: Petition, officer_id: int, *, unit: Unit | None, field: str = "officer_id"
) -> Officer:
    """Return who is to handle a file: an officer of the unit whose recusal nobody asked for.

    While it is asked for he handles nothing new; the decision says whether he may.
    """
    officer = officer_by_id(officer_id, unit=unit, field=field)
    recusal = sa.select(Recusal.status).where(
        Recusal.petition_id == petition.id, Recusal.user_id == officer.id
    )
    known = set(db.session.scalars(recusal))
    if "granted" in known:
        raise Invalid(N_("This person has stepped aside from it (art. 28(3))."), field=field)
    if "asked" in known:
        raise Invalid(
            N_("The recusal of this person waits for a decision (art. 28(3))."), field=field
        )
    return officer


def officer_by_id(
    officer_id: int, *, unit: Unit | None = None, field: str = "officer_id"
) -> Officer:
    """Return an active officer, of that unit if one is named."""
    officer = db.session.get(Officer, officer_id)
    if officer is None or not officer.active or (unit and officer.unit_id != unit.id):
        raise Invalid(N_("Choose a person from the list."), field=field)
    return officer
