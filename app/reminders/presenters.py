"""What the pages show of plans and reminders."""

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from app.core import clock
from app.core.web.shell import link
from app.petitions.lists.listing import case_href
from app.reminders.forms import REMIND
from app.reminders.models import Plan, Reminder
from app.reminders.month import Cell
from app.reminders.recurrence import REPEATS

MOMENT = "%Y-%m-%d %H:%M"


def moment(instant: datetime | None) -> str:
    """Return an instant as the office's wall clock shows it."""
    return clock.office_time(instant).strftime(MOMENT) if instant else ""


def plan_row(plan: Plan, numbers: dict[int, str]) -> dict[str, Any]:
    """Return a line of the list."""
    number = numbers.get(plan.petition_id or 0, "")
    return {
        "id": plan.id,
        "name": plan.name,
        "href": url_for("PlanView.show", pk=plan.id),
        "at": moment(plan.at),
        "repeat": _(REPEATS[plan.repeat]),
        "repeats": plan.repeat != "none",
        "number": number,
        "case_href": case_href(plan.petition_id) if number and plan.petition_id else "",
        "done": moment(plan.done_at),
        "late": plan.done_at is None and plan.at < clock.now(),
        "done_href": url_for("PlanView.done", pk=plan.id),
        "reopen_href": url_for("PlanView.reopen", pk=plan.id),
    }


def plan_facts(plan: Plan) -> list[tuple[str, str]]:
    """Return what the page of a plan tells."""
    minutes = "" if plan.remind_minutes is None else str(plan.remind_minutes)
    found = [
        (_("Time"), moment(plan.at)),
        (_("How often"), _(REPEATS[plan.repeat])),
        (_("First time"), moment(plan.starts_at) if plan.repeat != "none" else ""),
        (_("Last day"), plan.until.isoformat() if plan.until else ""),
        (_("Remind me"), _(REMIND[minutes]) if minutes in REMIND else minutes),
        (_("Last ticked off"), moment(plan.last_done_at)),
        (_("Details"), plan.content),
    ]
    return [(label, value) for label, value in found if value]


def reminder_row(reminder: Reminder) -> dict[str, Any]:
    """Return a line of the list of reminders."""
    return {
        "id": reminder.id,
        "text": said(reminder),
        "at": moment(reminder.created_at),
        "unseen": reminder.seen_at is None,
        "open_href": url_for("ReminderView.open", pk=reminder.id) if reminder.href else "",
        "seen_href": url_for("ReminderView.seen", pk=reminder.id),
    }


def said(reminder: Reminder) -> str:
    """Return a reminder's sentence in the reader's language."""
    params = dict(reminder.params)
    if "at" in params:
        params["at"] = moment(datetime.fromisoformat(params["at"]))
    return str(_(reminder.text, **params)) if params else str(_(reminder.text))


def calendar_cell(cell: Cell) -> dict[str, Any]:
    """Return a day of the month's table."""
    return {
        "day": cell.day.isoformat(),
        "number": cell.day.day,
        "spoken": format_date(cell.day, "full"),
        "occasion": cell.occasion,
        "off": cell.off,
        "exchange": not cell.off and cell.day.weekday() >= 5,
        "today": cell.today,
        "outside": cell.outside,
        "add_href": url_for("PlanView.add", day=cell.day.isoformat()),
        "plans": [
            {
                "name": plan.name,
                "time": clock.office_time(at).strftime("%H:%M"),
                "href": url_for("PlanView.show", pk=plan.id),
                "done": done,
                "late": not done and at < clock.now(),
            }
            for at, plan, done in cell.plans
        ],
    }


def home_rows(plans: Any) -> list[dict[str, Any]]:
    """Return the lines of the home page's block."""
    return [
        {
            "text": plan.name,
            "href": link("PlanView.show", pk=plan.id),
            "side": moment(plan.at)[5:],
            "late": plan.at < clock.now(),
        }
        for plan in plans
    ]
