"""A command is kept whole or not at all; a refusal costs no reading twice."""

import pytest
import sqlalchemy as sa

from app.accounts.models import Unit
from app.core.db import atomic
from app.core.errors import Invalid
from tests.factories import an_officer, the_unit


@atomic
def rename(session, unit, *, then=None, write=False):
    unit.name = "改了名的单位"
    if write:
        session.flush()
    if then:
        raise then


def kept_name(db) -> str:
    """Return the name as the database has it, whatever the session holds."""
    with db.engine.connect() as connection:
        return connection.scalar(sa.select(Unit.__table__.c.name).where(Unit.code == "LT-WATER"))


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("failure", [Invalid("No."), RuntimeError("broken")])
def test_nothing_of_a_failed_command_stays(db, failure, write):
    unit = the_unit("LT-WATER")
    before = unit.name
    with pytest.raises(type(failure)):
        rename(db.session, unit, then=failure, write=write)
    assert unit.name == before
    db.session.flush()
    db.session.rollback()
    assert kept_name(db) == before


def test_what_a_refused_command_only_read_stays_loaded(db, database):
    unit, officer = the_unit("LT-WATER"), an_officer("Handler")
    assert officer.may("accept")
    with pytest.raises(Invalid):
        rename(db.session, unit, then=Invalid("No."))
    database.statements.clear()
    assert officer.may("accept")
    assert officer.full_name
    assert not database.statements


def test_a_new_row_of_a_refused_command_is_forgotten(db):
    @atomic
    def found():
        db.session.add(Unit(code="X", name="新单位", kind="station", level=5, region_code="610115"))
        raise Invalid("No.")

    with pytest.raises(Invalid):
        found()
    assert not db.session.new


def test_a_statement_of_a_refused_command_is_taken_back(db):
    before = kept_name(db)

    @atomic
    def change():
        db.session.execute(sa.update(Unit).where(Unit.code == "LT-WATER").values(name="别名"))
        raise Invalid("No.")

    with pytest.raises(Invalid):
        change()
    assert the_unit("LT-WATER").name == before
