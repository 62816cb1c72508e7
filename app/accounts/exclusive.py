"""Which roles one person must never hold together, and what no single role may combine."""

from collections.abc import Collection, Iterable

from app.accounts.roles import ROLES, Grant
from app.core.i18n import N_

ADMINISTRATORS = frozenset(
    {"System administrator", "Security administrator", "Audit administrator"}
)
ACCUSATION_DESK = "Accusation officer"
_NOTHING_ELSE = frozenset({"counts", "accusations"})
_CHANGES = frozenset({"add", "edit", "lock", "unlock", "reset_password", "set_roles"})


def reads_petitions(grants: Iterable[Grant]) -> bool:
    """Say whether somebody with these grants can open a petition of any kind."""
    return any(verb == "read" and noun in {"Petition", "Accusation"} for verb, noun in grants)


def administers(grants: Iterable[Grant]) -> bool:
    """Say whether these grants make an administrator, whatever the role is called.

    Who changes accounts or roles is one, and who reads the journal of those who do.
    """
    return any(
        (noun in {"Account", "Role"} and verb in _CHANGES) or (verb, noun) == ("read", "Journal")
        for verb, noun in grants
    )


def keeps_accusations(grants: Iterable[Grant]) -> bool:
    """Say whether somebody with these grants works on accusations."""
    return any(noun == "Accusation" for _verb, noun in grants)


def contradiction(scopes: Collection[str]) -> tuple[str, str] | None:
    """Return two scopes that deny each other: one of them says "and nothing else"."""
    for alone in sorted(_NOTHING_ELSE & set(scopes)):
        for other in sorted(set(scopes) - {alone}):
            return alone, other
    return None


def touches_exclusion(grant: Grant) -> bool:
    """Say whether a permission is of a kind that must be kept apart from others."""
    return administers([grant]) or grant[1] in {"Petition", "Accusation"}


def mixture(grants: frozenset[Grant]) -> str | None:
    """Return why no role may combine these grants, or None.

    Otherwise one role of an office's own would do what two roles must not.
    """
    if administers(grants) and reads_petitions(grants):
        return N_("A role that administers accounts or roles must not read petitions.")
    if keeps_accusations(grants) and any(noun == "Petition" for _verb, noun in grants):
        return N_("A role that works on accusations must not work on petitions.")
    if ("edit", "Role") in grants and {("add", "Account"), ("edit", "Account")} & grants:
        return N_("A role that changes roles must not open or change accounts.")
    return None


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


def kept_apart(
    held: dict[str, frozenset[Grant]], *, mine: set[str], theirs: set[str]
) -> str | None:
    """Return the administrators' role among theirs that nobody may hold together with mine.

    Whoever gives its holder a new password knows it, and would hold both for as long as it works.
    """
    for name in sorted(theirs):
        others = mine - {name}
        if _is_administrator(name, held) and any(_apart(name, own, held) for own in others):
            return name
    return None


def _apart(first: str, second: str, held: dict[str, frozenset[Grant]]) -> bool:
    for one, other in ((first, second), (second, first)):
        if _is_accusation_desk(one, held) and not _is_accusation_desk(other, held):
            return True
        if _is_administrator(one, held) and (
            _is_administrator(other, held) or reads_petitions(held[other])
        ):
            return True
    return False


def _is_administrator(name: str, held: dict[str, frozenset[Grant]]) -> bool:
    return name in ADMINISTRATORS or administers(held[name])


def _is_accusation_desk(name: str, held: dict[str, frozenset[Grant]]) -> bool:
    return name == ACCUSATION_DESK or keeps_accusations(held[name])


EXCLUSIVE = frozenset(
    frozenset({one.name, other.name})
    for one in ROLES
    for other in ROLES
    if one.name < other.name
    and _apart(one.name, other.name, {one.name: one.grants, other.name: other.grants})
)
