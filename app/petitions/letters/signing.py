"""Signing a letter: it takes its number, is drawn once more, kept as a file, and locked.

Also for other code: when a second person grants an act, the paper of the act is signed with it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from app.accounts.deputies import same_hands
from app.accounts.models import Officer
from app.core import clock
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.word import MEDIA_TYPE
from app.extensions import db
from app.petitions.attachments.keeping import keep_made
from app.petitions.commands.registry import BEFORE_GRANT
from app.petitions.engine import MoveRefused
from app.petitions.guards.letters import exemption, newest_letter, waiver_of
from app.petitions.letters.checked import OWN, findings_of, refuse_errors, refuse_kept, stored
from app.petitions.letters.drawing import drawn
from app.petitions.letters.filling import filled
from app.petitions.letters.gates import gate_of
from app.petitions.letters.kinds import Kind, kind_of, kinds_of_move
from app.petitions.letters.numbers import take_number
from app.petitions.letters.possible import drafts_of
from app.petitions.letters.sources.acts import opinion_of
from app.petitions.letters.sources.drafting import Drafting
from app.petitions.letters.sources.legs import last_leg
from app.petitions.letters.sources.orders import supervision_of
from app.petitions.letters.versions import add_version, kept_texts, lacking, newest, texts_of
from app.petitions.letters.words import FIELDS, NAMES, title_of
from app.petitions.models import Approval, Letter, LetterVersion, Petition
from app.petitions.workflow import PETITION

if TYPE_CHECKING:
    from app.petitions.engine import Act

#: Which letters speak of a leg down.
OF_A_LEG = frozenset({"W05", "W09", "W10", "W23", "W27"})
#: ... and which one is the paper of a supervision.
OF_AN_ORDER = "W13"


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
    write(letter, of, filled(of), by=of.by)
    db.session.add(letter)
    db.session.flush()
    return letter


def write(
    letter: Letter, of: Drafting, texts: Mapping[str, str], *, by: Officer, own: Iterable[str] = ()
) -> LetterVersion:
    """Put a version on top, checked against the file as it is now.

    ``own`` are the fields that a person wrote himself.
    """
    kept = kept_texts(texts, of.kind)
    found = stored(findings_of(of, kept), own)
    return add_version(letter, kept, by=by, kind=of.kind, findings=found)


def own_fields(letter: Letter) -> set[str]:
    """Return the fields that a person wrote; of a version that was not checked all of them."""
    version = newest(letter)
    kept = version.findings or {}
    return set(kept[OWN] if OWN in kept else texts_of(version))


def refreshed(letter: Letter, of: Drafting) -> None:
    """Fill anew what nobody has written himself: an act may be granted on another day.

    The version stays its writer's, who therefore cannot sign it.
    """
    decided = {field.name for field in of.kind.fields if field.decided}
    last, own = texts_of(newest(letter)), own_fields(letter) - decided
    merged = {
        name: last.get(name, "") if name in own else text
        for name, text in kept_texts(filled(of), of.kind).items()
    }
    if merged != last:
        write(letter, of, merged, by=newest(letter).by, own=own)


def _bind(letter: Letter, of: Drafting) -> None:
    """Tie a letter to the record whose paper it is."""
    if of.kind.code in OF_A_LEG:
        leg = last_leg(of)
        letter.handover_id = leg.id if leg else None
    if of.kind.code == OF_AN_ORDER:
        order = supervision_of(of)
        letter.supervision_id = order.id if order else None
    opinion = opinion_of(of)
    letter.opinion_id = opinion.id if opinion else None
    for approval in of.petition.approvals:
        # A letter that is drafted by hand after the act is not the one that was granted with it.
        now = approval.status == "asked" or (of.made and approval.status == "granted")
        if approval.move in of.kind.moves and now:
            letter.approval_id = approval.id


def sign(letter: Letter, of: Drafting, *, by: Officer, acting_for: Officer | None = None) -> None:
    """Sign the newest version of a draft: number, file, lock.

    :raises Invalid: if something is missing, the check finds an error, or the signer wrote that
        version himself.
    """
    kind, version = of.kind, newest(letter)
    if letter.status != "draft":
        raise Invalid(N_("This letter is no draft any more."), field="letter_id")
    _refuse_own_hand(letter, by)
    texts = texts_of(version)
    missing = lacking(kind, texts)
    if missing:
        raise _incomplete(FIELDS[missing[0]])
    refuse_errors(kind.name, findings_of(of, texts))
    if letter.number is None:
        take_number(letter, kind, letter.petition)
    # Written in one piece: half a signature is none, and the database says so.
    with db.session.no_autoflush:
        letter.status, letter.signed_at, letter.signed_by = "signed", clock.now(), by
        letter.signed_for_id = acting_for.id if acting_for else None
        letter.signed_version = version.serial
        _keep(letter, drawn(letter, kind, letter.petition, texts))


def _refuse_own_hand(letter: Letter, by: Officer) -> None:
    version = newest(letter)
    if same_hands(by, version.by_id, version.on_behalf_of_id):
        raise Invalid(
            N_("Who wrote the last version cannot sign it; another person must."), field="letter_id"
        )


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


def draft_with(act: "Act") -> None:
    """Draft the letter without which an act is not made, while its second person is asked.

    One that lies there is filled anew where nobody has written in it.
    """
    gate = gate_of(act.move.name)
    if gate is None or exemption(act, gate) or waiver_of(act, gate) is not None:
        return
    of, found = drafting_of(act, kind_of(gate.kind)), newest_letter(act, gate)
    if found is not None and found.status == "draft":
        _bind(found, of)
        refreshed(found, of)
    else:
        begin(of)


def refuse_ahead(letter: Letter) -> None:
    """Refuse to sign by hand what the act itself signs: no paper says what is not decided.

    :raises MoveRefused: while the unit has not made the act whose paper it is.
    """
    moves = tuple(move for move in kind_of(letter.kind).moves if gate_of(move) is not None)
    made = any(
        one.move in moves and one.step == "done" and one.by_unit_id == letter.unit_id
        for one in letter.petition.events
    )
    if moves and not made:
        raise MoveRefused(
            N_("“%(paper)s” goes with “%(act)s”: it is signed when that is done, not before."),
            paper=_(NAMES[letter.kind]),
            act=_(PETITION.move(moves[0]).label),
        )


def tie_to_order(letter: Letter, of: Drafting) -> None:
    """Tie the paper of a supervision to one that is open; no other is signed.

    :raises MoveRefused: where it was closed meanwhile, or was never issued.
    """
    if of.kind.code != OF_AN_ORDER:
        return
    order = supervision_of(of)
    if order is None:
        raise MoveRefused(N_("Issue the supervision first: this is its letter."))
    if order.status == "closed":
        raise MoveRefused(N_("This supervision is closed: no letter is signed for it any more."))
    letter.supervision_id = order.id


def papers_of(act: "Act") -> list[Letter]:
    """Return the drafts that belong to a granted act, each with its number, before it is made.

    The history of the act names them. What was asked for before there were letters has no draft
    of the one it needs: then it is drafted now.
    """
    if act.approved_by is None:
        return []
    found = _lying_ready(act.petition, act.move.name, act.by.unit_id)
    gate = gate_of(act.move.name)
    if gate is not None and act.without:
        found.pop(gate.kind, None)
    elif gate is not None and gate.kind not in found:
        found[gate.kind] = begin(drafting_of(act, kind_of(gate.kind)))
    for letter in found.values():
        take_number(letter, kind_of(letter.kind), act.petition)
    act.papers = tuple(title_of(letter) for letter in found.values())
    return list(found.values())


def _lying_ready(petition: Petition, move: str, unit_id: int | None) -> dict[str, Letter]:
    """Return the newest draft of each kind that belongs to an act."""
    codes = [kind.code for kind in kinds_of_move(move)]
    found: dict[str, Letter] = {}
    for letter in drafts_of(petition, unit_id, *codes) if codes else ():
        found.setdefault(letter.kind, letter)
    return found


def refuse_unready(approval: Approval, by: Officer) -> None:
    """Refuse to agree to an act whose paper could not be signed with it, before anything changes.

    By what the check kept of what a person wrote; the rest is filled anew, and checked then.

    :raises DomainError: with what its paper lacks.
    """
    for letter in _lying_ready(approval.petition, approval.move, approval.unit_id).values():
        _refuse_own_hand(letter, by)
        refuse_kept(kind_of(letter.kind).name, newest(letter), own_fields(letter))


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


def sign_as_granted(act: "Act", letters: list[Letter]) -> None:
    """Sign the papers of an act as the person who granted it, in the act's own transaction.

    :raises Invalid: if one of them cannot be signed; then the act is not made either.
    """
    for letter in letters:
        if act.approved_by is None:
            raise RuntimeError("only a granted act signs its papers")
        of = replace(drafting_of(act, kind_of(letter.kind)), made=True)
        _bind(letter, of)
        refreshed(letter, of)
        sign(letter, of, by=act.approved_by, acting_for=act.approved_for)
