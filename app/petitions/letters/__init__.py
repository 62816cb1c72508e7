"""Letters (文书): which there are, how they are filled, drawn, numbered, signed and served."""

from app.petitions.letters.served import (
    LEFT_RECEIPT,
    LEFT_THERE,
    LETTERS,
    NOT_RECEIVED,
    USUAL,
)

__all__ = ["LEFT_RECEIPT", "LEFT_THERE", "LETTERS", "NOT_RECEIVED", "USUAL"]
