"""What numbers of the page are made of: the number, where it leads, and how it is said."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _

from app.reports.asked import Asked
from app.reports.ratios import change
from app.reports.words import NEW


@dataclass(frozen=True, slots=True)
class Number:
    """A count and the address of exactly what it counts; nothing leads nowhere."""

    value: int
    href: str = ""


def grown(now: int, then: int) -> str:
    """Return in words by how much a count grew: with its sign, "new", or a dash."""
    found = change(now, then)
    if found is None:
        return _(NEW) if now else "—"
    return signed(found)


def signed(value: Decimal) -> str:
    """Return a growth in per cent with its plus."""
    return f"{'+' if value > 0 else ''}{value}%"


def chart_number(value: int, asked: Asked, by: str, line: str) -> Number:
    """Return a number that the analysis charts count as well, with the list they keep of it."""
    query = asked.query() | {"by": by, "line": line, "column": "all"}
    return _number(value, "ChartView.files", query)


def report_number(value: int, asked: Asked, measure: str) -> Number:
    """Return a number of the master table, of the days asked for."""
    query = asked.query() | {"basis": "span", "line": "now", "column": measure}
    return _number(value, "ReportView.files", query, name="master")


def limit_number(value: int, asked: Asked, line: str, column: str) -> Number:
    """Return a number of the indicators by unit."""
    query = asked.query() | {"basis": "unit", "group": "limits", "line": line, "column": column}
    return _number(value, "IndicatorView.files", query)


def _number(value: int, endpoint: str, query: dict[str, str], **names: Any) -> Number:
    return Number(value, f"{url_for(endpoint, **names)}?{urlencode(query)}" if value else "")
