"""The library of laws that a letter is checked against: another room keeps it.

The room of notices stands above the petitions; the roof introduces the two (``house.introduce``).
"""

from app.petitions.letter_checking.checking import no_library
from app.petitions.letter_checking.paper import Library

_libraries: list[Library] = [no_library]


def kept_by(library: Library) -> None:
    """Take the library from the roof."""
    _libraries[:] = [library]


def library() -> Library:
    """Return how laws are looked up; nothing is known where no room keeps them."""
    return _libraries[0]
