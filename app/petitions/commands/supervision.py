"""督办: press a unit for its duty; it signs, answers, and who pressed closes."""

from datetime import date

from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.checks import check_day
from app.petitions.clocks import start_clock, stop_clocks
from app.petitions.commands.acts import move
from app.petitions.commands.lookups import unit_by_id
from app.petitions.earlier import unhappy_ratings
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Event, Supervision
from app.petitions.models.order import RUNGS
from app.petitions.parties import holds
from app.petitions.queries import supervision_of

# Who can be pressed: who has the petition now, the office that has not decided yet among them.
PRESSED = ("registering", "lead", "assisting", "instructed", "reviewing")


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
    follow_up_id: int | None = None,
) -> Event:
    """Press a unit for its duty on this petition, answer wanted by a day (督办)."""
    unit = unit_by_id(unit_id)
    if rung not in RUNGS:
        raise Invalid(N_("Choose from the list."), field="rung")
    if due_on < act.today:
        raise Invalid(N_("The wanted day has passed."), field="due_on")
    if not holds(act.petition, unit.id, PRESSED):
        raise Invalid(N_("Only a unit that has the petition can be pressed."), field="unit_id")
    if follow_up_id and follow_up_id not in {one.id for one in unhappy_ratings(act.petition)}:
        raise Invalid(N_("Choose from the list."), field="follow_up_id")
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
    act.petition.supervised = True
    start_clock(act, "H04", on=act.occurred_on, owner=unit, given=due_on, record_id=record.id)
    return act.done(
        facts={"unit": unit.name, "rung": rung, "text": text, "due_on": due_on.isoformat()}
    )


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
    return act.done(facts={"unit": record.unit.name})


@move("answer_supervision")
def answer_supervision(act: Act, *, text: str, supervision_id: int | None = None) -> Event:
    """Answer a supervision order; its own limit stops."""
    record = _supervision(act, supervision_id, "issued", "signed")
    _own(record.unit_id, act)
    check_day(act, not_before=record.issued_on)
    record.status, record.answer, record.answered_on = "answered", text, act.occurred_on
    stop_clocks(act.petition, ("H04",), on=act.occurred_on, record_id=record.id)
    return act.done(facts={"unit": record.unit.name, "text": text})


@move("close_supervision")
def close_supervision(act: Act, *, result: str, supervision_id: int | None = None) -> Event:
    """Close a supervision order (核销); the mark goes when none is left open."""
    record = _supervision(act, supervision_id, "issued", "signed", "answered")
    _own(record.issued_by_unit_id, act)
    record.status, record.result, record.closed_on = "closed", result, act.occurred_on
    stop_clocks(act.petition, ("H04",), on=act.occurred_on, record_id=record.id)
    db.session.flush()
    act.petition.supervised = (
        supervision_of(act.petition, statuses=("issued", "signed", "answered")) is not None
    )
    return act.done(facts={"unit": record.unit.name, "result": result})


def _own(unit_id: int, act: Act) -> None:
    if unit_id != act.by.unit_id:
        raise MoveRefused(N_("This supervision is another unit's."))
