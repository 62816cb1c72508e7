"""0027 puts down what is there already, as the session puts down what comes."""

from datetime import date

import sqlalchemy as sa
from flask import current_app
from flask_migrate import downgrade, upgrade

from app.demo.generate import generate
from app.extensions import db
from app.petitions.models import Clock, FollowUp, Petition
from app.petitions.models.placing import wrong


def kept():
    """Return what is kept of petitions and limits, and which of them are put down."""
    rows = {}
    for model, column in ((Petition, Petition.traits), (Clock, Clock.what), (FollowUp, None)):
        columns = [model.id, model.placing_id.is_(None), *([] if column is None else [column])]
        rows[model] = db.session.execute(sa.select(*columns).order_by(model.id)).all()
    return rows


def test_what_is_there_is_counted_as_before(empty):
    upgrade()
    current_app.test_cli_runner().invoke(args=["init"], catch_exceptions=False)
    generate(petitions=60, years=1, seed=7, until=date(2026, 3, 13))
    before = kept()
    assert min(map(len, before.values())) > 5
    db.session.remove()
    downgrade(revision="0026")
    upgrade()
    assert kept() == before
    assert set(wrong(db.session()).values()) == {0}
