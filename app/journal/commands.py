"""Writing into the journal, inside the transaction of the act itself."""

from typing import Any

from flask_babel import gettext

from app.core import clock
from app.core.db import atomic
from app.extensions import db
from app.journal.models import AdminEvent
from app.journal.tags import TAGS


def note(
    tag: str,
    *,
    about: tuple[str, int | None, str],
    by: Any,
    unit_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AdminEvent:
    """Add an event; call it inside the command whose act it tells.

    ``about`` is noun, id and present name; ``by`` an officer, or None for the system. Of
    ``before`` and ``after`` only what differs is kept.

    :raises KeyError: for a tag that ``tags`` does not know.
    """
    TAGS[tag]
    noun, row, name = about
    if before is not None and after is not None:
        differing = {
            key for key in before.keys() | after.keys() if before.get(key) != after.get(key)
        }
        before = {key: value for key, value in before.items() if key in differing}
        after = {key: value for key, value in after.items() if key in differing}
    event = AdminEvent(
        at=clock.now(),
        tag=tag,
        by_id=by.id if by else None,
        by_name=_signature(by)[:100],
        unit_id=unit_id if unit_id is not None or by is None else by.unit_id,
        about=noun,
        about_id=row,
        about_name=name[:100],
        before=before,
        after=after,
    )
    db.session.add(event)
    return event


@atomic
def note_taken_out(noun: str, title: str, *, by: Any, rows: int) -> AdminEvent:
    """Write down that a list left as Excel; call it before anything is handed out."""
    tag = f"{noun.lower()}.exported"
    return note(tag, about=(noun, None, title), by=by, after={"count": rows})


def _signature(by: Any) -> str:
    """Return who did it as the journal keeps it: a deputy with whom he stood in for."""
    represented = getattr(by, "acting_for", None)
    if represented is None:
        return by.full_name if by else ""
    return gettext("%(deputy)s (for %(name)s)", deputy=by.full_name, name=represented.full_name)
