"""Importing this fills the table of commands."""

from app.petitions.commands import (
    attaching,
    closing,
    delays,
    handling,
    instruction_ends,
    intake,
    leaders,
    oversight,
    records,
    review,
    serving,
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
    "leaders",
    "intake",
    "oversight",
    "records",
    "review",
    "serving",
    "supervision",
    "triage",
    "urgent",
]
