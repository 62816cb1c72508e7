"""Every number of every report against the petitions behind it, for three users of different scope.

Not by pages, which are walked elsewhere, but by what the pages ask: so all numbers can be asked.
"""

from datetime import date
from functools import partial

import pytest
import sqlalchemy as sa

from app.extensions import db as _db
from app.petitions.models import Petition
from app.petitions.scope import countable_by
from app.reports import making, queries
from app.reports.asked import Asked
from app.reports.catalog import REPORTS
from app.reports.counting import behind
from app.reports.indicators import building as indicators
from app.reports.indicators.catalog import GROUPS, INDICATORS
from app.reports.measures import MEASURES
from app.reports.period import Period
from app.reports.reader import Reader
from tests.factories import a_petition, an_officer, officer_at

QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))
USERS = {
    "whose desk it is": lambda: an_officer("Triage officer"),
    "one unit": lambda: officer_at("Head of unit", "LT-WATER"),
    "sums only": lambda: an_officer("Statistician"),
}


@pytest.fixture
def some_handed_over(office):
    """Beside the sixty four that were handed over, one of them with a limit that is over."""
    for on in ("2026-01-05", "2026-02-02", "2026-03-05"):
        a_petition("transferred", on=on, level="2")
    a_petition("replied", on="2026-01-06")


def agrees(officer, measure, conditions, number) -> bool:
    """Say whether a number is what stands behind it: pieces, heads, or rows of such petitions."""
    if measure.source == "proposal":
        return queries.proposals_behind(officer, conditions).counted == number
    pieces = queries.behind(officer, conditions).counted
    if measure.counts == "pieces":
        return pieces == number
    if measure.counts == "people":
        heads = sa.select(sa.func.sum(Petition.head_count))
        return _db.session.scalar(heads.where(countable_by(officer), *conditions)) == number
    return 0 < pieces <= number


def numbers(sheet):
    """Yield line, column and value of what a reader may follow."""
    for row in sheet.rows:
        for column, value in zip(sheet.columns, row.values, strict=True):
            follows = column.kind == "count" and row.leads
            if follows and isinstance(value, int) and value:
                yield row.key, column.key, value


def asks(bases, sources=("all",)):
    """Yield the quarter on every basis and of every source."""
    for basis in bases or ("",):
        for source in sources:
            yield Asked(QUARTER, source, basis)


def wrong(officer, sheet, axis, cell_of) -> list[tuple[str, str, int]]:
    """Return the numbers of a table that are not what stands behind them."""
    found = []
    for line, column, value in numbers(sheet):
        cell = cell_of(line, column)
        conditions = behind(cell.asked, cell.measure, axis, cell.line)
        if not agrees(officer, cell.measure, conditions, value):
            found.append((line, column, value))
    return found


def cells_of(report, asked):
    """Return what finds of a report the number of a line and a column."""
    return partial(making.cell, report, asked)


@pytest.mark.parametrize("who", USERS.values(), ids=USERS)
def test_reports(some_handed_over, app, who):
    officer = who()
    reader, told = Reader.of(officer), 0
    for name, report in REPORTS.items():
        for asked in asks(report.bases, ("all", "assigned")):
            with app.test_request_context():
                sheet = making.make(report, reader, asked, {})
                axis = making.axis(report, reader, asked, {})
                told += len(list(numbers(sheet)))
                assert not wrong(officer, sheet, axis, cells_of(report, asked)), (name, asked)
    assert told > 100


def of_indicator(asked, line, column):
    """Return one of the two numbers of an indicator."""
    name, _colon, which = column.partition(":")
    return making.Cell(MEASURES[getattr(INDICATORS[name], which)], asked, line, "")


@pytest.mark.parametrize("who", USERS.values(), ids=USERS)
def test_indicators(some_handed_over, app, who):
    officer = who()
    reader, told = Reader.of(officer), 0
    for group in GROUPS:
        for asked in asks(indicators.BASES):
            with app.test_request_context():
                sheet = indicators.build(reader, asked, group)
                axis = indicators.axis_for(reader, asked)
                told += len(list(numbers(sheet)))
                cell_of = partial(of_indicator, asked)
                assert not wrong(officer, sheet, axis, cell_of), (group, asked)
    assert told > 10
