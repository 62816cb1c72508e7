"""A new round: a matter that ended comes again with new facts (art. 36(3))."""

from app.core.i18n import N_
from app.petitions.commands.acts import move
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Event
from app.petitions.queries.ended import proof_of_end


@move("open_round")
def open_round(act: Act, *, reason: str) -> Event:
    """Open the next round of the matter for facts that were not judged before."""
    proof = proof_of_end(act.petition, act.by)
    if proof is None:
        raise MoveRefused(N_("Its matter has not ended with a re-examination opinion."))
    act.petition.round = proof.round + 1
    facts = {"round": str(act.petition.round), "number": proof.number, "reason": reason}
    return act.done(facts=facts)
