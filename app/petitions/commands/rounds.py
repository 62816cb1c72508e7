"""What comes again after the end: barred with the same facts, a new round with new ones."""

from datetime import date
from typing import Any

from app.core.i18n import N_
from app.dictionaries.queries import active_codes
from app.petitions.commands.acts import move
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Event, Person, Petition
from app.petitions.queries.ended import PAPER, WORD, proof_of_end


@move("open_round")
def open_round(act: Act, *, reason: str) -> Event:
    """Open the next round of the matter for facts that were not judged before."""
    proof = proof_of_end(act.petition, act.by)
    if proof is None:
        raise MoveRefused(N_("Its matter has not ended with a re-examination opinion."))
    act.petition.round = proof.round + 1
    facts = {"round": str(act.petition.round), "number": proof.number, "reason": reason}
    return act.done(facts=facts)


def _grounds(given: dict[str, Any]) -> None:
    given["active_codes"] = active_codes("bar_reason")


@move("bar", prepare=_grounds)
def bar(
    act: Act,
    *,
    reason_code: str,
    reason: str,
    opinion_number: str | None = None,
    served_on: date | None = None,
    same_facts: bool = False,
    ended_number: str | None = None,
) -> Event:
    """Accept no longer what was decided at the last level (不再受理, art. 36(3)).

    ``ended_number`` names the file that ended where nobody linked the two.
    """
    petition = act.petition
    petition.reason_code, petition.close_way = reason_code, "A10"
    petition.result, petition.closed_on = "9", act.occurred_on
    facts = {"reason_code": reason_code, "reason": reason, "opinion": opinion_number}
    return act.done(facts={**facts, "same_facts": same_facts or None, **_proved_by(act)})


def _proved_by(act: Act) -> dict[str, Any]:
    """Return which file proves the end, and take over its address where this one has none."""
    proof, reached = act.given.get("proof"), act.given.get("reached")
    if proof is None:
        return {"identity": PAPER} if act.given["reason_code"] == "N01" else {}
    if reached is not None:
        _reach_by(act.petition, reached)
    return {
        "number": proof.number,
        "identity": proof.identity if proof.identity == WORD else None,
        "reached": reached is not None or None,
    }


def _reach_by(petition: Petition, known: Person) -> None:
    """Write down how the same person was reached before; a file has its own copy (ADR 0012)."""
    person = next(one for one in petition.people if one.shown_name)
    for name in ("address", "address_digest", "phone", "phone_tail_digest"):
        setattr(person, name, getattr(known, name))
