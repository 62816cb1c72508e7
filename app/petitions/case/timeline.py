"""The history of a file as the timeline draws it: one sentence an event."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.dictionaries import queries as dictionary
from app.petitions.case.casefile import History
from app.petitions.commands.pressing import PRESSED_BY_RULE
from app.petitions.forms.records import CorrectForm
from app.petitions.models import Event
from app.petitions.words.days import moment, short_day
from app.petitions.words.sentences import note, sentence

WARNING = frozenset(
    {"issue_supervision", PRESSED_BY_RULE, "record_incident", "object", "return_report"}
)
CODED = ("urgency", "publicity", "level", "letter_nature", "enclosure")


def timeline(past: History) -> list[dict[str, Any]]:
    """Return the events as sentences."""
    return [told(event) for event in past.events]


def told(event: Event) -> dict[str, Any]:
    """Return one event as the timeline draws it."""
    kind = "refused" if event.step in ("refused", "withdrawn") else ""
    if not kind and event.move in WARNING:
        kind = "warn"
    lines = [note(event), *changes(event), _lateness(event)]
    return {
        "when": moment(event.recorded_at),
        "when_iso": event.recorded_at.isoformat(),
        "sentence": sentence(event),
        "note": "\n".join(line for line in lines if line),
        "kind": kind,
    }


def _lateness(event: Event) -> str:
    if not event.late_days:
        return ""
    day = short_day(event.occurred_on)
    return _("Of %(day)s, entered %(days)s days later", day=day, days=event.late_days)


def changes(event: Event) -> list[str]:
    """Return what a correction changed, field by field, old and new."""
    facts = event.facts or {}
    if event.move != "correct" or not isinstance(facts.get("after"), dict):
        return []
    before = facts.get("before") or {}
    return [
        _(
            "%(label)s: %(before)s → %(after)s",
            label=_label(name),
            before=_worded(name, before.get(name), event.occurred_on) or "—",
            after=_worded(name, after, event.occurred_on) or "—",
        )
        for name, after in facts["after"].items()
    ]


def _label(name: str) -> str:
    field = getattr(CorrectForm, name, None)
    return str(field.args[0]) if field is not None else name


def _worded(name: str, value: str | None, day: date) -> str:
    if name in CODED:
        return dictionary.label(name, value, on=day)
    if name == "issue":
        return dictionary.path_label("issue", value, on=day)
    if name == "problem_region":
        return dictionary.region_label(value)
    return {"True": _("Yes"), "False": _("No")}.get(value or "", value or "")
