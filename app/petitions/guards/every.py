"""Importing this registers every guard under its name."""

from app.petitions.guards import (
    chain,
    competence,
    delays,
    down,
    handling,
    letters,
    rating,
    remedies,
    waivers,
)

__all__ = [
    "chain",
    "competence",
    "delays",
    "down",
    "handling",
    "letters",
    "rating",
    "remedies",
    "waivers",
]
