"""The proof that a matter ended, as the case page of what comes again shows it."""

from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.dictionaries import queries as dictionary
from app.petitions.case.presenters import filled
from app.petitions.lists.listing import case_href
from app.petitions.models import Petition
from app.petitions.queries.ended import LINKED, end_of_same_person, proof_of_end
from app.petitions.words.days import long_day

#: Where it is still to be decided, or was decided by it.
SHOWN = ("registered", "barred")


def ended_panel(petition: Petition, officer: Officer) -> dict[str, Any] | None:
    """Return what was decided at the last level and what is asked again; None if nothing was.

    Also of what nobody linked: then the document number is the same.
    """
    if petition.state not in SHOWN:
        return None
    proof = proof_of_end(petition, officer) or end_of_same_person(petition, officer)
    if proof is None:
        return None
    on = proof.issued_on
    service = (
        long_day(proof.served_on) if proof.served_on else _("not served yet"),
        dictionary.label("service_manner", proof.manner, on=on),
        dictionary.label("receipt", proof.receipt, on=on),
    )
    return {
        "href": case_href(proof.petition_id),
        "number": proof.number,
        "linked": proof.identity == LINKED,
        "facts": filled(
            (
                (_("Re-examined by"), proof.unit),
                (_("Issued on"), long_day(proof.issued_on)),
                (_("Outcome"), dictionary.label("review_outcome", proof.outcome, on=on)),
                (_("Conclusion"), dictionary.label("close_result", proof.conclusion, on=on)),
                (_("Served on"), " · ".join(part for part in service if part)),
            )
        ),
        "then": list(enumerate(proof.then, 1)),
        "now": list(enumerate(proof.now, 1)),
        "chosen": _("New round %(round)s: new facts", round=petition.round)
        if petition.round > 1
        else "",
    }
