"""The table of commands, and what every one of them does first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core.errors import Invalid, Stale
from app.core.i18n import N_
from app.extensions import db
from app.petitions.models import (
    Approval,
    Event,
    Petition,
)

Body = Callable[..., Event]


class Command(Protocol):
    """What a decorated command looks like from outside."""

    def __call__(self, petition: Petition, *, by: Officer, **given: Any) -> Event | Approval:
        """Make the move, or let it wait for its second person."""
        ...


COMMANDS: dict[str, Command] = {}


# What a refusal itself brings about, beyond leaving the file as it is.
AFTER_REFUSAL: dict[str, Callable[[Petition, Officer], None]] = {}


# What else falls when a second person says no; each returns what fell, as the history names it.
AT_REFUSAL: list[Callable[[Approval, Officer], list[str]]] = []


# What else must be right before a second person's agreement changes anything: it raises why not.
BEFORE_GRANT: list[Callable[[Approval, Officer], None]] = []


def take(petition: Petition) -> None:
    """Write the file before anything else, so that of two officers at once the second stops here.

    Taken in one order no two wait for each other, and SQLite need not make a reader a writer.
    """
    sa.orm.attributes.flag_modified(petition, "state")
    db.session.flush()


def require(names: tuple[str, ...], given: dict[str, Any]) -> None:
    """Refuse a move whose necessary fields are empty, naming the first."""
    for name in names:
        value = given.get(name)
        if (
            value is None
            or value == ""
            or value == {}
            or (isinstance(value, str) and not value.strip())
        ):
            raise Invalid(N_("This must be given."), field=name)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Turn the loss of a race, which the database notices, into a plain refusal."""
    try:
        yield
    except (sa.orm.exc.StaleDataError, sa.exc.IntegrityError) as error:
        if isinstance(error, sa.exc.IntegrityError) and "INTO approval" not in (
            error.statement or ""
        ):
            raise
        raise Stale(
            N_("Somebody else changed this petition meanwhile; look at it again.")
        ) from error
