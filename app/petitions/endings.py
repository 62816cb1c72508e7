"""How a file may end, as data: the manner that fits its way, the results that fit its purpose.

The other manners of the list (domain 3.12) belong to moves of their own, most of which need a
second person: declined, barred, redirected, joined, decided at the last level.
"""

from collections.abc import Collection

from app.petitions.codes import CONSULTATION, SIMPLE, SUGGESTION
from app.petitions.models import Petition

#: Conclusions that only a suggestion has (art. 29): adopted, partly, not.
ADOPTED = ("5", "6", "7")
#: By purpose; every other purpose ends like a request (art. 32).
RESULTS = {SUGGESTION: ADOPTED, CONSULTATION: ("8", "3")}
REQUEST_RESULTS = SUPPORTED, PARTLY, _EXPLAINED, _REFUSED = ("1", "2", "3", "4")

#: Manner of conclusion by how the file was answered.
ON_THE_SPOT, BY_SIMPLE, BY_OPINION, AFTER_REVIEW = "A1", "A2", "A3", "A5"
#: What ends a file before its time, and with which results: settled, or withdrawn by the
#: petitioner, whose death without a successor counts as such.
TERMINATIONS = {"A4": ("1", "2", "11", "12"), "A12": ("10", "11")}


def results_of(purpose: str) -> tuple[str, ...]:
    """Return the results that an answer to a petition of this purpose can have."""
    return RESULTS.get(purpose, REQUEST_RESULTS)


def agrees(whole: str | None, parts: Collection[str]) -> bool:
    """Say whether the conclusion of an opinion agrees with those of its requests (art. 32).

    Supported is what supports each of them, partly supported what supports some, the others none.
    """
    if not whole or not parts or not {whole, *parts} <= set(REQUEST_RESULTS):
        return True
    supported = SUPPORTED in parts or PARTLY in parts
    return {
        SUPPORTED: all(part == SUPPORTED for part in parts),
        PARTLY: supported and any(part != SUPPORTED for part in parts),
    }.get(whole, not supported)


def result_on_the_spot(purpose: str) -> str:
    """Return the result of what the petitioner accepted at the window: told, or explained."""
    return "8" if purpose == CONSULTATION else "3"


def close_ways(petition: Petition) -> tuple[str, ...]:
    """Return the manners in which the petition can be concluded now; the likeliest first."""
    if petition.state == "registered":
        return (ON_THE_SPOT,)
    if petition.opinion_level == "review":
        return (AFTER_REVIEW,)
    if petition.procedure == SIMPLE:
        return (BY_SIMPLE,)
    if petition.purpose in RESULTS:
        return (BY_OPINION, BY_SIMPLE)
    return (BY_OPINION,)
