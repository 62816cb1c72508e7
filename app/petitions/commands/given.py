"""What the three forms give, made tidy and checked before anything is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.accounts.queries import unit_spoken_of
from app.core import clock
from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.codes import ACCUSATION
from app.petitions.models import Approval, Petition
from app.petitions.rules import house_rules

ASSIGNED_SOURCE = "02"


@dataclass(frozen=True, kw_only=True)
class PersonGiven:
    """A person as the form gives him; empty strings count as not given."""

    name: str = ""
    relation: str = "1"
    kind: str = "1"
    sex: str | None = None
    born_on: date | None = None
    age: int | None = None
    ethnicity: str | None = None
    education: str | None = None
    political: str | None = None
    employer: str | None = None
    id_kind: str | None = None
    id_number: str | None = None
    phone: str | None = None
    address: str | None = None
    home_region: str | None = None


@dataclass(frozen=True, kw_only=True)
class Registration:
    """Everything the three forms ask (S1 to S3); codes are dictionary codes.

    ``form`` is visit, letter or assigned. ``people`` begins with the petitioner, the
    representatives of a group follow; ``head_count`` counts everybody who came or signed.
    ``form_key`` is drawn for each empty form; what is given under one key is registered once.
    """

    form: str
    channel: str
    source: str
    received_on: date
    purpose: str
    content: str
    people: tuple[PersonGiven, ...] = ()
    requests: tuple[str, ...] = ()
    summary: str = ""
    issue: str | None = None
    problem_region: str | None = None
    responsible_unit_id: int | None = None
    responsible_person: str | None = None
    urgency: str = "1"
    publicity: str = "0"
    confidential: bool = False
    anonymous: bool = False
    head_count: int = 1
    is_repeat: bool = False
    first_number: str | None = None
    level: str | None = None
    skip_level: bool = False
    off_site: bool = False
    letter_nature: str | None = None
    enclosure: str | None = None
    conduct: str | None = None
    conduct_facts: str | None = None
    conduct_place: str | None = None
    called_120: bool = False
    called_119: bool = False
    called_110: bool = False
    forewarned: bool = False
    window_opinion: str | None = None
    reply_text: str | None = None
    postmarked_on: date | None = None
    old_number: str | None = None
    national_number: str | None = None
    assigned_number: str | None = None
    assigner_name: str | None = None
    assigner_title: str | None = None
    assigning_unit: str | None = None
    assigned_on: date | None = None
    assigned_due_on: date | None = None
    assigned_text: str | None = None
    accused_name: str | None = None
    accused_title: str | None = None
    accused_unit_id: int | None = None
    accused_unit_name: str | None = None
    other_texts: Mapping[str, str] = field(default_factory=dict)
    form_key: str | None = None


@dataclass(frozen=True)
class Registered:
    """A new petition, and its query code, which is shown this once and kept as a hash."""

    petition: Petition
    query_code: str
    waiting: Approval | None = field(default=None)


COPIED = (
    "form channel source received_on postmarked_on purpose issue problem_region"
    " responsible_unit_id responsible_person urgency publicity confidential anonymous head_count"
    " is_repeat level skip_level off_site letter_nature enclosure conduct old_number"
    " national_number assigned_number assigner_name assigner_title assigning_unit assigned_on"
    " assigned_due_on"
).split()
WRITTEN = ("window_opinion", "reply_text", "assigned_text")
# An accusation keeps these in its sealed half: each could point at the accused.
SEALED = (*WRITTEN, "responsible_person", "responsible_unit_id", "conduct_facts", "conduct_place")


LONGEST_SUMMARY = 60
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
# Where a sentence ends, and where a long one may; Latin stops behind a word, before a space.
_ENDS = (
    re.compile(r"[\u3002\uff01\uff1f]|(?<=[a-z0-9)]{3})[.!?](?= |$)"),
    re.compile(r"\uff1b|;(?= )"),
)
_COMMAS = " ,;:\u3001\uff0c\uff1a"


def tidy(given: Registration) -> Registration:
    """Derive what need not be asked: the summary, the source of an assignment."""
    summary = given.summary.strip() or _first_sentence(given.content)
    if given.form == "assigned" and not given.source:
        given = replace(given, source=ASSIGNED_SOURCE)
    if given.purpose == ACCUSATION and not given.accused_unit_id:
        # What is written out is checked like what is picked from the list (art. 30(3)).
        unit = unit_spoken_of(given.accused_unit_name or "")
        given = replace(given, accused_unit_id=unit.id if unit else None)
    return replace(given, summary=summary[:200])


def _first_sentence(text: str) -> str:
    """Return the first sentence of a text; of a longer one its beginning and an ellipsis."""
    line = " ".join(text.split())
    for end in _ENDS:
        head = end.split(line, maxsplit=1)[0]
        if len(head) <= LONGEST_SUMMARY:
            return head
    kept = line[: LONGEST_SUMMARY - 1]
    if line[len(kept)] != " ":
        kept = re.sub("[!-~]+$", "", kept) or kept  # not within a word or a number
    return kept.rstrip(_COMMAS) + ELLIPSIS


def check(given: Registration) -> None:
    """Refuse what no form may let through, whichever form it was."""
    _check_days(given)
    _check_people(given)
    if not given.content.strip():
        raise Invalid(N_("Say what the petition is about."), field="content")
    accused = given.accused_unit_id or (given.accused_unit_name or "").strip()
    if given.purpose == ACCUSATION and not accused:
        raise Invalid(
            N_("Name the unit of the accused; if nobody knows it, write so."),
            field="accused_unit_name",
        )
    if given.is_repeat and not given.first_number:
        raise Invalid(N_("A repeat needs the number of the first petition."), field="first_number")


def _check_days(given: Registration) -> None:
    if given.received_on > clock.today():
        raise Invalid(N_("The date lies in the future."), field="received_on")
    years = house_rules().oldest_years
    if clock.today() - given.received_on > timedelta(days=years * 1461 // 4):
        # A year mistyped; a second person reads what is only late.
        raise Invalid(
            N_("The date lies more than %(years)s years back."), field="received_on", years=years
        )
    if given.postmarked_on and given.postmarked_on > given.received_on:
        raise Invalid(N_("The postmark is later than the arrival."), field="postmarked_on")
    if given.assigned_due_on and given.assigned_due_on < given.received_on:
        raise Invalid(N_("The wanted date lies before the arrival."), field="assigned_due_on")


def _check_people(given: Registration) -> None:
    rules = house_rules()
    named = [person for person in given.people if person.name.strip()]
    if not given.anonymous and (not given.people or not given.people[0].name.strip()):
        raise Invalid(N_("Give the name, or mark it as anonymous."), field="name")
    if len(named) > rules.representatives_at_most:
        raise Invalid(
            N_("At most %(most)s representatives (art. 20); the head-count may be larger."),
            field="people",
            most=rules.representatives_at_most,
        )
    if given.head_count < max(1, len(named)):
        raise Invalid(N_("The head-count is smaller than the people named."), field="head_count")
