"""What the check finds: which rule, how bad, by which article, in which words, in which field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What one rule found: a sentence (an English msgid with its values) and where it belongs.

    A rule that speaks of several articles names the one that was missed.
    """

    sentence: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    field: str = ""
    instrument: str | None = None
    article: str | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A slip with its rule: an error hinders the signing, a warning is only told."""

    rule: str
    level: Level
    instrument: str
    article: str
    sentence: str
    values: Mapping[str, str | int]
    field: str = ""

    def kept(self) -> dict[str, Any]:
        """Return it as it is stored beside the version of the letter."""
        return {
            "rule": self.rule,
            "level": self.level,
            "instrument": self.instrument,
            "article": self.article,
            "sentence": self.sentence,
            "values": dict(self.values),
            "field": self.field,
        }


def errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return what hinders the signing."""
    return tuple(one for one in findings if one.level == "error")
