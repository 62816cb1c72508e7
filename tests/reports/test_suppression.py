"""No small count can be reckoned from what is shown: tried with all tables that look alike."""

import random
from itertools import product

from app.reports.suppression import FEW, WITHHELD, marks

ROWS, PARTS = ("a", "b", "c"), ("x", "y")
SUMS = [
    *(((row, "all"), tuple((row, part) for part in PARTS)) for row in (*ROWS, "total")),
    *((("total", name), tuple((row, name) for row in ROWS)) for name in (*PARTS, "all")),
]
INNER = [(row, part) for row in ROWS for part in PARTS]


def whole(inner):
    """Return every cell of a table whose inner cells are these."""
    cells = dict(zip(INNER, inner, strict=True))
    for row in ROWS:
        cells[row, "all"] = cells[row, "x"] + cells[row, "y"]
    for name in (*PARTS, "all"):
        cells["total", name] = sum(cells[row, name] for row in ROWS)
    return cells


def looks(cells, hidden, shown):
    """Say whether a table would be shown in the same way, as far as a reader knows."""
    return all(
        value in (1, 2) if hidden.get(cell) == FEW else cell in hidden or value == shown[cell]
        for cell, value in cells.items()
    )


def test_a_lone_small_part_takes_another_with_it():
    values = {("r", "all"): 10, ("r", "x"): 1, ("r", "y"): 4, ("r", "z"): 5}
    sums = [(("r", "all"), (("r", "x"), ("r", "y"), ("r", "z")))]
    assert marks(values, sums, {}) == {("r", "x"): FEW, ("r", "y"): WITHHELD}


def test_two_that_can_only_be_one_each_take_the_whole_with_them():
    values = {("r", "all"): 2, ("r", "x"): 1, ("r", "y"): 1}
    found = marks(values, [(("r", "all"), (("r", "x"), ("r", "y")))], {})
    assert found == {("r", "all"): WITHHELD, ("r", "x"): FEW, ("r", "y"): FEW}


def test_heads_go_with_their_visit_and_nothing_is_hidden_without_need():
    visits, heads = ("r", "visits"), ("r", "visits.people")
    assert marks({visits: 1, heads: 60}, [], {heads: visits}) == {visits: FEW, heads: WITHHELD}
    assert marks({visits: 3, heads: 60}, [], {heads: visits}) == {}
    assert marks({visits: 0, heads: 0}, [], {heads: visits}) == {}


def possible(cell, hidden, shown):
    """Return what a reader may think of a cell by itself."""
    return {FEW: (1, 2), WITHHELD: range(9)}.get(hidden.get(cell), (shown[cell],))


def test_no_small_count_follows_from_the_others():
    drawn = random.Random(5)
    for _ in range(40):
        inner = [drawn.choice((0, 0, 1, 2, 3, 4)) for _cell in INNER]
        shown = whole(inner)
        hidden = marks(shown, SUMS, {})
        seen = {cell: set() for cell, mark in hidden.items() if mark == FEW}
        for other in product(*(possible(cell, hidden, shown) for cell in INNER)):
            cells = whole(other)
            if looks(cells, hidden, shown):
                for cell, values in seen.items():
                    values.add(cells[cell])
        assert all(values == {1, 2} for values in seen.values()), (inner, hidden, seen)


#: So often it happened (t), and on so many visits (v), which are never more.
TIMES = [(row, name) for row in ROWS for name in ("t", "v")]
FLOORS = [((row, "t"), (row, "v")) for row in ROWS]


def test_no_small_count_follows_from_what_is_never_more():
    drawn = random.Random(9)
    for _ in range(60):
        times = [drawn.choice((0, 1, 2, 3, 4)) for _row in ROWS]
        visits = [drawn.randint(min(1, count), count) for count in times]
        shown = {(row, "t"): count for row, count in zip(ROWS, times, strict=True)}
        shown |= {(row, "v"): count for row, count in zip(ROWS, visits, strict=True)}
        shown["total", "t"] = sum(times)
        hidden = marks(shown, [(("total", "t"), tuple((row, "t") for row in ROWS))], {}, FLOORS)
        assert all(seen == {1, 2} for seen in thought(shown, hidden)), (shown, hidden)


def thought(shown, hidden):
    """Return of each small count what it may be, as far as a reader can reckon."""
    seen = {cell: set() for cell, mark in hidden.items() if mark == FEW}
    for other in product(*(possible(cell, hidden, shown) for cell in TIMES)):
        cells = dict(zip(TIMES, other, strict=True))
        cells["total", "t"] = sum(cells[row, "t"] for row in ROWS)
        if all(cells[more] >= cells[less] for more, less in FLOORS) and looks(cells, hidden, shown):
            for cell, values in seen.items():
                values.add(cells[cell])
    return list(seen.values())
