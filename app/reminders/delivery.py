"""The bell-ringer: what every minute delivers. Killed at any moment, it loses and doubles nothing.

A reminder and the mark that it was rung are one transaction, and its key is unique: whoever
begins again after a power cut finds either both or neither.
"""

import smtplib
from datetime import datetime, timedelta
from email.message import EmailMessage

import sqlalchemy as sa
from flask import current_app
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core.clock import now
from app.core.db import atomic
from app.core.i18n import N_
from app.dictionaries.queries import work_calendar
from app.extensions import db
from app.jobs.commands import each_minute, enqueue, task
from app.jobs.reporting import Report
from app.reminders import queries
from app.reminders.commands import Told, remind
from app.reminders.models import Plan
from app.reminders.recurrence import next_occurrence

DUE = N_("“%(name)s” is planned for %(at)s")
SECONDS = 10


@each_minute("reminders.deliver")
def deliver() -> int:
    """Ring for every plan that is due, also for what fell into a time when nothing ran.

    One plan that cannot be rung stops no other; its error is raised at the end.
    """
    rung, errors, told = 0, dict[int, Exception](), set[int]()
    while due := [each for each in queries.due_plan_ids() if each not in errors]:
        for plan_id in due:
            try:
                told |= ring(plan_id)
                rung += 1
            except Exception as error:
                db.session.rollback()
                errors[plan_id] = error
    if current_app.config["SMTP_HOST"]:
        for officer_id in sorted(told):
            enqueue("reminders.mail", officer_id=officer_id)
    if errors:
        raise next(iter(errors.values()))
    return rung


@atomic
def ring(plan_id: int) -> set[int]:
    """Tell one plan's owner, and set the bell for the next occurrence; return who was told."""
    plan = db.session.get(Plan, plan_id, populate_existing=True)
    if plan is None or plan.ring_at is None or plan.ring_for is None or plan.ring_at > now():
        return set()
    new = _tell(plan, plan.ring_for)
    _mark(plan, plan.ring_for)
    return {plan.owner_id} if new else set()


def _tell(plan: Plan, moment: datetime) -> bool:
    return remind(
        Told(
            to_id=plan.owner_id,
            kind="plan",
            text=DUE,
            params={"name": plan.name, "at": moment.isoformat()},
            href=f"/plans/{plan.id}",
            due_at=moment,
            source="plan",
            source_id=plan.id,
            occurrence=moment.isoformat(),
        )
    )


def _mark(plan: Plan, rung: datetime) -> None:
    """Set the bell anew, unless the owner did so meanwhile."""
    coming = next_occurrence(
        plan.starts_at, plan.repeat, rung, calendar=work_calendar(), until=plan.until
    )
    ahead = timedelta(minutes=plan.remind_minutes or 0)
    values = {"ring_for": coming, "ring_at": coming - ahead if coming else None}
    untouched = (Plan.id == plan.id, Plan.ring_for == rung)
    db.session.execute(sa.update(Plan).where(*untouched).values(**values))


def tell_of_work(report: Report) -> None:
    """Tell an officer that work which was done for him has ended."""
    remind(
        Told(
            to_id=report.officer_id,
            kind="work",
            text=report.text,
            params=report.params,
            href=report.href,
            due_at=now(),
            source="work",
            source_id=report.officer_id,
            occurrence=report.key[:60],
        )
    )


@task("reminders.mail", retries=3)
def mail(officer_id: int) -> bool:
    """Mail how many reminders wait, and nothing of what they say; say whether it was sent."""
    officer = db.session.get(Officer, officer_id)
    host = current_app.config["SMTP_HOST"]
    if not host or officer is None or not officer.active or not _reachable(officer.email):
        return False
    count, _newest, _sound = queries.news(officer)
    if count:
        _send(_letter(officer.email, count))
    return bool(count)


def _reachable(address: str) -> bool:
    """Say whether there is an address: accounts without one hold a made-up one."""
    return bool(address) and not address.endswith("@localhost")


def _letter(address: str, count: int) -> EmailMessage:
    letter = EmailMessage()
    config = current_app.config
    with current_app.test_request_context(), force_locale(config["BABEL_DEFAULT_LOCALE"]):
        letter["Subject"] = _("Reminders")
        said = ngettext(
            "You have %(num)d reminder. Log in to read it.",
            "You have %(num)d reminders. Log in to read them.",
            count,
        )
    letter["From"] = config["SMTP_FROM"] or f"petitions@{config['SMTP_HOST']}"
    letter["To"] = address
    letter.set_content(str(said), cte="base64")  # not every server takes eight bits
    return letter


def _send(letter: EmailMessage) -> None:
    config = current_app.config
    with smtplib.SMTP(config["SMTP_HOST"], config["SMTP_PORT"], timeout=SECONDS) as server:
        if config["SMTP_STARTTLS"]:
            server.starttls()
        if config["SMTP_USER"]:
            server.login(config["SMTP_USER"], config["SMTP_PASSWORD"])
        server.send_message(letter)
