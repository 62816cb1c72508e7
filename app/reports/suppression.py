"""Small counts are not told: neither by themselves nor by what stands around them. Pure.

A count of one or two could be a person (domain 5.6). Where sums would give it away, another count
of the same sum is withheld too, and that again and again, until each hidden one could be one or
two as far as anybody can reckon.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

#: Fewer than these are not told.
FEWEST = 3
FEW, WITHHELD = f"<{FEWEST}", "*"
_MOST = 10**9

#: The key of a row and that of a column.
Cell = tuple[str, str]
#: A whole and the parts that make it.
Sum = tuple[Cell, tuple[Cell, ...]]
#: A count and one that it is never below: heads and the visits they came in.
Above = tuple[Cell, Cell]
#: Between which numbers a count lies, as far as a reader can reckon.
Bounds = tuple[int, int]


def marks(
    values: Mapping[Cell, int],
    sums: Sequence[Sum],
    tied: Mapping[Cell, Cell],
    above: Sequence[Above] = (),
    decided: Mapping[Cell, str | None] = MappingProxyType({}),
) -> dict[Cell, str]:
    """Return what stands instead of the counts that are not told.

    ``tied`` counts are hidden with another one: the heads of a single visit with the visit. What
    is ``decided`` stands elsewhere already, told (None) or not, and stays so.
    """
    few = {c for c, value in values.items() if 0 < value < FEWEST and decided.get(c) != WITHHELD}
    heads = {cell for cell, other in tied.items() if other in few and values[cell]} - few
    holding = [one for one in sums if values[one[0]] == sum(values[part] for part in one[1])]
    heads |= {cell for cell, mark in decided.items() if mark == WITHHELD}
    guarded = frozenset(few | heads)
    screen = _Screen(values, holding, above, few, heads, guarded, frozenset(decided))
    while screen.tightened():
        pass
    return dict.fromkeys(screen.withheld, WITHHELD) | dict.fromkeys(screen.few, FEW)


@dataclass
class _Screen:
    values: Mapping[Cell, int]
    sums: Sequence[Sum]
    above: Sequence[Above]
    few: set[Cell]
    withheld: set[Cell]
    guarded: frozenset[Cell]
    decided: frozenset[Cell]

    def tightened(self) -> bool:
        """Hide one more count where a sum gives one away; False where none does."""
        shown = {cell: self._span(cell) for cell in self.values}
        known = self._reckoned(shown)
        # What was withheld must not come out either: it stands for what it hides.
        hidden = self.guarded | self.withheld
        told = {cell for cell in hidden if known[cell][0] == known[cell][1]}
        held = [one for one in self.sums if told & {one[0], *one[1]}]
        # First what a single sum tells; what only several together tell is mended one by one.
        direct = [one for one in held if self._gives_away(one, told, shown)]
        if not direct and self._hide_below(held, known):
            return True
        indirect = [one for one in held if self._gives_away(one, told, known)] or held
        indirect.sort(key=lambda one: self._helper(*one) in {*self.few, None})
        mended = [self._hide_beside(one) for one in direct or indirect[:1]]
        return True in mended

    def _hide_below(self, held: Sequence[Sum], known: Mapping[Cell, Bounds]) -> bool:
        """Hide the smallest count that says of a hidden one how much it is at the least."""
        fixed = self.few | self.withheld | self.decided
        among = {cell for whole, parts in held for cell in (whole, *parts)} & self.withheld
        below = [
            less
            for more, less in self.above
            if more in among and less not in fixed and 0 < self.values[less] == known[more][0]
        ]
        if below:
            self.withheld.add(min(below, key=lambda cell: self.values[cell]))
        return bool(below)

    def _hide_beside(self, one: Sum) -> bool:
        helper = self._helper(*one)
        if helper is None:
            return False
        self.few.discard(helper)
        self.withheld.add(helper)
        return True

    def _span(self, cell: Cell) -> Bounds:
        if cell in self.few:
            return 1, FEWEST - 1
        if cell in self.withheld:
            return 0, _MOST
        return self.values[cell], self.values[cell]

    def _reckoned(self, shown: Mapping[Cell, Bounds]) -> dict[Cell, Bounds]:
        """Return the bounds of every count after all sums were used until nothing more follows."""
        known, again = dict(shown), True
        while again:
            again = False
            for whole, parts in self.sums:
                for cell, bounds in _narrowed(whole, parts, known):
                    if bounds != known[cell]:
                        known[cell], again = bounds, True
            for more, less in self.above:
                (least, most), (low, high) = known[more], known[less]
                if low > least or high > most:
                    known[more], known[less] = (max(least, low), most), (low, min(high, most))
                    again = True
        return known

    def _gives_away(self, one: Sum, told: set[Cell], known: Mapping[Cell, Bounds]) -> bool:
        """Say whether a sum by itself tells one of these counts."""
        whole, parts = one
        for cell in told & {whole, *parts}:
            fresh = {**known, cell: self._span(cell)}
            low, high = dict(_narrowed(whole, parts, fresh))[cell]
            if low == high:
                return True
        return False

    def _helper(self, whole: Cell, parts: tuple[Cell, ...]) -> Cell | None:
        """Return what to withhold: the smallest part still shown, the whole, then a small whole."""
        fixed = self.few | self.withheld | self.decided
        shown = [cell for cell in parts if cell not in fixed and self.values[cell]]
        if shown:
            return min(shown, key=lambda cell: self.values[cell])
        if whole not in self.withheld | self.decided:
            return whole
        return next((c for c in parts if c in self.few and c not in self.decided), None)


def _narrowed(
    whole: Cell, parts: tuple[Cell, ...], known: Mapping[Cell, Bounds]
) -> Iterator[tuple[Cell, Bounds]]:
    """Yield the bounds that a sum leaves to its whole and to each of its parts."""
    least = sum(known[part][0] for part in parts)
    most = sum(known[part][1] for part in parts)
    low, high = known[whole]
    yield whole, (max(low, least), min(high, most))
    for part in parts:
        mine = known[part]
        yield part, (max(mine[0], low - most + mine[1]), min(mine[1], high - least + mine[0]))
