"""Acts are counted by placings; what a placing does not hold is asked of the petition itself."""

from dataclasses import replace
from datetime import date

import pytest

from app.petitions.models import Petition
from app.reports.asked import Asked
from app.reports.axes import axis_of
from app.reports.counting import tally
from app.reports.measures import MEASURES
from app.reports.period import Period
from app.reports.reader import Reader
from tests.factories import an_officer
from tests.petitions.walks import File

MARCH = Asked(Period(date(2026, 3, 1), date(2026, 3, 31)))


@pytest.fixture
def clerks(db):
    """Return two clerks: one registered a petition that was handed over, the other one two."""
    found = [an_officer("Window clerk", full_name=name) for name in ("窗口甲", "窗口乙")]
    for clerk, number in zip(found, (1, 2), strict=True):
        for _one in range(number):
            File(by=clerk).transfer("2026-03-04")
    return found


@pytest.mark.parametrize("basis", ["office", "month"])
def test_a_scope_and_lines_that_no_placing_holds(clerks, basis, at):
    with at(date(2026, 3, 31)):
        everybody = Reader.of(an_officer("Triage officer"))
        mine = [Petition.registered_by_id == clerk.id for clerk in clerks]
        readers = [everybody, *(replace(everybody, counted=condition) for condition in mine)]
        measure = MEASURES["send.kept"]
        counts = [
            tally(reader, MARCH, axis_of(basis, reader, MARCH), [measure]).count(measure)
            for reader in readers
        ]
    assert counts == [3, 1, 2]
