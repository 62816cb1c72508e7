"""Where the rows of lines stand in a form of the office, and what must not stand there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.excel_marks import Found, found_in, margins, names_in
from app.core.render.excel_place import refused

#: What a line is: over others or by itself, below another one, or in no sum.
TOP, BELOW, ASIDE = "top", "below", "aside"


@dataclass(frozen=True, slots=True)
class Marks:
    """What a form may name: once, or on every line; of the names of lines which lines they take.

    ``usual`` are the lines that a row takes which has no such name.
    """

    fixed: frozenset[str]
    line: frozenset[str]
    takes: Mapping[str, frozenset[str]]
    usual: frozenset[str]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are repeated: of each which lines it stands for."""

    page: Worksheet
    rows: Mapping[int, frozenset[str]]

    @property
    def first(self) -> int:
        """The first of the rows."""
        return min(self.rows)

    @property
    def last(self) -> int:
        """The last of the rows."""
        return max(self.rows)

    def row_for(self, kind: str) -> int | None:
        """Return the row that shows lines of a kind, if one does."""
        return next((row for row, kinds in self.rows.items() if kind in kinds), None)

    @property
    def counts_twice(self) -> bool:
        """Whether classes stand here with what they are made of."""
        return {TOP, BELOW} <= {kind for kinds in self.rows.values() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Layout:
    """A form as it was read: its marks, its rows of lines, the lowest first."""

    found: tuple[Found, ...]
    blocks: tuple[Block, ...]
    named: frozenset[str]


def read_layout(book: Workbook, marks: Marks) -> Layout:
    """Find the marks of a form.

    :raises Invalid: for an unknown one, for rows of lines that are missing or cannot be repeated.
    """
    found = found_in(book)
    for one in found:
        _refuse_unknown(one.page, one.cell.coordinate, one.names, marks.fixed | marks.line)
    named = {name for one in found for name in one.names}
    for page, _part, text in margins(book):
        _refuse_unknown(page, N_("header or footer"), names_in(text), marks.fixed)
        named.update(names_in(text))
    return Layout(tuple(found), _blocks(found, marks), frozenset(named))


def _refuse_unknown(
    page: Worksheet, where: str, names: Iterable[str], known: Iterable[str]
) -> None:
    for name in names:
        if name not in known:
            raise refused(page, where, N_("an unknown mark “%(name)s”"), name=name)


def _blocks(found: Sequence[Found], marks: Marks) -> tuple[Block, ...]:
    rows: dict[int, set[str]] = {}
    lines = [one for one in found if marks.line.intersection(one.names)]
    if not lines:
        raise Invalid(
            N_("There is no row of lines: marks of columns must stand in one row."), field="file"
        )
    page = lines[0].page
    for one in lines:
        if one.page is not page:
            raise refused(one.page, one.cell, N_("rows of lines may stand on one sheet only"))
        rows.setdefault(one.cell.row, set()).update(one.names)
    kinds = {row: _taken(names, marks) for row, names in rows.items()}
    asides = {row: kind for row, kind in kinds.items() if kind == {ASIDE}}
    mains = {row: kind for row, kind in kinds.items() if row not in asides}
    _refuse_rows(page, mains, asides)
    blocks = [Block(page, one) for one in (mains, asides) if one]
    for block in blocks:
        _refuse_merged(block)
    return tuple(sorted(blocks, key=lambda one: -one.first))


def _taken(names: Iterable[str], marks: Marks) -> frozenset[str]:
    taken = [marks.takes[name] for name in names if name in marks.takes]
    return frozenset().union(*taken) if taken else marks.usual


def _refuse_rows(
    page: Worksheet, mains: Mapping[int, frozenset[str]], asides: Mapping[int, frozenset[str]]
) -> None:
    rows = sorted(mains)
    pair = [{TOP}, {BELOW}]
    if not rows:
        raise refused(page, _row(min(asides)), N_("the row of the lines themselves is missing"))
    if len(asides) > 1:
        raise refused(page, _row(max(asides)), N_("such lines have a row already"))
    if len(rows) > 1 and ([mains[row] for row in rows] != pair or rows[1] != rows[0] + 1):
        raise refused(
            page,
            _row(rows[1]),
            N_("a second row of lines: only that of a class and, just below, that of its parts"),
        )
    if len(rows) == 1 and mains[rows[0]] == {BELOW}:
        raise refused(page, _row(rows[0]), N_("the row of the classes is missing above it"))


def _row(number: int) -> str:
    return f"{number}:{number}"


def _refuse_merged(block: Block) -> None:
    for one in block.page.merged_cells.ranges:
        begins = block.first <= one.min_row <= block.last
        if begins and one.max_row > one.min_row:
            raise refused(
                block.page, one.coord, N_("merged cells that go beyond one row of the lines")
            )
