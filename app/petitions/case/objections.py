"""How often a file went to and fro between sender and unit, as a mark of its page."""

from flask_babel import gettext as _

from app.petitions.models import Petition

Marks = list[tuple[str, str]]
#: Sent back as often as this, it is a matter for supervision (art. 40).
TOO_OFTEN = 2


def marks(petition: Petition) -> Marks:
    """Return how many objections there were and how many were agreed to, if any."""
    if not petition.objections:
        return []
    back = sum(leg.status == "returned" for leg in petition.handovers)
    words = _("Objections: %(made)s, sent back: %(back)s", made=petition.objections, back=back)
    return [(words, "warn" if back >= TOO_OFTEN else "plain")]
