"""Importing this registers every guard under its name."""

from app.petitions.guards import competence, delays, handling, remedies

__all__ = ["competence", "delays", "handling", "remedies"]
