"""An end in a year whose holidays are not loaded yet: told, and in nobody's way."""

import pytest

from app.petitions.letter_checking.checking import check_letter
from tests.petitions.letter_checking.letters import file_for, library, sound


@pytest.mark.parametrize(("loaded", "told"), [(2026, False), (2025, True), (None, False)])
def test_an_end_beyond_the_loaded_holidays_is_told_and_stops_nobody(loaded, told):
    facts = file_for("W04", loaded_until=loaded)
    slips = [one for one in check_letter(sound("W04"), facts, library) if one.rule == "end_known"]
    assert [(one.level, one.field) for one in slips] == [("warning", "due_on")] * told
