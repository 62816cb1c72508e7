"""What comes again after the end: barred where the facts are the same, a new round where not."""

from collections.abc import Mapping
from typing import Any

from app.accounts.models import Officer
from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Petition
from app.petitions.queries.ended import (
    ProofOfEnd,
    ended_elsewhere,
    named_end,
    proof_of_end,
    reached_at,
)


@guard
def not_final(act: Act) -> None:
    """Art. 36(3): what the last level ended is not undone by the unit that registered it."""
    if act.petition.finalised:
        raise MoveRefused(
            N_(
                "It ended with the re-examination opinion (art. 36(3)) and is not reopened. New"
                " facts are a new petition, for which a new round can be opened."
            )
        )


@guard
def matter_ended(act: Act) -> None:
    """A new round follows one that ended at the last level, and is opened once."""
    if act.petition.round > 1:
        raise MoveRefused(N_("A new round of the matter has been opened already."))
    if proof_of_end(act.petition, act.by) is None:
        raise MoveRefused(N_("Its matter has not ended with a re-examination opinion."))


@guard
def round_chosen(act: Act) -> None:
    """Art. 36(3): what comes again after the end goes on only for new facts, said by a person."""
    petition = act.petition
    if not act.given or petition.state != "registered" or petition.round > 1:
        return
    proof = proof_of_end(petition, act.by)
    if proof is not None:
        raise MoveRefused(
            N_(
                "Its matter ended with the re-examination opinion of %(day)s (%(number)s). Say"
                " first whether the same facts come again: accept it no longer (art. 36(3)); or"
                " new ones: open a new round."
            ),
            day=proof.issued_on,
            number=proof.number,
        )


@guard
def same_facts(act: Act) -> None:
    """Art. 36(3): a person judges that facts and reasons are the same; the proof must agree."""
    if act.given.get("reason_code") != "N01":
        return
    if act.petition.round > 1:
        raise Invalid(
            N_("A new round was opened for new facts; those are not barred (art. 36(3))."),
            field="reason_code",
        )
    if not act.given.get("same_facts"):
        raise Invalid(
            N_("Compare the requests and confirm: the same facts and reasons (art. 36(3))."),
            field="same_facts",
        )
    proof = proved_end(act.petition, act.by, act.given)
    if proof is None:
        if not act.given.get("served_on"):
            raise Invalid(N_("Say when the opinion was served."), field="served_on")
        return
    _agree(act, proof)
    # For the body and the letter: which file it is, and where its petitioner can be told.
    act.given["proof"], act.given["reached"] = proof, reached_at(act.petition, proof)


def proved_end(petition: Petition, by: Officer, given: Mapping[str, Any]) -> ProofOfEnd | None:
    """Return the end that bars a petition: that of its matter, else the one that is named.

    None: it ended in no file of this system, and an attached copy alone proves it.

    :raises Invalid: if nothing is named, or what is named proves nothing.
    """
    linked = proof_of_end(petition, by)
    if linked is not None:
        return linked
    number, opinion = given.get("ended_number"), given.get("opinion_number") or ""
    if not number and ended_elsewhere(petition, opinion):
        return None
    return named_end(petition, by, ended_number=number, opinion_number=opinion)


def _agree(act: Act, proof: ProofOfEnd) -> None:
    """Refuse a bar that tells of another opinion or service than the file proves."""
    if proof.served_on is None:
        raise Invalid(
            N_("The re-examination opinion has not been served; record the service first."),
            field="served_on",
        )
    told = act.given.get("opinion_number")
    if proof.letter_number and told not in (None, proof.letter_number):
        raise Invalid(
            N_("The re-examination opinion bears the number %(number)s."),
            field="opinion_number",
            number=proof.letter_number,
        )
    if act.given.get("served_on") not in (None, proof.served_on):
        raise Invalid(
            N_("The service of the opinion is recorded on %(day)s."),
            field="served_on",
            day=proof.served_on,
        )
