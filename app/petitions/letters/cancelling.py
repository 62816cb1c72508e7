"""Cancelling (作废): not the paper of an act that stands; a refused act drops its drafts.

A correction (更正) is a further letter, signed in the place of the wrong one; then that may go.
No kind of letter belongs to a petitioner who withdraws, or to an opinion that is withdrawn (they
are none of W01 to W27 that are made here): nothing is drafted then, and nothing cancelled.
"""

from datetime import datetime

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core import clock
from app.core.i18n import N_
from app.petitions.commands.registry import AT_REFUSAL
from app.petitions.engine import MoveRefused
from app.petitions.letters.gates import Gate, gate_with
from app.petitions.letters.kinds import kinds_of_move
from app.petitions.letters.possible import drafts_of, letters_of
from app.petitions.letters.words import NAMES, title_of
from app.petitions.models import Approval, Letter, Waiver
from app.petitions.workflow import PETITION


def cancel(letter: Letter, *, by: Officer, reason: str) -> None:
    """Cancel a letter; a number that it has stays in the register."""
    letter.status, letter.cancelled_reason = "cancelled", reason
    letter.cancelled_by_id, letter.cancelled_at = by.id, clock.now()


def refuse_in_force(letter: Letter) -> None:
    """Refuse to cancel the paper without which a standing act would not have been made.

    Every act that stands keeps one signed letter: of those that are more, any may go.

    :raises MoveRefused: with what is to be done first.
    """
    gate = gate_with(letter.kind)
    if gate is None or letter.status != "signed":
        return
    begun, stand = _standing(letter, gate)
    if letter.signed_at is None or (begun and letter.signed_at < begun):
        return  # the act that it was signed with has been undone
    if sum(_beside(one, letter, begun) for one in letters_of(letter.petition)) < stand:
        raise MoveRefused(
            N_(
                "“%(act)s” stands on this “%(paper)s”: draft and sign a corrected one in its place,"
                " then cancel this one; or undo the act first."
            ),
            act=_(PETITION.move(gate.move).label),
            paper=_(NAMES[letter.kind]),
        )


def _standing(letter: Letter, gate: Gate) -> tuple[datetime | None, int]:
    """Return since when nothing undid the act, and how often the unit made it with a letter."""
    begun, count = None, 0
    for event in letter.petition.events:
        if event.step != "done":
            continue
        if event.move in gate.undone:
            begun, count = event.recorded_at, 0
        elif event.move == gate.move and event.by_unit_id == letter.unit_id:
            count += not (event.facts or {}).get("without")
    return begun, count


def _beside(one: Letter, letter: Letter, begun: datetime | None) -> bool:
    """Say whether another letter may stand in the place of one."""
    if one.id == letter.id or (one.kind, one.unit_id) != (letter.kind, letter.unit_id):
        return False
    if one.status != "signed" or one.signed_at is None:
        return False
    return begun is None or one.signed_at >= begun


def drop_refused(approval: Approval, by: Officer) -> list[str]:
    """Cancel the drafts of an act that a second person refused; his words are the reason."""
    codes = [kind.code for kind in kinds_of_move(approval.move)]
    found = drafts_of(approval.petition, approval.unit_id, *codes) if codes else []
    dropped = [letter for letter in found if letter.approval_id == approval.id]
    for letter in dropped:
        cancel(letter, by=by, reason=approval.note or "")
    return [title_of(letter) for letter in dropped]


def drop_waived(waiver: Waiver, unit_id: int | None, by: Officer) -> None:
    """Cancel the drafts of a letter that an act was made without; the waiver says why."""
    for letter in drafts_of(waiver.petition, unit_id, waiver.kind):
        cancel(letter, by=by, reason=waiver.reason)


AT_REFUSAL.append(drop_refused)
