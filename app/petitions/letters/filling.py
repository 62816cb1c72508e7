"""Filling a letter: every field from the file, always in Chinese, whoever drafts it."""

import re
from collections.abc import Callable, Iterator, Mapping

from flask_babel import force_locale

from app.core.plain import plain
from app.petitions.letters.sources import acts, file, legs, orders
from app.petitions.letters.sources.drafting import Drafting

Part = Callable[[Drafting], dict[str, str]]
PARTS: dict[str, Part] = {
    "file": file.file,
    "person": file.person,
    "maker": file.maker,
    "time": file.time,
    "leg": legs.leg,
    "given": acts.given,
    "above": acts.above,
    "before": acts.before,
    "order": orders.order,
    "served": orders.served,
}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Parts(Mapping[str, dict[str, str]]):
    """The parts of a letter, each read when a field asks for it, and once."""

    def __init__(self, of: Drafting) -> None:
        self._of = of
        self._read: dict[str, dict[str, str]] = {}

    def __getitem__(self, name: str) -> dict[str, str]:
        if name not in self._read:
            self._read[name] = PARTS[name](self._of)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(PARTS)

    def __len__(self) -> int:
        return len(PARTS)


def filled(of: Drafting) -> dict[str, str]:
    """Return the fields of a letter, filled from the file."""
    parts = Parts(of)
    with force_locale("zh"):
        return {field.name: clean(field.fill.format_map(parts)) for field in of.kind.fields}


def clean(text: str) -> str:
    """Return a text as a letter can bear it: line ends of one kind, no control characters."""
    return plain(_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()
