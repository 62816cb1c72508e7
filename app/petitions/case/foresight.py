"""What a move will bring about, told before it is made: who gets it, what stops, what begins.

Nothing is decided here and nothing changed; the dates come from the same reckoning as the clocks.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from app.accounts import choices
from app.accounts.models import Officer
from app.core import clock
from app.core.workdays import WorkCalendar
from app.core.workflow import Move
from app.petitions.case.afterwards import after
from app.petitions.checks import permission_to_approve
from app.petitions.clocks.deadlines import due_on
from app.petitions.clocks.running import HANDLING, handling_clock, last_clock, rules_of
from app.petitions.codes import REDO, SIMPLE
from app.petitions.engine import Act
from app.petitions.letters import NOT_RECEIVED
from app.petitions.limits.reckoning import TooFarAhead
from app.petitions.limits.rules import INTERNAL, Limit, with_internal
from app.petitions.models import Clock, Petition
from app.petitions.procedures import limit_of, procedure_taken
from app.petitions.queries.files import roles_that_may
from app.petitions.remedies import remedy_after
from app.petitions.rules import internal_days
from app.petitions.sorts import AWAY
from app.petitions.words.days import short_day
from app.petitions.words.limits import span
from app.petitions.workflow import PETITION

#: A limit that begins: its code, its first day, its end if that is given.
Beginning = tuple[str, date, date | None]
Given = dict[str, Any]


def effects(
    petition: Petition, move: Move, given: Given, by: Officer, calendar: WorkCalendar
) -> list[str]:
    """Return what will happen, as sentences."""
    act = Act(petition, move, by, given=given, calendar=calendar)
    act.occurred_on = given.get("occurred_on") or clock.today()
    if move.name == "accept" and given.get("art31_class") in AWAY:
        return after(act)  # refused: only where it belongs is worth knowing
    try:
        begun = [*_goes(act), *_begins(act)]
    except TooFarAhead:
        return []  # a mistyped year: the form says so beside its field
    said = [*begun, *_goes_on(act), *_ends(act), *after(act), *_second(act)]
    return said or [_("Recorded in the history of the file.")]


# --- where it goes ------------------------------------------------------------------------------


def _goes(act: Act) -> list[str]:
    unit_id = act.given.get("unit_id")
    if not unit_id or act.move.name not in ("transfer", "assign", "forward"):
        target = act.move.target
        return [_("State: %(state)s", state=_(PETITION.state(target).label))] if target else []
    name = choices.unit_name(str(unit_id)) or ""
    code = _notice(act)
    rules = rules_of(act.petition)
    due = due_on(code, act.occurred_on, act.known_calendar, rules=rules)
    return [
        _(
            "Goes to %(unit)s, which must tell the petitioner within %(span)s, by %(day)s",
            unit=name,
            span=_span(rules.limit(code)),
            day=short_day(due.due_on),
        )
    ]


def _notice(act: Act) -> str:
    simple = act.given.get("procedure", act.petition.procedure) == SIMPLE
    return "D16" if simple else "D03"


def _span(limit: Limit) -> str:
    return span(limit.amount or 0, limit.unit)


# --- what begins ----------------------------------------------------------------------------------


def _begins(act: Act) -> list[str]:
    begin = BEGINNINGS.get(act.move.name)
    found = [one for each in begin(act) for one in (each, *_inside(act, *each))] if begin else []
    return [_told(act, *one) for one in found]


def _inside(act: Act, code: str, start: date, _given: date | None) -> Iterable[Beginning]:
    """Return the office's own limit that begins inside one of the law."""
    days = internal_days(code, act.holder)
    end = start + timedelta(days=days)
    if days and end < due_on(code, start, act.known_calendar, rules=rules_of(act.petition)).due_on:
        yield INTERNAL[code], start, end


def _told(act: Act, code: str, start: date, given: date | None) -> str:
    rules = rules_of(act.petition)
    rule = rules.limit(code)
    end = due_on(code, start, act.known_calendar, rules=rules, given=given)
    words = {"limit": _(rule.label), "span": _span(rule), "day": short_day(end.due_on)}
    if rule.amount is None:
        said = _("“%(limit)s” begins, until %(day)s", **words)
    elif rule.window:
        said = _("“%(limit)s” is possible within %(span)s, until %(day)s", **words)
    else:
        said = _("“%(limit)s” begins: %(span)s, until %(day)s", **words)
    return said + (_(" (provisional: the holidays are not loaded yet)") if end.provisional else "")


def _handed(act: Act) -> Iterable[Beginning]:
    if "D04" in rules_of(act.petition):
        yield "D04", act.occurred_on, None
    if act.given.get("report_due_on"):
        yield "D05", act.occurred_on, act.given["report_due_on"]
    if act.given.get("assisting_ids") and act.given.get("assisting_on"):
        yield "H07", act.occurred_on, act.given["assisting_on"]


def _pool(act: Act) -> Iterable[Beginning]:
    yield "H01", act.today, None


def _accepted(act: Act) -> Iterable[Beginning]:
    arrived = act.leg.sent_on if act.leg else act.petition.received_on
    begins = min(act.occurred_on, arrived + timedelta(days=15))
    earlier = handling_clock(act.petition)
    if earlier is None:
        yield _handling_limit(act), begins, None
    elif earlier.code != _handling_limit(act):
        yield _handling_limit(act), earlier.started_on, None


def _handling_limit(act: Act) -> str:
    asked = act.given.get("procedure", act.petition.procedure)
    return limit_of(act.petition.purpose, procedure_taken(act.petition, asked))


def _goes_on(act: Act) -> list[str]:
    """Say that a petition accepted again has what is left of its first days (art. 34)."""
    earlier = handling_clock(act.petition)
    if act.move.name != "accept" or earlier is None or earlier.code != _handling_limit(act):
        return []
    said = _("“%(limit)s” goes on from its first start, until %(day)s", **_named(earlier))
    return [said]


def _named(running: Clock) -> dict[str, str]:
    return {"limit": _(running.label), "day": short_day(running.due_on)}


def _ordinary(act: Act) -> Iterable[Beginning]:
    old, leg = last_clock(act.petition, "D17"), act.leg
    if act.petition.state == "accepted":
        yield _handling_limit(act), old.started_on if old else act.occurred_on, None
    elif act.petition.state == "transferred" and leg is not None:
        yield "D03", leg.sent_on, None


def _marked(act: Act) -> Iterable[Beginning]:
    yield "D15", act.petition.received_on, None


def _served(act: Act) -> Iterable[Beginning]:
    petition = act.petition
    if not _reaches(act):
        return
    if not petition.anonymous:
        yield "D18", act.occurred_on, None
    if petition.state != "replied":
        return
    code = remedy_after(petition, petition.opinion_level or "handling")
    if code:
        yield code, act.occurred_on, None


def _applied(code: str) -> Callable[[Act], Iterable[Beginning]]:
    def begin(act: Act) -> Iterable[Beginning]:
        yield code, act.given.get("applied_on") or act.occurred_on, None

    return begin


def _again(act: Act) -> Iterable[Beginning]:
    if act.given.get("outcome") == REDO:
        yield "D06", act.occurred_on, None


def _until(code: str, field: str) -> Callable[[Act], Iterable[Beginning]]:
    def begin(act: Act) -> Iterable[Beginning]:
        if act.given.get(field):
            yield code, act.occurred_on, act.given[field]

    return begin


BEGINNINGS: dict[str, Callable[[Act], Iterable[Beginning]]] = {
    "transfer": _handed,
    "assign": _handed,
    "forward": _handed,
    "recall": _pool,
    "agree_objection": _pool,
    "reopen": _pool,
    "accept": _accepted,
    "to_ordinary": _ordinary,
    "mark_simple": _marked,
    "serve": _served,
    "ask_review": _applied("D08"),
    "ask_re_examination": _applied("D10"),
    "decide_review": _again,
    "decide_re_examination": _again,
    "issue_supervision": _until("H04", "due_on"),
    "ask_contribution": _until("H07", "wanted_on"),
    "return_supervision": _until("H04", "due_on"),
    "pass_on_instruction": _until("H03", "answer_due_on"),
    "instruct": _until("H03", "answer_due_on"),
}


# --- what stops, and what does not ---------------------------------------------------------------


def _ends(act: Act) -> list[str]:
    stops, said = _stops(act), []
    running = [one for one in act.petition.clocks if one.running]
    stopping = [_(one.label) for one in running if {one.code, "*"} & stops]
    if stopping:
        said.append(_("No longer counted: %(limits)s", limits=_(", ").join(stopping)))
    said += [
        _("“%(limit)s” goes on, until %(day)s", **_named(one))
        for one in running
        if not {one.code, "*"} & stops and not one.window and act.move.target
    ]
    return said


def _stops(act: Act) -> set[str]:
    return with_internal(_stopped_by_name(act))


def _stopped_by_name(act: Act) -> set[str]:
    stops = set(act.move.stops)
    if act.petition.opinion_level == "handling" and _reaches(act):
        stops |= set(HANDLING)
    at_issue = rules_of(act.petition).answered_by == "issue"
    if act.move.name == "reply" and (act.given.get("oral") or at_issue):
        stops |= set(HANDLING)
    return stops


def _reaches(act: Act) -> bool:
    """Say whether the opinion that stands reaches the petitioner by this act."""
    if act.move.name != "serve" or act.given.get("letter") != "opinion":
        return False
    if act.petition.opinion_level is None or act.given.get("letter_id"):
        return False  # an older one, by which a review sent it back
    return act.petition.served_on is None and act.given.get("receipt") not in NOT_RECEIVED


# --- who else has to agree ------------------------------------------------------------------------


def _second(act: Act) -> list[str]:
    verb = permission_to_approve(act)
    if verb is None:
        return []
    roles = _(", ").join(_(name) for name in roles_that_may(verb, act.noun))
    return [_("Nothing happens until a second person agrees: %(roles)s", roles=roles)]
