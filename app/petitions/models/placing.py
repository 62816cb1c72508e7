"""Where a petition is put down when it is counted; kept in the transaction of the act.

A million petitions are counted by a few thousand placings: what is done about a petition carries
the placing of it, so that a table of acts does not have to look up every petition. A placing
changes when the petition is handed to another unit, corrected or voided; its limits and ratings
carry the same. No command knows of it. ``wrong`` finds what does not agree: ``flask stats verify``.
"""

import functools
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from app.core.db import Base
from app.core.upsert import insert_unless_there
from app.petitions.models.clock import Clock
from app.petitions.models.counted import (
    ANSWERING,
    RATING,
    TRAITS,
    WHAT,
    traits_of,
    what_of,
)
from app.petitions.models.handover import ON_ITS_WAY, Handover
from app.petitions.models.order import FollowUp
from app.petitions.models.petition import Petition

#: What is the same of all petitions of a placing. One that was voided is put down nowhere.
PLACED = (
    "registering_unit_id",
    "unit_id",
    "problem_region",
    "source",
    "is_repeat",
    "is_accusation",
)


class Placing(Base):
    """Every place where a petition was ever counted: office, unit, place, source, first or not.

    Written once, never changed and never deleted.
    """

    __tablename__ = "counting_place"  # "placing" is a word of PostgreSQL's own

    id: Mapped[int] = mapped_column(primary_key=True)
    #: The six of them in one text: an empty one is equal to an empty one, and two that come at
    #: once are one row.
    key: Mapped[str] = mapped_column(sa.String(80), unique=True)
    registering_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    problem_region: Mapped[str | None] = mapped_column(sa.ForeignKey("region.code"))
    source: Mapped[str] = mapped_column(sa.String(8))
    is_repeat: Mapped[bool]
    is_accusation: Mapped[bool]


#: What hangs on a petition and is counted by the placing of it.
CARRYING = (Clock, FollowUp)
#: Where a unit is set as such its number follows only when the row is written.
_UNITS = {"registering_unit_id": "registering_unit", "unit_id": "unit"}
#: What makes the three of them.
_PLACING = (*PLACED, *_UNITS.values(), "state")
_OF_PETITION = (
    "channel is_repeat is_group head_count anonymous skip_level level purpose state off_site source"
    " statutory_route archived_from"
).split()
_OF_LIMIT = ("code", "outcome", "stopped_on", "handover_id")
#: Of a row that was not written yet.
_DEFAULTS = {"is_repeat": False, "is_accusation": False, "head_count": 1, "state": "registered"}


@event.listens_for(Session, "before_flush")
def _before_flush(session: Session, *_unused: object) -> None:
    rows = [*session.new, *session.dirty]
    limits = [row for row in rows if isinstance(row, Clock) and _counts_otherwise(row)]
    limits += _touched(session, rows)
    for limit in limits:
        limit.what = what_of(limit, done_with=_done_with(session, limit))
    answers = {_petition_of(session, one) for one in limits if _may_be_late(one)}
    for petition in {row for row in rows if isinstance(row, Petition)} | answers:
        if petition in answers or _changed(petition, _OF_PETITION):
            petition.traits = traits_of(functools.partial(_value, petition))
        if _changed(petition, _PLACING):
            put_down(session, petition)
    for row in session.new:
        if isinstance(row, FollowUp):  # Only the last rating of a petition counts.
            _give(session, FollowUp, FollowUp.petition_id == row.petition_id, None)
        if isinstance(row, CARRYING):
            row.placing_id = _petition_of(session, row).placing_id


def put_down(session: Session, petition: Petition) -> None:
    """Give a petition the placing that it has now, and what hangs on it the same."""
    values = {name: _value(petition, name) for name in PLACED}
    placing_id = None if petition.state == "voided" else placing_id_of(session, values)
    if placing_id == petition.placing_id:
        return
    petition.placing_id = placing_id
    if petition.id is not None:
        _give(session, Clock, Clock.petition_id == petition.id, placing_id)
        last = sa.select(sa.func.max(FollowUp.id)).where(FollowUp.petition_id == petition.id)
        _give(session, FollowUp, FollowUp.id == last.scalar_subquery(), placing_id)


def _give(session: Session, carrying: Any, rows: Any, placing_id: int | None) -> None:
    statement = sa.update(carrying).where(rows).values(placing_id=placing_id)
    session.execute(statement, execution_options=_QUIETLY)


def _changed(row: Any, names: Iterable[str]) -> bool:
    state: Any = sa.inspect(row)
    return not state.persistent or any(state.attrs[name].history.has_changes() for name in names)


def _is_back(leg: Handover) -> bool:
    return leg.status not in ON_ITS_WAY


def _turned(leg: Handover) -> bool:
    """Say whether a leg was sent back just now, or is no longer."""
    state: Any = sa.inspect(leg)
    before = state.attrs.status.history.deleted
    return bool(before) and (before[0] in ON_ITS_WAY) is _is_back(leg)


def _touched(session: Session, rows: Iterable[Any]) -> list[Clock]:
    """Return limits that count otherwise because of another row: of a leg, of a rated petition."""
    legs = [row.id for row in rows if isinstance(row, Handover) and _turned(row)]
    rated = [row.petition_id for row in session.new if isinstance(row, FollowUp)]
    if not legs and not rated:
        return []
    of_rating = sa.and_(Clock.petition_id.in_(rated), Clock.code == RATING)
    return list(session.scalars(sa.select(Clock).where(Clock.handover_id.in_(legs) | of_rating)))


def _done_with(session: Session, limit: Clock) -> bool:
    """Say whether nobody counts a limit any more: its leg was sent back, the petition was rated."""
    if limit.code == RATING:
        petition = _petition_of(session, limit)
        fresh = (row for row in session.new if isinstance(row, FollowUp))
        rated = sa.exists().where(FollowUp.petition_id == petition.id).select()
        return any(row.petition_id == petition.id for row in fresh) or bool(session.scalar(rated))
    leg = session.get(Handover, limit.handover_id) if limit.handover_id else None
    return leg is not None and _is_back(leg)


def _counts_otherwise(limit: Clock) -> bool:
    """Say whether a limit is to be counted anew; where it only moves, while it runs, it is not."""
    return _changed(limit, _OF_LIMIT) or bool(limit.stopped_on and _changed(limit, ("due_on",)))


def _may_be_late(limit: Clock) -> bool:
    return limit.code in ANSWERING and (
        limit.stopped_on is not None or _changed(limit, ("stopped_on",))
    )


def _petition_of(session: Session, row: Clock | FollowUp) -> Petition:
    found = getattr(row, "petition", None) or session.get(Petition, row.petition_id)
    if found is None:
        raise LookupError(f"{type(row).__name__} without a petition")
    return found


def placing_id_of(session: Session, values: Mapping[str, Any]) -> int:
    """Return the number of the placing with these values; the first that asks for it writes it."""
    key = key_of(values)
    found = session.scalar(sa.select(Placing.id).where(Placing.key == key))
    if found is None:
        # Two that are the first of a placing at once: the second waits and finds the first's.
        insert_unless_there(session, Placing, {**values, "key": key}, unique=("key",))
        found = session.scalar(sa.select(Placing.id).where(Placing.key == key))
    return int(found)  # type: ignore[arg-type]


def _value(petition: Petition, name: str) -> Any:
    unit: Any = _UNITS.get(name)
    if unit is not None and sa.inspect(petition).attrs[unit].history.added:
        held = getattr(petition, unit)
        return held.id if held is not None else None
    found = getattr(petition, name)
    if name in _DEFAULTS and found is None:
        return _DEFAULTS[name]
    return found


def key_of(values: Mapping[str, Any]) -> str:
    """Return the key of a placing: its values in one text, yes and no as 1 and 0."""
    return "-".join(_said(values[name]) for name in PLACED)


def _said(value: Any) -> str:
    return "" if value is None else str(int(value) if isinstance(value, bool) else value)


# ---- all at once --------------------------------------------------------------------------------


def _key() -> sa.ColumnElement[str]:
    """Return the key of a petition's placing, as SQL."""
    text: Any = sa.literal("")
    for place, name in enumerate(PLACED):
        column: Any = getattr(Petition, name)
        if isinstance(column.type, sa.Boolean):
            column = sa.case((column, "1"), else_="0")
        said = sa.func.coalesce(sa.cast(column, sa.String), "")
        text = text.concat("-").concat(said) if place else said
    return text


_TRAITS, _WHAT = (sa.literal_column(sql, sa.String) for sql in (TRAITS, WHAT))
_VOIDED = Petition.state == "voided"


def recount(session: Session, petitions: sa.ColumnElement[bool]) -> None:
    """Write anew what is counted of some petitions, however they were changed."""
    key, columns = _key(), [getattr(Petition, name) for name in PLACED]
    known = sa.exists().where(Placing.key == key).correlate(Petition)
    fresh = sa.select(key, *columns).where(petitions, ~_VOIDED, ~known).distinct()
    session.execute(sa.insert(Placing).from_select(["key", *PLACED], fresh))
    place = sa.select(Placing.id).where(Placing.key == key).correlate(Petition).scalar_subquery()
    placing = sa.case((_VOIDED, sa.null()), else_=place)
    written: Any = sa.update(Petition).where(petitions).values(traits=_TRAITS, placing_id=placing)
    session.execute(written, execution_options=_QUIETLY)
    for carrying in CARRYING:
        values: dict[str, Any] = {"placing_id": _place_of(carrying)}
        if carrying is Clock:
            values["what"] = _WHAT
        owners = carrying.petition_id.in_(sa.select(Petition.id).where(petitions))
        session.execute(
            sa.update(carrying).where(owners).values(values), execution_options=_QUIETLY
        )
    session.expire_all()


_QUIETLY = {"synchronize_session": False}


def _place_of(carrying: Any) -> Any:
    same = Petition.id == carrying.petition_id
    place = sa.select(Petition.placing_id).where(same).correlate(carrying).scalar_subquery()
    if carrying is Clock:
        return place
    later = aliased(FollowUp)
    beaten = sa.exists().where(later.petition_id == FollowUp.petition_id, later.id > FollowUp.id)
    return sa.case((beaten.correlate(FollowUp), sa.null()), else_=place)


def wrong(session: Session) -> dict[str, int]:
    """Return of petitions, limits and ratings how many are counted otherwise than they are."""
    place = sa.select(Placing.key).where(Placing.id == Petition.placing_id).correlate(Petition)
    key = sa.case((_VOIDED, sa.null()), else_=_key())
    differ: dict[Any, list[Any]] = {
        Petition: [place.scalar_subquery().is_distinct_from(key), Petition.traits != _TRAITS],
        Clock: [
            Clock.placing_id.is_distinct_from(_place_of(Clock)),
            Clock.what.is_distinct_from(_WHAT),
        ],
        FollowUp: [FollowUp.placing_id.is_distinct_from(_place_of(FollowUp))],
    }
    return {
        model.__tablename__: int(
            session.scalar(sa.select(sa.func.count()).select_from(model).where(sa.or_(*ways))) or 0
        )
        for model, ways in differ.items()
    }
