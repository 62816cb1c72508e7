"""Who reads a letter of a file that he sees: a draft is its own unit's until it is signed.

Whoever sits in a seat of that unit, and whoever must approve the paper there, is of the unit;
others read what it decides, not what it considers.
"""

from sqlalchemy import ColumnElement, or_

from app.accounts.models import Officer
from app.petitions.models import Letter


def readable_by(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Letter``, beside the row rule of its petition."""
    return or_(Letter.signed_at.is_not(None), Letter.unit_id == officer.unit_id)
