"""Importing this fills the table of commands."""

from app.petitions.commands import (
    attaching,
    closing,
    delays,
    handling,
    intake,
    letters,
    oversight,
    records,
    review,
    serving,
    supervision,
    triage,
    waivers,
)

__all__ = [
    "attaching",
    "closing",
    "delays",
    "handling",
    "intake",
    "letters",
    "oversight",
    "records",
    "review",
    "serving",
    "supervision",
    "triage",
    "waivers",
]
