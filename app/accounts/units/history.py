"""What the journal knows of a unit, as its page tells it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.models import LEVELS, UNIT_KINDS, Unit
from app.core.i18n import N_
from app.extensions import db
from app.journal.models import AdminEvent
from app.journal.tags import TAGS

MOST = 50
WORDS = {
    "name": N_("Name"),
    "short_name": N_("Short name"),
    "code": N_("Code"),
    "kind": N_("Kind of unit"),
    "level": N_("Level"),
    "region_code": N_("Region"),
    "parent": N_("Superior unit"),
    "place": N_("Place in the order"),
    "review_unit": N_("Unit for review"),
    "re_examination_unit": N_("Unit for re-examination"),
    "contact": N_("Contact"),
    "phone": N_("Telephone"),
    "address": N_("Office address"),
    "letter_mark": N_("Mark of its letters"),
    "successor": N_("Successor unit"),
    "heir": N_("Successor unit"),
    "units": N_("Units"),
    "officers": N_("Officers"),
    "below": N_("Units below"),
}


@dataclass(frozen=True)
class Told:
    """One event: when, what, and the values before and after."""

    at: datetime
    sentence: str
    lines: list[str]


def of(unit: Unit) -> list[Told]:
    """Return what was done with a unit, the latest first."""
    found = db.session.scalars(
        sa.select(AdminEvent)
        .where(AdminEvent.about == "Unit", AdminEvent.about_id == unit.id)
        .order_by(AdminEvent.id.desc())
        .limit(MOST)
    )
    return [
        Told(
            event.at,
            _(TAGS[event.tag], by=event.by_name or _("The system"), name=event.about_name),
            _lines(event.before or {}, event.after or {}),
        )
        for event in found
    ]


def _lines(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    lines = []
    for key in dict.fromkeys((*before, *after)):
        old, new = _said(key, before.get(key)), _said(key, after.get(key))
        if not old and not new:
            continue
        label = _(WORDS.get(key, key))
        what = _("%(before)s → %(after)s", before=old, after=new) if old and new else old or new
        lines.append(_("%(label)s: %(what)s", label=label, what=what))
    return lines


def _said(key: str, value: Any) -> str:
    if isinstance(value, list):
        return _(", ").join(map(str, value))
    if key == "kind" and value in UNIT_KINDS:
        return _(UNIT_KINDS[value])
    if key == "level" and value in LEVELS:
        return _(LEVELS[value])
    return "" if value in (None, "") else str(value)
