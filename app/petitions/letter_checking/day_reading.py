"""The day that a field names, as it is typed or printed."""

import re
from datetime import date

from app.core.chinese import half_width

# 2026-03-02, 2026/3/2, 2026.3.2 or 2026年3月2日.
_DAY = re.compile(
    r"(?<!\d)(\d{4})\s*[-/.\u5e74]\s*(\d{1,2})\s*[-/.\u6708]\s*(\d{1,2})(?!\d)\s*\u65e5?"
)


def day_in(text: str) -> date | None:
    """Return the first day in a text; None if there is none, or one no calendar has."""
    found = _DAY.search(half_width(text))
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
