"""The rule sets of this installation: the shipped ones and those of its own folder."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.petitions.limits.reading import SHIPPED, read_rules
from app.petitions.limits.rules import RuleBook, RuleSet

_shipped = read_rules(SHIPPED)
_book = RuleBook(_shipped)


def configure(config: Mapping[str, Any]) -> None:
    """Read the installation's own rules (RULES_DIR), switch a division's on (LOCAL_RULES).

    :raises BadRules: if a file cannot be used; the office does not start with it.
    """
    global _book
    folder = config.get("RULES_DIR")
    read = read_rules(Path(folder), _shipped) if folder else _shipped
    _book = RuleBook(read, region=config.get("LOCAL_RULES") or "")


def rule_set(code: str) -> RuleSet:
    """Return a rule set by its code, such as ``2022``."""
    return _book.rule_set(code)


def rule_set_for(registered_on: date) -> RuleSet:
    """Return the rule set of a petition that is registered on a day."""
    return _book.on(registered_on)
