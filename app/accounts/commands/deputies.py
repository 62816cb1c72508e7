"""Deputies: named for a period, and sent back to their own seat."""

from datetime import date

import sqlalchemy as sa

from app.accounts.deputies import Deputy, refuse_pair
from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.extensions import db
from app.journal.commands import note
from app.settings.queries import value


@atomic
def set_deputy(
    officer: Officer, *, deputy: Officer, since: date, until: date, reason: str, by: Officer
) -> Deputy:
    """Let somebody stand in for the officer in a period.

    :raises Invalid: for a person or a period that cannot be.
    :raises DomainError: for whoever may not name a deputy for this officer.
    """
    _may_name(officer, by)
    refuse_pair(officer, deputy)
    _check_period(officer, since, until)
    # Both are written before anything is read: of two at once the second waits, and then sees.
    db.session.execute(
        sa.update(Officer)
        .where(Officer.id.in_(sorted((officer.id, deputy.id))))
        .values(changed_on=clock.now().replace(tzinfo=None))
    )
    _refuse_overlap(officer, deputy, since, until)
    period = Deputy(
        officer=officer,
        deputy=deputy,
        since=since,
        until=until,
        reason=reason.strip(),
        by_id=by.id,
        set_at=clock.now(),
    )
    db.session.add(period)
    db.session.flush()
    note(
        "deputy.set",
        about=("Account", officer.id, officer.full_name),
        by=by,
        unit_id=officer.unit_id,
        after=_told(period, deputy),
    )
    return period


@atomic
def end_deputy(period: Deputy, *, by: Officer) -> None:
    """End a period before its last day; the deputy is in his own seat from the next request on."""
    if by.id != period.deputy_id:
        _may_name(period.officer, by)
    if period.ended_at is not None or period.until < clock.today():
        raise DomainError(N_("This period is over already."))
    period.ended_at = clock.now()
    note(
        "deputy.ended",
        about=("Account", period.officer_id, period.officer.full_name),
        by=by,
        unit_id=period.officer.unit_id,
        before=_told(period, period.deputy),
    )


def _told(period: Deputy, deputy: Officer) -> dict[str, str]:
    return {
        "deputy": deputy.full_name,
        "since": period.since.isoformat(),
        "until": period.until.isoformat(),
    }


def _may_name(officer: Officer, by: Officer) -> None:
    """Refuse whoever is neither the officer himself nor keeps accounts; a deputy never is."""
    if by.acting_for is None and (by.id == officer.id or by.may("set_deputy", "Account")):
        return
    raise DomainError(N_("Only the officer himself or an administrator names a deputy."))


def _check_period(officer: Officer, since: date, until: date) -> None:
    if since < clock.today():
        raise Invalid(N_("The start date lies in the past."), field="since")
    if until < since:
        raise Invalid(N_("The end date lies before the start date."), field="until")
    most = value("deputy_days", officer.unit)
    if (until - since).days + 1 > most:
        raise Invalid(N_("At most %(most)s days at a time."), field="until", most=most)


def _refuse_overlap(officer: Officer, deputy: Officer, since: date, until: date) -> None:
    within = sa.and_(Deputy.ended_at.is_(None), Deputy.since <= until, Deputy.until >= since)
    clashes = (
        (Deputy.officer_id == officer.id, N_("There is a deputy in this period already."), "since"),
        (
            Deputy.officer_id == deputy.id,
            N_("This colleague has a deputy in this period; a deputy has no deputy."),
            "deputy_id",
        ),
        (
            Deputy.deputy_id == officer.id,
            N_("The officer stands in for a colleague in this period; a deputy has no deputy."),
            "since",
        ),
    )
    for whose, why, field in clashes:
        if db.session.scalar(sa.select(Deputy.id).where(whose, within).limit(1)) is not None:
            raise Invalid(why, field=field)
