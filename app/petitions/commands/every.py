"""Importing this fills the table of commands."""

from app.petitions.commands import (
    attaching,
    closing,
    delays,
    handling,
    intake,
    oversight,
    records,
    review,
    serving,
    simple,
    supervision,
    triage,
)

__all__ = [
    "attaching",
    "closing",
    "delays",
    "handling",
    "intake",
    "oversight",
    "records",
    "review",
    "serving",
    "simple",
    "supervision",
    "triage",
]
