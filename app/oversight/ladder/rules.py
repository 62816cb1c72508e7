"""The rules of the ladder as data: by which cause a unit is pressed, how hard, in what words."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from app.petitions.models.order import RUNGS

FILE = Path(__file__).parent / "data" / "ladder.csv"
#: What the system may issue by itself; what is higher is proposed to the supervisor.
BY_ITSELF = ("remind", "urge")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule (督办规则): its cause, its rung, the ground, the words and the days for the answer.

    ``asks`` are the limits of a cause that is a limit, and of an answer that is missing the rung
    of the supervision that was not answered. ``setting`` names the figure of the office from which
    the rule holds; where that is 0 the office does without the rule.
    """

    code: str
    trigger: str
    asks: tuple[str, ...]
    rung: str
    setting: str
    reason_code: str
    answer_days: int
    article: str
    text: str

    def reached(self, figure: int, today: date, *, day: date | None, count: int | None) -> bool:
        """Say whether a cause is strong enough for an office that sets this figure."""
        if figure <= 0:
            return False
        if count is not None:
            return count >= figure
        if day is None:
            return False
        if self.trigger == "ending":
            return 0 <= (day - today).days <= figure
        return (today - day).days >= figure


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules, the hardest first: of several causes of one day the first one presses.

    :raises ValueError: for a rung that the ladder does not have.
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        found = tuple(_rule(row) for row in csv.DictReader(file))
    strange = [one.code for one in found if one.rung not in RUNGS]
    if strange:
        raise ValueError(f"no such rung: {strange}")
    return found


def _rule(row: dict[str, str]) -> Rule:
    return Rule(
        code=row["code"],
        trigger=row["trigger"],
        asks=tuple(row["asks"].split()),
        rung=row["rung"],
        setting=row["setting"],
        reason_code=row["reason_code"],
        answer_days=int(row["answer_days"]),
        article=row["article"],
        text=row["text"],
    )


def at_least(rule: Rule) -> list[str]:
    """Return the rules on the same cause that press as hard or harder: after them this one rests.

    Whoever left a unit alone that has long been late does not have it reminded the next day.
    """
    heights = list(RUNGS)
    height = heights.index(rule.rung)
    return [
        one.code
        for one in rules()
        if (one.trigger, one.asks) == (rule.trigger, rule.asks)
        and heights.index(one.rung) >= height
    ]


def rule_of(code: str) -> Rule | None:
    """Return a rule by its code; None for one that the product no longer has."""
    return next((one for one in rules() if one.code == code), None)
