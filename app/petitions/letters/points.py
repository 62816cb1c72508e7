"""How a text ends on paper: one full stop where a sentence ends, none where it goes on."""

import re

from app.petitions.letters.kinds import Kind

STOP = "\u3002"
# What a sentence may end with; a bracket or a quotation mark may close behind it.
_ENDED = re.compile(
    "[\u3002\uff01\uff1f!?\u2026][\u201d\u2019\u300d\u300f\uff09)]*\\Z|[\uff1a:\uff1b;\uff0c,\u3001]\\Z"
)
# What dangles: points that end no sentence, several stops in a row, spaces.
_DANGLING = re.compile("[\\s\u3002.\uff0e\uff61\uff0c,\u3001\uff1b;\uff1a:]+\\Z")


def pointed(name: str, text: str, kind: Kind) -> str:
    """Return a text of a field with the end that its place in the paper asks for."""
    ends = next((field.ends for field in kind.fields if field.name == name), "")
    if not text.strip() or not ends:
        return text
    return _open(text) if ends == "open" else _stopped(text)


def _open(text: str) -> str:
    return _DANGLING.sub("", text)


def _stopped(text: str) -> str:
    """End the last line as a sentence; a line before it only where it ends in nothing at all."""
    *before, last = text.rstrip().split("\n")
    lines = [one if not one.strip() or _ENDED.search(one) else one + STOP for one in before]
    bare = _open(last)
    if not bare:
        return "\n".join(lines)
    return "\n".join([*lines, bare if _ENDED.search(bare) else bare + STOP])
