"""Which act needs which letter, as the catalogue of letters says, and what makes it unnecessary."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GATES = Path(__file__).parent / "data" / "gates.csv"

#: What makes a letter unnecessary: whoever cannot be told (art. 23(2): name or address unclear),
#: nobody known at all, what the simple procedure told by word of mouth, what was led to an organ
#: of art. 22(2).
UNKNOWN, ANONYMOUS, ORAL, ORGAN = "unknown", "anonymous", "oral", "organ"
EXEMPTIONS = frozenset({UNKNOWN, ANONYMOUS, ORAL, ORGAN})


@dataclass(frozen=True, kw_only=True)
class Gate:
    """An act that is not made without a letter of a kind, unless an exemption holds.

    ``undone`` are the acts after which it does not stand any more.
    """

    move: str
    kind: str
    exempt: frozenset[str]
    undone: frozenset[str]


@cache
def gates() -> dict[str, Gate]:
    """Return the gates by the act that passes them.

    :raises ValueError: if the table names an exemption that nobody knows.
    """
    with GATES.open(encoding="utf-8", newline="") as file:
        found = [
            Gate(
                move=row["move"],
                kind=row["kind"],
                exempt=frozenset(row["exempt"].split()),
                undone=frozenset(row["undone"].split()),
            )
            for row in csv.DictReader(file)
        ]
    strange = {one for gate in found for one in gate.exempt} - EXEMPTIONS
    if strange:
        raise ValueError(f"gates.csv: unknown exemptions {sorted(strange)}")
    return {gate.move: gate for gate in found}


def gate_with(kind: str) -> Gate | None:
    """Return the gate that a kind of letter opens, or None."""
    return next((gate for gate in gates().values() if gate.kind == kind), None)


def gate_of(move: str) -> Gate | None:
    """Return the gate before an act, or None."""
    return gates().get(move)
