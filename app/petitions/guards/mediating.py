"""Mediation and settlement (art. 33): both sides agree to it, the agreement ends the matter."""

from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.engine import Act
from app.petitions.queries.mediations import fulfilled


@guard
def both_consent(act: Act) -> None:
    """Art. 33: nobody is made to settle."""
    if act.given and not act.given.get("consent"):
        raise Invalid(
            N_("Mediation begins only where both sides agree to it (art. 33)."), field="consent"
        )


@guard
def agreement_fulfilled(act: Act) -> None:
    """Who terminates by agreement shows that it was made and fulfilled (art. 33)."""
    if act.given.get("close_way") == "A4" and fulfilled(act.petition) is None:
        raise Invalid(
            N_("Only an agreement that was made and fulfilled ends the petition (art. 33)."),
            field="close_way",
        )
