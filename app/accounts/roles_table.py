"""The seeded roles and what each may do, as a table for people who plan an office."""

from app.accounts.exclusive import EXCLUSIVE
from app.accounts.roles import ROLES
from app.accounts.verbs import APPROVAL, NOUNS, VERBS

HEAD = """# Roles

Written by `flask roles --write docs/roles.md`; change `app/accounts/roles.py`, not this file.
A dot marks what a seeded role may do. An office may change every role; these are where it starts.
"""


def as_markdown() -> str:
    """Return how far each role sees, what it may do, and which roles exclude each other."""
    parts = [HEAD, _codes(), _grants(), _exclusive()]
    return "\n".join(parts)


def _codes() -> str:
    lines = ["## Who they are", "", "| no. | role | sees |", "|---|---|---|"]
    for number, role in enumerate(ROLES, 1):
        lines.append(f"| {number} | {role.name} | {', '.join(role.scopes) or 'no petition'} |")
    return "\n".join([*lines, ""])


def _grants() -> str:
    lines = ["## What they may do", ""]
    columns = range(1, len(ROLES) + 1)
    for noun, title in NOUNS.items():
        verbs = {verb for role in ROLES for verb, about in role.grants if about == noun}
        if not verbs:
            continue
        lines += [f"### {title}", ""]
        lines += [f"| act | {' | '.join(map(str, columns))} |", f"|---|{'---|' * len(ROLES)}"]
        for verb in sorted(verbs, key=_place):
            dots = ("●" if (verb, noun) in role.grants else " " for role in ROLES)
            lines.append(f"| {plain_label(verb)} `{verb}` | {' | '.join(dots)} |")
        lines.append("")
    return "\n".join(lines)


def _exclusive() -> str:
    lines = ["## What one person never holds together", ""]
    for role in ROLES:
        others = [other.name for other in ROLES if frozenset({role.name, other.name}) in EXCLUSIVE]
        if others:
            lines.append(f"- {role.name}: {', '.join(others)}")
    return "\n".join([*lines, ""])


def plain_label(verb: str) -> str:
    """Return the English name of a permission's verb."""
    act = verb.removeprefix("approve_")
    if verb in VERBS:
        return VERBS[verb]
    return APPROVAL % {"act": VERBS[act]}


def _place(verb: str) -> tuple[int, bool]:
    act = verb if verb in VERBS else verb.removeprefix("approve_")
    return list(VERBS).index(act), verb != act
