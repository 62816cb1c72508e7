"""Makers of believable things: `a_petition(state="accepted")`, `an_officer(role="Handler")`."""

from tests.factories.ended import an_ended_file
from tests.factories.people import a_unit, an_officer, the_unit
from tests.factories.petitions import SIX, a_petition, a_registration, officer_at, sorted_six

__all__ = [
    "SIX",
    "a_petition",
    "a_registration",
    "a_unit",
    "an_ended_file",
    "an_officer",
    "officer_at",
    "sorted_six",
    "the_unit",
]
