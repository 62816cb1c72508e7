"""Lists of petitions: one shape for pool, my work, archive and ledger; filtered, paged by key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, load_only

from app.accounts.models import Officer
from app.core import clock
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.petitions.lists.desks import DESKS
from app.petitions.lists.due_days import asks_for_an_end, lamp_condition
from app.petitions.lists.filters import Filter, narrowed
from app.petitions.models import Petition
from app.petitions.rules import house_rules
from app.petitions.scope import visible_to
from app.petitions.workflow import PETITION

#: How far a list is counted: what an officer works through to its end, as good as always; what
#: only grows with the years as far as a reader would turn pages.
CAPPED, CAPPED_OF_YEARS = 10_000, 1_000
OF_YEARS = frozenset({"archive", "all", "passed", "handled"})

# What a row of a list shows; nothing else is loaded.
ROW = (
    Petition.id,
    Petition.version,
    Petition.number,
    Petition.state,
    Petition.form,
    Petition.channel,
    Petition.source,
    Petition.received_on,
    Petition.registered_on,
    Petition.purpose,
    Petition.issue,
    Petition.summary,
    Petition.problem_region,
    Petition.petitioner_name,
    Petition.anonymous,
    Petition.is_accusation,
    Petition.head_count,
    Petition.is_group,
    Petition.is_repeat,
    Petition.letter_nature,
    Petition.urgency,
    Petition.supervised,
    Petition.instructed,
    Petition.finalised,
    Petition.opinion_level,
    Petition.served_on,
    Petition.unit_id,
    Petition.handler_id,
    Petition.registered_by_id,
    Petition.registering_unit_id,
    Petition.lamp_code,
    Petition.lamp_started_on,
    Petition.lamp_due_on,
    Petition.lamp_orange_on,
    Petition.lamp_yellow_on,
    Petition.lamp_provisional,
    Petition.closed_on,
    Petition.close_way,
    Petition.result,
    Petition.archived_at,
    Petition.archive_unit_id,
    Petition.archive_region,
    Petition.archive_issue,
)


def base(officer: Officer, desk: str) -> sa.Select[Petition]:
    """Return the query of a desk for an officer: scope first, always."""
    return sa.select(Petition).where(visible_to(officer), *DESKS[desk](officer))


# --- sorting and paging by key --------------------------------------------------------------------

_NEVER = date(9999, 12, 31)
_LONG_AGO = date(1900, 1, 1)
_NEVER_YET = datetime(1900, 1, 1, tzinfo=UTC)

# No column of a key may be empty: a row without a value would stand on no page.
SORTS: dict[str, tuple[Any, bool]] = {
    "lamp": (sa.func.coalesce(Petition.lamp_due_on, _NEVER), False),
    "-lamp": (sa.func.coalesce(Petition.lamp_due_on, _LONG_AGO), True),
    "due": (sa.func.coalesce(Petition.lamp_due_on, _NEVER), False),
    "-received": (Petition.received_on, True),
    "received": (Petition.received_on, False),
    "-archived": (sa.func.coalesce(Petition.archived_at, _NEVER_YET), True),
    "-closed": (sa.func.coalesce(Petition.closed_on, _LONG_AGO), True),
    "-id": (Petition.id, True),
}


BY_END = ("lamp", "-lamp", "due")


def page(  # noqa: PLR0913 - what to show, and where the reader stands
    officer: Officer,
    desk: str,
    chosen: Filter,
    *,
    after: str | None = None,
    before: str | None = None,
    sort: str = "lamp",
    size: int | None = None,
) -> Page[Petition]:
    """Return one page of a desk's list; ``after``/``before`` are keys a page handed out."""
    column, descending = _sorted_by(desk, chosen, chosen.sort if chosen.sort in SORTS else sort)
    return key_page(
        db.session(),
        narrowed(base(officer, desk), chosen, by=officer).options(*row_options()),
        Order(column, Petition.id, descending),
        Place(after, before, size or house_rules().rows_per_page),
    )


def _sorted_by(desk: str, chosen: Filter, sort: str) -> tuple[Any, bool]:
    """Return the column of a sort; where every row has a value the index itself serves."""
    if (desk, sort) == ("archive", "-archived"):
        return Petition.archived_at, True
    column, descending = SORTS[sort]
    if sort in BY_END and asks_for_an_end(chosen):
        return Petition.lamp_due_on, descending
    return column, descending


def row_options() -> tuple[Any, ...]:
    """Return the loader options of a list row: its own columns and the names beside it."""
    return (
        load_only(*ROW, raiseload=True),
        joinedload(Petition.unit),
        joinedload(Petition.archive_unit),
        joinedload(Petition.handler).load_only(Officer.last_name),
        joinedload(Petition.registered_by).load_only(Officer.last_name),
    )


# --- sums ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Totals:
    """其中: how many in all, and of each kind of channel with the heads that came.

    Beyond the cap (``capped``) nothing is said of the kinds: it would be true of some rows only.
    """

    petitions: int
    capped: bool
    by_kind: dict[str, tuple[int, int]]


def totals(officer: Officer, desk: str, chosen: Filter) -> Totals:
    """Count a list by kind of channel; beyond the cap it says so instead of counting on."""
    most = CAPPED_OF_YEARS if desk in OF_YEARS else CAPPED
    inner = (
        narrowed(base(officer, desk), chosen, by=officer)
        .with_only_columns(
            sa.func.substr(Petition.channel, 1, 1).label("kind"), Petition.head_count.label("heads")
        )
        .limit(most + 1)
        .subquery()
    )
    rows = db.session.execute(
        sa.select(inner.c.kind, sa.func.count(), sa.func.sum(inner.c.heads)).group_by(inner.c.kind)
    ).all()
    count = sum(row[1] for row in rows)
    if count > most:
        return Totals(petitions=most, capped=True, by_kind={})
    by_kind = {row[0]: (row[1], int(row[2] or 0)) for row in rows}
    return Totals(petitions=count, capped=False, by_kind=by_kind)


def lamp_counts(officer: Officer, desk: str, chosen: Filter) -> dict[str, int]:
    """Count the lamps of a list in one statement: red, today, soon."""
    today = clock.today()
    wanted = ("red", "today", "soon")
    sums = [
        sa.func.coalesce(sa.func.sum(sa.case((lamp_condition(tone, today), 1), else_=0)), 0)
        for tone in wanted
    ]
    query = narrowed(base(officer, desk), chosen, by=officer).with_only_columns(
        sa.func.count(), *sums
    )
    row = db.session.execute(query).one()
    return {"all": row[0], **dict(zip(wanted, map(int, row[1:]), strict=True))}


def lamps_by_state(officer: Officer, desk: str) -> dict[str, dict[str, int]]:
    """Count the lamps that need somebody soon, by state, in the table's order of states."""
    today = clock.today()
    tones = ("red", "internal", "today", "orange")
    sums = [sa.func.sum(sa.case((lamp_condition(tone, today), 1), else_=0)) for tone in tones]
    query = base(officer, desk).with_only_columns(Petition.state, *sums).group_by(Petition.state)
    found = {row[0]: dict(zip(tones, map(int, row[1:]), strict=True)) for row in _all(query)}
    return {state.name: found[state.name] for state in PETITION.states if state.name in found}


def count_by_form(officer: Officer, desk: str) -> dict[str, int]:
    """Count a desk's petitions by the form with which they were registered."""
    query = base(officer, desk).with_only_columns(Petition.form, sa.func.count())
    return dict(_all(query.group_by(Petition.form)))


def _all(query: sa.Executable) -> Sequence[Any]:
    return db.session.execute(query).all()


def count(officer: Officer, desk: str) -> int:
    """Count a desk's petitions, up to the cap."""
    return counts(officer, [desk])[desk]


def counts(officer: Officer, desks: Iterable[str]) -> dict[str, int]:
    """Count several desks in one statement, each up to the cap."""
    names = list(desks)
    sums = [counted(officer, name) for name in names]
    return dict(zip(names, db.session.execute(sa.select(*sums)).one(), strict=True))


def narrowed_count(officer: Officer, desk: str, chosen: Filter) -> sa.ScalarSelect[int]:
    """Return the number of a narrowed list, up to the cap, as a part of a statement."""
    found = narrowed(base(officer, desk), chosen, by=officer).with_only_columns(Petition.id)
    inner = found.limit(CAPPED).subquery()
    return sa.select(sa.func.count()).select_from(inner).scalar_subquery()


def counted(officer: Officer, desk: str) -> sa.ScalarSelect[int]:
    """Return the number of a desk's petitions, up to the cap, as a part of a statement."""
    found = sa.select(Petition.id).where(visible_to(officer), *DESKS[desk](officer)).limit(CAPPED)
    return sa.select(sa.func.count()).select_from(found.subquery()).scalar_subquery()
