"""The first few of each kind of thing that waits, for the page of today: one statement for all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.accounts.models import Officer
from app.core.web.shell import link
from app.extensions import db
from app.oversight import executions
from app.oversight.advice.reading import on_tab
from app.oversight.instruction_queries import INSTRUCTION_TABS
from app.oversight.proposed import proposed_to
from app.oversight.queries import SUPERVISION_TABS
from app.oversight.urgent_queries import TABS as URGENT_TABS
from app.petitions.lists.filters import Filter, narrowed
from app.petitions.lists.listing import case_href
from app.petitions.lists.worklists import base
from app.petitions.models import (
    Advice,
    Execution,
    Instruction,
    LadderStep,
    Petition,
    ReviewCase,
    Supervision,
    UrgentMatter,
)
from app.petitions.scope import (
    executions_visible_to,
    instructions_visible_to,
    reviews_visible_to,
    supervisions_visible_to,
    urgent_visible_to,
)
from app.petitions.words.days import short_day
from app.review.queries import TABS as REVIEW_TABS

MOST = 5
NO_DAY = sa.cast(sa.null(), sa.Date)
#: Where a record is read that hangs on no page of a petition.
PAGES = {
    "instruction": ("InstructionView.show", "pk"),
    "advice": ("AdviceView.show", "pk"),
    "urgent": ("UrgentView.show", "matter_id"),
}
Found = sa.Select[Any]


@dataclass(frozen=True)
class First:
    """One thing that waits: its number or subject, what it is about, by when, and its page."""

    name: str
    text: str
    day: str
    href: str


def firsts(
    officer: Officer, kinds: Iterable[str], lists: dict[str, tuple[str, Filter]]
) -> dict[str, list[First]]:
    """Return the first of each kind, those that end first before the others.

    ``lists`` names the desk and the filter of the kinds that are lists of petitions.
    """
    parts = [_part(kind, _query(officer, kind, lists)) for kind in kinds]
    found: dict[str, list[First]] = {}
    rows = db.session.execute(sa.union_all(*parts)).all() if parts else []
    for kind, record_id, name, text, day in sorted(rows, key=lambda row: row[4] or date.max):
        found.setdefault(kind, []).append(_first(kind, record_id, name, text, day))
    return found


def _part(kind: str, query: Found) -> Found:
    inner = query.limit(MOST).subquery()
    return sa.select(sa.literal(kind), *inner.c)


def _first(kind: str, record_id: int, name: str, text: str | None, day: date | None) -> First:
    page = PAGES.get(kind.partition(".")[0])
    href = link(page[0], **{page[1]: record_id}) if page else case_href(record_id)
    return First(name, text or "", short_day(day) if day else "", href)


def _query(officer: Officer, kind: str, lists: dict[str, tuple[str, Filter]]) -> Found:
    """Return the records of a kind in the order of its list: id, name, text, day."""
    if kind in lists:
        return _petitions(officer, *lists[kind])
    room, _dot, tab = kind.partition(".")
    if room == "supervision" and tab != "proposed":
        seen = (supervisions_visible_to(officer), *SUPERVISION_TABS[tab](officer))
        return _on_petition(Supervision, Supervision.due_on, *seen)
    if room == "instruction":
        seen = (instructions_visible_to(officer), INSTRUCTION_TABS[tab](officer))
        day = Instruction.answer_due_on if tab == "to_answer" else NO_DAY
        return _alone(Instruction, Instruction.subject, day, *seen)
    return {
        "supervision": lambda: _on_petition(LadderStep, NO_DAY, proposed_to(officer)),
        "advice": lambda: _alone(Advice, Advice.subject, NO_DAY, on_tab(officer, tab)),
        "urgent": lambda: _alone(
            UrgentMatter, UrgentMatter.title, NO_DAY,
            urgent_visible_to(officer), URGENT_TABS["waiting"](officer),
        ),
        "executions": lambda: _on_petition(
            Execution, Execution.due_on,
            executions_visible_to(officer), executions.TABS["ours_overdue"](officer),
        ),
        "reviews": lambda: _on_petition(
            ReviewCase, NO_DAY, reviews_visible_to(officer), REVIEW_TABS["open"]
        ),
    }[room]()  # fmt: skip


def _petitions(officer: Officer, desk: str, chosen: Filter) -> Found:
    due: Any = Petition.lamp_due_on
    shown: tuple[Any, ...] = (Petition.id, Petition.number, Petition.summary, due)
    return (
        narrowed(base(officer, desk), chosen, by=officer)
        .with_only_columns(*shown)
        .order_by(sa.func.coalesce(due, date.max), Petition.id)
    )


def _on_petition(record: Any, day: Any, *seen: ColumnElement[bool]) -> Found:
    return (
        sa.select(Petition.id, Petition.number, Petition.summary, day)
        .select_from(record)
        .join(Petition, Petition.id == record.petition_id)
        .where(*seen)
        .order_by(record.id)
    )


def _alone(record: Any, name: Any, day: Any, *seen: ColumnElement[bool]) -> Found:
    nothing = sa.cast(sa.literal(""), sa.Text)
    return sa.select(record.id, name, nothing, day).where(*seen).order_by(record.id)
