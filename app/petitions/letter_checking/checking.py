"""Read a letter by every rule of the table."""

from collections.abc import Collection, Iterable, Mapping

from app.petitions.letter_checking.citations import citations
from app.petitions.letter_checking.finding import Finding, Slip
from app.petitions.letter_checking.paper import Case, FileFacts, KnownLaw, Library, Paper
from app.petitions.letter_checking.register import RULES
from app.petitions.letter_checking.rules import (  # noqa: F401 - importing registers the rules
    contents,
    days,
    laws,
    remedy,
    secrecy,
    writing,
)
from app.petitions.letter_checking.tables import RuleLine, rule_lines

if set(RULES) != set(rule_lines()):
    raise ValueError(f"rules.csv and the rules differ: {set(RULES) ^ set(rule_lines())}")


def no_library(titles: Collection[str]) -> Mapping[str, KnownLaw]:  # noqa: ARG001 - a Library
    """Know no law: where the rooms of the office have not been introduced to each other."""
    return {}


def check_letter(
    paper: Paper, facts: FileFacts, library: Library = no_library
) -> tuple[Finding, ...]:
    """Return what is wrong with a letter: the errors first, each in the order of the table."""
    titles = {one.title for _, text in paper.texts() for one in citations(text) if one.articles}
    case = Case(paper=paper, facts=facts, laws=library(sorted(titles)) if titles else {})
    return _found(case, rule_lines().values())


def check_template(paper: Paper, facts: FileFacts) -> tuple[Finding, ...]:
    """Return what is wrong with the sentences that a template says itself, whoever fills it."""
    fixed = (line for line in rule_lines().values() if line.fixed)
    return _found(Case(paper=paper, facts=facts), fixed)


def _found(case: Case, lines: Iterable[RuleLine]) -> tuple[Finding, ...]:
    found = [
        _finding(line, slip)
        for line in lines
        if line.speaks_of(case.paper.kind)
        for slip in RULES[line.code](case)
    ]
    return tuple(sorted(found, key=lambda one: one.level != "error"))


def _finding(line: RuleLine, slip: Slip) -> Finding:
    return Finding(
        rule=line.code,
        level=line.level,
        instrument=line.instrument if slip.instrument is None else slip.instrument,
        article=line.article if slip.article is None else slip.article,
        sentence=slip.sentence,
        values=slip.values,
        field=slip.field,
    )
