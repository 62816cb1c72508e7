"""Which remedy the service of an opinion opens, if any (arts. 31 (6), 35, 36)."""

from app.petitions.codes import CONSULTATION, SIMPLE, SUGGESTION
from app.petitions.models import Petition
from app.petitions.queries.superiors import above

#: Nothing after the last level (art. 36(3)).
REMEDY = {"handling": "D07", "review": "D09", "re_examination": None}
#: What is answered and not decided (arts. 23, 29): nobody reviews it.
ANSWERED_ONLY = (SUGGESTION, CONSULTATION)


def reviewable(purpose: str, procedure: str, *, anonymous: bool) -> bool:
    """Say whether the petition procedure of art. 31 (6) was taken, which alone has remedies.

    Nobody can be told of an anonymous one, so that nobody's remedy period begins.
    """
    return not anonymous and procedure != SIMPLE and purpose not in ANSWERED_ONLY


def has_remedy(petition: Petition) -> bool:
    """Say whether an opinion on the petition can be reviewed."""
    return reviewable(petition.purpose, petition.procedure, anonymous=petition.anonymous)


def remedy_after(petition: Petition, level: str) -> str | None:
    """Return the period that opens when the opinion of a level is served."""
    code = REMEDY[level]
    if code is None or not has_remedy(petition):
        return None
    found = above(petition)
    return None if found is not None and found.highest else code
