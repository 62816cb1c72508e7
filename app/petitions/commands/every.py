"""Importing this fills the table of commands."""

from app.petitions.commands import (
    attaching,
    closing,
    delays,
    handling,
    instruction_ends,
    intake,
    letters,
    oversight,
    records,
    review,
    serving,
    simple,
    supervision,
    triage,
    urgent,
)

__all__ = [
    "attaching",
    "closing",
    "delays",
    "handling",
    "instruction_ends",
    "intake",
    "letters",
    "oversight",
    "records",
    "review",
    "serving",
    "simple",
    "supervision",
    "triage",
    "urgent",
]
