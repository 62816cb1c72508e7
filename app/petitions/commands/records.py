"""Records beside the line: seen, public reply, follow-up, incident, correction."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.deputies import same_hands
from app.core import clock
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.clocks.running import stop_clocks
from app.petitions.commands.acts import move
from app.petitions.commands.askers import askers
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import (
    Event,
    FollowUp,
    Incident,
    Petition,
    PublicReply,
    SeenMark,
)
from app.petitions.models.order import TICKED
from app.petitions.queries.files import current_opinion

# What a clerk may put right after registering; everything else needs void and register anew.
CORRECTABLE = frozenset(
    "issue problem_region responsible_unit_id responsible_person urgency publicity confidential"
    " letter_nature enclosure level off_site skip_level national_number old_number summary".split()
)
#: Of these registering asks, or gives them a value: they may be put right, not emptied.
ASKED = frozenset("issue problem_region summary urgency publicity level enclosure".split())


def not_to_empty(petition: Petition) -> set[str]:
    """Return which fields a correction may not empty; what was never filled in may stay so."""
    asked = ASKED - {"issue"} if petition.is_accusation else ASKED
    return {name for name in asked if getattr(petition, name)}


@move("mark_seen")
def mark_seen(act: Act, *, note: str | None = None) -> Event:
    """Mark the petition as seen, nothing done (标记查看)."""
    mark = db.session.scalar(
        sa.select(SeenMark).where(
            SeenMark.petition_id == act.petition.id, SeenMark.user_id == act.by.id
        )
    )
    if mark is None:
        mark = SeenMark(petition_id=act.petition.id, user_id=act.by.id)
        db.session.add(mark)
    mark.seen_at, mark.note = clock.now(), note
    return act.done(facts={"note": note})


@move("correct")
def correct(act: Act, *, changes: dict[str, Any]) -> Event:
    """Put right what was registered wrongly; the event names the fields, old and new.

    :raises Invalid: for a field that is none of these, or one emptied that must be filled in.
    """
    strange = set(changes) - CORRECTABLE
    if strange:
        raise Invalid(N_("This field cannot be corrected."), field=min(strange))
    petition = act.petition
    changed = {name: value for name, value in changes.items() if getattr(petition, name) != value}
    if not changed:
        raise Invalid(N_("Nothing was changed."))
    for name in sorted(not_to_empty(petition) & changed.keys()):
        if not changed[name]:
            raise Invalid(N_("This must be filled in."), field=name)
    facts = {
        "fields": ", ".join(sorted(changed)),
        "before": {name: str(getattr(petition, name) or "") for name in changed},
        "after": {name: str(value or "") for name, value in changed.items()},
    }
    for name, value in changed.items():
        setattr(petition, name, value)
    return act.done(facts=facts)


# --- public reply ------------------------------------------------------------------------------


def _reply(act: Act, *statuses: str) -> PublicReply:
    record = db.session.scalar(
        sa.select(PublicReply)
        .where(PublicReply.petition_id == act.petition.id, PublicReply.status.in_(statuses))
        .order_by(PublicReply.id.desc())
    )
    if record is None:
        raise MoveRefused(N_("No public reply waits for this."))
    if act.petition.is_accusation:
        raise MoveRefused(N_("Not for accusations (art. 30)."))
    return record


@move("propose_public_reply")
def propose_public_reply(
    act: Act, *, text: str, title: str | None = None, question: str | None = None
) -> Event:
    """Propose a text that the public site may show; the petitioner has agreed (公开答复)."""
    waiting = ("proposed", "redacted", "approved", "published")
    if db.session.scalar(
        sa.select(PublicReply.id).where(
            PublicReply.petition_id == act.petition.id, PublicReply.status.in_(waiting)
        )
    ):
        raise MoveRefused(N_("There is a public reply already."))
    db.session.add(
        PublicReply(
            petition=act.petition,
            unit_id=act.by.unit_id,
            title=title or act.petition.summary[:120],
            question=question or "",
            text=text,
            proposed_by_id=act.by.id,
            status="proposed",
        )
    )
    return act.done()


@move("redact_public_reply")
def redact_public_reply(
    act: Act, *, text: str, title: str | None = None, question: str | None = None
) -> Event:
    """Take out of the text what points at a person."""
    record = _reply(act, "proposed", "redacted")
    record.redacted, record.redacted_by_id, record.status = text, act.by.id, "redacted"
    record.title = title or record.title
    record.question = question if question is not None else record.question
    return act.done()


@move("approve_public_reply")
def approve_public_reply(act: Act) -> Event:
    """Approve the redacted text, as another person than who redacted it."""
    record = _reply(act, "redacted")
    hands = {record.redacted_by_id, record.proposed_by_id}
    if same_hands(act.by, *askers(act, hands, "propose_public_reply", "redact_public_reply")):
        raise MoveRefused(N_("Another person must decide, not the one who asked."))
    record.status, record.approved_by_id = "approved", act.by.id
    return act.done()


@move("publish_public_reply")
def publish_public_reply(act: Act) -> Event:
    """Put the approved text among those that the public site shows."""
    record = _reply(act, "approved")
    record.status, record.published_at = "published", clock.now()
    return act.done()


@move("withdraw_public_reply")
def withdraw_public_reply(act: Act, *, reason: str) -> Event:
    """Take a public reply back, whatever stage it has reached."""
    record = _reply(act, "proposed", "redacted", "approved", "published")
    record.status, record.withdrawn_at, record.withdrawn_reason = "withdrawn", clock.now(), reason
    return act.done(facts={"reason": reason})


# --- people and happenings -----------------------------------------------------------------------


@move("follow_up")
def follow_up(
    act: Act,
    *,
    manner: str,
    satisfaction: str,
    office_satisfaction: str | None = None,
    text: str | None = None,
    improved: str | None = None,
) -> Event:
    """Record a call-back and how the petitioner rates unit and office, apart (回访)."""
    opinion = current_opinion(act.petition)
    db.session.add(
        FollowUp(
            petition_id=act.petition.id,
            opinion_id=opinion.id if opinion else None,
            improved=improved,
            manner=manner,
            satisfaction=satisfaction,
            office_satisfaction=office_satisfaction,
            text=text,
            occurred_on=act.occurred_on,
            recorded_by_id=act.by.id,
            recorded_at=clock.now(),
        )
    )
    stop_clocks(act.petition, ("D18",), on=act.occurred_on)
    rated = {"satisfaction": satisfaction, "office_satisfaction": office_satisfaction}
    return act.done(facts={**rated, "text": text})


@move("record_incident")
def record_incident(
    act: Act,
    *,
    conduct: str,
    facts: str,
    place: str | None = None,
    handled_by: str | None = None,
    happened_on: date | None = None,
    **ticked: bool,
) -> Event:
    """Record what happened: facts, place, who came; about the event, never about a person.

    ``ticked`` are those of ``TICKED`` that hold.
    """
    day = happened_on or act.occurred_on
    if day > act.today:
        raise Invalid(N_("The date lies in the future."), field="happened_on")
    if day < act.petition.received_on:
        raise Invalid(
            N_("The date lies before %(day)s, the day of the event that it follows."),
            field="happened_on",
            day=act.petition.received_on,
        )
    db.session.add(
        Incident(
            petition_id=act.petition.id,
            conduct=conduct,
            occurred_on=day,
            place=place,
            facts=facts,
            handled_by=handled_by,
            **ticked,
            recorded_by_id=act.by.id,
            recorded_at=clock.now(),
        )
    )
    called = " ".join(name[-3:] for name in TICKED[:3] if ticked.get(name))
    said = {"code": conduct, "place": place}
    return act.done(facts=said | {"called": called} if called else said)
