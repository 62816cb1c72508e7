"""What is done with a proposal: drafted, signed by a second person, answered, closed (art. 40)."""

import re
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from app.accounts.deputies import same_hands
from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.once import once
from app.core.privacy import redact
from app.dictionaries.queries import work_calendar
from app.extensions import db
from app.petitions.clocks.deadlines import due_on
from app.petitions.commands.lookups import unit_by_id
from app.petitions.commands.registry import require
from app.petitions.letters.order_numbers import take_number
from app.petitions.models import Advice, AdvicePetition, Petition
from app.petitions.models.advice import KINDS, OUTCOMES
from app.petitions.scope import visible_to
from app.settings.queries import value

#: Within how many days the unit says whether it adopts a proposal, unless the office sets others.
FEEDBACK = "D12"
_BETWEEN = re.compile(r"[\s,;\u3001\uff0c\uff1b]+")
MOST = 50


@dataclass(frozen=True, kw_only=True)
class AdviceGiven:
    """What a proposal says, to whom, and which petitions show it (their numbers)."""

    kind: str
    unit_id: int | None
    subject: str
    problem: str
    proposal: str
    numbers: str = ""


@atomic
@once
def draft(given: AdviceGiven, *, by: Officer) -> Advice:
    """Draft a proposal of the officer's unit.

    :raises Invalid: beside the field that is missing, or that holds the number of a person.
    """
    _must(by, "draft")
    advice = Advice(
        office_unit_id=by.unit_id,
        drafted_by_id=by.id,
        drafted_on=clock.today(),
        status="drafted",
    )
    _write(advice, given, by)
    db.session.add(advice)
    db.session.flush()
    return advice


@atomic
def change(advice: Advice, given: AdviceGiven, *, by: Officer) -> None:
    """Write a draft anew; what was signed stays as it is."""
    _must(by, "draft")
    _stands(advice, "drafted", own=advice.office_unit_id, by=by)
    _write(advice, given, by)


def _write(advice: Advice, given: AdviceGiven, by: Officer) -> None:
    require(("unit_id", "subject", "problem", "proposal"), vars(given))
    if given.kind not in KINDS:
        raise Invalid(N_("Choose from the list."), field="kind")
    unit = unit_by_id(given.unit_id or 0)
    if unit.id == by.unit_id:
        raise Invalid(N_("A proposal is made to another unit."), field="unit_id")
    for name in ("subject", "problem", "proposal"):
        text = getattr(given, name)
        if redact(text) != text:
            raise Invalid(
                N_("Name no person by a number: petitions are named by theirs alone."), field=name
            )
    advice.kind, advice.unit_id = given.kind, unit.id
    advice.subject, advice.problem, advice.proposal = given.subject, given.problem, given.proposal
    advice.shown_by = [AdvicePetition(petition_id=key) for key in _petitions(given.numbers, by)]


def _petitions(text: str, by: Officer) -> list[int]:
    """Return the petitions of some numbers; the officer must see each, and none is an accusation.

    What an accusation says would reach whom it accuses (art. 30(3)).
    """
    wanted = sorted({one.upper() for one in _BETWEEN.split(text) if one})
    if len(wanted) > MOST:
        raise Invalid(N_("At most %(most)s numbers."), field="numbers", most=MOST)
    rows = db.session.execute(
        sa.select(Petition.number, Petition.id).where(
            Petition.number.in_(wanted), Petition.is_accusation.is_(False), visible_to(by)
        )
    )
    found = {row.number: row.id for row in rows}
    lacking = [number for number in wanted if number not in found]
    if lacking:
        raise Invalid(
            N_("There is no petition with the number %(number)s."),
            field="numbers",
            number=lacking[0],
        )
    return list(found.values())


@atomic
def ask_signature(advice: Advice, *, by: Officer) -> None:
    """Lay a draft before the leader of the office."""
    _must(by, "draft")
    _stands(advice, "drafted", own=advice.office_unit_id, by=by)
    advice.status, advice.returned_reason = "asked", None


@atomic
def sign(advice: Advice, *, by: Officer) -> None:
    """Sign a proposal as its second person: it takes its number and is delivered to the unit."""
    _may_sign(advice, by)
    today = clock.today()
    days = int(value("advice_days", by.unit))
    by_rules = due_on(FEEDBACK, today, work_calendar()).due_on
    advice.status, advice.signed_by_id = "delivered", by.id
    advice.delivered_on = today
    advice.due_on = today + timedelta(days=days) if days else by_rules
    advice.number = take_number(advice.office, "advise", on=today)


@atomic
def give_back(advice: Advice, *, by: Officer, reason: str) -> None:
    """Give a draft back to who wrote it, with a reason."""
    _may_sign(advice, by)
    require(("reason",), {"reason": reason})
    advice.status, advice.returned_reason = "drafted", reason.strip()


def _may_sign(advice: Advice, by: Officer) -> None:
    _must(by, "sign")
    _stands(advice, "asked", own=advice.office_unit_id, by=by)
    if same_hands(by, advice.drafted_by_id):
        raise DomainError(N_("Another person must decide, not the one who asked."))


@atomic
def answer(advice: Advice, *, by: Officer, outcome: str, text: str) -> None:
    """Say in writing whether the unit adopts a proposal; what it does not adopt needs a reason."""
    _must(by, "answer")
    _stands(advice, "delivered", own=advice.unit_id, by=by)
    if outcome not in OUTCOMES:
        raise Invalid(N_("Choose from the list."), field="outcome")
    if not text.strip():
        raise Invalid(
            N_("Say in writing what is adopted, or why it is not (art. 40)."), field="text"
        )
    advice.status, advice.outcome, advice.answer = "answered", outcome, text.strip()
    advice.answered_by_id, advice.answered_on = by.id, clock.today()


@atomic
def close(advice: Advice, *, by: Officer) -> None:
    """Close a proposal whose feedback has come."""
    _must(by, "close")
    _stands(advice, "answered", own=advice.office_unit_id, by=by)
    advice.status, advice.closed_by_id, advice.closed_on = "closed", by.id, clock.today()


def _must(by: Officer, verb: str) -> None:
    if not by.may(verb, "Advice") or by.unit_id is None:
        raise DomainError(N_("Your roles do not include this act."))


def _stands(advice: Advice, status: str, *, own: int, by: Officer) -> None:
    """Take the proposal, and refuse what does not fit how it stands now."""
    taken = sa.select(Advice.status).where(Advice.id == advice.id).with_for_update()
    stands = db.session.scalar(taken)
    if own != by.unit_id:
        raise DomainError(N_("This proposal is another unit's."))
    if stands != status:
        raise DomainError(N_("The proposal has moved on meanwhile; look at it again."))
