"""A limit in words: its lamp, the days left or over, the day of its end."""

from flask_babel import format_date
from flask_babel import gettext as _

from app.core.i18n import N_
from app.petitions.clocks.deadlines import Lamp
from app.petitions.limits.rules import OFFICE_LIMITS
from app.petitions.limits.words import LABELS

LAMPS = {
    "red": N_("Overdue"),
    "today": N_("Due today"),
    "orange": N_("Urgent"),
    "yellow": N_("Coming up"),
    "green": N_("On time"),
}


def lamp_of(lamp: Lamp) -> dict[str, str] | None:
    """Return a lamp in words: tone, word, days, day; nothing where no limit runs."""
    if lamp.tone == "none" or lamp.due_on is None:
        return None
    left = lamp.days_left or 0
    days = ""
    if left > 0:
        days = _("%(days)s days left", days=left)
    elif left < 0:
        days = _("%(days)s days over", days=-left)
    due = format_date(lamp.due_on, "medium")
    limit = LABELS.get(lamp.code or "")
    notes = [_("provisional")] if lamp.provisional else []
    if lamp.code in OFFICE_LIMITS:
        notes.insert(0, _("internal limit"))
    return {
        "note": _(", ").join(notes),
        "tone": lamp.tone,
        "word": _(LAMPS[lamp.tone]),
        "days_text": days,
        "due_text": _("until %(day)s", day=due),
        "title": _("%(limit)s, until %(day)s", limit=_(limit), day=due) if limit else due,
    }
