"""Who keeps the words: they are the installation's, and changed at its top only."""

from collections.abc import Callable
from typing import Any

Rule = Callable[[Any], bool]
_rules: list[Rule] = []


def decided_by(rule: Rule) -> None:
    """Take the rule from the roof: the rooms of people and of words do not know each other."""
    _rules[:] = [rule]


def keeps(officer: Any) -> bool:
    """Say whether the officer sits where the words of the installation are kept."""
    return all(rule(officer) for rule in _rules)


def may(officer: Any, verb: str) -> bool:
    """Say whether the officer may do this to the words."""
    return bool(officer.may(verb, "Dictionary")) and keeps(officer)
