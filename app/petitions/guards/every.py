"""Importing this registers every guard under its name."""

from app.petitions.guards import competence, handling, remedies

__all__ = ["competence", "handling", "remedies"]
