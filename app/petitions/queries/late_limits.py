"""What the limits of a file show of a unit: whether it is late, and by when the file is to end."""

from datetime import date

import sqlalchemy as sa

from app.core import clock
from app.dictionaries.queries import work_calendar
from app.extensions import db
from app.petitions.models import Clock, Execution, LadderStep, Petition
from app.petitions.queries.contributions import CODE
from app.petitions.queries.executions import NOT_CARRIED_OUT, overdue

#: Grounds of supervision (supervise_reason) that say that a limit is over, with their limits.
SHOWN_BY = {
    "01": ("D01", "D15", "H01"),
    "02": ("D02", "D03", "D16"),
    "03": ("D06", "D17", "D08", "D10"),
    "04": ("D05", "H03", "H04", CODE),
}
#: Within which of these a file is to be answered, by law.
ENDS = ("D06", "D17", "D08", "D10")


def ground_holds(petition: Petition, unit_id: int, ground: str, *, on: date) -> bool:
    """Say whether a ground is true of a unit, as far as limits can show it.

    What a rule proposes against the unit on this ground was shown by the rule already.
    """
    if ground in SHOWN_BY:
        late = late_limit(petition, unit_id, ground, on=on)
        return late is not None or _proposed(petition, unit_id, ground)
    return ground != NOT_CARRIED_OUT or _not_carried_out(petition, unit_id, on)


def late_limit(petition: Petition, unit_id: int, ground: str, *, on: date) -> Clock | None:
    """Return the limit of a unit that shows a ground: the newest that is over or ended late."""
    codes = SHOWN_BY.get(ground, ())
    found = [one for one in petition.clocks if one.code in codes and one.owner_unit_id == unit_id]
    return next((one for one in reversed(found) if _is_late(one, on)), None)


def _is_late(one: Clock, on: date) -> bool:
    return one.due_on < on if one.running else one.outcome == "late"


def _proposed(petition: Petition, unit_id: int, ground: str) -> bool:
    wanted = sa.select(LadderStep.id).where(
        LadderStep.petition_id == petition.id,
        LadderStep.unit_id == unit_id,
        LadderStep.reason_code == ground,
        LadderStep.status == "proposed",
    )
    return db.session.scalar(wanted.limit(1)) is not None


def _not_carried_out(petition: Petition, unit_id: int, on: date) -> bool:
    """Say whether a task is overdue; of a file without tasks nobody can say that none is."""
    late = sa.func.sum(sa.case((overdue(on), 1), else_=0))
    tasks = sa.select(sa.func.count(Execution.id), late).where(
        Execution.petition_id == petition.id, Execution.unit_id == unit_id
    )
    all_of_them, overdue_ones = db.session.execute(tasks).one()
    return not all_of_them or bool(overdue_ones)


def ends_on(petition: Petition, *, after: date) -> date | None:
    """Return the day on which the file is to be answered by law, if it lies ahead."""
    running = [one.due_on for one in petition.clocks if one.code in ENDS and one.running]
    ahead = [day for day in running if day > after]
    return min(ahead, default=None)


def wanted_by(petition: Petition, step: LadderStep) -> date:
    """Return by when an answer to what a rule proposes is wanted if it is issued today."""
    today = clock.today()
    day = work_calendar().add_workdays(today, step.answer_days).day
    return min(day, ends_on(petition, after=today) or day)
