"""Rows of a sheet repeated, and everything in the workbook that is moved or stretched by it."""

from collections.abc import Sequence
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from app.core.render.excel_place import filled, formula_of
from app.core.render.excel_refs import Growth, moved, moved_range, repeated


def repeat(page: Worksheet, first: int, last: int, models: Sequence[int]) -> None:
    """Put in place of the rows from first to last one copy of a model among them for each line."""
    growth = Growth(page.title, first, last, len(models))
    kept = {row: _Model(page, row) for row in range(first, last + 1)}
    outside = _merged_outside(page, growth)
    _point_on(page.parent, growth)
    _move_layout(page, growth)
    if growth.added > 0:
        page.insert_rows(last + 1, growth.added)
    elif growth.added < 0:
        page.delete_rows(first + growth.count, -growth.added)
    for row, model in enumerate(models, first):
        kept[model].copied(row, growth)
    inside = [one for row, model in enumerate(models, first) for one in kept[model].merged(row)]
    page.merged_cells = MultiCellRange([*outside, *inside])


class _Model:
    """One of the rows that are repeated, as it was before anything moved."""

    def __init__(self, page: Worksheet, row: int) -> None:
        self.page, self.row = page, row
        self.cells = [copy(cell) for cell in page[row]]
        self.dimension = copy(page.row_dimensions[row]) if row in page.row_dimensions else None
        self.ranges = [copy(one) for one in page.merged_cells.ranges if _of_row(one, row)]

    def copied(self, row: int, growth: Growth) -> None:
        """Write the row anew at another place."""
        for cell in self.cells:
            _put(self.page, cell, row, growth)
        if self.dimension is not None:
            self.page.row_dimensions[row] = _dimension(self.page, self.dimension, row)

    def merged(self, row: int) -> list[CellRange]:
        """Return its merged cells at another place."""
        return [
            CellRange(min_col=one.min_col, max_col=one.max_col, min_row=row, max_row=row)
            for one in self.ranges
        ]


def _of_row(one: CellRange, row: int) -> bool:
    return bool(one.min_row == one.max_row == row)


def _put(page: Worksheet, model: Any, row: int, growth: Growth) -> None:
    made = type(model)(page, row, model.column)
    page._cells[row, model.column] = made  # openpyxl has no other door to a merged cell
    made._style = copy(model._style)
    if isinstance(model, MergedCell):
        return
    formula = formula_of(model)
    if formula:
        formula = repeated(formula, page.title, growth, row - model.row)
        array = isinstance(model.value, ArrayFormula)
        made.value = ArrayFormula(made.coordinate, formula) if array else formula
    else:
        made._value, made.data_type = model.value, model.data_type


def _dimension(page: Worksheet, model: RowDimension, row: int) -> RowDimension:
    made = copy(model)
    made.index, made.parent = row, page
    return made


def _merged_outside(page: Worksheet, growth: Growth) -> list[CellRange]:
    """Return the merged cells that are not of one repeated row, where they lie afterwards."""
    within = range(growth.first, growth.last + 1)
    return [
        CellRange(moved_range(one.coord, growth))
        for one in page.merged_cells.ranges
        if not any(_of_row(one, row) for row in within)
    ]


# ---- what points at it --------------------------------------------------------------------------


def _point_on(book: Workbook, growth: Growth) -> None:
    """Let every formula of the workbook outside the repeated rows point where it did."""
    for page in book.worksheets:
        grown = page.title == growth.sheet
        for cell in filled(page):
            formula = formula_of(cell)
            if formula and not (grown and growth.holds(cell.row)):
                _write(cell, moved(formula, page.title, growth), growth if grown else None)
        _names_on(page.defined_names, page.title, growth)
        _rules_on(page, growth)
    _names_on(book.defined_names, "", growth)


def _write(cell: Cell, formula: str, growth: Growth | None) -> None:
    if isinstance(cell.value, ArrayFormula):
        where = moved_range(cell.coordinate, growth) if growth else cell.coordinate
        cell.value = ArrayFormula(where, formula)
    else:
        cell.value = formula


def _names_on(names: Any, here: str, growth: Growth) -> None:
    for name in names.values():
        if name.attr_text:
            name.attr_text = _bare(name.attr_text, here, growth, gathered=True)


def _rules_on(page: Worksheet, growth: Growth) -> None:
    """Conditional formats and checks of what is typed: where they hold, and their formulas."""
    grown = page.title == growth.sheet
    fresh = ConditionalFormattingList()
    for held in page.conditional_formatting:
        ranges = _ranges(held.sqref, growth) if grown else str(held.sqref)
        for rule in held.rules:
            rule.formula = [_bare(one, page.title, growth) for one in rule.formula]
            fresh.add(ranges, rule)
    page.conditional_formatting = fresh
    for check in page.data_validations.dataValidation:
        if grown:
            check.sqref = MultiCellRange(_ranges(check.sqref, growth))
        for name in ("formula1", "formula2"):
            formula = getattr(check, name)
            if formula:
                setattr(check, name, _bare(formula, page.title, growth))


def _ranges(held: MultiCellRange, growth: Growth) -> str:
    return " ".join(moved_range(one.coord, growth) for one in held.ranges)


def _bare(formula: str, here: str, growth: Growth, *, gathered: bool = False) -> str:
    """Move a formula that is kept without its sign of equality; a name means all its cells."""
    if gathered and "(" not in formula:
        return moved(f"=SUM({formula})", here, growth).removeprefix("=SUM(").removesuffix(")")
    return moved(f"={formula}", here, growth)[1:]


# ---- the layout of the sheet itself -------------------------------------------------------------


def _move_layout(page: Worksheet, growth: Growth) -> None:
    _move_heights(page, growth)
    if page.print_area:
        page.print_area = [moved_range(one.coord, growth) for one in page._print_area.ranges]
    if page.print_title_rows:
        page.print_title_rows = moved_range(page.print_title_rows, growth).replace("$", "")
    if page.auto_filter.ref:
        page.auto_filter.ref = moved_range(page.auto_filter.ref, growth)
    if page.freeze_panes:
        page.freeze_panes = moved(f"={page.freeze_panes}", page.title, growth)[1:]
    for one in page.row_breaks.brk:
        one.id = growth.span(one.id, one.id)[1]
    for table in page.tables.values():
        table.ref = moved_range(table.ref, growth)
        if table.autoFilter:
            table.autoFilter.ref = moved_range(table.autoFilter.ref, growth)


def _move_heights(page: Worksheet, growth: Growth) -> None:
    below = [row for row in page.row_dimensions if row > growth.last]
    taken = {row: page.row_dimensions.pop(row) for row in below}
    for row in range(growth.first, growth.last + 1):
        page.row_dimensions.pop(row, None)
    for row, one in taken.items():
        page.row_dimensions[growth.row(row)] = _dimension(page, one, growth.row(row))
