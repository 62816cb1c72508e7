"""Fifty clerks register at once: every number is given once, and none is left out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core import clock
from app.extensions import db as session_of
from app.petitions.models import Matter, Petition
from app.registration.commands import enter
from tests.factories import a_registration, an_officer

CLERKS = 50
DAY = date(2026, 3, 2)


def test_fifty_registrations_at_once_are_unique_and_gapless(app, db):
    clerk = an_officer("Window clerk").id
    db.session.remove()
    together = Barrier(CLERKS)

    def one(position):
        with app.app_context(), clock.at(DAY):
            given = a_registration(DAY, name=f"信访人{position}")
            together.wait(timeout=60)
            officer = session_of.session.get(Officer, clerk)
            return enter(given, by=officer).petition.number

    with ThreadPoolExecutor(CLERKS) as pool:
        numbers = list(pool.map(one, range(CLERKS)))
    wanted = [f"LF61011520260302{serial:04d}" for serial in range(1, CLERKS + 1)]
    assert sorted(numbers) == wanted
    kept = db.session.scalars(sa.select(Petition.number).order_by(Petition.number)).all()
    assert kept == wanted
    assert db.session.scalar(sa.select(sa.func.count(Matter.number.distinct()))) == CLERKS


def test_a_registration_that_fails_leaves_no_gap(page, db, at):
    from tests.registration import filled

    client = page(an_officer("Window clerk"))
    with at(DAY):
        client.post("/registration/visit", data=filled.PLAIN_VISIT)
        client.post(
            "/registration/visit",
            data=filled.PLAIN_VISIT | {"is_repeat": "y", "first_number": "LF0"},
        )
        client.post("/registration/visit", data=filled.PLAIN_VISIT)
    numbers = db.session.scalars(sa.select(Petition.number).order_by(Petition.id)).all()
    assert numbers == ["LF610115202603020001", "LF610115202603020002"]
