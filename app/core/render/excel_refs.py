"""Where formulas point after the rows of lines were repeated. Pure.

The tokenizer of openpyxl finds the references; only their rows are written anew.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.formula.translate import Translator

#: Functions in which a single cell of the rows of lines means all of them.
GATHERING = frozenset(
    "SUM AVERAGE COUNT COUNTA COUNTIF COUNTIFS MAX MIN PRODUCT SUMIF SUMIFS AVERAGEIF AVERAGEIFS"
    " SUBTOTAL SUMPRODUCT".split()
)


@dataclass(frozen=True, slots=True)
class Growth:
    """Rows of one sheet, from the first to the last, of which ``count`` are made."""

    sheet: str
    first: int
    last: int
    count: int

    @property
    def added(self) -> int:
        """How far down goes what stands below."""
        return self.count - (self.last - self.first + 1)

    def row(self, row: int) -> int:
        """Return where a row goes."""
        if row > self.last:
            return row + self.added
        return min(row, self.first + self.count - 1) if row >= self.first else row

    def span(self, low: int, high: int) -> tuple[int, int]:
        """Return where rows go; of those repeated all come in when one was."""
        return (
            self.first if self.holds(low) else self.row(low),
            self.first + self.count - 1 if self.holds(high) else self.row(high),
        )

    def holds(self, row: int) -> bool:
        """Say whether a row is one of those repeated."""
        return self.first <= row <= self.last


@dataclass(frozen=True, slots=True)
class Place:
    """A reference of a formula: of which sheet, its ends, whether it stands for many cells."""

    prefix: str
    sheet: str
    ends: tuple[tuple[str, str], ...]
    gathered: bool

    @property
    def rows(self) -> tuple[int, int]:
        """The rows at both ends."""
        rows = [int(row.lstrip("$")) for _column, row in self.ends]
        return rows[0], rows[-1]

    @property
    def fixed(self) -> tuple[bool, ...]:
        """Of each end whether its row bears a $."""
        return tuple(row.startswith("$") for _column, row in self.ends)

    def at(self, *rows: int) -> str:
        """Return the reference with other rows."""
        ends = self.ends * len(rows) if len(self.ends) < len(rows) else self.ends
        return self.prefix + ":".join(
            f"{column}{'$' * row.startswith('$')}{new}"
            for (column, row), new in zip(ends, rows, strict=True)
        )


def places(formula: str, here: str) -> Iterator[Place]:
    """Yield the references of a formula, on the sheet ``here``, that name rows."""
    for token, gathered in _operands(Tokenizer(formula).items):
        found = place_of(token.value, here, gathered=gathered)
        if found:
            yield found


def place_of(text: str, here: str, *, gathered: bool = False) -> Place | None:
    """Return a reference that names rows; None for a column, a name, a field of a table."""
    prefix, ref = Translator.strip_ws_name(text)
    sheet = prefix[:-1].strip("'").replace("''", "'") or here
    whole = Translator.ROW_RANGE_RE.match(ref)
    if whole:
        return Place(prefix, sheet, (("", whole[1]), ("", whole[2])), gathered)
    found = [Translator.CELL_REF_RE.match(part) for part in ref.split(":")]
    ends = tuple((one[1], one[2]) for one in found if one)
    if len(ends) < len(found) or len(ends) > 2:
        return None
    return Place(prefix, sheet, ends, gathered)


def moved(formula: str, here: str, growth: Growth) -> str:
    """Return a formula that stands outside the repeated rows, pointing where it did."""
    return _rewritten(formula, here, growth, lambda place: _outside(place, growth))


def repeated(formula: str, here: str, growth: Growth, down: int) -> str:
    """Return the formula of a repeated row for its copy so many rows further down."""
    return _rewritten(formula, here, growth, lambda place: _inside(place, growth, down))


def moved_range(text: str, growth: Growth) -> str:
    """Return a range of the grown sheet, such as A1:C5, as it lies afterwards."""
    place = place_of(text, growth.sheet, gathered=True)
    return text if place is None else _outside(place, growth)


def _outside(place: Place, growth: Growth) -> str:
    low, high = place.rows
    if len(place.ends) > 1:
        return place.at(*growth.span(low, high))
    if place.gathered and growth.holds(low) and growth.count > 1:
        return place.at(*growth.span(low, low))
    return place.at(growth.row(low))


def _inside(place: Place, growth: Growth, down: int) -> str:
    if len(place.ends) > 1 and all(place.fixed):
        return place.at(*growth.span(*place.rows))
    ends = zip(place.rows, place.fixed, strict=False)
    return place.at(*(growth.row(row) if fixed else row + down for row, fixed in ends))


def _rewritten(formula: str, here: str, growth: Growth, new: Callable[[Place], str]) -> str:
    tokens = Tokenizer(formula)
    for token, gathered in _operands(tokens.items):
        place = place_of(token.value, here, gathered=gathered)
        if place and place.sheet.casefold() == growth.sheet.casefold():
            token.value = new(place)
    return str(tokens.render())


def _operands(tokens: Sequence[Token]) -> Iterator[tuple[Token, bool]]:
    """Yield the references, and of each whether it alone is what a function gathers."""
    tokens = [token for token in tokens if token.type != Token.WSPACE]
    around: list[str] = []
    for place, token in enumerate(tokens):
        if token.subtype == Token.OPEN:
            around.append(name_of(token))
        elif token.subtype == Token.CLOSE:
            around.pop()
        elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
            beside = (*tokens[place - 1 : place], *tokens[place + 1 : place + 2])
            alone = all(one.type in (Token.FUNC, Token.SEP) for one in beside)
            yield token, alone and bool(around) and around[-1] in GATHERING


def name_of(token: Token) -> str:
    """Return the name of the function that a token opens."""
    name = "".join(str(token.value).split()).rstrip("(").upper()
    return name.removeprefix("_XLFN.").removeprefix("_XLWS.")
