"""Letters (文书): which there are, how they are filled, drawn, numbered, signed and served."""

from app.petitions.letters.served import LETTERS, NOT_RECEIVED, USUAL

__all__ = ["LETTERS", "NOT_RECEIVED", "USUAL"]
