"""Which event each dated act follows: before it the act cannot have happened.

A move on the line follows what brought the file into its state. What is recorded beside the line
follows an event of its own, a service the letter that is served, whatever the state is by now.
"""

from collections.abc import Callable
from datetime import date

import sqlalchemy as sa

from app.core import clock
from app.extensions import db
from app.petitions.engine import Act
from app.petitions.letters.issued import acts_told_by
from app.petitions.letters.kinds import kind_of
from app.petitions.models import Event, Letter, Opinion, ReviewCase, Submission
from app.petitions.queries.files import current_opinion, instruction_of, reached_on, supervision_of

Earliest = Callable[[Act], date | None]


def follows(act: Act) -> date | None:
    """Return the day before which the act cannot have happened; asked only of an earlier day."""
    own = OWN.get(act.move.name)
    if own is not None:
        return own(act)
    return None if act.move.place == "record" else reached_on(act.petition)


def _arrival(act: Act) -> date | None:
    return act.petition.received_on


def _acceptance(act: Act) -> date | None:
    return act.petition.accepted_on


# --- letters --------------------------------------------------------------------------------------


def _made_on(act: Act, *moves: str) -> date | None:
    """Return when one of these moves was made last."""
    return db.session.scalar(
        sa.select(Event.occurred_on)
        .where(Event.petition_id == act.petition.id, Event.step == "done", Event.move.in_(moves))
        .order_by(Event.id.desc())
        .limit(1)
    )


def _opinion_issued(act: Act) -> date | None:
    opinion = current_opinion(act.petition)
    return opinion.issued_on if opinion else None


def _withdrawn(act: Act) -> date | None:
    return db.session.scalar(
        sa.select(sa.func.max(Opinion.withdrawn_on)).where(Opinion.petition_id == act.petition.id)
    )


def _applied(act: Act) -> date | None:
    last = ReviewCase.petition_id == act.petition.id
    return db.session.scalar(sa.select(sa.func.max(ReviewCase.applied_on)).where(last))


#: Where the record, not the act, says when a letter was issued at the earliest.
ISSUED: dict[str, Earliest] = {
    "opinion": _opinion_issued,
    "withdrawal": _withdrawn,
    "application": _applied,
}


def _letter(act: Act) -> date | None:
    """A letter signed with its act was issued on the act's day, one signed by hand on that day.

    A paper written elsewhere follows the act of which it gives notice, any other the arrival.
    """
    paper = act.given.get("paper")
    if paper is not None:
        with_act = _made_with(paper) if paper.approval_id else None
        return with_act or clock.office_time(paper.signed_at).date()
    letter = str(act.given.get("letter"))
    found = ISSUED[letter](act) if letter in ISSUED else _made_on(act, *acts_told_by(letter))
    return found or act.petition.received_on


def _made_with(paper: Letter) -> date | None:
    """Return the day of the act with which a letter was signed; an act may be made twice."""
    return db.session.scalar(
        sa.select(Event.occurred_on)
        .where(
            Event.petition_id == paper.petition_id,
            Event.step == "done",
            Event.move.in_(kind_of(paper.kind).moves),
            Event.recorded_at <= paper.signed_at,
        )
        .order_by(Event.id.desc())
        .limit(1)
    )


# --- on the line ----------------------------------------------------------------------------------


def _report(act: Act) -> date | None:
    """A report is judged after it was given."""
    given = (leg.reported_on for leg in reversed(act.petition.handovers) if leg.report == "given")
    return next(given, None)


def _service(act: Act) -> date | None:
    """A file is closed after the service of its opinion."""
    days = (reached_on(act.petition), act.petition.served_on)
    return max((day for day in days if day), default=None)


# --- records --------------------------------------------------------------------------------------


def _answered(act: Act) -> date | None:
    """A call-back follows the service of the opinion, or what closed the file without one."""
    opinion = current_opinion(act.petition)
    if opinion is not None:
        return opinion.served_on or opinion.issued_on
    return act.petition.closed_on or act.petition.received_on


def _laid_before(act: Act) -> date | None:
    """An instruction follows the submission on which it is written; else it may be older."""
    asked_at = db.session.scalar(
        sa.select(sa.func.min(Submission.asked_at)).where(
            Submission.petition_id == act.petition.id,
            Submission.status == "asked",
            Submission.leader_id == (act.given.get("leader_id") or act.by.seat.id),
        )
    )
    return clock.office_time(asked_at).date() if asked_at else None


def _instruction(status: str, day: str) -> Earliest:
    def find(act: Act) -> date | None:
        record = instruction_of(
            act.petition, instruction_id=act.given.get("instruction_id"), status=status
        )
        return getattr(record, day) if record else None

    return find


def _supervision(act: Act) -> date | None:
    record = supervision_of(
        act.petition,
        supervision_id=act.given.get("supervision_id"),
        statuses=("issued", "signed", "answered"),
    )
    return (record.answered_on or record.signed_on or record.issued_on) if record else None


OWN: dict[str, Earliest] = {
    "serve": _letter,
    "pass_report": _report,
    "return_report": _report,
    "conclude": _service,
    "record_progress": _acceptance,
    "open_mediation": _acceptance,
    "follow_up": _answered,
    "submit": _arrival,
    "instruct": _laid_before,
    "pass_on_instruction": _instruction("written", "instructed_on"),
    "answer_instruction": _instruction("passed_on", "passed_on"),
    "return_instruction": _instruction("answered", "answered_on"),
    "close_instruction": _instruction("answered", "answered_on"),
    "confirm_instruction": _instruction("closing", "closed_on"),
    "issue_supervision": _arrival,
    "close_supervision": _supervision,
    "recuse": _arrival,
    "propose_public_reply": _answered,
}
