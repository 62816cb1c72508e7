"""How what a form gave becomes rows: the petition, its people, its text, its matter and number."""

import json
from datetime import date
from typing import Any

from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.contact import normalise_address, phone_tail
from app.core.crypto import digest
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.numbering import next_number
from app.extensions import db
from app.petitions.clocks.running import start_clock
from app.petitions.codes import ACCUSATION
from app.petitions.commands.given import (
    COPIED,
    SEALED,
    WRITTEN,
    PersonGiven,
    Registration,
)
from app.petitions.engine import Act
from app.petitions.guards.competence import conflicts
from app.petitions.limits.book import rule_set_for
from app.petitions.models import Accusation, Incident, Matter, Person, Petition, Request
from app.petitions.models.order import TICKED
from app.petitions.queries.files import accusation_desks_over
from app.petitions.rules import house_rules
from app.settings.queries import value


def new_petition(given: Registration, by: Officer, first: Petition | None) -> Petition:
    """Return the petition, its open half empty where it is an accusation."""
    rules, accusation = house_rules(by.unit), given.purpose == ACCUSATION
    petition = Petition(
        **{name: getattr(given, name) for name in COPIED},
        state="registered",
        **_registered_now(),
        registered_by=by,
        registering_unit=by.unit,
        registering_unit_id=by.unit_id,
        unit=by.unit,
        first_petition=first,
        is_accusation=accusation,
        is_group=given.head_count >= rules.group_visit_from,
        version=1,
        procedure="1",
        finalised=False,
        supervised=False,
        instructed=False,
        objections=0,
        redone=0,
        late_entry=False,
    )
    if accusation:
        # Nothing that could point at the accused stays in the open half.
        petition.summary = petition.content = ""
        petition.responsible_unit_id = petition.responsible_person = None
        petition.publicity = "0"
    else:
        _write(petition, given)
    return petition


def _registered_now() -> dict[str, Any]:
    today = clock.today()
    return {
        "registered_on": today,
        "registered_at": clock.now(),
        "rule_set": rule_set_for(today).code,
    }


def _write(petition: Petition, given: Registration) -> None:
    petition.summary, petition.content = given.summary, given.content
    petition.petitioner_name = None if given.anonymous else given.people[0].name.strip()
    petition.other_texts = dict(given.other_texts) or None
    for name in WRITTEN:
        setattr(petition, name, getattr(given, name))


def add_people(petition: Petition, given: Registration) -> None:
    """Write down the people, the petitioner first."""
    for position, one in enumerate(person for person in given.people if _is_known(person)):
        Person(
            petition=petition,
            position=position,
            **person_columns(one, sealed=petition.is_accusation),
        )


def _is_known(one: PersonGiven) -> bool:
    """Say whether anything is known of a person: of an anonymous caller perhaps the number."""
    return bool(one.name.strip() or one.phone or one.address or one.id_number)


def person_columns(one: PersonGiven, *, sealed: bool) -> dict[str, object]:
    """Return a person's columns: sensitive ones encrypted by their type, digests beside them."""
    name = one.name.strip()
    tail = phone_tail(one.phone) if one.phone else None
    plain = (
        "relation kind sex born_on age ethnicity education political employer id_kind home_region"
    )
    return {
        **{column: getattr(one, column) or None for column in plain.split()},
        "relation": one.relation or "1",
        "kind": one.kind or "1",
        "name": None if sealed else name,
        "sealed_name": name if sealed else None,
        "id_number": one.id_number or None,
        "id_digest": digest(one.id_number, "person.id_number") if one.id_number else None,
        "phone": one.phone or None,
        "phone_tail_digest": digest(tail, "person.phone_tail") if tail else None,
        "address": one.address or None,
        "address_digest": (
            digest(normalise_address(one.address), "person.address") if one.address else None
        ),
    }


def add_text(petition: Petition, given: Registration) -> None:
    """Write down what is asked for; of an accusation everything into its sealed half."""
    asked = [text.strip() for text in given.requests if text.strip()]
    if petition.is_accusation:
        petition.accusation = Accusation(
            content=given.content,
            requests="\n".join(asked) or None,
            accused_name=given.accused_name,
            accused_title=given.accused_title,
            accused_unit_id=given.accused_unit_id,
            accused_unit_name=given.accused_unit_name,
            remarks=_remarks(given),
        )
        return
    for position, text in enumerate(asked or [given.summary], start=1):
        Request(petition=petition, position=position, text=text)


def _remarks(given: Registration) -> str | None:
    said = {name: getattr(given, name) for name in SEALED if getattr(given, name)}
    said.update(given.other_texts)
    return json.dumps(said, ensure_ascii=False) if said else None


def accusation_desk(given: Registration, office: Unit) -> Unit:
    """Return the unit whose desk gets the petition: another one if the office itself is accused.

    :raises Invalid: if no accusation desk lies outside the line of the accused (art. 30(3)).
    """
    if given.purpose != ACCUSATION or given.accused_unit_id != office.id:
        return office
    for desk in accusation_desks_over(office):
        if not conflicts(office, desk):
            return desk
    raise Invalid(
        N_(
            "This office is accused itself, and no other accusation desk is set up (art. 30(3))."
            " Take no papers; show the way to the discipline inspection or the office above."
        ),
        field="accused_unit_id",
    )


def start_clocks(act: Act, given: Registration, office: Unit) -> None:
    """Start D01 for the petition office, D02 for other units, from the day of arrival."""
    code = "D01" if office.kind == "petition_office" else "D02"
    start_clock(act, code, on=given.received_on, owner=office)
    if given.form == "assigned" and given.assigned_due_on:
        start_clock(act, "D05I", on=given.received_on, owner=office, given=given.assigned_due_on)


def open_matter(petition: Petition) -> Matter:
    """Open the matter that the petition is the first one of."""
    year = clock.today().replace(month=1, day=1)
    office = petition.registering_unit.region_code[:6]
    serial = next_number(db.session(), office=office, prefix="SX", day=year)
    return Matter(number=f"SX{office}{year.year}{serial:06d}", opened_on=petition.received_on)


def _same_day(day: date) -> date:
    return day


def _new_year(day: date) -> date:
    return day.replace(month=1, day=1)


#: How numbers run: the day from which is counted, what keeps the counters apart, the shape.
PATTERNS = {
    "day": (_same_day, "", "{prefix}{office}{day:%Y%m%d}{serial:04d}"),
    "year": (_new_year, "-Y", "{prefix}{office}{day:%Y}{serial:06d}"),
}


def prefix_of(petition: Petition) -> str:
    """Return the letters a number begins with (domain 3.21)."""
    if petition.form == "assigned":
        return "JB"
    if petition.channel == "103":
        return "WX"
    return {"visit": "LF", "online": "WX", "phone": "LD"}.get(petition.channel_kind, "LX")


def give_number(petition: Petition, code: str) -> None:
    """Take the number, last of all, and keep the query code as a digest."""
    day, office = petition.registered_on, petition.registering_unit.region_code[:6]
    prefix, pattern = prefix_of(petition), value("number_pattern", petition.registering_unit)
    counted_from, mark, shape = PATTERNS[pattern]
    with db.session.no_autoflush:
        serial = next_number(
            db.session(), office=office, prefix=f"{prefix}{mark}", day=counted_from(day)
        )
    petition.number = shape.format(prefix=prefix, office=office, day=day, serial=serial)
    petition.query_code_hash = digest(petition.number + code, "query_code")


def add_incident(petition: Petition, given: Registration, by: Officer) -> None:
    """Record what happened at the visit, if anything did."""
    if not given.conduct or given.conduct == "00":
        return
    db.session.add(
        Incident(
            petition_id=petition.id,
            conduct=given.conduct,
            occurred_on=given.received_on,
            place=None if petition.is_accusation else given.conduct_place,
            facts="" if petition.is_accusation else given.conduct_facts or "",
            **{name: getattr(given, name) for name in TICKED},
            recorded_by_id=by.id,
            recorded_at=clock.now(),
        )
    )
