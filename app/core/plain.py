"""Texts without signs that nobody sees: control characters, and marks that turn the line around.

Such a mark (U+202E) lets a number or a name be read backwards on the screen and on paper.
"""

import re

#: Control characters but tab and line ends; marks, embeddings and isolates of direction.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def plain(text: str) -> str:
    """Return a text without what nobody sees and nobody types."""
    return UNSEEN.sub("", text)
