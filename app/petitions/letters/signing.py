"""Signing a letter: it takes its number, is drawn once more, kept as a file, and locked.

Also for other code: when a second person grants an act, the paper of the act is signed with it.
"""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.accounts.deputies import same_hands
from app.accounts.models import Officer
from app.core import clock
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.word import MEDIA_TYPE
from app.dictionaries.queries import work_calendar
from app.extensions import db
from app.petitions.attachments.keeping import keep_made
from app.petitions.commands.approvals import given_of, note_step
from app.petitions.commands.registry import BEFORE_GRANT
from app.petitions.letters.drawing import drawn
from app.petitions.letters.filling import filled
from app.petitions.letters.kinds import Kind, kind_of, kinds_of_move
from app.petitions.letters.numbers import refuse_without_mark, take_number
from app.petitions.letters.possible import draft_of, drafts_of
from app.petitions.letters.sources.acts import last_leg, opinion_of
from app.petitions.letters.sources.drafting import Drafting
from app.petitions.letters.sources.orders import supervision_of
from app.petitions.letters.versions import add_version, lacking, newest, texts_of
from app.petitions.letters.words import FIELDS, title_of
from app.petitions.models import Approval, Letter, Petition

if TYPE_CHECKING:
    from app.petitions.engine import Act

#: Which letters speak of a leg down.
OF_A_LEG = frozenset({"W05", "W09", "W10", "W23", "W27"})


def begin(of: Drafting) -> Letter:
    """Draft a letter: every field filled from the file, as its first version."""
    letter = Letter(
        petition=of.petition,
        kind=of.kind.code,
        unit=of.unit,
        status="draft",
        drafted_by_id=of.by.id,
        drafted_at=clock.now(),
    )
    _bind(letter, of)
    add_version(letter, filled(of), by=of.by, kind=of.kind)
    db.session.add(letter)
    db.session.flush()
    return letter


def _bind(letter: Letter, of: Drafting) -> None:
    """Tie a letter to the record whose paper it is."""
    if of.kind.code in OF_A_LEG:
        leg = last_leg(of)
        letter.handover_id = leg.id if leg else None
    if of.kind.code == "W13":
        order = supervision_of(of)
        letter.supervision_id = order.id if order else None
    opinion = opinion_of(of)
    letter.opinion_id = opinion.id if opinion else None
    for approval in of.petition.approvals:
        if approval.move in of.kind.moves and approval.status in ("asked", "granted"):
            letter.approval_id = approval.id


def sign(letter: Letter, *, by: Officer, acting_for: Officer | None = None) -> None:
    """Sign the newest version of a draft: number, file, lock.

    :raises Invalid: if something is missing, or the signer wrote that version himself.
    """
    kind, version = kind_of(letter.kind), newest(letter)
    if letter.status != "draft":
        raise Invalid(N_("This letter is no draft any more."), field="letter_id")
    texts = texts_of(version)
    _refuse(letter, kind, texts, by)
    take_number(letter, kind, letter.petition)
    # Written in one piece: half a signature is none, and the database says so.
    with db.session.no_autoflush:
        letter.status, letter.signed_at, letter.signed_by = "signed", clock.now(), by
        letter.signed_for_id = acting_for.id if acting_for else None
        letter.signed_version = version.serial
        _keep(letter, drawn(letter, kind, letter.petition, texts))


def _refuse(letter: Letter, kind: Kind, texts: Mapping[str, str], by: Officer) -> None:
    """Refuse a signature: by who wrote it, of what is not complete, of a unit without mark."""
    version = newest(letter)
    if same_hands(by, version.by_id, version.on_behalf_of_id):
        raise Invalid(
            N_("Who wrote the last version cannot sign it; another person must."), field="letter_id"
        )
    missing = lacking(kind, texts)
    if missing:
        raise _incomplete(FIELDS[missing[0]])
    refuse_without_mark(letter, kind)


def _incomplete(label: str) -> Invalid:
    return Invalid(
        N_("“%(what)s” of the letter is empty; fill it in first."), field="letter_id", what=label
    )


def _keep(letter: Letter, document: bytes) -> None:
    stored = keep_made(f"{letter.kind}.docx", document, MEDIA_TYPE)
    letter.stored_name, letter.size = stored.stored_name, stored.size
    letter.sha256 = hashlib.sha256(document).hexdigest()
    db.session.flush()


# ---- with an act --------------------------------------------------------------------------------


def sign_with(act: "Act", kind: str, *, on_the_spot: bool = False) -> Letter | None:
    """Sign the paper of an act as the person who granted it, in the act's own transaction.

    Without a draft of that kind nothing is signed, unless ``on_the_spot`` one is made from what
    the act was given.

    :raises Invalid: if the draft cannot be signed; then the act is not made either.
    """
    letter = draft_of(act.petition, kind, act.by.unit_id)
    if letter is None and on_the_spot:
        letter = begin(drafting_of(act, kind_of(kind)))
    return _sign_as_granted(act, letter) if letter else None


def sign_drafts_with(act: "Act") -> list[Letter]:
    """Sign whatever drafts lie ready that belong to a granted act."""
    if act.approved_by is None:
        return []
    found = _lying_ready(act.petition, act.move.name, act.by.unit_id)
    return [_sign_as_granted(act, letter) for letter in found]


def _lying_ready(petition: Petition, move: str, unit_id: int | None) -> list[Letter]:
    """Return the newest draft of each kind that belongs to an act."""
    codes = [kind.code for kind in kinds_of_move(move)]
    found: dict[str, Letter] = {}
    for letter in drafts_of(petition, unit_id, *codes) if codes else ():
        found.setdefault(letter.kind, letter)
    return list(found.values())


def refuse_unready(approval: Approval, by: Officer) -> None:
    """Refuse to agree to an act whose paper could not be signed with it, before anything changes.

    :raises DomainError: with what its paper lacks.
    """
    for letter in _lying_ready(approval.petition, approval.move, approval.unit_id):
        kind, texts = kind_of(letter.kind), texts_of(newest(letter))
        if lacking(kind, texts):
            texts = {**_found_for(approval, letter, kind), **{n: t for n, t in texts.items() if t}}
        _refuse(letter, kind, texts, by)


def _found_for(approval: Approval, letter: Letter, kind: Kind) -> dict[str, str]:
    return filled(
        Drafting(
            petition=approval.petition,
            kind=kind,
            unit=letter.unit,
            by=approval.asked_by,
            calendar=work_calendar(),
            given=given_of(approval),
        )
    )


BEFORE_GRANT.append(refuse_unready)


def drafting_of(act: "Act", kind: Kind, given: dict[str, Any] | None = None) -> Drafting:
    """Return what is known while a letter is filled for an act."""
    return Drafting(
        petition=act.petition,
        kind=kind,
        unit=act.unit,
        by=act.by,
        calendar=act.known_calendar,
        given=act.given if given is None else given,
    )


def _complete(letter: Letter, of: Drafting) -> None:
    """Fill what is still empty from what the act was given; what was written stays."""
    texts = texts_of(newest(letter))
    if lacking(of.kind, texts):
        found = {name: text for name, text in filled(of).items() if text and not texts.get(name)}
        if found:
            add_version(letter, {**texts, **found}, by=of.by, kind=of.kind)


def _sign_as_granted(act: "Act", letter: Letter) -> Letter:
    if act.approved_by is None:
        raise RuntimeError("only a granted act signs its paper")
    of = drafting_of(act, kind_of(letter.kind))
    _bind(letter, of)
    _complete(letter, of)
    sign(letter, by=act.approved_by, acting_for=act.approved_for)
    note_step(
        act.petition, "sign_letter", "done", by=act.approved_by, facts={"paper": title_of(letter)}
    )
    return letter
