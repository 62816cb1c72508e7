"""A deputy's period, as the tests set it."""

from datetime import timedelta

from app.accounts.commands.deputies import set_deputy
from app.core import clock


def a_period(officer, deputy, days=7, begins=0, by=None):
    since = clock.today() + timedelta(days=begins)
    until = since + timedelta(days=days - 1)
    return set_deputy(
        officer, deputy=deputy, since=since, until=until, reason="出差", by=by or officer
    )
