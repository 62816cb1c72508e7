"""A row is written once, and whoever writes it is told whether it was he."""

from app.core import clock
from app.core.upsert import insert_unless_there
from app.jobs.models import JobLease


def test_the_first_is_told_that_it_wrote_and_the_second_that_it_did_not(db):
    row = {"name": "test", "holder": "a", "until": clock.now()}
    assert insert_unless_there(db.session(), JobLease, row, unique=("name",)) is True
    other = row | {"holder": "b"}
    assert insert_unless_there(db.session(), JobLease, other, unique=("name",)) is False
    assert db.session.get(JobLease, "test").holder == "a"
