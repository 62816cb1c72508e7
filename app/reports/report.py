"""What a report is made of: columns, sums that must agree, lines. Nothing here counts."""

from dataclasses import dataclass, field
from typing import Literal

Computed = Literal["change", "share", "rate", "before", "span", "span_before"]
#: How the key of a column ends that counts the same days of the year before.
BEFORE = ".before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: a measure, or what is computed from measures of the same line.

    ``change`` compares with the year before, ``before`` is that year's count, ``share`` is the
    part of the whole table, ``rate`` one measure in per cent of another. A ``sparse`` column is
    shown only where it holds anything: it catches what the printed form has no column for.
    """

    measure: str
    label: str = ""
    group: str = ""
    how: Computed | None = None
    of: str = ""
    sparse: bool = False

    @property
    def key(self) -> str:
        """The column's name in an address and in a test."""
        return f"{self.measure}.{self.how}" if self.how else self.measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A sum that must come out: the whole, and the parts that make it."""

    whole: str
    parts: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report. ``bases`` are the lines a reader may choose; an issue report has its own."""

    name: str
    title: str
    unit: str
    columns: tuple[Column, ...]
    bases: tuple[str, ...] = ()
    issue_depth: int = 0
    #: Its lines are kinds of conduct.
    conducts: bool = False
    #: Its lines are issues by rank, its columns those of ``ranking``.
    ranks: bool = False
    beside: bool = False
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = field(default=())
