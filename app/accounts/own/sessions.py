"""The logins that are open: begun, looked up, ended; limits are kept here and not in the cookie."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.accounts.own.browsers import in_words
from app.accounts.own.models import LoginSession
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError
from app.core.i18n import N_
from app.extensions import db
from app.journal.commands import note
from app.settings.queries import value

#: Why a session ended, as its browser is told at the next request.
WHY = {
    "logout": N_("You logged out."),
    "elsewhere": N_("Your account was logged in elsewhere."),
    "by_owner": N_("This login was ended from another browser of yours."),
    "password": N_("Your password was changed. Please log in with the new one."),
    "factor": N_("Your second factor was changed. Please log in again."),
    "revoked": N_("An administrator ended your login."),
    "idle": N_("Nothing was done for a while. Please log in again."),
    "expired": N_("The longest time of a login is over. Please log in again."),
}
_COARSE = timedelta(minutes=1)


@dataclass(frozen=True)
class Client:
    """From where somebody comes in."""

    address: str = ""
    user_agent: str = ""


def digest(token: str) -> str:
    """Return what the table keeps of a token; the token is random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


@atomic
def begin(officer: Officer, client: Client, *, must_enrol: bool = False) -> str:
    """Open a session and return its token; older ones beyond the allowed number end."""
    moment, token = clock.now(), secrets.token_urlsafe(32)
    at_once = value("sessions_at_once", officer.unit)
    if at_once:
        for row in open_of(officer)[at_once - 1 :]:
            _end(row, "elsewhere")
    db.session.add(
        LoginSession(
            token_digest=digest(token),
            officer_id=officer.id,
            version=officer.session_version,
            started_at=moment,
            last_seen_at=moment,
            address=client.address[:45],
            browser=in_words(client.user_agent),
            must_enrol=must_enrol,
        )
    )
    return token


def found(token: str, officer_id: int) -> tuple[Officer, LoginSession] | None:
    """Return officer and session of a token, open or not: one statement."""
    rows = db.session.execute(
        sa.select(Officer, LoginSession)
        .join(LoginSession, LoginSession.officer_id == Officer.id)
        .where(LoginSession.token_digest == digest(token), Officer.id == officer_id)
        # The top bar names the roles on every page.
        .options(joinedload(Officer.unit), joinedload(Officer.roles))
    )
    row = rows.unique().first()
    return (row[0], row[1]) if row else None


def why_over(officer: Officer, row: LoginSession, *, idle_ends: bool = True) -> str:
    """Return why a session is over, a key of ``WHY``; empty while it is open."""
    if row.ended_at is not None:
        return row.ended_why or "revoked"
    if row.version != officer.session_version or not officer.active:
        return "revoked"
    moment = clock.now()
    if moment - row.started_at > timedelta(hours=value("session_hours", officer.unit)):
        return "expired"
    idle = timedelta(minutes=value("idle_minutes", officer.unit))
    if idle_ends and moment - row.last_seen_at > idle:
        return "idle"
    return ""


def open_of(officer: Officer) -> list[LoginSession]:
    """Return the open sessions of an officer, the newest first."""
    rows = db.session.scalars(
        sa.select(LoginSession)
        .where(LoginSession.officer_id == officer.id, LoginSession.ended_at.is_(None))
        .where(LoginSession.version == officer.session_version)
        .order_by(LoginSession.started_at.desc(), LoginSession.id.desc())
    )
    return [row for row in rows if not why_over(officer, row)]


def before(this: LoginSession) -> LoginSession | None:
    """Return the officer's login before this one, which he may recognise or not."""
    return db.session.scalar(
        sa.select(LoginSession)
        .where(LoginSession.officer_id == this.officer_id, LoginSession.id < this.id)
        .order_by(LoginSession.id.desc())
        .limit(1)
    )


def touch(row: LoginSession) -> None:
    """Note that somebody is still there, at most once in a minute."""
    moment = clock.now()
    if moment - row.last_seen_at >= _COARSE:
        _write_seen(row.id, moment)


def _write_seen(row_id: int, moment: datetime) -> None:
    session = db.session()
    # What the request has read so far stays read: nothing of it has changed.
    keep, session.expire_on_commit = session.expire_on_commit, False
    try:
        _seen(row_id, moment)
    finally:
        session.expire_on_commit = keep


@atomic
def _seen(row_id: int, moment: datetime) -> None:
    db.session.execute(
        sa.update(LoginSession)
        .where(LoginSession.id == row_id)
        .values(last_seen_at=moment)
        .execution_options(synchronize_session=False)
    )


@atomic
def log_out(row: LoginSession) -> None:
    """End the session whose officer leaves his desk."""
    _end(row, "logout")


@atomic
def end_one(session_id: int, *, by: Officer) -> None:
    """End one of the officer's own sessions.

    :raises DomainError: if he has no such open session.
    """
    for row in open_of(by):
        if row.id == session_id:
            return _end_and_tell([row], by)
    raise DomainError(N_("This login has ended already."))


@atomic
def end_others(this: LoginSession, *, by: Officer) -> int:
    """End every session of the officer but this one; return how many there were."""
    others = [row for row in open_of(by) if row.id != this.id]
    if others:
        _end_and_tell(others, by)
    return len(others)


def outlive(officer: Officer, this: LoginSession | None, why: str) -> None:
    """End all sessions of an officer; the one in which he sits goes on. Called by commands."""
    for row in open_of(officer):
        if this is None or row.id != this.id:
            _end(row, why)
    officer.session_version += 1
    if this is not None:
        this.version = officer.session_version


def _end_and_tell(rows: Collection[LoginSession], by: Officer) -> None:
    for row in rows:
        _end(row, "by_owner")
    note(
        "own.sessions_ended",
        about=("Account", by.id, by.full_name),
        by=by,
        after={"count": len(rows)},
    )


def _end(row: LoginSession, why: str) -> None:
    row.ended_at, row.ended_why = clock.now(), why
