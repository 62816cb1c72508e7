"""Which procedure a petition takes when it is accepted, and within which limit it is answered."""

from app.petitions.codes import CONSULTATION, SIMPLE, SUGGESTION
from app.petitions.models import Petition


def procedure_taken(petition: Petition, asked: str) -> str:
    """A consultation is answered in the simple procedure, unless a group or a repeat asks."""
    plain = petition.purpose == CONSULTATION and not (petition.is_group or petition.is_repeat)
    return SIMPLE if plain else asked


def limit_of(purpose: str | None, procedure: str | None) -> str:
    """Return within which limit a petition is to be answered once it is accepted."""
    if procedure == SIMPLE:
        return "D17"
    return "H02" if purpose == SUGGESTION else "D06"
