"""Which roles one person must never hold together."""

from collections.abc import Iterable

from app.accounts.roles import ROLES, Grant

ADMINISTRATORS = frozenset(
    {"System administrator", "Security administrator", "Audit administrator"}
)
ACCUSATION_DESK = "Accusation officer"


def reads_petitions(grants: Iterable[Grant]) -> bool:
    """Say whether somebody with these grants can open a petition of any kind."""
    return any(verb == "read" and noun in {"Petition", "Accusation"} for verb, noun in grants)


def conflict(held: dict[str, frozenset[Grant]]) -> tuple[str, str] | None:
    """Return two roles out of those held that one person must never have together, or None.

    The accusation desk stands alone; an administrator is neither another administrator nor
    anybody who can open a petition. Roles that an office made itself are judged by their grants.
    """
    names = sorted(held)
    for first in names:
        for second in names:
            if first < second and _apart(first, second, held):
                return first, second
    return None


def _apart(first: str, second: str, held: dict[str, frozenset[Grant]]) -> bool:
    for one, other in ((first, second), (second, first)):
        if one == ACCUSATION_DESK and other != ACCUSATION_DESK:
            return True
        if one in ADMINISTRATORS and (other in ADMINISTRATORS or reads_petitions(held[other])):
            return True
    return False


EXCLUSIVE = frozenset(
    frozenset({one.name, other.name})
    for one in ROLES
    for other in ROLES
    if one.name < other.name
    and _apart(one.name, other.name, {one.name: one.grants, other.name: other.grants})
)
