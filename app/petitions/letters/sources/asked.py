"""What was given with an act that waits for its second person: the letter says the same."""

from typing import Any

from app.petitions.commands.approvals import given_of
from app.petitions.letters.sources.drafting import Drafting


def asked_for(of: Drafting) -> dict[str, Any]:
    """Return what was given with the act of this letter that waits for its second person."""
    if of.given:
        return of.given
    for approval in of.petition.approvals:
        if approval.status == "asked" and approval.move in of.kind.moves:
            return given_of(approval)
    return {}
