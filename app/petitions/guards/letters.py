"""No act without its letter: the one condition of all the acts that the table of gates names.

Whoever asks need not have written it: the letter is drafted from what the act is given, and signed
by who grants it. So the condition is asked when the act is granted.
"""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.checks import guard
from app.petitions.clocks.running import last_clock
from app.petitions.codes import APPEALS, CONSULTATION, SIMPLE
from app.petitions.engine import Act, MoveRefused
from app.petitions.letters.gates import ANONYMOUS, ORAL, ORGAN, UNKNOWN, Gate, gate_of
from app.petitions.letters.issued import WAIVED
from app.petitions.letters.kinds import REGULATION, kind_of
from app.petitions.models import Event, Letter, Petition, Waiver
from app.petitions.words.law import source

ACCEPTANCE = "W04"


@guard
def letter_there(act: Act) -> None:
    """Arts. 23, 31, 32, 34 to 36: the letter of the act lies there, or is not needed, and why."""
    gate = gate_of(act.move.name)
    if gate is None:
        return
    if act.occurred_on < act.today:
        _refuse_earlier(act, gate)
    if act.approved_by is None:
        return
    act.without = exemption(act, gate) or (WAIVED if waiver_of(act, gate) else "")
    newest = None if act.without else newest_letter(act, gate)
    if newest is not None and newest.status == "cancelled" and _of_this_request(act, newest):
        raise MoveRefused(
            N_(
                "The letter “%(paper)s” was cancelled and not drafted again: draft it, or ask to do"
                " without it (%(article)s)."
            ),
            paper=kind_of(gate.kind).name,
            article=source(REGULATION, kind_of(gate.kind).article),
        )


def _refuse_earlier(act: Act, gate: Gate) -> None:
    """Refuse an earlier day for an act whose letter is signed with it: that is done today.

    No limit was kept, and no remedy period began, by a paper that did not exist yet.
    """
    if not (exemption(act, gate) or waiver_of(act, gate)):
        raise Invalid(
            N_(
                "“%(paper)s” is signed when this is agreed to; the act is of that day. Only what is"
                " done without the letter can lie back."
            ),
            field="occurred_on",
            paper=kind_of(gate.kind).name,
        )


def _of_this_request(act: Act, letter: Letter) -> bool:
    return any(
        one.id == letter.approval_id and one.decided_by is act.approved_by
        for one in act.petition.approvals
    )


def exemption(act: Act, gate: Gate) -> str:
    """Return what makes the letter unnecessary, or nothing."""
    if act.petition.is_accusation and not kind_of(gate.kind).sealed:
        return ORGAN
    holds = {
        UNKNOWN: lambda: nobody_to_tell(act.petition) and act.given.get("reached") is None,
        ANONYMOUS: lambda: act.petition.anonymous,
        ORAL: lambda: bool(act.given.get("oral")) and _simple(act),
        ORGAN: lambda: bool(act.given.get("organ_route")) or act.petition.purpose not in APPEALS,
    }
    return next((name for name in sorted(gate.exempt) if holds[name]()), "")


def nobody_to_tell(petition: Petition) -> bool:
    """Art. 23(2): name or address are unclear, so that nobody can be told in any way."""
    return petition.anonymous or not any(
        one.shown_name and (one.address or one.phone) for one in petition.people
    )


def _simple(act: Act) -> bool:
    asked = act.petition.purpose == CONSULTATION  # answered in the simple procedure by itself
    return asked or SIMPLE in (act.petition.procedure, act.given.get("procedure"))


def newest_letter(act: Act, gate: Gate) -> Letter | None:
    """Return the newest letter of the kind that the actor's unit made of the file."""
    return db.session.scalar(
        sa.select(Letter)
        .where(
            Letter.petition_id == act.petition.id,
            Letter.kind == gate.kind,
            Letter.unit_id == act.by.unit_id,
        )
        .options(joinedload(Letter.unit), selectinload(Letter.versions))
        .order_by(Letter.id.desc())
        .limit(1)
    )


def waiver_of(act: Act, gate: Gate) -> Waiver | None:
    """Return the waiver that was granted for this letter and has not been used."""
    return db.session.scalar(
        sa.select(Waiver)
        .where(
            Waiver.petition_id == act.petition.id,
            Waiver.kind == gate.kind,
            Waiver.status == "granted",
            Waiver.used_on.is_(None),
        )
        .order_by(Waiver.id)
        .limit(1)
    )


def use_waiver(act: Act) -> Waiver | None:
    """Write down that the act was made without its letter; the waiver opens no other."""
    gate = gate_of(act.move.name)
    record = waiver_of(act, gate) if gate is not None and act.without == WAIVED else None
    if record is not None:
        record.used_on = act.occurred_on
    return record


@guard
def acceptance_written(act: Act) -> None:
    """Art. 23: what was accepted by word and became ordinary is told in writing after all."""
    petition = act.petition
    # The limit of the simple procedure lies on the file: only then is its history read.
    if last_clock(petition, "D17") is None or not _turned_ordinary(petition):
        return
    signed = sa.select(Letter.id).where(
        Letter.petition_id == petition.id, Letter.kind == ACCEPTANCE, Letter.status == "signed"
    )
    if db.session.scalar(signed.limit(1)) is None and not nobody_to_tell(petition):
        raise MoveRefused(
            N_(
                "It was accepted by word in the simple procedure and is ordinary now: draft"
                " “%(paper)s” and have it signed first (%(article)s)."
            ),
            paper=kind_of(ACCEPTANCE).name,
            article=source(REGULATION, kind_of(ACCEPTANCE).article),
        )


def _turned_ordinary(petition: Petition) -> bool:
    if petition.procedure == SIMPLE:
        return False
    found = _acceptances(petition)
    return [one.move for one in found] == ["to_ordinary", "accept"] and _by_word(found[1])


def accepted_by_word(petition: Petition) -> bool:
    """Say whether the newest acceptance was told by word of mouth."""
    return any(one.move == "accept" and _by_word(one) for one in _acceptances(petition)[:1])


def _by_word(accepted: Event) -> bool:
    return (accepted.facts or {}).get("without") == ORAL


def _acceptances(petition: Petition) -> list[Event]:
    """Return the newest acceptance and change of procedure, the newest first."""
    return list(
        db.session.scalars(
            sa.select(Event)
            .where(
                Event.petition_id == petition.id,
                Event.step == "done",
                Event.move.in_(("accept", "to_ordinary")),
            )
            .order_by(Event.id.desc())
            .limit(2)
        )
    )
