"""How the registration desk shows things: what a number says, earlier petitions, the slip."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from app.accounts.models import Officer, Unit
from app.accounts.units.names import name_on
from app.core import clock
from app.core.clock import office_time
from app.core.i18n import N_
from app.core.identity import IdNumber, county_name
from app.core.privacy import mask_address, mask_id_number, mask_name, mask_phone
from app.dictionaries.queries import label, lookup_region, path_label, region_path_label
from app.petitions.models import Person, Petition
from app.petitions.queries.files import earlier_of_same_number
from app.petitions.workflow import PETITION
from app.registration.queries import Registered


def said_by(number: IdNumber) -> dict[str, Any]:
    """Return what an identity number says, for the fields that it fills."""
    age = number.age(clock.today())
    region = number.region_code if lookup_region(number.region_code) else None
    return {
        "values": {
            "sex": number.sex or "",
            "age": "" if age is None else str(age),
            "about": about(number),
        },
        "ok": _valid(number),
        "warning": " · ".join(_(warning) for warning in number.warnings),
        "region": {"value": region, "text": region_path_label(region)} if region else None,
    }


def about(number: IdNumber | None) -> str:
    """Return sex and age of a representative, for the row."""
    if number is None:
        return ""
    age = number.age(clock.today())
    years = _("%(age)s years", age=age) if age is not None else ""
    return " ".join(filter(None, (label("sex", number.sex) if number.sex else "", years)))


def _valid(number: IdNumber) -> str:
    parts = [_("Valid")]
    if number.birth_on:
        parts.append(_("Born %(day)s", day=number.birth_on.isoformat()))
    place = region_path_label(number.region_code) if lookup_region(number.region_code) else ""
    # A county merged long ago is no longer in the list, but people still carry its code.
    parts.append(place or county_name(number.region_code) or "")
    return " · ".join(filter(None, parts))


@dataclass(frozen=True)
class Match:
    """An earlier petition of the same number, with what speaks for being the same matter."""

    number: str
    came: str
    state: str
    summary: str
    issue: str
    issue_code: str


def matches(officer: Officer, number: str) -> list[Match]:
    """Return earlier petitions of a number, of those that the officer may recognise."""
    return [
        Match(
            number=petition.number,
            came=" ".join(
                (
                    petition.received_on.isoformat(),
                    label("channel", petition.channel, on=petition.registered_on),
                )
            ),
            state=_("Final") if petition.finalised else _(PETITION.state(petition.state).label),
            summary=petition.summary,
            issue=path_label("issue", petition.issue, on=petition.registered_on),
            issue_code=petition.issue or "",
        )
        for petition in earlier_of_same_number(officer, number)
    ]


#: How the columns of the ledger are written.
LEDGER: dict[str, Callable[[Any], str]] = {
    "registered_at": lambda instant: f"{office_time(instant):%H:%M}",
    "channel": lambda code: label("channel", code),
    "petitioner_name": mask_name,
    "purpose": lambda code: label("purpose", code),
    "state": lambda name: _(PETITION.state(name).label),
    "registered_by": lambda officer: officer.full_name,
}
KINDS = {
    "visit": N_("Visits"),
    "letter": N_("Letters and calls"),
    "assigned": N_("Assignments"),
}


def sums(today: Iterable[Registered]) -> list[dict[str, Any]]:
    """Return the day's sums as the line above the ledger shows them."""
    return [
        {
            "label": _(KINDS[one.form]),
            "value": one.petitions,
            "unit": ngettext("of %(num)d person", "of %(num)d people", one.heads),
        }
        for one in today
    ]


def shown_day(day: date) -> str:
    """Return a day as a heading writes it."""
    return format_date(day, "long")


Rows = list[list[tuple[str, str, int]]]


def slip_rows(petition: Petition, *, in_full: bool) -> Rows:
    """Return the ruled form of the slip; after the day it was registered names are masked."""
    first = petition.people[0] if petition.people else None
    day = petition.registered_on
    return [
        *_who(petition, first, in_full=in_full),
        [
            (_("Purpose"), label("purpose", petition.purpose, on=day), 1),
            (_("Issue"), path_label("issue", petition.issue, on=day), 1),
        ],
        [(_("Content"), petition.content, 3)],
        [(_("Requests"), "\n".join(f"{r.position}. {r.text}" for r in petition.requests), 3)],
        [
            (_("Responsible unit"), _name_of(petition.responsible_unit, petition.registered_on), 1),
            (_("Region of the problem"), region_path_label(petition.problem_region), 1),
        ],
        [(_("Opinion"), petition.window_opinion or petition.reply_text or "", 3)],
    ]


def _who(petition: Petition, first: Person | None, *, in_full: bool) -> Rows:
    name = petition.petitioner_name or ""
    organisation = first is not None and first.kind != "1"
    shown = name if in_full else mask_name(name, organisation=organisation)
    return [
        [
            (_("Full name"), _("Anonymous") if petition.anonymous else shown, 1),
            (_("Head-count"), str(petition.head_count), 1),
        ],
        [
            (_("Document number"), mask_id_number(first.id_number) if first else "", 1),
            (_("Telephone"), mask_phone(first.phone) if first else "", 1),
        ],
        [
            (_("Address"), mask_address(first.address) if first else "", 1),
            (_("Nature"), nature(petition), 1),
        ],
    ]


def nature(petition: Petition) -> str:
    """Return the derived nature of a visit or letter: size, turn, level and place."""
    visit, on = petition.form == "visit", petition.registered_on
    size = label("visit_scale", "2" if petition.is_group else "1", on=on) if visit else ""
    turn = (
        label("visit_seq", "2" if petition.is_repeat else "1", on=on) if visit else _turn(petition)
    )
    skip = label("visit_level_type", "2", on=on) if petition.skip_level else ""
    place = label("visit_place", "2", on=on) if petition.off_site else ""
    return " · ".join(filter(None, (size, turn, skip, place)))


def _turn(petition: Petition) -> str:
    return _("Repeat") if petition.is_repeat else _("First")


def _name_of(unit: Unit | None, day: date) -> str:
    return name_on(unit, day) if unit else ""
