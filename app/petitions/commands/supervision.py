"""督办: press a unit for its duty; it signs, answers, and who pressed closes."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.attachments.keeping import Upload
from app.petitions.checks import check_day
from app.petitions.clocks.running import start_clock, stop_clocks
from app.petitions.commands.acts import move
from app.petitions.commands.attaching import fastened
from app.petitions.commands.lookups import unit_by_id
from app.petitions.commands.pressing import RAISED
from app.petitions.commands.registry import require
from app.petitions.engine import Act, MoveRefused
from app.petitions.letters.order_numbers import parts_of, take_number
from app.petitions.models import Event, LadderStep, Supervision
from app.petitions.models.order import LETTERS, OPEN_ORDERS, RUNGS
from app.petitions.parties import holds
from app.petitions.queries.earlier import unhappy_ratings
from app.petitions.queries.files import supervision_of
from app.petitions.queries.late_limits import ends_on, ground_holds
from app.petitions.workflow import PETITION

# Who can be pressed: who has the petition now, the office that has not decided yet among them.
PRESSED = ("registering", "lead", "assisting", "instructed", "reviewing")
#: ... and in what capacity a unit presses.
PRESSING = PETITION.move("issue_supervision").by
#: How it ends where the unit put the matter right: that stands in its answer.
CORRECTED = "1"
_HEIGHT = {rung: height for height, rung in enumerate(RUNGS)}


@move("issue_supervision")
def issue_supervision(
    act: Act,
    *,
    unit_id: int,
    rung: str,
    reason_code: str,
    text: str,
    due_on: date,
    manner: str | None = None,
    former_id: int | None = None,
    follow_up_id: int | None = None,
) -> Event:
    """Press a unit for its duty on this petition, answer wanted by a day (督办).

    Raised from a ``former`` one, that one is closed: it did not help. What a rule proposed against
    the unit is settled by it.
    """
    unit = unit_by_id(unit_id)
    _check_demand(act, unit, rung, due_on)
    _check_ground(act, unit, reason_code)
    if follow_up_id and follow_up_id not in {one.id for one in unhappy_ratings(act.petition)}:
        raise Invalid(N_("Choose from the list."), field="follow_up_id")
    former = _raised_from(act, former_id, unit, rung)
    record = Supervision(
        follow_up_id=follow_up_id,
        petition=act.petition,
        rung=rung,
        manner=manner,
        reason_code=reason_code,
        text=text,
        unit=unit,
        issued_by_unit_id=act.by.unit_id,
        issued_by_id=act.by.id,
        issued_on=act.occurred_on,
        due_on=due_on,
        status="issued",
    )
    db.session.add(record)
    db.session.flush()
    _settle(act, record, former)
    act.petition.supervised = True
    start_clock(act, "H04", on=act.occurred_on, owner=unit, given=due_on, record_id=record.id)
    if rung in LETTERS:
        _number(act, record)
    facts = {"unit": unit.name, "rung": rung, "text": text, "due_on": due_on.isoformat()}
    return act.done(facts={**facts, "number": record.number})


def _check_demand(act: Act, unit: Unit, rung: str, due_on: date) -> None:
    if rung not in RUNGS:
        raise Invalid(N_("Choose from the list."), field="rung")
    if due_on < act.today:
        raise Invalid(N_("The wanted day has passed."), field="due_on")
    if not holds(act.petition, unit.id, PRESSED):
        raise Invalid(N_("Only a unit that has the petition can be pressed."), field="unit_id")
    end = ends_on(act.petition, after=act.today)
    if end and due_on > end:
        raise Invalid(
            N_("Not later than the limit of this petition, %(end)s."),
            field="due_on",
            end=end.isoformat(),
        )


def _check_ground(act: Act, unit: Unit, reason_code: str) -> None:
    if not ground_holds(act.petition, unit.id, reason_code, on=act.occurred_on):
        raise Invalid(
            N_("No limit of this unit on this petition shows such a delay: choose another ground."),
            field="reason_code",
        )


def _number(act: Act, record: Supervision) -> None:
    """Give the letter its number: what is issued counts as signed, with a paper or without."""
    record.number = take_number(act.unit, "supervise", on=act.today)
    parts = parts_of(record.number)
    if parts is not None:
        record.mark, record.year = parts[:2]
    record.numbered_at = clock.now()


def _raised_from(act: Act, former_id: int | None, unit: Unit, rung: str) -> Supervision | None:
    """Return the supervision that the new one is raised from, one rung or more."""
    if former_id is None:
        return None
    former = supervision_of(act.petition, supervision_id=former_id, statuses=OPEN_ORDERS)
    if former is None or former.issued_by_unit_id != act.by.unit_id:
        raise Invalid(N_("Only an open supervision of your own unit is raised."), field="former_id")
    if former.unit_id != unit.id:
        raise Invalid(N_("The former supervision was another unit's."), field="unit_id")
    if _HEIGHT[rung] <= _HEIGHT[former.rung]:
        raise Invalid(N_("Raised is to a higher step than the former one (art. 39)."), field="rung")
    return former


def _settle(act: Act, record: Supervision, former: Supervision | None) -> None:
    """Take up what a rule proposed against the unit, and close what the new one is raised from."""
    step = db.session.scalar(
        sa.select(LadderStep).where(
            LadderStep.petition_id == act.petition.id,
            LadderStep.unit_id == record.unit_id,
            LadderStep.office_unit_id == record.issued_by_unit_id,
            LadderStep.status == "proposed",
        )
    )
    if step is not None:
        step.status, step.supervision_id, record.rule = "issued", record.id, step.rule
        step.decided_by_id, step.decided_on = act.by.id, act.today
    if former is None:
        return
    record.former_id = former.id
    former.status, former.result, former.closed_on = "closed", RAISED, act.occurred_on
    stop_clocks(act.petition, ("H04",), on=act.occurred_on, record_id=former.id)


@atomic
def drop_proposal(step: LadderStep, *, by: Officer, reason: str) -> None:
    """Leave a unit alone that a rule proposes to press; the reason is kept with the cause.

    :raises MoveRefused: if it was decided, or is not the officer's to decide.
    """
    require(("reason",), {"reason": reason})
    if not by.may("issue_supervision") or by.unit_id != step.office_unit_id:
        raise MoveRefused(N_("Your roles do not include this decision."), who="issue_supervision")
    if step.status != "proposed":
        raise MoveRefused(N_("It has been decided already."))
    step.status, step.reason = "dropped", reason.strip()
    step.decided_by_id, step.decided_on = by.id, clock.today()


def _supervision(act: Act, supervision_id: int | None, *statuses: str) -> Supervision:
    record = supervision_of(act.petition, supervision_id=supervision_id, statuses=statuses)
    if record is None:
        raise MoveRefused(N_("No supervision waits for this."))
    return record


@move("sign_supervision")
def sign_supervision(act: Act, *, supervision_id: int | None = None) -> Event:
    """Sign for a supervision order."""
    record = _supervision(act, supervision_id, "issued")
    _own(record.unit_id, act)
    check_day(act, not_before=record.issued_on)
    record.status, record.signed_on = "signed", act.occurred_on
    return act.done(facts=_named(record))


@move("answer_supervision")
def answer_supervision(
    act: Act, *, text: str, supervision_id: int | None = None, uploads: Sequence[Upload] = ()
) -> Event:
    """Answer a supervision order, with files where there are some; its own limit stops.

    Who has not signed for it does so with the answer.
    """
    record = _supervision(act, supervision_id, "issued", "signed")
    _own(record.unit_id, act)
    check_day(act, not_before=record.returned_on or record.issued_on)
    received = record.signed_on is None  # who answers it has it
    record.signed_on = record.signed_on or act.occurred_on
    record.status, record.answer, record.answered_on = "answered", text, act.occurred_on
    stop_clocks(act.petition, ("H04",), on=act.occurred_on, record_id=record.id)
    facts = {**_named(record), "text": text, "count": len(uploads) or None}
    with fastened(uploads, by=act.by, petition_id=act.petition.id, supervision_id=record.id):
        event = act.done(facts={**facts, "received": received or None})
        db.session.flush()
    return event


@move("return_supervision")
def return_supervision(
    act: Act, *, reason: str, due_on: date, supervision_id: int | None = None
) -> Event:
    """Give an answer that is not sufficient back to the unit, which owes a better one by a day."""
    record = _supervision(act, supervision_id, "answered")
    _own(record.issued_by_unit_id, act)
    if due_on < act.today:
        raise Invalid(N_("The wanted day has passed."), field="due_on")
    check_day(act, not_before=record.answered_on)
    record.status = "signed" if record.signed_on else "issued"
    record.returned_reason, record.returned_on, record.due_on = reason, act.occurred_on, due_on
    start_clock(
        act, "H04", on=act.occurred_on, owner=record.unit, given=due_on, record_id=record.id
    )
    return act.done(facts={**_named(record), "reason": reason, "due_on": due_on.isoformat()})


@move("close_supervision")
def close_supervision(
    act: Act, *, result: str, note: str | None = None, supervision_id: int | None = None
) -> Event:
    """Close a supervision order (核销); the mark goes when none is left open.

    Where the matter was not put right, who closes it says why.
    """
    record = _supervision(act, supervision_id, *OPEN_ORDERS)
    _own(record.issued_by_unit_id, act)
    if result == RAISED:
        raise Invalid(
            N_("Raise it to the next step instead: that closes this one by itself (art. 39)."),
            field="result",
        )
    if result == CORRECTED and record.status != "answered":
        raise Invalid(
            N_("The unit has not answered; without its answer nothing shows that it is corrected."),
            field="result",
        )
    note = (note or "").strip() or None
    if result != CORRECTED and note is None:
        raise Invalid(N_("Say why it is closed without being corrected."), field="note")
    record.status, record.result, record.closed_on = "closed", result, act.occurred_on
    record.closing_note = note
    stop_clocks(act.petition, ("H04",), on=act.occurred_on, record_id=record.id)
    db.session.flush()
    act.petition.supervised = supervision_of(act.petition, statuses=OPEN_ORDERS) is not None
    return act.done(facts={**_named(record), "result": result, "note": note})


def _named(record: Supervision) -> dict[str, str | None]:
    """Return the facts that say which supervision it was: several may run on one petition."""
    return {
        "unit": record.unit.name,
        "rung": record.rung,
        "number": record.number,
        "issued_on": record.issued_on.isoformat(),
    }


def _own(unit_id: int, act: Act) -> None:
    if unit_id != act.by.unit_id:
        raise MoveRefused(N_("This supervision is another unit's."))
