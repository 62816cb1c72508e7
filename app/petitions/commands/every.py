"""Importing this fills the table of commands."""

from app.petitions.commands import (
    attaching,
    closing,
    contributing,
    delays,
    handling,
    hearings,
    intake,
    joining,
    oversight,
    records,
    recusals,
    review,
    serving,
    simple,
    supervision,
    triage,
)

__all__ = [
    "attaching",
    "closing",
    "contributing",
    "delays",
    "handling",
    "hearings",
    "intake",
    "joining",
    "oversight",
    "records",
    "recusals",
    "review",
    "serving",
    "simple",
    "supervision",
    "triage",
]
