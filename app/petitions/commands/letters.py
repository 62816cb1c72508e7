"""Letters of a file: drafted, revised, signed by another person, cancelled with a reason."""

from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.commands.access import note_access
from app.petitions.commands.acts import move
from app.petitions.commands.registry import take
from app.petitions.engine import Act, MoveRefused
from app.petitions.letters.cancelling import cancel, refuse_in_force
from app.petitions.letters.filling import filled
from app.petitions.letters.kinds import Kind, kind_of
from app.petitions.letters.possible import kinds_for
from app.petitions.letters.signing import (
    begin,
    drafting_of,
    own_fields,
    refuse_ahead,
    sign,
    tie_to_order,
    write,
)
from app.petitions.letters.sources.drafting import Drafting
from app.petitions.letters.versions import kept_texts, newest, texts_of
from app.petitions.letters.words import title_of
from app.petitions.models import Event, Letter

#: Whoever drafts such a letter has seen these in full: it is written down like any other look.
IN_FULL = ("{person[phone]}", "{person[address]}")


@move("draft_letter")
def draft_letter(act: Act, *, kind: str) -> Event:
    """Draft a letter, filled from the file; it is revised, signed or cancelled afterwards."""
    found = {one.code: one for one in kinds_for(act.petition, act.by)}
    if kind not in found:
        raise Invalid(N_("Your unit cannot make this letter of the file now."), field="kind")
    of = drafting_of(act, found[kind], given={})
    letter = begin(of)
    if of.full and _tells_in_full(found[kind]):
        note_access(
            "unmask",
            by=act.by,
            petition=act.petition,
            purpose=found[kind].name,
            facts={"letter": letter.id},
        )
    return act.done(facts={"paper": title_of(letter)})


def _tells_in_full(kind: Kind) -> bool:
    return any(place in field.fill for field in kind.fields for place in IN_FULL)


@move("revise_letter")
def revise_letter(act: Act, *, letter_id: int, fields: dict[str, str]) -> Event:
    """Write a draft another way, as a further version; earlier ones stay readable."""
    letter = _own(act, letter_id)
    take(act.petition)  # who agrees to an act must have read what is signed with it
    if letter.status != "draft":
        raise MoveRefused(N_("This letter is no draft any more."))
    of, before = _of(act, letter), texts_of(newest(letter))
    texts = kept_texts({**before, **fields}, of.kind)
    own = {name for name, text in texts.items() if text != before.get(name, "")}
    if not own:
        raise Invalid(N_("Nothing was changed."))
    own |= own_fields(letter)
    # What nobody wrote himself is told by the file as it is today.
    texts = {**kept_texts(filled(of), of.kind), **{name: texts[name] for name in own}}
    version = write(letter, of, texts, by=act.by, own=own)
    db.session.flush()
    return act.done(facts={"paper": title_of(letter), "version": version.serial})


@move("sign_letter")
def sign_letter(act: Act, *, letter_id: int) -> Event:
    """Sign what another person of the unit drafted: it takes its number and is locked (签发)."""
    letter = _own(act, letter_id)
    take(act.petition)  # of two who sign at once the second stops here
    refuse_ahead(letter)
    tie_to_order(letter, _of(act, letter))
    sign(letter, _of(act, letter), by=act.by, acting_for=act.by.acting_for)
    return act.done(facts={"paper": title_of(letter)})


@move("cancel_letter")
def cancel_letter(act: Act, *, letter_id: int, reason: str) -> Event:
    """Cancel a letter (作废); the number of a signed one stays in the register with the reason.

    :raises MoveRefused: for the paper of an act that stands, unless a corrected one was signed.
    """
    letter = _own(act, letter_id)
    if letter.status == "cancelled":
        raise MoveRefused(N_("This letter is cancelled already."))
    if letter.status == "signed" and not act.by.may("sign_letter", act.noun):
        raise MoveRefused(N_("Only who may sign letters cancels a signed one."), who="sign_letter")
    refuse_in_force(letter)
    take(act.petition)  # of two that are cancelled at once the second stops here
    cancel(letter, by=act.by, reason=reason)
    return act.done(facts={"paper": title_of(letter), "reason": reason})


def _of(act: Act, letter: Letter) -> Drafting:
    """Return what is known while a letter is filled anew, tied to its supervision if it has one."""
    tied = letter.supervision_id
    given = {"supervision_id": tied} if tied else {}
    return drafting_of(act, kind_of(letter.kind), given=given)


def _own(act: Act, letter_id: int) -> Letter:
    """Return a letter of the file that the actor's own unit makes."""
    letter = db.session.get(Letter, letter_id)
    if letter is None or letter.petition_id != act.petition.id:
        raise Invalid(N_("There is no such letter."), field="letter_id")
    if letter.unit_id != act.by.unit_id:
        raise MoveRefused(N_("This letter is another unit's."))
    return letter
