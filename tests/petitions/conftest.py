"""How the tests of scope look: by the condition that every list starts from."""

import pytest
import sqlalchemy as sa

from app.core import clock
from app.petitions.models import Petition
from app.petitions.scope import visible_to

TODAY = "2026-03-02"


@pytest.fixture
def session(db):
    return db.session


@pytest.fixture
def sees(session):
    """Return a function: does the officer see the petition, by the condition of every list."""

    def look(officer, file, rule=visible_to, on=TODAY):
        with clock.at(on):
            query = sa.select(sa.func.count(Petition.id)).where(
                Petition.id == file.petition.id, rule(officer)
            )
        return session.scalar(query) == 1

    return look
