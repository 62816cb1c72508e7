"""Records beside the line, whatever their kind, read for the case page in one statement."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.petitions.case.casefile import History
from app.petitions.case.record_parts import PARTS, TABLES
from app.petitions.commands.pressing import PRESSED_BY_RULE
from app.petitions.models import Petition
from app.petitions.queries.contributions import CODE

MOST = 100  # of each kind: a file is read, not searched


@dataclass(frozen=True)
class Record:
    """One record beside the line, whatever its kind: what all of them have to say."""

    kind: str
    id: int
    day: date | None
    at: datetime | None
    unit_id: int | None
    person: str | None
    code: str | None
    text: str | None
    due_on: date | None
    status: str | None
    result: str | None
    answer: str | None
    former_id: int | None
    number: str | None
    reason: str | None
    note: str | None
    signed_on: date | None


# Which of the events tells that there is a record of a kind; incidents also come with a visit.
BEGUN_BY = {
    "submission": ("submit",),
    "instruction": ("instruct",),
    "charge": ("take_charge",),
    "supervision": ("issue_supervision", PRESSED_BY_RULE),
    "public_reply": ("propose_public_reply",),
    "follow_up": ("follow_up",),
    "incident": ("record_incident",),
    "hearing": ("call_hearing", "hold_hearing"),
    "execution": ("reply", "decide_review", "decide_re_examination"),
    "mediation": ("open_mediation",),
    "recusal": ("recuse",),
    "objection": ("object",),
    "waiver": ("ask_waiver",),
}


def kinds_of_records(petition: Petition, past: History) -> list[str]:
    """Return which kinds of records the file has, without asking for each of them."""
    if past.older is not None:
        return [*BEGUN_BY, "contribution"]
    moves = past.moves()
    kinds = [kind for kind, begun in BEGUN_BY.items() if moves & set(begun)]
    if any(one.code == CODE for one in petition.clocks):
        kinds.append("contribution")
    if petition.conduct not in (None, "", "00") and "incident" not in kinds:
        kinds.append("incident")
    return kinds


def records(petition: Petition, kinds: list[str]) -> list[Record]:
    """Return the records of some kinds, in one statement whatever their number."""
    if not kinds:
        return []
    parts = [_newest(kind, petition) for kind in kinds]
    rows = db.session.execute(sa.union_all(*parts)).all()
    return sorted((Record(*row) for row in rows), key=lambda one: (one.kind, -one.id))


def _newest(kind: str, petition: Petition) -> sa.Select[Any]:
    table = TABLES[kind]
    part = PARTS[kind]().where(table.petition_id == petition.id)
    return sa.select(part.order_by(table.id.desc()).limit(MOST).subquery())
