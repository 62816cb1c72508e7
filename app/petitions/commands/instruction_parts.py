"""One instruction for several units: a row for each, so that each owes its own answer."""

from collections.abc import Iterable, Iterator

from app.accounts.models import Unit
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.commands.lookups import unit_by_id
from app.petitions.models import Instruction

#: What is the same in every part: the leader's words, and whose they are.
SAME = (
    "petition_id submission_id subject leader_id leader_name leader_title leader_level text"
    " instructed_on unit_id recorded_by_id recorded_at for_leader guidance"
).split()


def units_for(unit_id: int, also_ids: Iterable[int] | None) -> list[Unit]:
    """Return the units to which an instruction is passed, the first one first.

    :raises Invalid: if one is named twice.
    """
    ids = [unit_id, *(also_ids or ())]
    if len(set(ids)) < len(ids):
        raise Invalid(N_("A unit can take part only once."), field="also_ids")
    first, *others = ids
    return [unit_by_id(first), *(unit_by_id(one, field="also_ids") for one in others)]


def parts_of(record: Instruction, units: list[Unit]) -> Iterator[tuple[Instruction, Unit]]:
    """Yield the instruction with its first unit, and a part of its own for each further one."""
    first, *others = units
    yield record, first
    for unit in others:
        part = Instruction(status="written", origin_id=record.id)
        for name in SAME:
            setattr(part, name, getattr(record, name))
        db.session.add(part)
        db.session.flush()
        yield part, unit
