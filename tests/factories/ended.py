"""A matter that ended at the last level, without the long walk there: for what comes again."""

from datetime import date, timedelta

from app.core import clock
from app.extensions import db
from app.petitions.commands import intake
from app.petitions.models import Opinion, Petition
from tests.factories.people import an_officer, the_unit


def an_ended_file(served_on: date, **traits) -> Petition:
    """Register a petition before a day, and let its re-examination opinion be served on that."""
    from tests.factories.petitions import a_registration  # which needs this room itself

    with clock.at(served_on - timedelta(days=20)):
        clerk = an_officer("Window clerk")
        petition = intake.register(a_registration(clock.today(), **traits), by=clerk).petition
    petition.finalised = True
    db.session.add(
        Opinion(
            petition=petition, level="re_examination", unit=the_unit("XA"), facts="属实。",
            basis="《信访工作条例》第三十六条", conclusion="4", drafted_by_id=clerk.id,
            issued_on=served_on - timedelta(days=3), served_on=served_on,
        )
    )  # fmt: skip
    db.session.flush()
    return petition
