"""The holidays of a year as the notice tells them: days off, and weekends worked instead."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from app.core.errors import Invalid
from app.core.i18n import N_
from app.dictionaries.holidays import Day, days_of, loaded_years

ROWS = 9
WORKED = ("worked_1", "worked_2")
LONGEST = 15
#: What thirty rows come to, many times over: the page gives back what was typed.
MOST_BYTES = 64 * 1024
_ONE_DAY = timedelta(days=1)


def rows_for(year: int) -> list[dict[str, Any]]:
    """Return what the form begins with: the year as it is known, or the names of the latest one."""
    rows = list(_rows_of([(day.day, day.is_off, day.name) for day in days_of(year)]))
    if not rows and (years := loaded_years()):
        names = dict.fromkeys(day.name for day in days_of(years[-1]) if day.is_off)
        rows = [{"name": name} for name in names]
    return rows + [{} for _ in range(max(ROWS - len(rows), 1))]


def days_from(rows: Sequence[dict[str, Any]]) -> list[Day]:
    """Return the days that the rows name.

    :raises Invalid: for a row that cannot be right, naming it by its place.
    """
    found: dict[date, Day] = {}
    for number, row in enumerate(rows, 1):
        for day in _days_in(number, row):
            if day[0] in found:
                raise Invalid(
                    N_("Row %(row)s: %(day)s stands in the list twice."),
                    row=number,
                    day=day[0].isoformat(),
                )
            found[day[0]] = day
    return sorted(found.values())


def _days_in(number: int, row: dict[str, Any]) -> Iterator[Day]:
    name = (row.get("name") or "").strip()[:40]
    first, last = row.get("since"), row.get("until") or row.get("since")
    worked = [row[key] for key in WORKED if row.get(key)]
    if row.get("until") and not first:
        raise Invalid(N_("Row %(row)s: the first day off is missing."), row=number)
    if not name and (first or worked):
        raise Invalid(N_("Row %(row)s: the occasion is missing."), row=number)
    if first and not 0 <= (last - first).days < LONGEST:
        raise Invalid(N_("Row %(row)s: the days off do not follow each other."), row=number)
    if first:
        span = range((last - first).days + 1)
        yield from ((first + timedelta(days=later), True, name) for later in span)
    yield from ((day, False, name) for day in worked)


def _rows_of(days: Sequence[Day]) -> Iterator[dict[str, Any]]:
    """Yield known days as rows, in the order of the year."""
    off = [day for day in days if day[1]]
    work = [day for day in days if not day[1]]
    spans: list[list[Day]] = []
    for day in off:
        if spans and spans[-1][-1][0] + _ONE_DAY == day[0] and spans[-1][-1][2] == day[2]:
            spans[-1].append(day)
        else:
            spans.append([day])
    for span in spans:
        mine = [day for day in work if day[2] == span[0][2]][: len(WORKED)]
        work = [day for day in work if day not in mine]
        given = {key: day[0] for key, day in zip(WORKED, mine, strict=False)}
        yield {"name": span[0][2], "since": span[0][0], "until": span[-1][0], **given}
    yield from ({"name": name, WORKED[0]: day} for day, _off, name in work)
