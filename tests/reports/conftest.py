"""The sixty petitions as a stage: registered once for all tests of a module that look at them."""

import pytest

from app.core import clock
from app.extensions import db as _db
from tests.factories import an_officer
from tests.reports.sixty import TODAY, sixty


@pytest.fixture(scope="module")
def stage(app, database):
    """Keep the sixty petitions standing until the module ends."""
    with app.app_context():
        with clock.at(TODAY):
            sixty()
        _db.session.remove()
    with database.staged():
        yield


@pytest.fixture
def office(stage, db, at):
    """Return the office of the sixty on the day it counts them."""
    with at(TODAY):
        yield


@pytest.fixture
def triage(page, office):
    """Return a triage officer who looks at it."""
    return page(an_officer("Triage officer"))
