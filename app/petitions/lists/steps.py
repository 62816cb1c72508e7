"""The next step of each petition in a list, and whether it is the reader's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core.i18n import N_
from app.extensions import db
from app.petitions.lists.next_step import DECIDE, REMEDY, WAITS, named
from app.petitions.models import Approval, Petition
from app.petitions.workflow import PETITION


@dataclass(frozen=True)
class Step:
    """What comes next: its label, the move's name, and whether this officer can take it."""

    label: str
    move: str | None
    own: bool


def steps_for(officer: Officer, petitions: Sequence[Petition]) -> dict[int, Step]:
    """Return the next step of each petition, with one query for all of them."""
    if not petitions:
        return {}
    query = named(officer).where(Petition.id.in_([petition.id for petition in petitions]))
    return {id_: _step(step, told, own=bool(own)) for id_, step, told, own in _all(query)}


def undecided(petitions: Sequence[Petition]) -> frozenset[int]:
    """Return which petitions a second person still has to decide on, for lists without steps."""
    ids = [petition.id for petition in petitions]
    asked = sa.select(Approval.petition_id).where(
        Approval.petition_id.in_(ids), Approval.status == "asked"
    )
    return frozenset(db.session.scalars(asked)) if ids else frozenset()


def _all(query: sa.Select[Any]) -> Sequence[Any]:
    return db.session.execute(query).all()


def _step(step: str, told: str, *, own: bool) -> Step:
    if step == DECIDE:
        return Step(_("Decide: %(move)s", move=_(PETITION.move(told).label)), None, own=own)
    if step == WAITS:
        label = _("Waits for a decision: %(move)s", move=_(PETITION.move(told).label))
        return Step(label, None, own=own)
    if step == REMEDY:
        # Month and day: the row has little room.
        return Step(_("Remedy period, until %(day)s", day=told[5:]), None, own=own)
    return Step(_label(step), step, own=own) if step else Step("", None, own=False)


# Where the move's own name would say too little, or too much.
LABELS = {
    "agree_objection": N_("Decide on the objection"),
    "pass_report": N_("Read the report"),
    "grant_report_delay": N_("Decide on the later day of the report"),
}


def _label(name: str) -> str:
    return _(LABELS.get(name) or PETITION.move(name).label)
