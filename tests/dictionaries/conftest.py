"""Who keeps the words: an administrator at the top of the installation."""

import pytest
import sqlalchemy as sa

from app.dictionaries.models import Item
from tests.factories import an_officer
from tests.factories.people import the_unit


@pytest.fixture
def keeper(db):
    return an_officer("System administrator")


@pytest.fixture
def below(db):
    """Return an administrator of a unit below the top, who reads only."""
    return an_officer("System administrator", the_unit("LT-WATER"))


@pytest.fixture
def the(db):
    def one(list_code, code):
        return db.session.scalars(
            sa.select(Item).where(Item.list_code == list_code, Item.code == code)
        ).one()

    return one
