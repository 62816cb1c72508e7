"""What the code of a division says by itself."""

import pytest

from app.core.divisions import above, beginning, circles

AROUND = {
    "610000": ["61"],
    "610100": ["6101", "61"],
    "610115": ["610115", "6101", "61"],
    "610115001": ["610115001", "610115", "6101", "61"],
    "610115001203": ["610115001203", "610115001", "610115", "6101", "61"],
}


@pytest.mark.parametrize(("code", "wanted"), AROUND.items())
def test_the_circles_around_a_division(code, wanted):
    assert circles(code) == wanted
    assert beginning(code) == wanted[0]


def test_what_a_division_lies_in():
    assert above("610115001") == ["610115", "610100", "610000"]
    assert above("610100") == ["610000"]
    assert above("610000") == []
