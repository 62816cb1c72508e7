"""Who looked, printed, uncovered and took out: written down beside the file, never in it."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.extensions import db
from app.petitions.models import AccessEvent, Attachment, Letter, Petition

#: Pages ask for a picture again and again; one line an hour says who looked.
SAME_LOOK = timedelta(hours=1)


@atomic
def note_access(
    kind: str,
    *,
    by: Officer,
    petition: Petition | None = None,
    purpose: str | None = None,
    row_count: int | None = None,
    facts: dict[str, Any] | None = None,
) -> AccessEvent:
    """Write down a read, print, export or unmask; ``facts`` hold no personal data."""
    event = AccessEvent(
        kind=kind,
        petition_id=petition.id if petition else None,
        by_id=by.id,
        on_behalf_of_id=by.acting_for.id if by.acting_for else None,
        unit_id=by.unit_id,
        recorded_at=clock.now(),
        purpose=purpose[:200] if purpose else None,
        row_count=row_count,
        facts=facts,
    )
    db.session.add(event)
    db.session.flush()
    return event


@atomic
def note_look(attachment: Attachment, *, by: Officer, how: str) -> AccessEvent | None:
    """Write down that a file was shown or taken out, once an hour for the same look."""
    facts = {"attachment": attachment.id, "how": how}
    return _once_an_hour(attachment.petition, facts, by=by)


@atomic
def note_letter(letter: Letter, *, by: Officer, how: str) -> AccessEvent | None:
    """Write down that a letter was shown or taken out: people's names stand in it."""
    return _once_an_hour(letter.petition, {"letter": letter.id, "how": how}, by=by)


def _once_an_hour(
    petition: Petition | None, facts: dict[str, Any], *, by: Officer
) -> AccessEvent | None:
    petition_id = petition.id if petition else None
    again = (
        sa.select(AccessEvent.id)
        .where(
            AccessEvent.petition_id.is_not_distinct_from(petition_id),
            AccessEvent.kind == "read",
            AccessEvent.by_id == by.id,
            AccessEvent.facts == facts,
            AccessEvent.recorded_at > clock.now() - SAME_LOOK,
        )
        .limit(1)
    )
    if db.session.scalar(again) is not None:
        return None
    return note_access("read", by=by, petition=petition, facts=facts)
