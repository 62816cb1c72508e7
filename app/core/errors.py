"""What may go wrong in the domain, said so that an officer understands it."""

from typing import Any


class Amount(int):
    """How many of something: English separates its thousands, which a year has not."""


class Ordinal(int):
    """The number of an article, a paragraph or an item: Chinese writes it in its own numerals."""


class Phrase:
    """A part of a refusal's sentence that has words of its own to translate, such as an article."""

    def __init__(self, message: str, **params: Any) -> None:
        self.message, self.params = message, params

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


class DomainError(Exception):
    """A refusal with a sentence for the officer.

    ``message`` is an English msgid with ``%(name)s`` places, translated where it is shown;
    ``field`` names the form field beside which it belongs; ``status`` is the HTTP status.
    """

    status = 409

    def __init__(
        self,
        message: str,
        *,
        field: str | None = None,
        status: int | None = None,
        **params: Any,
    ) -> None:
        super().__init__(message % params if params else message)
        self.message = message
        self.params = params
        self.field = field
        if status is not None:
            self.status = status


class NotFound(DomainError):
    """What was asked for does not exist, or not for this officer."""

    status = 404


class Stale(DomainError):
    """Somebody else changed the file since it was opened."""


class Invalid(DomainError):
    """A value that was given cannot be right."""

    status = 422
