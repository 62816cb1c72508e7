"""The events of the administration that somebody may read, one sentence each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.journal_page.words import about_label, field_label, kind_of, written
from app.accounts.models import Officer, Unit
from app.accounts.subtree import at_the_top, units_managed_by
from app.core import clock
from app.core.clock import office_time
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.journal.models import AdminEvent
from app.journal.tags import TAGS

HISTORY = 20


@dataclass(frozen=True)
class Change:
    """One value of an event: what it was and what it became; of a list, what came and went."""

    label: str
    old: str = ""
    new: str = ""
    added: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """An event as people read it."""

    id: int
    at: str
    by: str
    text: str
    changes: list[Change]


@dataclass(frozen=True)
class Wanted:
    """What the journal is narrowed to."""

    person: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


def visible_to(officer: Officer) -> sa.ColumnElement[bool]:
    """Return the condition on ``AdminEvent``: the own subtree; what has no unit, at the top."""
    if at_the_top(officer):
        return sa.true()
    return AdminEvent.unit_id.in_(sa.select(Unit.id).where(units_managed_by(officer)))


def events_for(officer: Officer, wanted: Wanted, where: Place) -> Page[AdminEvent]:
    """Return one page of the journal, newest first."""
    query = sa.select(AdminEvent).where(visible_to(officer), *_conditions(wanted))
    # Not by id alone: what is told of an earlier day may be written down later.
    return key_page(db.session(), query, Order(AdminEvent.at, AdminEvent.id), where)


def history_of(noun: str, row: int) -> list[Told]:
    """Return the last events about one row."""
    query = sa.select(AdminEvent).where(AdminEvent.about == noun, AdminEvent.about_id == row)
    newest = query.order_by(AdminEvent.at.desc(), AdminEvent.id.desc()).limit(HISTORY)
    return [told(it) for it in db.session.scalars(newest)]


def told(event: AdminEvent) -> Told:
    """Return an event as a sentence, with what it changed."""
    by = event.by_name or _("The system")
    name = about_label(event.about, event.about_name)
    text = _(TAGS[event.tag], by=by, name=name) if event.tag in TAGS else name
    at = office_time(event.at).strftime("%Y-%m-%d %H:%M")
    return Told(event.id, at, by, text, _changes(event))


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.person:
        found.append(AdminEvent.by_name.contains(wanted.person, autoescape=True))
    if wanted.kind:
        found.append(AdminEvent.tag.startswith(f"{wanted.kind}.", autoescape=True))
    if wanted.since:
        found.append(AdminEvent.at >= clock.midnight(wanted.since))
    if wanted.until:
        found.append(AdminEvent.at < clock.midnight(wanted.until, later=1))
    return found


def _changes(event: AdminEvent) -> list[Change]:
    before, after = event.before or {}, event.after or {}
    setting = event.about_name if kind_of(event.tag) == "setting" else ""
    return [
        _change(key, before.get(key), after.get(key), setting=setting)
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    ]


def _change(key: str, old: Any, new: Any, *, setting: str) -> Change:
    label = field_label(key)
    if isinstance(old, list) or isinstance(new, list):
        was, became = old or [], new or []
        return Change(
            label,
            added=tuple(written(key, it) for it in became if it not in was),
            taken=tuple(written(key, it) for it in was if it not in became),
        )
    return Change(label, written(key, old, setting=setting), written(key, new, setting=setting))
