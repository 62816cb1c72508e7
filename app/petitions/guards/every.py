"""Importing this registers every guard under its name."""

from app.petitions.guards import (
    chain,
    competence,
    contributing,
    delays,
    down,
    ended,
    executing,
    handling,
    hearings,
    leaders,
    mediating,
    rating,
    remedies,
    simple,
    sorting,
    waivers,
)

__all__ = [
    "chain",
    "competence",
    "contributing",
    "delays",
    "down",
    "ended",
    "executing",
    "handling",
    "hearings",
    "leaders",
    "mediating",
    "rating",
    "remedies",
    "simple",
    "sorting",
    "waivers",
]
