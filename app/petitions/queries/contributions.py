"""Which contributions of assisting units are still owed: their clocks say so."""

from app.petitions.models import Clock, Petition

#: The limit of an assisting unit; nobody's law, set by who asks.
CODE = "H07"


def owing(petition: Petition) -> list[Clock]:
    """Return the running limits of assisting units, the most pressing first."""
    found = [one for one in petition.clocks if one.code == CODE and one.running]
    return sorted(found, key=lambda one: (one.due_on, one.id))


def owed_by(petition: Petition, unit_id: int | None) -> Clock | None:
    """Return what a unit owes next to the lead, if anything."""
    return next((one for one in owing(petition) if one.owner_unit_id == unit_id), None)
