"""Proposing the holidays of a year from a file on the server: ``flask calendar load``."""

from collections.abc import Iterator
from pathlib import Path

import click
from flask import current_app
from flask_babel import force_locale

from app.accounts.models import Officer
from app.core.errors import DomainError, Invalid
from app.core.web.errors import say
from app.petitions.calendar.commands import propose_calendar
from app.petitions.calendar.plan import effect_of
from app.petitions.calendar.queries import deciders
from app.petitions.models import CalendarChange
from app.setup.day_files import read_days
from app.setup.day_sheet import DaySheet


def propose(file: Path, year: int, *, by: Officer | None, sure: bool) -> Iterator[str]:
    """Propose what a file holds and return what to tell of it; nothing changes before a grant.

    :raises click.ClickException: saying everything that is wrong with the file.
    """
    with current_app.test_request_context(), force_locale("en"):
        try:
            sheet = read_days(file.read_bytes(), year)
            if sheet.problems:
                raise click.ClickException("\n".join(_problems(sheet)))
            change = propose_calendar(year, sheet.days, by=by, sure=sure, source=file.name)
        except DomainError as error:
            raise click.ClickException(say(error)) from error
        yield from _told(change, year)


def _problems(sheet: DaySheet) -> Iterator[str]:
    yield "Nothing was changed."
    for one in sheet.problems:
        yield f"Row {one.row}: {say(Invalid(one.message, **one.params))}"


def _told(change: CalendarChange | None, year: int) -> Iterator[str]:
    if change is None:
        yield f"No petition is registered yet: the holidays of {year} are loaded."
        return
    found = effect_of(change)
    moved = len(found.elsewhere) + found.hidden
    who = ", ".join(one.full_name for one in deciders(change))
    yield f"Proposed for {year}: {moved} running limits would end on another day."
    yield f"Nothing changes until another person has agreed: {who or 'nobody can yet'}."
    yield f"Page: /calendar-changes/{change.id}"
