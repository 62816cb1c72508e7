"""A limit, a rule set, and which of the known rule sets a petition falls under."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from app.core.errors import DomainError, Invalid, Phrase
from app.core.i18n import N_
from app.petitions.limits.words import LABELS
from app.petitions.words.articles import source

Unit = Literal["day", "workday", "given", "none"]
AnsweredBy = Literal["service", "issue"]
#: Grounds that no national law knows; a local rule set names those of its own law (domain 1.4).
LOCAL_GROUNDS = ("R05", "R06", "N02", "N03")


class RulesMissing(DomainError):
    """A petition speaks of a local rule set that is no longer installed."""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One limit of one rule set: a duty lights a lamp, a window only opens and closes a move.

    ``unit`` ``given`` means that whoever sets the limit gives its end (an assignment), ``none``
    that the law gives no days, so that no clock can run. Without an ``instrument`` it is a limit
    of this office and nobody's law.
    """

    code: str
    label: str
    event: str
    owner: str
    amount: int | None
    unit: Unit
    window: bool
    extend_by: int
    extend_who: str
    pause: str
    roll: bool
    instrument: str
    article: str

    @property
    def source(self) -> Phrase:
        """By which article of what it exists, for the sentence that refuses what it forbids."""
        return source(self.instrument, self.article)

    @property
    def has_clock(self) -> bool:
        """Whether there is anything to count."""
        return self.unit != "none"


#: The limit of this office (内控) inside a statutory one: it ends sooner and lengthens nothing.
INTERNAL = {"D03": "H06", "D06": "H05"}
#: What no law and no rule set holds: the office's settings say whether it runs, and how long;
#: what an assisting unit owes, the leading unit says.
OFFICE_LIMITS = {
    code: Limit(
        code=code,
        label=LABELS[code],
        event=event,
        owner=owner,
        amount=None,
        unit="given",
        window=False,
        extend_by=0,
        extend_who="",
        pause="",
        roll=False,
        instrument="",
        article="",
    )
    for code, event, owner in (
        ("H05", "Accepted", "Competent unit"),
        ("H06", "Transfer or assignment received", "Competent unit"),
        ("H07", "Contribution asked for", "Assisting unit"),
    )
}


def with_internal(codes: Iterable[str]) -> set[str]:
    """Return limits together with those of the office inside them: they end together."""
    named = set(codes)
    return named | {INTERNAL[code] for code in named if code in INTERNAL}


@dataclass(frozen=True, kw_only=True, eq=False)
class RuleSet:
    """The limits of a law, in force from a day on; of a division if it is a local one.

    A local rule set holds those of its base, and its own in their place.
    """

    code: str
    name: str
    region: str
    base: str
    valid_from: date
    valid_to: date | None
    limits: Mapping[str, Limit]
    #: Grounds of local law on which a petition may be declined or barred (LOCAL_GROUNDS).
    #: Each with the law and article that says it; empty where the file names none.
    grounds: Mapping[str, str] = field(default_factory=dict)
    #: Whether the limit of the handling (D06) is kept by the issue of the opinion or its service.
    answered_by: AnsweredBy = "service"

    def allows(self, ground: str) -> bool:
        """Tell whether a ground may be used: of the local ones only those that it names."""
        return ground not in LOCAL_GROUNDS or ground in self.grounds

    def __contains__(self, code: object) -> bool:
        return code in self.limits

    def holds_on(self, day: date) -> bool:
        """Tell whether it was in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def limit(self, code: str) -> Limit:
        """Return a limit.

        :raises Invalid: if the rule set knows no such limit.
        """
        if code in OFFICE_LIMITS:
            return OFFICE_LIMITS[code]
        if code not in self.limits:
            raise Invalid(
                N_("The rules “%(rules)s” know no limit %(code)s; they know %(known)s."),
                field="code",
                rules=self.code,
                code=code,
                known=", ".join(self.limits),
            )
        return self.limits[code]


class RuleBook:
    """The rule sets that are known, and the division whose local rules are switched on."""

    def __init__(self, rule_sets: Iterable[RuleSet], *, region: str = "") -> None:
        self.rule_sets = {one.code: one for one in rule_sets}
        self.region = region
        if region and not self._of(region):
            raise ValueError(
                f"LOCAL_RULES={region}: there are no rules of that division;"
                f" there are those of {', '.join(self.regions) or 'none'}"
            )

    @property
    def regions(self) -> list[str]:
        """The divisions of which there are local rules."""
        return sorted({one.region for one in self.rule_sets.values() if one.region})

    def rule_set(self, code: str) -> RuleSet:
        """Return a rule set by its code.

        :raises RulesMissing: if it is not known.
        """
        if code not in self.rule_sets:
            raise RulesMissing(
                N_("The rule set “%(rules)s” is not known; there are %(known)s."),
                field="rules",
                rules=code,
                known=", ".join(self.rule_sets),
            )
        return self.rule_sets[code]

    def on(self, day: date) -> RuleSet:
        """Return the rules of what is registered on a day: the local ones if they are on.

        What is older than every law we know goes by the oldest.
        """
        local = [one for one in self._of(self.region) if one.holds_on(day)] if self.region else []
        national = self._of("")
        found = local or [one for one in national if one.holds_on(day)]
        return found[0] if found else min(national, key=lambda one: one.valid_from)

    def _of(self, region: str) -> list[RuleSet]:
        return [one for one in self.rule_sets.values() if one.region == region]
