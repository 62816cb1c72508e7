"""The bell that an open page asks: cheap, private, and no reason to stay logged in."""

import sqlalchemy as sa

from app.jobs.performing import run_once
from app.reminders.models import Reminder
from tests.factories import an_officer
from tests.reminders.planned import a_plan


def rung(officer, at):
    with at("2026-03-04T10:00"):
        a_plan(officer)
        run_once()


def test_nothing_new_is_answered_with_304(as_, db, at, database):
    rung(an_officer(), at)
    client = as_(an_officer())
    first = client.get("/reminders/news")
    assert first.json["count"] == 1
    assert first.json["sound"] is False
    database.statements.clear()
    again = client.get("/reminders/news", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data
    assert len(database.statements) <= 4


def test_asking_does_not_prolong_the_session(as_, db, at):
    client = as_(an_officer())
    with at("2026-03-02T09:00"):
        assert "Set-Cookie" in client.get("/reminders/").headers
    with at("2026-03-02T11:00"):
        assert "Set-Cookie" not in client.get("/reminders/news").headers
        assert "Set-Cookie" in client.get("/reminders/").headers


def test_the_sound_is_the_persons_own_choice(as_, db):
    client = as_(an_officer())
    client.post("/reminders/sound", data={"sound": "on"})
    assert client.get("/reminders/news").json["sound"] is True
    assert as_(an_officer("Reviewer")).get("/reminders/news").json["sound"] is False
    client.post("/reminders/sound", data={"sound": "off"})
    assert client.get("/reminders/news").json["sound"] is False


def test_nobody_opens_or_ticks_off_anothers_reminder(as_, db, at):
    rung(an_officer(), at)
    mine = db.session.scalars(sa.select(Reminder)).one().id
    client = as_(an_officer("Reviewer"))
    for act in ("open", "seen"):
        assert client.post(f"/reminders/{mine}/{act}").status_code == 404
    client.post("/reminders/seen")
    db.session.expire_all()
    assert db.session.get(Reminder, mine).seen_at is None
    as_(an_officer()).post("/reminders/seen")
    db.session.expire_all()
    assert db.session.get(Reminder, mine).seen_at is not None
