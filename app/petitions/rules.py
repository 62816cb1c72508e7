"""House rules that an office may set; the law's own figures stand in ``deadlines``."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.accounts.models import Unit
from app.petitions.clocks.deadlines import LampFigures
from app.settings.queries import value, values


@dataclass(frozen=True)
class HouseRules:
    """The figures of an installation. People are counted in heads, days are calendar days."""

    group_visit_from: int = 5
    representatives_at_most: int = 5
    joint_letter_from: int = 5
    backdate_days: int = 3
    oldest_years: int = 10
    draft_hours: int = 72
    rows_per_page: int = 20
    session_hours: int = 8


# Which setting of the installation gives which figure.
SETTINGS = {
    "group_visit_from": "GROUP_VISIT_THRESHOLD",
    "representatives_at_most": "MAX_REPRESENTATIVES",
    "joint_letter_from": "JOINT_LETTER_THRESHOLD",
    "backdate_days": "BACKDATE_DAYS",
    "oldest_years": "OLDEST_YEARS",
    "draft_hours": "DRAFT_HOURS",
    "rows_per_page": "ROWS_PER_PAGE",
    "session_hours": "SESSION_HOURS",
}

# ... and which of them an office may set differently, by the name of its setting.
BY_UNIT = ("group_visit_from", "joint_letter_from", "backdate_days", "draft_hours")

_rules = HouseRules()


def house_rules(unit: Any = None) -> HouseRules:
    """Return the figures of the installation, or those in force for a unit.

    Ask with the unit wherever something is registered or counted: what an office set holds from
    then on and rewrites nothing.
    """
    if unit is None:
        return _rules
    return replace(_rules, **{name: value(name, unit) for name in BY_UNIT})


def configure(config: Mapping[str, Any]) -> None:
    """Take the figures that an installation sets; the rest keep their default."""
    global _rules
    given = {name: int(config[key]) for name, key in SETTINGS.items() if key in config}
    _rules = replace(HouseRules(), **given)


#: Which setting shortens which statutory limit inside an office; 0 days: none does.
INTERNAL_DAYS = {"D03": "internal_notice_days", "D06": "internal_handling_days"}
LAMP_FIGURES = ("orange_share", "orange_days", "yellow_share", "yellow_days")
LAMP_SETTINGS = tuple(f"lamp_{name}" for name in LAMP_FIGURES)


def internal_days(code: str, unit: Unit) -> int:
    """Return after how many days a unit wants a statutory duty done; 0 if it sets nothing."""
    name = INTERNAL_DAYS.get(code)
    return int(value(name, unit)) if name else 0


def lamp_figures() -> LampFigures:
    """Return the figures by which every lamp of the installation changes its colour."""
    found = values(LAMP_SETTINGS)
    return LampFigures(**{name: int(found[f"lamp_{name}"]) for name in LAMP_FIGURES})
