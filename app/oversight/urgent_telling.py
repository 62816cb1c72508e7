"""Urgent matters in words: rows, reports, the lamp in minutes, who was told and when."""

from datetime import datetime, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.core import clock
from app.core.i18n import N_
from app.oversight.urgent_queries import Informed
from app.petitions.clocks.urgent_figures import lamp_in_minutes, late_minutes, minutes_of
from app.petitions.models import UrgentMatter, UrgentReport

KINDS = {"first": N_("First report"), "further": N_("Further report"), "closing": N_("Last report")}
STATUSES = {"open": N_("Goes on"), "closed": N_("Closed")}
TABS = {"open": STATUSES["open"], "waiting": N_("To confirm"), "closed": STATUSES["closed"]}
TONES = {"red": N_("Report overdue"), "orange": N_("Report soon due"), "green": N_("In time")}


def at(instant: datetime | None) -> str:
    """Return an instant as the office's clock shows it, to the minute."""
    return f"{clock.office_time(instant):%Y-%m-%d %H:%M}" if instant else ""


def lamp(matter: UrgentMatter) -> dict[str, str] | None:
    """Return the lamp of the report that is due next, in minutes; a closed matter has none."""
    if matter.status != "open":
        return None
    minutes = minutes_of(matter.unit).further
    due = matter.reports[-1].reported_at + timedelta(minutes=minutes)
    found = lamp_in_minutes(due, clock.now(), minutes)
    left = abs(found.left)
    text = (
        _("%(num)s minutes over", num=left)
        if found.tone == "red"
        else _("%(num)s minutes left", num=left)
    )
    title = _("Next report due at %(time)s", time=at(due))
    return {"tone": found.tone, "word": _(TONES[found.tone]), "days_text": text, "title": title}


def row(matter: UrgentMatter) -> dict[str, Any]:
    """Return an urgent matter as a row of the list."""
    last = matter.reports[-1]
    return {
        "href": url_for("UrgentView.show", matter_id=matter.id),
        "title": matter.title,
        "unit": matter.unit.called,
        "place": last.place,
        "people": last.people or "",
        "known": at(matter.known_at),
        "last": at(last.reported_at),
        "number": last.number,
        "lamp": lamp(matter),
    }


def report(one: UrgentReport) -> dict[str, Any]:
    """Return one report with every field of its form."""
    late = late_minutes(one.due_at, one.reported_at)
    facts = (
        (_("Time of the event"), at(one.happened_at)),
        (_("Place"), one.place),
        (_("How many people"), str(one.people or "")),
        (_("Course of the event"), one.facts),
        (_("How it stands"), one.situation),
        (_("What is being done"), one.handling),
        (_("Responsible unit"), one.responsible),
        (_("Contact"), one.contact),
        (_("Reported at"), at(one.reported_at)),
        (_("Reported by"), one.by.full_name),
    )
    return {
        "id": one.id,
        "title": _("No. %(number)s: %(kind)s", number=one.number, kind=_(KINDS[one.kind])),
        "late": _("%(num)s minutes late", num=late) if late else "",
        "facts": [(label, words) for label, words in facts if words],
    }


def person(one: Informed) -> dict[str, str]:
    """Return who was told of which report, when he opened and when he confirmed it."""
    return {
        "name": one.officer.full_name,
        "unit": one.officer.unit.called if one.officer.unit else "",
        "told": _times(one.told),
        "opened": _times(one.opened),
        "confirmed": _times(one.confirmed),
    }


def _times(found: list[tuple[int, datetime]]) -> str:
    return _(", ").join(
        _("No. %(number)s %(time)s", number=number, time=f"{clock.office_time(when):%H:%M:%S}")
        for number, when in found
    )
