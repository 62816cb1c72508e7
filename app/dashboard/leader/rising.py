"""Issues rising above their own base line: the rule as data, and who breaks it. Pure.

An issue is compared with nothing but its own months before. What is rare by chance must not
shout: below ``least`` nothing rises, and the deviation is never taken for less than what mere
chance makes of such a mean (the root of the mean, as of a Poisson count).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, pvariance


@dataclass(frozen=True, slots=True)
class Rule:
    """How many months the base line has, and how far above it is told.

    ``known`` are the months that must be known before anything is told at all.
    """

    months: int = 12
    known: int = 6
    least: int = 5
    deviations: int = 2


RULE = Rule()


@dataclass(frozen=True, slots=True)
class Rise:
    """An issue that rose: its count, the mean of the months before, and what it rose above."""

    key: str
    count: int
    mean: float
    ceiling: float


def ceiling(history: Sequence[int], rule: Rule = RULE) -> float:
    """Return the count above which a month is told, judged by the months before it."""
    mean = fmean(history)
    return mean + rule.deviations * sqrt(max(pvariance(history), mean))


def rising(counts: Mapping[str, Sequence[int]], known: int, rule: Rule = RULE) -> list[Rise] | None:
    """Return what rose in the last of the months told, the furthest above its line first.

    Each issue has its counts by month, the oldest first; ``known`` says of how many months before
    the last one anything is known. None where these are too few to judge.
    """
    months = min(known, rule.months)
    if months < rule.known:
        return None
    found = []
    for key, told in counts.items():
        history, now = told[-1 - months : -1], told[-1]
        line = ceiling(history, rule)
        if now >= rule.least and now > line:
            found.append(Rise(key, now, fmean(history), line))
    return sorted(found, key=lambda one: (one.ceiling - one.count, one.key))
