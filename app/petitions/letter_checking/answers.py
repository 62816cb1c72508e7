"""The answers of an opinion, read out of the text in which they stand numbered."""

import re
from collections.abc import Iterator

from app.core.chinese import half_width, number_of
from app.petitions.letter_checking.paper import Answered
from app.petitions.letter_checking.tables import words

#: What must stand behind a number that counts: a sign, or the word for an item.
_MARKED = re.compile(r"(?:\W|\u9879)$")


def answers_in(text: str) -> list[Answered]:
    """Return the numbered answers of a text; one without a number answers the first request."""
    found: list[tuple[int, list[str]]] = []
    for line in text.splitlines():
        number = _number(line)
        if number is not None:
            found.append((number[0], [number[1]]))
        elif found:
            found[-1][1].append(line)
        elif line.strip():
            found.append((1, [line]))
    return [Answered(position=number, text="\n".join(lines).strip()) for number, lines in found]


def _number(line: str) -> tuple[int, str] | None:
    """Return the number at the beginning of a line, and what follows it."""
    place = words().answer_number.match(line)
    if place is None:
        return None
    sign = half_width(next(one for one in place.groups() if one))
    return (int(sign) if sign.isdecimal() else number_of(sign)), line[place.end() :]


def counted(text: str) -> int:
    """Return how many numbered things a text names, also in one line; without a number one."""
    found = [(one, _number(one)) for one in sentences(text)]
    numbers = {
        number[0] for one, number in found if number and _MARKED.search(one.removesuffix(number[1]))
    }
    return len(numbers) or int(bool(text.strip()))


def concluded(text: str) -> bool:
    """Say whether an answer says how it ends: supported, explained, not supported."""
    return any(one in text for one in words().conclusions)


def sentences(text: str) -> Iterator[str]:
    """Return the sentences of a text, spaces left out."""
    yield from (one for one in re.split("[\u3002\uff1b;\n]", _bare(text)) if one)


def _bare(text: str) -> str:
    return "".join(sign for sign in half_width(text) if sign == "\n" or not sign.isspace())
