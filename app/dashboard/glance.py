"""The four questions of the home page, the list of what to do now, and what waits beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core import clock
from app.core.i18n import N_
from app.core.web.shell import link
from app.petitions.case.trail import way_to
from app.petitions.clocks.deadlines import lamp_for
from app.petitions.decisions import DECISIONS
from app.petitions.letters.words import NAMES
from app.petitions.lists import inbox, worklists
from app.petitions.lists.desks import files, works
from app.petitions.lists.filters import Filter
from app.petitions.lists.inbox import Waiting
from app.petitions.lists.lamps import LAMPS, lamp_of
from app.petitions.lists.listing import HEADS, Row, case_href, rows_of
from app.petitions.workflow import PETITION

ROWS = 12
FILING = "to_archive"
WORK = ("lamp", "number", "petitioner", "matter", "next")
LEDGER = ("number", "petitioner", "matter", "state")

FORMS = {
    "visit": N_("Visits"),
    "letter": N_("Letters and calls"),
    "assigned": N_("Assigned from above"),
}
DECIDING = {
    "approvals": N_("Acts of colleagues"),
    "submissions": N_("Submitted to me"),
    "objections": N_("Objections"),
    "reports": N_("Reports of units"),
    "delays": N_("Later reports"),
    "recusals": N_("Conflicts of interest"),
    "waivers": N_("Acts without their letter"),
    "public_replies": N_("Public replies"),
    "supervisions": N_("Answers to supervisions"),
}
ASSIGNED = {"assigned_new": N_("New"), "assigned_owing": N_("Report owed")}

# What each kind of waiting thing says; %(who)s asks, %(what)s is a move or a title.
SAYS = {
    "approval": N_("%(who)s asks: %(what)s"),
    "submission": N_("%(who)s submits a petition"),
    "objection": N_("%(who)s objects to the competence"),
    "report": N_("%(who)s reports the conclusion"),
    "delay": N_("%(who)s asks for a later day of the report"),
    "recusal": N_("%(who)s has a conflict of interest"),
    "waiver": N_("%(who)s asks to do without a letter"),
    "reply_proposed": N_("Public reply to be redacted"),
    "reply_redacted": N_("Public reply to be approved"),
    "reply_approved": N_("Public reply to be published"),
    "answered": N_("%(who)s has answered the supervision"),
    "instruction": N_("Answer the instruction of %(who)s"),
    "to_pass_on": N_("Pass on the instruction of %(who)s"),
    "to_close": N_("Judge the answer to the instruction of %(who)s"),
    "to_confirm": N_("Confirm the closing of the instruction of %(who)s"),
    "supervision": N_("Answer the supervision by %(who)s"),
    "unserved": N_("No receipt yet: %(what)s %(who)s"),
}


@dataclass(frozen=True)
class Glance:
    """What the home page of somebody who works on petitions shows."""

    cells: list[dict[str, Any]]
    rows: list[Row]
    keys: tuple[str, ...]
    columns: list[dict[str, Any]]
    list_title: str
    list_note: str
    list_href: str
    decisions: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    decide_href: str = ""


def opens_petitions(officer: Officer) -> bool:
    """Say whether the officer's roles open any petition; if not, his home counts none."""
    return officer.may("read") or officer.may("read", "Accusation")


def glance(officer: Officer) -> Glance:
    """Return the home page of an officer: five statements, whatever his roles."""
    if officer.scopes <= {"desk_today"}:
        return _clerk(officer)
    desk = _desk(officer)
    waiting = inbox.waiting_for(officer)
    page = worklists.page(officer, desk, Filter(), size=ROWS)
    rows = rows_of(page.rows, officer, steps=True, way=way_to(desk, Filter()))
    return Glance(
        cells=_questions(officer),
        rows=rows,
        keys=WORK,
        columns=_heads(WORK),
        list_title=_("To do now"),
        list_note=_("by limit; the first %(count)s", count=len(rows))
        if page.next_key
        else _("by limit; %(count)s in all", count=len(rows)),
        list_href=work(desk),
        decisions=_lines(waiting, inbox.DECISIONS),
        answers=_lines(waiting, inbox.ANSWERS),
        decide_href=work("decide"),
    )


def _desk(officer: Officer) -> str:
    if officer.may("return_submission"):
        return "decide"  # a leader's work is what others lay before him
    return _own_desk(officer)


def _own_desk(officer: Officer) -> str:
    if officer.may("read", "Pool"):
        return "mine"
    if works(officer):
        return "pending"
    return FILING if files(officer) else "decide"


def watched(officer: Officer) -> str:
    """Return the desk whose limits he watches: who answers for a unit, those of all of it."""
    if officer.may("return_submission") or officer.may("approve_reply"):
        return "unit"
    return _own_desk(officer)


def work(desk: str, **chosen: str) -> str:
    """Return the address of the list of a desk, narrowed."""
    return link("ArchiveView.list" if desk == FILING else "WorkView.index", tab=desk, **chosen)


def _heads(keys: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"label": _(HEADS[key])} for key in keys]


# --- the strip ------------------------------------------------------------------------------------


def _questions(officer: Officer) -> list[dict[str, Any]]:
    desk = watched(officer)
    lamps = worklists.lamps_by_state(officer, desk)
    filing = [FILING] if files(officer) else []
    counts = worklists.counts(officer, ["decide", *DECISIONS, "assigned", *ASSIGNED, *filing])
    return [
        _lamp_cell(N_("Due today"), "today", desk, lamps),
        {**_lamp_cell(N_("Overdue"), "red", desk, lamps), "late": True},
        _cell(_("Waiting for my decision"), "decide", counts, DECIDING),
        _cell(_("Assigned from above"), "assigned", counts, ASSIGNED),
        *(_cell(_("To be archived"), desk, counts, {}) for desk in filing),
    ]


def _lamp_cell(name: str, tone: str, desk: str, lamps: dict[str, dict[str, int]]) -> dict[str, Any]:
    parts = [
        {
            "label": _(PETITION.state(state).label),
            "value": counts[tone],
            "href": work(desk, lamp=tone, state=state),
        }
        for state, counts in lamps.items()
        if counts[tone]
    ]
    urgent = sum(counts["orange"] for counts in lamps.values())
    if tone == "today" and urgent:
        label = _(LAMPS["orange"])
        parts.append({"label": label, "value": urgent, "href": work(desk, lamp="orange")})
    inside = sum(counts["internal"] for counts in lamps.values())
    if tone == "red" and inside:
        label = _("Only the internal limit overdue")
        parts.append({"label": label, "value": inside, "href": work(desk, lamp="internal")})
    total = sum(counts[tone] for counts in lamps.values())
    return _number(_(name), total, work(desk, lamp=tone), parts)


def _cell(name: str, desk: str, counts: dict[str, int], parts: dict[str, str]) -> dict[str, Any]:
    return _number(
        name,
        counts[desk],
        work(desk),
        [
            {"label": _(label), "value": counts[part], "href": work(part)}
            for part, label in parts.items()
            if counts[part]
        ],
    )


def _number(name: str, value: int, href: str, parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": _("petitions"), "href": href, "parts": parts}


# --- the window -----------------------------------------------------------------------------------


def _clerk(officer: Officer) -> Glance:
    """Return the home of a clerk: what his window registered today, newest first."""
    forms = worklists.count_by_form(officer, "today")
    parts = [
        {"label": _(label), "value": forms[form], "href": work("today", form=form)}
        for form, label in FORMS.items()
        if form in forms
    ]
    page = worklists.page(officer, "today", Filter(), sort="-id", size=ROWS)
    total = sum(forms.values())
    return Glance(
        cells=[_number(_("Registered today"), total, work("today"), parts)],
        rows=rows_of(page.rows, officer, way=way_to("today", Filter())),
        keys=LEDGER,
        columns=_heads(LEDGER),
        list_title=_("Registered today"),
        list_note=_("the newest first"),
        list_href=work("today"),
    )


# --- beside it ------------------------------------------------------------------------------------


def _lines(waiting: Iterable[Waiting], kinds: Iterable[str]) -> list[dict[str, Any]]:
    wanted = set(kinds)
    return [_line(each) for each in waiting if each.kind in wanted][: inbox.MOST]


def _what(each: Waiting) -> str:
    """Return in words what a thing that waits is about: an act, or a letter."""
    if each.kind == "approval":
        return _(PETITION.move(each.what).label)
    return _(NAMES[each.what]) if each.kind == "unserved" else each.what


def _line(each: Waiting) -> dict[str, Any]:
    what = _what(each)
    lamp = lamp_of(lamp_for(each.due_on, None, clock.today()))
    side = (lamp["days_text"] or lamp["word"]) if lamp else ""
    if each.petition_id is None:
        href = link("InstructionView.show", pk=each.record_id)
    else:
        href = case_href(each.petition_id)
    said = _(SAYS[each.kind], who=each.who, what=what)
    return {"text": said, "href": href, "side": side, "sub": each.text or _("(no summary)")}
