"""The sheet of a limit in words: plain values for the page and for the paper, which only draw."""

from typing import Any

from flask_babel import gettext as _

from app.core import clock
from app.core.i18n import N_
from app.dictionaries import queries as dictionary
from app.petitions.calendar.words import history_lines
from app.petitions.case.limit_sheet import Sheet
from app.petitions.limits.reckoning import Line
from app.petitions.limits.rules import INTERNAL, OFFICE_LIMITS
from app.petitions.lists.lamps import lamp_of
from app.petitions.models import Clock, Event, Petition
from app.petitions.words.days import long_day
from app.petitions.words.limits import full_day, source_of, span, told_line, years_in_words
from app.petitions.words.sentences import signed

OUTCOMES = {
    "met": N_("kept"),
    "late": N_("not kept"),
    "joined": N_("not counted further: joined to another petition"),
    "released": N_("not counted further: nobody waits for it any more"),
}
UNCOUNTED = N_("no longer counted")


def as_drawn(sheet: Sheet) -> dict[str, Any]:
    """Return the sheet as plain values."""
    running = sheet.clock
    return {
        "clock_id": running.id,
        "name": _(running.label),
        "internal": running.code in OFFICE_LIMITS,
        "end": full_day(running.due_on),
        "provisional": bool(sheet.lacking),
        "refusal": sheet.refusal,
        "facts": _facts(sheet),
        "steps": _steps(sheet),
        "differs": _differs(sheet),
        "changes": history_lines(running),
        "lamp": lamp_of(running.lamp(clock.today())) if running.lit else None,
        "standing": _standing(running),
    }


def _facts(sheet: Sheet) -> list[tuple[str, str]]:
    running, rules = sheet.clock, sheet.clock.rules
    owes = _("Open to") if running.window else _("Owed by")
    rows = [
        (_("Limit"), _(running.label)),
        (_("Started by"), _began(sheet)),
        (_("Recorded by"), _recorded(sheet.began)),
        (owes, _(running.limit.owner) if running.window else running.owner.name),
        (_("Rule set"), "" if running.code in OFFICE_LIMITS else _(rules.name)),
        (_("Legal ground"), source_of(running.limit)),
    ]
    return [(label, value) for label, value in rows if value]


def _began(sheet: Sheet) -> str:
    words = {"event": _(sheet.found.limit.event), "day": full_day(sheet.clock.started_on)}
    return _("%(event)s, %(day)s", **words)


def _recorded(event: Event | None) -> str:
    if event is None or event.by is None:
        return ""
    said = [
        _(
            "%(name)s, %(unit)s, on %(day)s",
            name=event.by.full_name,
            unit=event.by_unit.name if event.by_unit else "",
            day=long_day(clock.office_time(event.recorded_at).date()),
        )
    ]
    if event.late_days:
        said.append(_("entered %(days)s days late", days=event.late_days))
    return _("; ").join([*said, *_agreed(event)])


def _agreed(event: Event) -> list[str]:
    if event.approved_by is None:
        return []
    represented = (event.facts or {}).get("agreed_for")
    return [_("%(name)s agreed", name=signed(event.approved_by.full_name, represented))]


def _steps(sheet: Sheet) -> list[str]:
    """Return the reckoning step by step; beside an extension, who granted it and why."""
    said: list[str] = []
    for line in sheet.found.lines:
        if line.kind in ("source", "provisional"):
            continue
        said.append(_length(sheet, line) or told_line(line))
        if line.kind == "extended":
            said += [_granted(event) for event in sheet.lengthened]
        if line.kind == "start" and _capped(sheet):
            said.append(_capped(sheet))
    if sheet.lacking:
        said.append(
            _("Provisional, weekends only: the holidays of %(years)s are not loaded",
              years=years_in_words(sheet.lacking))
        )  # fmt: skip
    return said


def _length(sheet: Sheet, line: Line) -> str:
    running = sheet.clock
    if line.kind != "given" or running.code not in INTERNAL.values() or running.given_on is None:
        return ""
    days = (running.given_on - running.started_on).days
    return _(
        "Length: %(span)s, set by this office inside the limit of the law; it lengthens nothing",
        span=span(days, "day"),
    )


def _capped(sheet: Sheet) -> str:
    """Say why a handling may begin before the day of acceptance."""
    began, running = sheet.began, sheet.clock
    late = began is not None and began.move == "accept" and began.occurred_on > running.started_on
    if began is None or not late:
        return ""
    return _(
        "Accepted on %(day)s; counted from the fifteenth day after the arrival at the latest",
        day=full_day(began.occurred_on),
    )


def _granted(event: Event) -> str:
    facts = event.facts or {}
    reason = dictionary.label("extension_reason", facts.get("reason_code"), on=event.occurred_on)
    said = [
        _(
            "Extension of %(days)s days, asked for by %(name)s",
            days=facts.get("days", "?"),
            name=event.by.full_name if event.by else "",
        )
        if event.move == "extend"
        else _(
            "Extension of %(days)s days, granted by %(name)s, %(unit)s",
            days=facts.get("days", "?"),
            name=event.by.full_name if event.by else "",
            unit=event.by_unit.name if event.by_unit else "",
        ),
        long_day(event.occurred_on),
        reason or facts.get("reason") or "",
        *_agreed(event),
    ]
    return _("; ").join(one for one in said if one)


def _differs(sheet: Sheet) -> str:
    """Say it if the file keeps another day than today's calendar gives."""
    kept, found = sheet.clock.due_on, sheet.found.due_on
    if kept == found:
        return ""
    return _(
        "The file keeps the end %(kept)s, reckoned by the calendar of its time; by today's"
        " calendar it would be %(found)s.",
        kept=long_day(kept),
        found=long_day(found),
    )


def _standing(running: Clock) -> str:
    if running.stopped_on is not None and running.window:
        return _("Closed on %(day)s", day=long_day(running.stopped_on))
    if running.stopped_on is not None:
        return _(
            "Stopped on %(day)s: %(outcome)s",
            day=long_day(running.stopped_on),
            outcome=_(OUTCOMES.get(running.outcome or "", UNCOUNTED)),
        )
    left = (running.due_on - clock.today()).days
    if left > 0:
        return _("%(days)s days left", days=left)
    if left == 0:
        return _("ends today")
    # Who may do something owes nothing: a right is over, never overdue.
    return _("over") if running.window else _("%(days)s days over", days=-left)


def others(petition: Petition, here: int) -> list[dict[str, Any]]:
    """Return every limit that the file has or had, the newest first."""
    return [
        {
            "href": f"/petitions/{petition.id}/limits/{one.id}",
            "name": _(one.label),
            "owner": _(one.limit.owner) if one.window else one.owner.called,
            "started": long_day(one.started_on),
            "due": long_day(one.due_on) + (_(" (provisional)") if one.provisional else ""),
            "standing": _standing(one),
            "here": one.id == here,
        }
        for one in reversed(petition.clocks)
    ]


def beside(petition: Petition, running: Clock) -> str:
    """Name the office's own limit that runs inside a statutory one."""
    code = INTERNAL.get(running.code)
    for one in petition.clocks:
        if code and one.code == code and one.started_on == running.started_on and one.running:
            return _("Internal limit: until %(day)s", day=long_day(one.due_on))
    return ""
