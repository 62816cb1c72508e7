"""Urgent matters (art. 25): reported at once, then again and again until the closing report."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid, NotFound
from app.core.i18n import N_
from app.core.once import once
from app.core.privacy import mask_name, redact
from app.core.upsert import insert_unless_there
from app.extensions import db
from app.jobs.reporting import Report, report_back
from app.petitions.clocks.urgent_figures import minutes_of
from app.petitions.codes import GRAVE
from app.petitions.commands.acts import move
from app.petitions.commands.registry import require
from app.petitions.engine import Act
from app.petitions.models import Event, Petition, UrgentMatter, UrgentReport, UrgentTelling
from app.petitions.queries.urgent_recipients import recipients

TELLS = N_("Urgent matter, report %(number)s of %(unit)s: %(title)s")
NEEDED = ("happened_at", "place", "facts", "situation", "handling", "responsible", "contact")


@dataclass(frozen=True, kw_only=True)
class UrgentGiven:
    """What a report says: the fields of the reporting form (W22)."""

    happened_at: datetime
    place: str
    facts: str
    situation: str
    handling: str
    responsible: str
    contact: str
    people: int | None = None


@move("report_urgent")
def report_urgent(
    act: Act,
    *,
    title: str,
    known_at: datetime,
    happened_at: datetime,
    place: str,
    facts: str,
    situation: str,
    handling: str,
    responsible: str,
    contact: str,
    people: int | None = None,
) -> Event:
    """Report the petition as grave or urgent (紧急报告): who must know is told at once."""
    given = UrgentGiven(
        happened_at=happened_at,
        place=place,
        facts=facts,
        situation=situation,
        handling=handling,
        responsible=responsible,
        contact=contact,
        people=people,
    )
    act.petition.urgency = GRAVE
    _matter, told = _open(act.by, title, known_at, given, act.unit, act.petition)
    return act.done(facts={"count": told})


@atomic
@once
def report_event(
    *, by: Officer, title: str, known_at: datetime, given: UrgentGiven
) -> tuple[UrgentMatter, int]:
    """Report an event that belongs to no petition, such as one at the window.

    Returns the matter and how many people were told.
    """
    _allow(by, "add")
    if by.unit is None:
        raise DomainError(N_("Your account belongs to no unit; ask the administrator."))
    require(("title", "known_at"), {"title": title, "known_at": known_at})
    return _open(by, title, known_at, given, by.unit, None)


def _open(
    by: Officer,
    title: str,
    known_at: datetime,
    given: UrgentGiven,
    unit: Unit,
    petition: Petition | None,
) -> tuple[UrgentMatter, int]:
    if known_at > clock.now():
        raise Invalid(N_("The time lies in the future."), field="known_at")
    _happened(given)
    if _minute(given.happened_at) > known_at:
        raise Invalid(N_("It cannot be learnt of before it happened."), field="known_at")
    matter = UrgentMatter(
        petition=petition,
        unit=unit,
        title=_clean(title, petition)[:60],
        known_at=known_at,
        opened_by_id=by.id,
        status="open",
    )
    db.session.add(matter)
    db.session.flush()
    due = known_at + timedelta(minutes=minutes_of(unit).first)
    return matter, _report(matter, "first", 1, given, by=by, due=due)


@atomic
@once
def report_further(matter: UrgentMatter, *, by: Officer, given: UrgentGiven) -> int:
    """Send the next report of a matter that goes on (续报); return how many were told."""
    return _next(matter, "further", "add", given, by)


@atomic
@once
def close_urgent(matter: UrgentMatter, *, by: Officer, given: UrgentGiven) -> int:
    """Send the last report (终报): the minutes stop, the matter is closed."""
    told = _next(matter, "closing", "close", given, by)
    matter.status, matter.closed_at = "closed", clock.now()
    return told


def _next(matter: UrgentMatter, kind: str, verb: str, given: UrgentGiven, by: Officer) -> int:
    _allow(by, verb)
    if by.unit_id != matter.unit_id:
        raise DomainError(N_("The unit that reported it first reports on."), status=403)
    # Of two at once the second stops here, and then reads what the first one left.
    row = sa.select(UrgentMatter.id).where(UrgentMatter.id == matter.id).with_for_update()
    db.session.execute(row)
    db.session.refresh(matter, ["status"])
    if matter.status != "open":
        raise DomainError(N_("The matter is closed; what happens anew is reported anew."))
    last = _last(matter)
    due = last.reported_at + timedelta(minutes=minutes_of(matter.unit).further)
    return _report(matter, kind, last.number + 1, given, by=by, due=due)


def _last(matter: UrgentMatter) -> UrgentReport:
    found = db.session.scalar(
        sa.select(UrgentReport)
        .where(UrgentReport.matter_id == matter.id)
        .order_by(UrgentReport.number.desc())
        .limit(1)
    )
    if found is None:
        raise RuntimeError("an urgent matter begins with its first report")
    return found


def _report(
    matter: UrgentMatter, kind: str, number: int, given: UrgentGiven, *, by: Officer, due: datetime
) -> int:
    require(NEEDED, vars(given))
    _happened(given)
    texts = ("place", "facts", "situation", "handling", "responsible")
    cleaned: dict[str, Any] = {
        name: _clean(getattr(given, name), matter.petition) for name in texts
    }
    report = UrgentReport(
        matter_id=matter.id,
        number=number,
        kind=kind,
        happened_at=given.happened_at,
        people=given.people,
        # How to reach whoever reports: the one number that must not be masked.
        contact=given.contact,
        reported_at=clock.now(),
        due_at=due,
        by_id=by.id,
        **cleaned,
    )
    db.session.add(report)
    db.session.flush()
    return _tell(matter, report, by)


def _happened(given: UrgentGiven) -> None:
    if _minute(given.happened_at) > clock.now():
        raise Invalid(N_("The time lies in the future."), field="happened_at")


def _minute(instant: datetime) -> datetime:
    """Return an instant as it is typed: a form knows no seconds."""
    return instant.replace(second=0, microsecond=0)


def _clean(text: str, petition: Petition | None) -> str:
    """Return a text without numbers and without the names of who petitioned: it goes far."""
    for person in petition.people if petition is not None else ():
        if len(person.shown_name or "") > 1:
            text = text.replace(person.shown_name, mask_name(person.shown_name))
    return redact(text.strip())


def _tell(matter: UrgentMatter, report: UrgentReport, by: Officer) -> int:
    """Ring everybody's bell in this very transaction, and write down when."""
    told = [one for one in recipients(matter.unit, matter.petition) if one != by.id]
    for officer_id in told:
        _step(report, officer_id, "told")
        report_back(
            Report(
                officer_id=officer_id,
                text=TELLS,
                params={
                    "number": report.number,
                    "unit": matter.unit.called,
                    "title": matter.title,
                },
                href=f"/urgent/{matter.id}",
                key=f"urgent-{report.id}",
            )
        )
    return len(told)


def _step(report: UrgentReport, officer_id: int, step: str) -> None:
    values = {
        "matter_id": report.matter_id,
        "report_id": report.id,
        "officer_id": officer_id,
        "step": step,
        "at": clock.now(),
    }
    unique = ("report_id", "officer_id", "step")
    insert_unless_there(db.session(), UrgentTelling, values, unique=unique)


@atomic
def open_urgent(matter: UrgentMatter, *, by: Officer) -> None:
    """Write down that somebody who was told opened the reports, up to the newest."""
    for report in _told(matter, by):
        _step(report, by.id, "opened")


@atomic
def confirm_urgent(matter: UrgentMatter, *, by: Officer) -> None:
    """Write down that somebody who was told confirms all reports up to the newest."""
    for report in _told(matter, by):
        _step(report, by.id, "opened")
        _step(report, by.id, "confirmed")


def _told(matter: UrgentMatter, by: Officer) -> list[UrgentReport]:
    found = list(
        db.session.scalars(
            sa.select(UrgentReport)
            .join(UrgentTelling, UrgentTelling.report_id == UrgentReport.id)
            .where(
                UrgentReport.matter_id == matter.id,
                UrgentTelling.officer_id == by.id,
                UrgentTelling.step == "told",
            )
            .order_by(UrgentReport.number)
        )
    )
    if not found:
        raise NotFound(N_("There is no such urgent matter."))
    return found


def _allow(by: Officer, verb: str) -> None:
    if not by.may(verb, "UrgentMatter"):
        raise DomainError(N_("Your roles do not include this act."), status=403)
