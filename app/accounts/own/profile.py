"""What an officer keeps of himself: position, telephone, how pages look, how lists open."""

import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.accounts.own.models import DefaultFilter, Preference
from app.accounts.queries import somebody_who_may
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.privacy import mask_phone
from app.extensions import db
from app.journal.commands import note
from app.journal.models import AdminEvent


def administrators_of(officer: Officer, verb: str = "edit", *, most: int = 3) -> list[Officer]:
    """Return who can do this to the officer's account, the nearest unit first."""
    path = officer.unit.path if officer.unit else ""
    above = [int(part) for part in path.split("/") if part]
    return list(
        db.session.scalars(
            sa.select(Officer)
            .join(Unit, Unit.id == Officer.unit_id)
            .where(somebody_who_may(verb, "Account"), Unit.id.in_(above))
            .order_by(Unit.path.desc(), Officer.id)
            .limit(most)
        )
    )


def preference_of(officer: Officer) -> Preference:
    """Return how the officer likes the pages."""
    found = db.session.get(Preference, officer.id)
    return found or Preference(officer_id=officer.id, language="", large_text=False)


@atomic
def change_own_data(*, title: str, phone: str, by: Officer) -> None:
    """Write the own position and telephone another way; the journal masks the number."""
    before = {"title": by.title, "phone": mask_phone(by.phone)}
    if (by.title, by.phone) == (title.strip(), phone.strip()):
        return
    by.title, by.phone = title.strip(), phone.strip()
    after = {"title": by.title, "phone": mask_phone(by.phone)}
    note(
        "own.data_changed",
        about=("Account", by.id, by.full_name),
        by=by,
        before=before,
        after=after,
    )


@atomic
def speak(language: str, *, by: Officer) -> None:
    """Keep the officer's language, wherever he logs in."""
    liked = preference_of(by)
    liked.language = language
    db.session.add(liked)


@atomic
def prefer(*, language: str, large_text: bool, by: Officer) -> None:
    """Keep how the pages look for the officer, wherever he logs in."""
    liked = preference_of(by)
    liked.language, liked.large_text = language, large_text
    db.session.add(liked)


def default_filters(officer: Officer) -> dict[str, str]:
    """Return the filters with which lists open for an officer: page and query."""
    rows = db.session.scalars(
        sa.select(DefaultFilter)
        .where(DefaultFilter.officer_id == officer.id)
        .order_by(DefaultFilter.page)
    )
    return {row.page: row.query for row in rows}


def default_filter(officer: Officer, page: str) -> str:
    """Return the query with which a list opens for an officer; empty if he keeps none."""
    return (
        db.session.scalar(
            sa.select(DefaultFilter.query).where(
                DefaultFilter.officer_id == officer.id, DefaultFilter.page == page
            )
        )
        or ""
    )


@atomic
def keep_filter(page: str, query: str, *, by: Officer) -> None:
    """Let a list open with this filter for the officer from now on; empty opens it whole.

    :raises Invalid: if the filter is longer than what is kept.
    """
    row = db.session.get(DefaultFilter, (by.id, page))
    if len(query) > DefaultFilter.query.type.length:
        raise Invalid(N_("This filter is too long to be kept."))
    if query:
        row = row or DefaultFilter(officer_id=by.id, page=page)
        row.query = query
        db.session.add(row)
    elif row is not None:
        db.session.delete(row)


@atomic
def drop_filters(officer: Officer) -> None:
    """Forget how lists open for an officer who leaves.

    They do not go to a successor: his lists would hide from him what he has not asked to hide.
    """
    db.session.execute(sa.delete(DefaultFilter).where(DefaultFilter.officer_id == officer.id))


def recent_notes(officer: Officer, *, most: int = 20) -> list[AdminEvent]:
    """Return what an officer lately did beside the petitions."""
    return list(
        db.session.scalars(
            sa.select(AdminEvent)
            .where(AdminEvent.by_id == officer.id)
            .order_by(AdminEvent.id.desc())
            .limit(most)
        )
    )
