"""A unit that is given another name, long after what it has done."""

from datetime import date

from app.accounts.units.names import keep_name
from app.extensions import db
from tests.factories import the_unit

NEW, NEW_SHORT = "临潼区水利和湖泊局", "水湖局"


def rename(code="LT-WATER", *, name=NEW, short=NEW_SHORT, until=date(2031, 1, 1)):
    """Rename a unit and return what it was called: its full and its short name."""
    unit = the_unit(code)
    old = (unit.name, unit.called)
    keep_name(unit, unit.name, unit.short_name, until=until)
    unit.name, unit.short_name = name, short
    db.session.flush()
    return old
