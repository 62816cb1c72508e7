"""What the registration desk reads: drafts that wait, what was registered today."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload, undefer

from app.accounts.models import Officer
from app.core import clock
from app.core.errors import NotFound
from app.core.i18n import N_
from app.extensions import db
from app.petitions.lists import worklists
from app.petitions.models import Draft, Petition
from app.petitions.scope import visible_to

MOST_OFFERED = 3
#: How long the key is that a form is opened with; the name of its draft ends in it.
KEY_LENGTH = 16
Pairs = Iterable[tuple[str, str]]


def in_the_register() -> sa.ColumnElement[bool]:
    """Return the condition on a draft that its form is registered: the two may cross."""
    key = sa.func.substr(Draft.form, sa.func.length(Draft.form) - KEY_LENGTH + 1)
    return sa.exists().where(Petition.registered_by_id == Draft.user_id, Petition.form_key == key)


def is_registered(officer: Officer, key: str) -> bool:
    """Say whether the officer registered the form that was opened with this key."""
    found = sa.exists().where(Petition.registered_by_id == officer.id, Petition.form_key == key)
    return bool(db.session.scalar(sa.select(found)))


def drafts_of(officer: Officer, form: str) -> list[Draft]:
    """Return the officer's newest drafts of a form that have not expired."""
    return list(
        db.session.scalars(
            sa.select(Draft)
            .where(
                Draft.user_id == officer.id,
                Draft.form.startswith(f"{form}:", autoescape=True),
                Draft.expires_at > clock.now(),
                ~in_the_register(),
            )
            .order_by(Draft.saved_at.desc(), Draft.id.desc())
            .limit(MOST_OFFERED)
        )
    )


def draft(officer: Officer, form: str, slot: str) -> Draft | None:
    """Return one of the officer's own drafts."""
    return db.session.scalar(
        sa.select(Draft).where(
            Draft.user_id == officer.id,
            Draft.form == f"{form}:{slot}",
            Draft.expires_at > clock.now(),
            ~in_the_register(),
        )
    )


def fields_of(kept: Draft) -> list[tuple[str, str]]:
    """Return the fields of a draft as the form sent them."""
    return [(name, value) for name, value in json.loads(kept.content)]


@dataclass(frozen=True)
class Registered:
    """How many petitions came by one form, and the people behind them."""

    form: str
    petitions: int
    heads: int


def registered_today(officer: Officer) -> list[Registered]:
    """Count what the ledger shows the officer, by form."""
    shown = worklists.base(officer, "today").with_only_columns(
        Petition.form, sa.func.count(), sa.func.sum(Petition.head_count)
    )
    shown = shown.where(Petition.is_accusation.is_(False))
    rows = db.session.execute(shown.group_by(Petition.form).order_by(Petition.form)).all()
    return [Registered(form, petitions, int(heads)) for form, petitions, heads in rows]


def for_slip(officer: Officer, petition_id: int) -> Petition:
    """Return a petition with what its slip shows; never an accusation.

    :raises NotFound: if there is none, or none for this officer.
    """
    found = db.session.scalar(
        sa.select(Petition)
        .where(Petition.id == petition_id, Petition.is_accusation.is_(False), visible_to(officer))
        .options(
            undefer(Petition.content),
            undefer(Petition.window_opinion),
            undefer(Petition.reply_text),
            joinedload(Petition.registering_unit),
            joinedload(Petition.responsible_unit),
            joinedload(Petition.registered_by),
            selectinload(Petition.people),
            selectinload(Petition.requests),
        )
    )
    if found is None:
        raise NotFound(N_("There is no such petition."))
    return found
