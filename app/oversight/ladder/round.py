"""One round over all rules: causes found, petitions taken some hundred at a time, units pressed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, load_only, selectinload

from app.accounts.models import Unit
from app.core import clock
from app.core.db import atomic
from app.extensions import db
from app.oversight.ladder.causes import causes
from app.oversight.ladder.rules import BY_ITSELF, Rule, rules
from app.petitions.commands.pressing import Demand, press
from app.petitions.commands.supervision import PRESSED, PRESSING
from app.petitions.models import Party, Petition
from app.petitions.parties import holds, office_of
from app.settings.queries import everywhere, reader

#: So many petitions in one transaction: enough to be quick, few enough to hold nobody up.
BATCH = 200


def go_round(today: date | None = None) -> int:
    """Press every unit that gives cause today; return how many were pressed or proposed.

    Begun anew after a power cut it does what is left: what had its effect is no cause any more.
    """
    today = today or clock.today()
    return sum(_apply(rule, today) for rule in rules())


def _apply(rule: Rule, today: date) -> int:
    figures = [figure for figure in everywhere(rule.setting) if figure > 0]
    if not figures:
        return 0
    # The widest of all offices; which of them are reached is asked of each office.
    widest = max(figures) if rule.trigger == "ending" else min(figures)
    found = db.session.execute(causes(rule, widest, today)).all()
    ids = sorted({row.petition_id for row in found})
    starts = range(0, len(ids), BATCH)
    return sum(press_some(rule, widest, ids[start : start + BATCH], today) for start in starts)


@atomic
def press_some(rule: Rule, figure: int, ids: Sequence[int], today: date) -> int:
    """Press the units of one batch of petitions; return how many were new.

    The files are taken first, then the causes are asked for once more: who answered or was pressed
    meanwhile is left alone.
    """
    files = _taken(ids)
    rows = db.session.execute(causes(rule, figure, today, among=ids)).all()
    return press(list(_demands(rule, rows, files, today)))


def _taken(ids: Sequence[int]) -> dict[int, Petition]:
    """Take the files as every move does: what an officer does meanwhile is not overwritten."""
    found = db.session.scalars(
        sa.select(Petition)
        .where(Petition.id.in_(ids))
        .options(
            load_only(
                Petition.state, Petition.rule_set, Petition.is_accusation, Petition.placing_id
            ),
            joinedload(Petition.registering_unit, innerjoin=True),
            selectinload(Petition.parties).joinedload(Party.unit, innerjoin=True),
        )
        .order_by(Petition.id)
        .with_for_update(of=Petition)
        .execution_options(populate_existing=True)
    )
    return {petition.id: petition for petition in found}


def _demands(
    rule: Rule, rows: Sequence[Any], files: dict[int, Petition], today: date
) -> Iterator[Demand]:
    figure_of, by_itself = reader(rule.setting), reader("press_by_itself")
    pressed: set[tuple[int, int]] = set()
    for row in rows:
        petition = files[row.petition_id]
        pair = _pair(petition, row)
        # One cause a day is enough: the next one waits until this one is closed.
        if pair is None or (petition.id, row.unit_id) in pressed:
            continue
        office, unit = pair
        if rule.reached(figure_of(office), today, day=row.day, count=row.count):
            pressed.add((petition.id, row.unit_id))
            yield _demand(rule, row, petition, pair, by_itself(office))


def _pair(petition: Petition, row: Any) -> tuple[Unit, Unit] | None:
    """Return who presses and who is pressed, if both have their part in the file now."""
    units = {party.unit_id: party.unit for party in petition.parties}
    office = units.get(getattr(row, "office_id", 0)) or office_of(petition)
    unit = units.get(row.unit_id)
    if unit is None or unit.id == office.id:
        return None
    if not holds(petition, unit.id, PRESSED) or not holds(petition, office.id, PRESSING):
        return None
    return office, unit


def _demand(
    rule: Rule, row: Any, petition: Petition, pair: tuple[Unit, Unit], by_itself: bool
) -> Demand:
    office, unit = pair
    return Demand(
        petition=petition,
        unit=unit,
        office=office,
        rule=rule.code,
        occasion=row.occasion,
        rung=rule.rung,
        reason_code=rule.reason_code,
        text=rule.text,
        answer_days=rule.answer_days,
        former_id=row.occasion if rule.trigger == "unanswered" else None,
        by_itself=by_itself and rule.rung in BY_ITSELF,
    )
