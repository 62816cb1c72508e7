"""What a list of petitions may be narrowed by: filters as data, and as conditions."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.accounts.models import Officer
from app.core import clock
from app.core.contact import normalise_phone, phone_tail
from app.core.crypto import digest
from app.core.errors import DomainError
from app.core.identity import InvalidIdNumber, read_id_number
from app.dictionaries.models import Region
from app.extensions import db
from app.petitions.lists.due_days import Asked, due_conditions
from app.petitions.lists.sealed import LONGEST, is_sealed, opened
from app.petitions.models import Person, Petition

_MOBILE = re.compile("1[3-9][0-9]{9}")


@dataclass(frozen=True, kw_only=True)
class Filter(Asked):
    """What a list may be narrowed by; an empty value narrows nothing. Codes, not labels."""

    words: str = ""
    form: str = ""
    channel: str = ""
    source: str = ""
    purpose: str = ""
    issue: str = ""
    region: str = ""
    unit: str = ""
    state: str = ""
    result: str = ""
    group: str = ""
    repeat: str = ""
    supervised: str = ""
    instructed: str = ""
    assigned: str = ""
    urgency: str = ""
    archive_unit: str = ""
    archive_issue: str = ""
    archive_region: str = ""
    dated: str = ""
    since: str = ""
    until: str = ""
    sort: str = ""

    @classmethod
    def of(cls, given: Any) -> "Filter":
        """Read a filter from query arguments; unknown names are ignored, values are cut."""
        read = {f.name: str(given.get(f.name) or "").strip() for f in fields(cls)}
        return cls(**{name: value[: _longest(name, value)] for name, value in read.items()})

    def as_query(self) -> dict[str, str]:
        """Return the arguments that lead back to this filter."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}

    def with_(self, **changes: str) -> "Filter":
        """Return the filter with some values changed."""
        return replace(self, **changes)


def _longest(name: str, value: str) -> int:
    return LONGEST if name == "words" and is_sealed(value) else 80


def narrowed(query: sa.Select[Any], chosen: Filter, *, by: Officer) -> sa.Select[Any]:
    """Narrow a query on petitions by an officer's filter."""
    return query.where(*conditions(chosen, clock.today(), by=by))


def conditions(chosen: Filter, today: date, *, by: Officer) -> list[ColumnElement[bool]]:
    """Return a filter as conditions; a value that makes no sense finds nothing, never all."""
    found: list[ColumnElement[bool]] = []
    for test, names in TESTS:
        for name, column in names.items():
            if value := getattr(chosen, name):
                found.append(test(column, value))
    if chosen.assigned:
        found.append(Petition.form == "assigned")
    found += due_conditions(chosen, today)
    if chosen.since or chosen.until:
        found += _between(chosen.dated, chosen.since, chosen.until)
    if chosen.words:
        words = opened(chosen.words, by)
        found.append(sa.false() if words is None else words_condition(words))
    return found


def _same(column: Any, value: str) -> ColumnElement[bool]:
    return column == value


def _under(column: Any, value: str) -> ColumnElement[bool]:
    return column.startswith(value, autoescape=True)


def _inside(column: Any, value: str) -> ColumnElement[bool]:
    return column.in_(sa.select(Region.code).where(Region.path.startswith(value, autoescape=True)))


def _numbered(column: Any, value: str) -> ColumnElement[bool]:
    return column == (int(value) if value.isdecimal() and len(value) < 10 else -1)


def _flagged(column: Any, value: str) -> ColumnElement[bool]:
    return column.is_(value == "1")


# How each value is compared, and with which column.
TESTS: tuple[tuple[Callable[[Any, str], ColumnElement[bool]], dict[str, Any]], ...] = (
    (
        _same,
        {
            "form": Petition.form,
            "source": Petition.source,
            "purpose": Petition.purpose,
            "state": Petition.state,
            "result": Petition.result,
            "urgency": Petition.urgency,
        },
    ),
    (
        _under,
        {
            "channel": Petition.channel,
            "issue": Petition.issue,
            "archive_issue": Petition.archive_issue,
        },
    ),
    (_inside, {"region": Petition.problem_region, "archive_region": Petition.archive_region}),
    (_numbered, {"unit": Petition.unit_id, "archive_unit": Petition.archive_unit_id}),
    (
        _flagged,
        {
            "group": Petition.is_group,
            "repeat": Petition.is_repeat,
            "supervised": Petition.supervised,
            "instructed": Petition.instructed,
        },
    ),
)

# Which day of a petition a span of days means.
DAYS: dict[str, Any] = {
    "received": Petition.received_on,
    "registered": Petition.registered_on,
    "closed": Petition.closed_on,
    "archived": Petition.archived_at,
}


def _between(dated: str, since: str, until: str) -> list[ColumnElement[bool]]:
    column = DAYS.get(dated or "received")
    try:
        first = date.fromisoformat(since) if since else None
        last = date.fromisoformat(until) if until else None
        if column is Petition.archived_at:
            first = first and clock.midnight(first)
            last = last and clock.midnight(last, later=1)
    except ValueError:
        return [sa.false()]
    if column is None:
        return [sa.false()]
    found = [] if first is None else [column >= first]
    if last is None:
        return found
    return [*found, column < last if column is Petition.archived_at else column <= last]


def words_condition(text: str) -> ColumnElement[bool]:
    """Find by number, identity number, telephone or its last four, name or words of the text."""
    plain = text.strip()
    upper = plain.upper()
    ways: list[ColumnElement[bool]] = [
        Petition.petitioner_name == plain,
        Petition.summary.contains(plain, autoescape=True),
        Petition.content.contains(plain, autoescape=True),
    ]
    if upper[:2] in ("LF", "LX", "WX", "LD", "JB"):
        return Petition.number.startswith(upper, autoescape=True)
    ways += [Petition.old_number == plain, Petition.national_number == plain]
    if plain.isdecimal() and len(plain) == 4:
        ways.append(_person(Person.phone_tail_digest == digest(plain, "person.phone_tail")))
    if _MOBILE.fullmatch(normalise_phone(plain)) and not any(map(str.isalpha, plain)):
        ways.append(_person(Person.id.in_(_called_by(plain))))
    number = _identity(plain)
    if number:
        return _person(Person.id_digest == digest(number, "person.id_number"))
    return sa.or_(*ways)


def _called_by(text: str) -> list[int]:
    """Return the people of a whole number: kept is a digest of its end, the rest is compared."""
    tail = digest(phone_tail(text), "person.phone_tail")
    found = db.session.execute(
        sa.select(Person.id, Person.phone).where(Person.phone_tail_digest == tail)
    )
    wanted = normalise_phone(text)
    return [id_ for id_, phone in found if phone and normalise_phone(phone) == wanted]


def _identity(text: str) -> str | None:
    if len(text) < 15:
        return None
    try:
        return read_id_number(text).number
    except (InvalidIdNumber, DomainError):
        return None


def _person(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return sa.exists().where(Person.petition_id == Petition.id, condition)
