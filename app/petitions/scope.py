"""The one row-level rule: which petitions an officer may learn of. Fails closed.

Lists, pages, drop-downs, exports and attachments all take ``visible_to``; sums take
``countable_by``. Accusations are outside every scope but the accusation desk's.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased

from app.accounts.models import Officer, Unit
from app.accounts.units.tree import predecessors_of
from app.core import clock
from app.core.divisions import beginning
from app.dictionaries.models import Region
from app.petitions.models import (
    Accusation,
    Execution,
    Instruction,
    Party,
    Petition,
    PublicReply,
    Reception,
    Recusal,
    ReviewCase,
    Supervision,
    UrgentMatter,
    UrgentTelling,
    Waiver,
)

TakesPart = Callable[[sa.Select[int] | list[int]], ColumnElement[bool]]

ROW_SCOPES = ("own", "desk_today", "unit", "unit_below", "region_below", "all")


def visible_to(officer: Officer | None, *, today: date | None = None) -> ColumnElement[bool]:
    """Return the condition on ``Petition`` under which the officer may see a row."""
    return _visible(officer, today or clock.today(), _takes_part)


def _visible(officer: Officer | None, today: date, takes_part: TakesPart) -> ColumnElement[bool]:
    if officer is None or officer.id is None or not officer.active:
        return sa.false()
    ways = []
    if officer.may("read"):
        reach = _reach(officer, today, takes_part)
        ways.append(sa.and_(Petition.is_accusation.is_(False), reach))
    if officer.may("read", "Accusation") and "accusations" in officer.scopes:
        desk = sa.and_(_unit_takes_part(officer), ~_accused(officer))
        ways.append(sa.and_(Petition.is_accusation.is_(True), desk))
    if not ways:
        return sa.false()
    return sa.and_(sa.or_(*ways), ~_stepped_aside(officer))


def countable_by(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition under which a petition may enter the officer's sums."""
    if officer is None or officer.id is None or not officer.active:
        return sa.false()
    if "counts" in officer.scopes:
        return _of_region(officer.seat.region_code)
    return _visible(officer, clock.today(), _counted)


def countable_for(office: Unit) -> ColumnElement[bool]:
    """Return the condition under which a petition enters the sums that an office reports.

    Nobody in particular looks: a closed month and a job belong to the office. As for whoever has
    sums only, no accusation is among them.
    """
    return _of_region(office.region_code)


def _of_region(region: str | None) -> ColumnElement[bool]:
    return sa.and_(Petition.is_accusation.is_(False), _inside_takes_part(region, _counted))


def offices_read_by(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition on ``Unit``: the offices whose closed months an officer may read."""
    if officer is None or officer.id is None or not officer.active or not officer.may("count"):
        return sa.false()
    scopes, region = officer.scopes, officer.seat.region_code
    ways: list[ColumnElement[bool]] = [sa.true() if "all" in scopes else sa.false()]
    if {"unit", "unit_below"} & set(scopes):
        ways.append(Unit.id == officer.unit_id)
    if {"counts", "region_below"} & set(scopes) and region:
        ways.append(Unit.region_code.startswith(beginning(region), autoescape=True))
    return sa.and_(Unit.kind == "petition_office", sa.or_(*ways))


def recognisable_by(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition under which a petition may be offered as the first one of a repeat.

    A window clerk sees only today's registrations, yet must find the earlier visit of who stands
    before him: number, day, state and summary of the petitions of his own unit, nothing more.
    """
    seen = visible_to(officer)
    if officer is None or not officer.active or not officer.may("register"):
        return seen
    own = sa.and_(Petition.is_accusation.is_(False), _unit_takes_part(officer))
    return sa.or_(seen, sa.and_(own, ~_stepped_aside(officer)))


def instructions_visible_to(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition on ``Instruction`` under which the officer may see a row.

    One on a petition is seen by whoever sees the petition, by nobody else. One without is seen by
    its leader, by who recorded it, by the unit that wrote it and the one it was passed to; what is
    marked as guidance for the work by every unit of the region for which it was written.
    """
    if officer is None or officer.id is None or not officer.active:
        return sa.false()
    if not officer.may("read", "Instruction"):
        return sa.false()
    on_petition = (
        sa.exists()
        .where(Petition.id == Instruction.petition_id, visible_to(officer))
        .correlate(Instruction)
    )
    ways = [
        Instruction.leader_id == officer.seat.id,
        Instruction.recorded_by_id.in_(officer.persons),
    ]
    if officer.unit_id is not None:
        ways += [
            Instruction.unit_id == officer.unit_id,
            Instruction.passed_to_id == officer.unit_id,
            sa.and_(Instruction.guidance.is_(True), Instruction.unit_id.in_(_units_over(officer))),
        ]
    return sa.or_(on_petition, sa.and_(Instruction.petition_id.is_(None), sa.or_(*ways)))


def _units_over(officer: Officer) -> sa.Select[int]:
    """Units of the regions in which the officer's unit lies, its own region included."""
    if officer.unit is None:
        return sa.select(Unit.id).where(sa.false())
    here = aliased(Region)
    home = sa.select(here.path).where(here.code == officer.unit.region_code)
    return (
        sa.select(Unit.id)
        .join(Region, Region.code == Unit.region_code)
        .where(home.scalar_subquery().like(Region.path.concat("%")))
    )


def supervisions_visible_to(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition on ``Supervision``: whoever sees the petition sees it."""
    return _on_what_is_seen(Supervision, officer)


def waivers_visible_to(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition on ``Waiver``: who reads the list sees those on petitions he sees."""
    if officer is None or not officer.active or not officer.may("read", "Waiver"):
        return sa.false()
    return _on_what_is_seen(Waiver, officer)


def executions_visible_to(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition on ``Execution``: whoever sees the petition sees it."""
    return _on_what_is_seen(Execution, officer)


def public_replies_visible_to(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition on ``PublicReply``: whoever sees the petition sees its stages."""
    if officer is None or not officer.active or not officer.may("read", "PublicReply"):
        return sa.false()
    return _on_what_is_seen(PublicReply, officer)


def _on_what_is_seen(model: Any, officer: Officer | None) -> ColumnElement[bool]:
    seen = sa.exists().where(Petition.id == model.petition_id, visible_to(officer))
    return seen.correlate(model)


def urgent_visible_to(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition on ``UrgentMatter``: who was told, and the unit that reports it.

    Who was told reads it whatever his roles are; of the unit only whose role reads such matters.
    Who reads the reports does not thereby see the petition; who stepped aside reads neither.
    """
    if officer is None or officer.id is None or not officer.active:
        return sa.false()
    told = (
        sa.exists()
        .where(
            UrgentTelling.matter_id == UrgentMatter.id,
            UrgentTelling.officer_id.in_(officer.persons),
        )
        .correlate(UrgentMatter)
    )
    aside = (
        sa.exists()
        .where(
            Recusal.petition_id == UrgentMatter.petition_id,
            Recusal.user_id.in_(officer.persons),
            Recusal.status == "granted",
        )
        .correlate(UrgentMatter)
    )
    if not officer.may("read", "UrgentMatter"):
        return sa.and_(told, ~aside)
    return sa.and_(sa.or_(told, UrgentMatter.unit_id == officer.unit_id), ~aside)


def receptions_visible_to(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition on ``Reception``: the own unit's, and a leader's own days."""
    if officer is None or not officer.active or not officer.may("read", "Reception"):
        return sa.false()
    return sa.or_(Reception.unit_id == officer.unit_id, Reception.leader_id == officer.seat.id)


def reviews_visible_to(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition on ``ReviewCase``: the reviewing unit's own, on petitions it sees."""
    if officer is None or officer.unit_id is None:
        return sa.false()
    seen = (
        sa.exists()
        .where(Petition.id == ReviewCase.petition_id, visible_to(officer))
        .correlate(ReviewCase)
    )
    return sa.and_(ReviewCase.unit_id == officer.unit_id, seen)


def _reach(officer: Officer, today: date, takes_part: TakesPart) -> ColumnElement[bool]:
    scopes = officer.scopes
    if "all" in scopes:
        return sa.true()
    ways: list[ColumnElement[bool]] = []
    if "own" in scopes:
        ways.append(_some_party(Party.user_id == officer.seat.id))
    if "desk_today" in scopes:
        ways.append(
            sa.and_(Petition.registered_by_id.in_(officer.persons), Petition.registered_on == today)
        )
    if "unit" in scopes:
        ways.append(_unit_takes_part(officer, takes_part))
    if "unit_below" in scopes:
        ways.append(takes_part(_units_below(officer)))
    if "region_below" in scopes:
        ways.append(_inside_takes_part(officer.seat.region_code, takes_part))
    return sa.or_(*ways) if ways else sa.false()


def _some_party(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return sa.exists().where(Party.petition_id == Petition.id, condition).correlate(Petition)


def _takes_part(units: sa.Select[int] | list[int]) -> ColumnElement[bool]:
    return _some_party(Party.unit_id.in_(units))


def _counted(units: sa.Select[int] | list[int]) -> ColumnElement[bool]:
    # The same for sums of very many rows: the registering unit has a part in every petition, for
    # ever. Where it is one of the units nobody has to ask for the others.
    return sa.or_(Petition.registering_unit_id.in_(units), _takes_part(units))


def _unit_takes_part(officer: Officer, part: TakesPart = _takes_part) -> ColumnElement[bool]:
    if officer.unit_id is None:
        return sa.false()
    return part([officer.unit_id])


def _accused(officer: Officer) -> ColumnElement[bool]:
    """Whoever takes part: what accuses the officer's own unit is not for him (art. 30(3)).

    Nor what accuses a unit that became part of it: its people sit there now.
    """
    own = predecessors_of(officer.unit_id)
    return (
        sa.exists()
        .where(Accusation.petition_id == Petition.id, Accusation.accused_unit_id.in_(own))
        .correlate(Petition)
    )


def _units_below(officer: Officer) -> sa.Select[int]:
    if officer.unit is None:
        return sa.select(Unit.id).where(sa.false())
    return sa.select(Unit.id).where(Unit.path.startswith(officer.unit.path, autoescape=True))


def _inside_takes_part(region: str | None, takes_part: TakesPart) -> ColumnElement[bool]:
    if not region:
        return sa.false()
    # A beginning that is known beforehand: PostgreSQL can then tell a few units from most of them.
    begins = beginning(region)
    inside = sa.select(Unit.id).where(Unit.region_code.startswith(begins, autoescape=True))
    return takes_part(inside)


def _stepped_aside(officer: Officer) -> ColumnElement[bool]:
    """Who acts for somebody is kept out by the recusal of either (art. 28(3))."""
    granted = Recusal.user_id.in_(officer.persons), Recusal.status == "granted"
    return Petition.id.in_(sa.select(Recusal.petition_id).where(*granted))
