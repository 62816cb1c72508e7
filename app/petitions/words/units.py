"""What a file calls its units: an ended one as they were called then, an open one as today."""

from flask_babel import gettext as _

from app.accounts.models import Unit
from app.accounts.units.names import name_on
from app.petitions.models import Petition


def unit_of(petition: Petition, unit: Unit | None, *, short: bool = False) -> str:
    """Return what the file calls a unit that has or had to do with it; nothing without one."""
    return name_on(unit, petition.ended_on, short=short) if unit else ""


def archive_unit_of(petition: Petition, *, short: bool = False) -> str:
    """Return the unit under which the file was filed, as it was called on that day."""
    unit = petition.archive_unit
    return name_on(unit, petition.archived_on, short=short) if unit else ""


def holder_of(petition: Petition) -> str:
    """Return who has the file; of an open one also what the unit was called when it began."""
    now = unit_of(petition, petition.unit, short=True)
    if petition.unit is None or petition.ended_on is not None:
        return now
    then = name_on(petition.unit, petition.registered_on, short=True)
    return now if then == now else _("%(unit)s (formerly %(name)s)", unit=now, name=then)
