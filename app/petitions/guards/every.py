"""Importing this registers every guard under its name."""

from app.petitions.guards import chain, competence, down, handling, rating, remedies

__all__ = ["chain", "competence", "down", "handling", "rating", "remedies"]
