"""Comparisons of counts, as reports print them: 同比, 环比, 占比, rates. Pure."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")


def change(now: int, then: int) -> Decimal | None:
    """Return by how many per cent a count grew, one place; None where there was nothing before."""
    if not then:
        return None
    return rounded(Decimal(now - then) * 100 / then, TENTH)


def rate(part: int, whole: int, step: Decimal = HUNDREDTH) -> Decimal | None:
    """Return a part in per cent of its whole; None where the whole is nothing."""
    return rounded(Decimal(part) * 100 / whole, step) if whole else None


def shares(counts: Sequence[int]) -> list[Decimal | None]:
    """Return the share of each count in per cent, one place; together they are exactly 100.0.

    What rounding leaves over goes to those that lost most by it (the largest remainder), of
    equals to the first.
    """
    whole = sum(counts)
    if not whole:
        return [None] * len(counts)
    tenths = [count * 1000 // whole for count in counts]
    lost = [count * 1000 % whole for count in counts]
    for place in sorted(range(len(counts)), key=lambda n: -lost[n])[: 1000 - sum(tenths)]:
        tenths[place] += 1
    return [(Decimal(each) / 10).quantize(TENTH) for each in tenths]


def rounded(value: Decimal, step: Decimal) -> Decimal:
    """Round half away from zero, as papers do; there is no minus nought."""
    found = value.quantize(step, ROUND_HALF_UP)
    return found if found else abs(found)
