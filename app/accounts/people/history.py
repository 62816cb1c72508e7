"""What was done to an account, as sentences with the old and the new values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core.i18n import N_
from app.extensions import db
from app.journal.models import AdminEvent
from app.journal.tags import TAGS

MOST = 50
LABELS = {
    "username": N_("User name"),
    "full_name": N_("Full name"),
    "unit": N_("Unit"),
    "region": N_("Region"),
    "title": N_("Position"),
    "phone": N_("Telephone"),
    "roles": N_("Roles"),
    "reason": N_("Reason"),
}


@dataclass(frozen=True)
class Told:
    """One act, as the page tells it."""

    at: datetime
    sentence: str
    changes: list[tuple[str, str, str]]


def history_of(officer: Officer) -> list[Told]:
    """Return the latest acts on an account, the newest first."""
    its_own = (AdminEvent.about == "Account", AdminEvent.about_id == officer.id)
    # A database may give the number of a deleted account to a new one.
    another = sa.select(sa.func.coalesce(sa.func.max(AdminEvent.id), 0)).where(
        *its_own, AdminEvent.tag == "account.deleted"
    )
    events = db.session.scalars(
        sa.select(AdminEvent)
        .where(*its_own, AdminEvent.id > another.scalar_subquery())
        .order_by(AdminEvent.id.desc())
        .limit(MOST)
    )
    return [_told(event) for event in events if event.tag in TAGS]


def _told(event: AdminEvent) -> Told:
    sentence = _(TAGS[event.tag], by=event.by_name or _("The system"), name=event.about_name)
    before, after = event.before or {}, event.after or {}
    changes = [
        (_(label), _worded(before.get(key)), _worded(after.get(key)))
        for key, label in LABELS.items()
        if before.get(key) or after.get(key)
    ]
    return Told(event.at, sentence, changes)


def _worded(value: Any) -> str:
    if isinstance(value, list):
        return _(", ").join(_(name) for name in value)
    return str(value or "")
