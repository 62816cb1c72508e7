"""The next step of each petition in a list, and whether it is the reader's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core import clock
from app.core.i18n import N_
from app.extensions import db
from app.petitions.decisions import approvals_for, submissions_for
from app.petitions.models import Approval, Clock, Handover, Petition, Submission
from app.petitions.workflow import ENDED, PETITION


@dataclass(frozen=True)
class Step:
    """What comes next: its label, the move's name, and whether this officer can take it."""

    label: str
    move: str | None
    own: bool


# A duty that runs may ask for something else than the state does.
BY_LIMIT = {
    "H03": "answer_instruction",
    "H04": "answer_supervision",
    "D05": "report_back",
    "D05I": "report_upward",
}
BY_STATE = {
    "accepted": "reply",
    "under_review": "decide_review",
    "under_re_examination": "decide_re_examination",
    "joined": "archive",
    **dict.fromkeys(ENDED, "archive"),
}

# Windows in which the petitioner may still ask for more.
REMEDIES = ("D07", "D09")

Facts = dict[int, dict[str, str]]


def steps_for(officer: Officer, petitions: Sequence[Petition]) -> dict[int, Step]:
    """Return the next step of each petition, with one query for all of them."""
    facts = _facts(officer, [petition.id for petition in petitions])
    return {p.id: _step(officer, p, facts.get(p.id, {})) for p in petitions}


def _facts(officer: Officer, ids: Iterable[int]) -> Facts:
    ids = list(ids)
    found: Facts = {}
    if not ids:
        return found
    for petition_id, kind, move in db.session.execute(sa.union_all(*_fact_queries(officer, ids))):
        found.setdefault(petition_id, {})[kind] = move
    return found


def _fact_queries(officer: Officer, ids: list[int]) -> tuple[sa.Select[int, str, str], ...]:
    leg = sa.and_(Handover.petition_id.in_(ids), Handover.status.in_(("sent", "signed")))
    return (
        sa.select(Approval.petition_id, sa.literal("mine"), Approval.move).where(
            Approval.petition_id.in_(ids), approvals_for(officer)
        ),
        sa.select(Approval.petition_id, sa.literal("waits"), Approval.move).where(
            Approval.petition_id.in_(ids), Approval.status == "asked"
        ),
        sa.select(Handover.petition_id, sa.literal("unsigned"), sa.literal("")).where(
            leg, Handover.status == "sent"
        ),
        sa.select(Handover.petition_id, sa.literal("objection"), sa.literal("")).where(
            leg, Handover.objected_on.is_not(None), Handover.objection_answer.is_(None)
        ),
        sa.select(Handover.petition_id, sa.literal("report"), sa.literal("")).where(
            Handover.petition_id.in_(ids),
            Handover.report == "given",
            Handover.from_unit_id == officer.unit_id,
        ),
        sa.select(Submission.petition_id, sa.literal("submitted"), sa.literal("")).where(
            Submission.petition_id.in_(ids), submissions_for(officer)
        ),
        sa.select(Clock.petition_id, sa.literal("remedy"), sa.cast(Clock.due_on, sa.String)).where(
            Clock.petition_id.in_(ids), Clock.code.in_(REMEDIES), Clock.stopped_on.is_(None)
        ),
    )


def _step(officer: Officer, petition: Petition, facts: dict[str, str]) -> Step:
    if "mine" in facts:
        label = _("Decide: %(move)s", move=_(PETITION.move(facts["mine"]).label))
        return Step(label, None, own=True)
    if "waits" in facts:
        label = _("Waits for a decision: %(move)s", move=_(PETITION.move(facts["waits"]).label))
        return Step(label, None, own=False)
    if facts.get("remedy", "") >= clock.today().isoformat():
        # Nothing can be done: the petitioner may still ask for review.
        day = facts["remedy"][5:]  # month and day: the row has little room
        return Step(_("Remedy period, until %(day)s", day=day), None, own=False)
    noun = "Accusation" if petition.is_accusation else "Petition"
    name = _wanted(officer, petition, facts, noun)
    if name is None:
        return Step("", None, own=False)
    return Step(_label(name), name, own=officer.may(name, noun))


def _wanted(officer: Officer, petition: Petition, facts: dict[str, str], noun: str) -> str | None:
    if "submitted" in facts:
        return "instruct"
    if "report" in facts:
        return "pass_report"
    if petition.state == "registered":
        return "transfer" if _office_decides(officer, noun) else "accept"
    if petition.state == "transferred":
        return _handed_over(facts, petition)
    if petition.lamp_code in BY_LIMIT:
        return BY_LIMIT[petition.lamp_code]
    if petition.state == "replied":
        return "conclude" if petition.served_on else "serve"
    return BY_STATE.get(petition.state)


def _office_decides(officer: Officer, noun: str) -> bool:
    """Who transfers, and who only looks on, reads that the petition waits to be transferred."""
    return officer.may("transfer", noun) or not officer.may("accept", noun)


def _handed_over(facts: dict[str, str], petition: Petition) -> str:
    if "objection" in facts:
        return "agree_objection"
    if "unsigned" in facts:
        return "sign_for"
    return "redirect" if petition.is_accusation else "accept"


# Where the move's own name would say too little, or too much.
LABELS = {
    "agree_objection": N_("Decide on the objection"),
    "pass_report": N_("Read the report"),
    "reply": N_("Issue the opinion"),
}


def _label(name: str) -> str:
    return _(LABELS.get(name) or PETITION.move(name).label)
