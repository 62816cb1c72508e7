"""Numbered things read out of a text: the requests of a file, the answers of an opinion."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from app.core.chinese import half_width, number_of
from app.petitions.letter_checking.paper import Answered
from app.petitions.letter_checking.tables import words

#: A number in a circle, in brackets or with a dot, as one sign: \u2460 \u2474 \u2488 \u3220.
_ONE_SIGN = re.compile("[\u2460-\u249b\u3220-\u3229]")


@dataclass(frozen=True)
class _Mark:
    """A number that counts: which, in which style, where it begins and where its text does."""

    number: int
    style: str
    begin: int
    end: int
    leads: bool


def answers_in(text: str, wanted: int = 0) -> list[Answered]:
    """Return the numbered answers of a text; one without a number answers the first request.

    Numbers within a line count only where fewer than ``wanted`` stand at the beginning of one.
    What answers a single request may number its reasons: then it is one answer all the same.
    """
    plain = _spelled(text)
    marks = _chain(one for one in _marks(plain) if one.leads)
    if len(marks) < wanted:
        marks = max(marks, _chain(_marks(plain)), key=len)
    if not marks or (wanted == 1 and len(marks) > 1):
        return [Answered(position=1, text=plain.strip())] if plain.strip() else []
    ends = [*(one.begin for one in marks[1:]), len(plain)]
    # Who numbers from the second on has answered the first before it.
    unnumbered = plain[: marks[0].begin].strip() if marks[0].number > 1 else ""
    first = [Answered(position=1, text=unnumbered)] if unnumbered else []
    return first + [
        Answered(position=one.number, text=plain[one.end : end].strip())
        for one, end in zip(marks, ends, strict=True)
    ]


def counted(text: str) -> int:
    """Return how many numbered things a text names, also in one line; without a number one."""
    return len(_chain(_marks(_spelled(text)))) or int(bool(text.strip()))


def numbers_of(requests: Sequence[str]) -> list[int]:
    """Return the numbers that the answers need: of several requests, or of what one lists."""
    many = len(requests) if len(requests) > 1 else counted("".join(requests))
    return list(range(1, many + 1))


def concluded(text: str) -> bool:
    """Say whether an answer says how it ends: supported, explained, not supported."""
    return words().conclusion.search(half_width(text)) is not None


def sentences(text: str) -> Iterator[str]:
    """Return the sentences of a text, spaces left out."""
    yield from (one for one in re.split("[\u3002\uff1b;\n]", _bare(text)) if one)


def _marks(text: str) -> Iterator[_Mark]:
    """Return every number that stands where a clause begins and looks like one that counts."""
    for found in words().item_number.finditer(half_width(text)):
        style, sign = next((name, one) for name, one in found.groupdict().items() if one)
        number = int(sign) if sign.isdecimal() else number_of(sign)
        before = text[: found.start()].rpartition("\n")[2]
        leads = not before.strip()
        yield _Mark(number, style, found.start(), found.end(), leads)


def _chain(marks: Iterator[_Mark]) -> list[_Mark]:
    """Return the marks that count the whole: in the style of the first, each higher than the last.

    Another style that begins anew lies within an item; one that goes on was mistyped.
    """
    found: list[_Mark] = []
    within: set[str] = set()
    for one in marks:
        if not found or (one.style == found[0].style and one.number > found[-1].number):
            found.append(one)
        elif one.style != found[0].style and one.number == 1:
            within.add(one.style)
        elif one.style not in within and one.leads and one.number == found[-1].number + 1:
            found.append(one)
    return found


def _spelled(text: str) -> str:
    """Write a number that is one sign as it would be typed: (1), 1., (\u4e00)."""
    return _ONE_SIGN.sub(lambda sign: _typed(sign[0]), text)


def _typed(sign: str) -> str:
    said = normalize("NFKC", sign)
    return f" ({said})" if said.isdecimal() else f" {said}"


def _bare(text: str) -> str:
    return "".join(sign for sign in half_width(text) if sign == "\n" or not sign.isspace())
