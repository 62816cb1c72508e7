"""The catalogue of letters, read from ``data``: which there are, who makes them, their fields."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.core.i18n import N_
from app.petitions.workflow import LIVING, PETITION

DATA = Path(__file__).with_name("data")
TEMPLATES = DATA / "templates"
CAPACITIES = frozenset({"registering", "sender", "lead", "reviewing"})
ADDRESSEES = frozenset({"petitioner", "unit", "leader", "own"})
#: Whose articles the catalogue names.
REGULATION = N_("Regulation on Petition Work")
#: What every template may name beside the fields of its kind.
FIXED = ("unit", "number_text", "signed_day")
YES = {"yes": True, "no": False}
#: How a text ends on paper: as a sentence, within one, or as it was typed.
ENDS = frozenset({"stop", "open", ""})


class BadCatalogue(ValueError):
    """A table of letters that contradicts itself or the workflow; raised when it is read."""


#: What the act decides stands in its paper as it is decided, whoever wrote otherwise.
DECIDED = frozenset(
    ("answers", "outcome", "days", "due_on", "old_due_on", "accepted_on", "ground", "ended")
    + ("route", "requests", "facts", "basis", "redo_unit")
)


@dataclass(frozen=True, kw_only=True)
class Field:
    """One place of a letter that is filled from the file and may be edited.

    ``fill`` is a text with places such as ``{file[number]}``, ``rows`` how high its box is drawn;
    ``ends`` says whether the paper needs a full stop behind it, or goes on after it.
    """

    name: str
    rows: int
    required: bool
    ends: str
    fill: str

    @property
    def decided(self) -> bool:
        """True if the act gives it: a draft may say otherwise only until the act is granted."""
        return bool(self.fill) and self.name in DECIDED


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of letter (文种).

    ``by`` are the capacities of the unit that makes it, ``mark`` stands in its number (a form has
    none and takes no number), ``moves`` are the acts it belongs to, ``served`` the code under which
    its service is recorded. A ``sealed`` one may be made of an accusation too; one with a ``form``
    only of petitions that came that way.
    """

    code: str
    name: str
    article: str
    by: tuple[str, ...]
    to: str
    mark: str
    states: tuple[str, ...]
    moves: tuple[str, ...]
    served: str
    sealed: bool
    layout: str
    form: str
    fields: tuple[Field, ...]

    @property
    def numbered(self) -> bool:
        """Say whether it takes a number when it is signed."""
        return bool(self.mark)

    @property
    def template(self) -> Path:
        """Where the .docx lies that the product brings."""
        return TEMPLATES / f"{self.code}.docx"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, in their order."""
        return tuple(field.name for field in self.fields)

    @property
    def required(self) -> tuple[Field, ...]:
        """The fields without which nobody signs."""
        return tuple(field for field in self.fields if field.required)


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind of letter by its code.

    :raises BadCatalogue: if a table names what nobody knows.
    """
    fields: dict[str, list[Field]] = {}
    for row in _rows("fields.csv"):
        fields.setdefault(row["kind"], []).append(_field(row))
    found = {row["code"]: _kind(row, fields) for row in _rows("kinds.csv")}
    strange = set(fields) - set(found)
    if strange:
        raise BadCatalogue(f"fields.csv: no such kind {sorted(strange)}")
    return found


def kind_of(code: str) -> Kind:
    """Return a kind by its code.

    :raises KeyError: if there is none.
    """
    return kinds()[code]


def kinds_of_move(move: str) -> tuple[Kind, ...]:
    """Return the letters that belong to an act, in the order of the catalogue."""
    return tuple(kind for kind in kinds().values() if move in kind.moves)


@cache
def bases() -> dict[tuple[str, str], str]:
    """Return by which article an act stands, by the act and its ground, route or purpose."""
    return {(row["of"], row["code"]): row["basis"] for row in _rows("basis.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _field(row: dict[str, str]) -> Field:
    if row["ends"] not in ENDS:
        raise BadCatalogue(f"{row['kind']} {row['name']}: nothing ends like “{row['ends']}”")
    return Field(
        name=row["name"],
        rows=int(row["rows"]),
        required=YES[row["required"]],
        ends=row["ends"],
        fill=row["fill"],
    )


def _kind(row: dict[str, str], fields: dict[str, list[Field]]) -> Kind:
    code, states = row["code"], tuple(row["states"].split())
    kind = Kind(
        code=code,
        name=row["name"],
        article=row["article"],
        by=tuple(row["by"].split()),
        to=row["to"],
        mark=row["mark"],
        states=LIVING if states == ("*",) else states,
        moves=tuple(row["moves"].split()),
        served=row["served"],
        sealed=YES[row["sealed"]],
        layout=row["layout"],
        form=row["form"],
        fields=tuple(fields.get(code, ())),
    )
    _check(kind)
    return kind


def _check(kind: Kind) -> None:
    known_states = {state.name for state in PETITION.states}
    known_moves = {move.name for move in PETITION.moves}
    strange = {
        *(set(kind.by) - CAPACITIES),
        *({kind.to} - ADDRESSEES),
        *(set(kind.states) - known_states),
        *(set(kind.moves) - known_moves),
        *({kind.layout} - {"letter", "grid"}),
    }
    if strange:
        raise BadCatalogue(f"{kind.code}: unknown {sorted(strange)}")
    if not kind.fields or len(set(kind.names)) < len(kind.names):
        raise BadCatalogue(f"{kind.code}: its fields are missing or named twice")
