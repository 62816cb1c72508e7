"""What comes next on a petition, and whether it is the officer's: one table, read as SQL.

A row of a list names the step from it, and the desks of what waits for an officer ask it. The
first rule that is true holds.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.accounts.models import Officer
from app.core import clock
from app.petitions.decisions import approvals_for, delays_for, submissions_for
from app.petitions.models import Approval, Clock, Handover, Party, Petition, Submission
from app.petitions.queries.contributions import CODE
from app.petitions.workflow import ENDED, PETITION

#: Steps that are no move: a decision of this officer, one of somebody else, a time of waiting.
DECIDE, WAITS, REMEDY = "decide", "waits", "remedy"

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

Condition = ColumnElement[bool]


@dataclass(frozen=True)
class Rule:
    """When a step comes next, and when it is this officer's; ``told`` is a detail of it."""

    step: str
    when: Condition
    own: Condition
    told: Any = ""


def rules(officer: Officer) -> list[Rule]:
    """Return the table for an officer, in the order in which it is asked."""
    return [*_standing_still(officer), *_lying_before(officer), *_by_state(officer)]


def _standing_still(officer: Officer) -> list[Rule]:
    mine, asked = approvals_for(officer), Approval.status == "asked"
    remedy = sa.and_(
        Clock.code.in_(REMEDIES), Clock.stopped_on.is_(None), Clock.due_on >= clock.today()
    )
    return [
        Rule(DECIDE, _has(Approval, mine), sa.true(), _first(Approval, Approval.move, mine)),
        Rule(WAITS, _has(Approval, asked), sa.false(), _first(Approval, Approval.move, asked)),
        # Nothing can be done: the petitioner may still ask for review.
        Rule(
            REMEDY,
            _has(Clock, remedy),
            sa.false(),
            _first(Clock, sa.cast(Clock.due_on, sa.String), remedy),
        ),
    ]


def _lying_before(officer: Officer) -> list[Rule]:
    reported = sa.and_(Handover.report == "given", Handover.from_unit_id == officer.unit_id)
    owed = sa.and_(
        Clock.code == CODE, Clock.owner_unit_id == officer.unit_id, Clock.stopped_on.is_(None)
    )
    return [
        _rule(officer, "contribute", _has(Clock, owed)),
        _rule(officer, "instruct", _has(Submission, submissions_for(officer))),
        _rule(officer, "pass_report", _has(Handover, reported)),
        _rule(officer, "grant_report_delay", _has(Handover, delays_for(officer))),
    ]


def _by_state(officer: Officer) -> list[Rule]:
    fresh, handed = Petition.state == "registered", Petition.state == "transferred"
    replied = Petition.state == "replied"
    leg = Handover.status.in_(("sent", "signed"))
    objection = sa.and_(leg, Handover.objected_on.is_not(None), Handover.objection_answer.is_(None))
    sealed = Petition.is_accusation.is_(True)
    # Who transfers, and who only looks on, reads that the petition waits to be transferred.
    accepts = [noun for noun in ("Petition", "Accusation") if _takes_itself(officer, noun)]
    return [
        _rule(officer, "accept", sa.and_(fresh, _of_nouns(accepts)), at_first=True),
        _rule(officer, "transfer", fresh, at_first=True),
        _rule(officer, "agree_objection", sa.and_(handed, _has(Handover, objection))),
        _rule(officer, "sign_for", sa.and_(handed, _has(Handover, Handover.status == "sent"))),
        _rule(officer, "redirect", sa.and_(handed, sealed)),
        _rule(officer, "accept", handed),
        *(_duty(officer, move, code) for code, move in BY_LIMIT.items()),
        _rule(officer, "conclude", sa.and_(replied, Petition.served_on.is_not(None))),
        _rule(officer, "serve", replied),
        *(_rule(officer, move, Petition.state == state) for state, move in BY_STATE.items()),
    ]


def _rule(officer: Officer, move: str, when: Condition, *, at_first: bool = False) -> Rule:
    return Rule(move, when, may_make(officer, move, at_first=at_first))


def _duty(officer: Officer, move: str, code: str) -> Rule:
    owed = sa.and_(
        Clock.code == code, Clock.owner_unit_id == officer.unit_id, Clock.stopped_on.is_(None)
    )
    own = sa.and_(may_make(officer, move), _has(Clock, owed))
    return Rule(move, Petition.lamp_code == code, own)


def _takes_itself(officer: Officer, noun: str) -> bool:
    return officer.may("accept", noun) and not officer.may("transfer", noun)


def may_make(officer: Officer, name: str, *, at_first: bool = False) -> Condition:
    """Return where the officer may make a move: his permission, his unit's capacity."""
    nouns = [noun for noun in ("Petition", "Accusation") if officer.may(name, noun)]
    if not nouns:
        return sa.false()
    move = PETITION.move(name)
    wanted = (move.by_at_first if at_first else ()) or move.by
    if not wanted:
        return _of_nouns(nouns)
    holds = sa.and_(Party.unit_id == officer.unit_id, Party.role.in_(wanted), Party.until.is_(None))
    return sa.and_(_of_nouns(nouns), _has(Party, holds))


def _of_nouns(nouns: list[str]) -> Condition:
    if len(nouns) == 2:
        return sa.true()
    return Petition.is_accusation.is_(nouns == ["Accusation"]) if nouns else sa.false()


def _has(record: type[Any], condition: Condition) -> Condition:
    return sa.exists().where(record.petition_id == Petition.id, condition).correlate(Petition)


def _first(record: type[Any], column: Any, condition: Condition) -> Any:
    found = sa.select(sa.func.min(column)).where(record.petition_id == Petition.id, condition)
    return found.correlate(Petition).scalar_subquery()


def waits_for(officer: Officer) -> Condition:
    """Return the condition on ``Petition`` that its next step is this officer's."""
    return sa.case(*((rule.when, rule.own) for rule in rules(officer)), else_=sa.false())


def named(officer: Officer) -> sa.Select[Any]:
    """Return the query of petitions with their next step, its detail and whether it is his."""
    known = rules(officer)
    step = sa.case(*((rule.when, rule.step) for rule in known), else_="")
    told = sa.case(*((rule.when, rule.told) for rule in known), else_="")
    return sa.select(Petition.id, step, told, waits_for(officer))
