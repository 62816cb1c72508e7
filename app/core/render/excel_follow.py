"""Whether the formulas of a form can follow when its lines are put in, and lead nowhere else."""

from collections.abc import Iterator
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from app.core.i18n import N_
from app.core.render.excel_functions import ALLOWED
from app.core.render.excel_layout import ASIDE, Block
from app.core.render.excel_place import filled, formula_of, refused
from app.core.render.excel_refs import Place, name_of, place_of, places

_UNFOLLOWED = frozenset("INDIRECT OFFSET".split())
_LEADS_OUT = N_("a formula that leads out of the workbook")
#: Where a formula stands: its sheet, its cell or what else bears it, its row on that sheet.
Where = tuple[Worksheet, str, int]


def refuse_formulas(book: Workbook, blocks: tuple[Block, ...], withheld: set[int]) -> None:
    """Refuse the first formula that would point elsewhere, or be wrong, once the form is filled.

    ``withheld`` are the columns of the lines that may show words instead of a number.

    :raises Invalid: naming its cell.
    """
    for where, formula in _formulas(book):
        page, at, _row = where
        for token in _read(page, at, formula):
            _refuse_token(page, at, token)
        for place in places(formula, page.title):
            for block in blocks:
                _refuse_place(block, where, place, withheld)


def _read(page: Worksheet, at: str, formula: str) -> list[Token]:
    try:
        tokens = list(Tokenizer(formula).items)
    except (TokenizerError, IndexError):
        tokens = []
    kinds = [token.subtype for token in tokens]
    if _calls_a_result(tokens) or not tokens or kinds.count(Token.OPEN) != kinds.count(Token.CLOSE):
        raise refused(page, at, N_("a formula that cannot be read"))
    return tokens


def _calls_a_result(tokens: list[Token]) -> bool:
    """Say whether what was reckoned is called as a function: its name stands nowhere."""
    seen = [token for token in tokens if token.type != Token.WSPACE]
    return any(
        later.type == Token.PAREN
        and later.subtype == Token.OPEN
        and (one.subtype == Token.CLOSE or one.type == Token.OPERAND)
        for one, later in pairwise(seen)
    )


def _refuse_place(block: Block, where: Where, place: Place, withheld: set[int]) -> None:
    page, _at, row = where
    own = page is block.page and row in block.rows
    if place.sheet.casefold() == block.page.title.casefold():
        if own:
            _refuse_within(block, where, place)
        _refuse_wrong(block, where, place, withheld)
    elif own and not all(place.fixed):
        raise _unfixed(where, place)


def _formulas(book: Workbook) -> Iterator[tuple[Where, str]]:
    for page in book.worksheets:
        for cell in filled(page):
            if formula_of(cell):
                yield (page, cell.coordinate, cell.row), formula_of(cell)
        for rule_at, text in _rules(page):
            yield (page, rule_at, 0), f"={text}"
    for held in (book, *book.worksheets):
        for name, one in held.defined_names.items():
            yield (held if held is not book else book.worksheets[0], name, 0), f"={one.attr_text}"


def _rules(page: Worksheet) -> Iterator[tuple[str, str]]:
    for held in page.conditional_formatting:
        yield from ((str(held.sqref), text) for rule in held.rules for text in rule.formula)
    for check in page.data_validations.dataValidation:
        texts = (check.formula1, check.formula2)
        yield from ((str(check.sqref), text) for text in texts if text)


def _refuse_token(page: Worksheet, at: str, token: Token) -> None:
    if token.type == Token.FUNC and token.subtype == Token.OPEN:
        name = name_of(token)
        if name in _UNFOLLOWED:
            raise refused(page, at, N_("%(name)s cannot follow when lines are put in"), name=name)
        if name not in ALLOWED:
            raise refused(page, at, N_("a form may not use the function %(name)s"), name=name[:40])
    elif token.type == Token.OPERAND and token.subtype == Token.ERROR:
        raise refused(page, at, N_("a formula that points nowhere (#REF!)"))
    elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
        _refuse_reference(page, at, token.value)


def _refuse_reference(page: Worksheet, at: str, text: str) -> None:
    prefix, ref = Translator.strip_ws_name(text)
    if "|" in text or prefix.lstrip("'").startswith("[") or ref.startswith("["):
        raise refused(page, at, _LEADS_OUT)
    # A column of a table, Table1[Column], is followed by Excel itself.
    strange = ":" in ref and "[" not in ref and place_of(text, page.title) is None
    if ":" in prefix or strange or not _is_known(page, ref):
        raise refused(page, at, N_("“%(ref)s” cannot be followed; name the cells"), ref=text)


def _is_known(page: Worksheet, ref: str) -> bool:
    """Say whether a reference names cells, or a name or a table that the workbook has."""
    if place_of(ref, page.title) is not None:
        return True
    book = page.parent
    names = {
        *book.defined_names,
        *(one for sheet in book.worksheets for one in sheet.defined_names),
    }
    names |= {one for sheet in book.worksheets for one in sheet.tables}
    return ref.partition("[")[0].casefold() in {one.casefold() for one in names}


def _refuse_within(block: Block, where: Where, place: Place) -> None:
    """On a line a formula names its own row, the row above, or rows fixed by a $."""
    _page, _at, own = where
    single = len(block.rows) == 1 and ASIDE not in block.rows[own]
    for row, fixed in zip(place.rows, place.fixed, strict=False):
        if not fixed and row != own and not (single and row == own - 1):
            raise _unfixed(where, place)


def _unfixed(where: Where, place: Place) -> Exception:
    page, at, _row = where
    return refused(
        page,
        at,
        N_("on every line %(ref)s would be another cell; write its row with a $"),
        ref=place.at(*place.rows[: len(place.ends)]),
    )


def _refuse_wrong(block: Block, where: Where, place: Place, withheld: set[int]) -> None:
    page, at, row = where
    low, high = place.rows
    if high < block.first or low > block.last:
        return
    if page is block.page and row == 0 and "!" not in place.prefix:
        return  # a rule of the sheet colours or checks; it adds nothing up
    columns = [column.lstrip("$") for column, _row in place.ends]
    ends = [column_index_from_string(one) if one else 0 for one in columns]
    covered = [one for one in withheld if not ends[0] or ends[0] <= one <= ends[-1]]
    if covered:
        raise refused(
            page,
            at,
            N_("numbers that are withheld stand here as <3 or *: use the mark of the total"),
        )
    own = page is block.page and row in block.rows
    if block.counts_twice and not own:
        raise refused(
            page,
            at,
            N_(
                "classes stand among their own parts and would count twice: use the mark of the"
                " total"
            ),
        )
