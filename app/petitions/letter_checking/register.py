"""The register of rules: each is known by the name of its function, as the table calls it."""

from collections.abc import Callable, Iterator

from app.petitions.letter_checking.finding import Slip
from app.petitions.letter_checking.paper import Case

Rule = Callable[[Case], Iterator[Slip]]
RULES: dict[str, Rule] = {}


def rule(check: Rule) -> Rule:
    """Register a rule under its own name."""
    RULES[check.__name__] = check
    return check
