"""What all dockets share: ids, serial numbers, the calendar, the rows that wait to be poured."""

from collections import defaultdict
from datetime import date
from functools import cache
from heapq import heappop, heappush
from typing import Any

import sqlalchemy as sa

from app.core.numbering import Counter
from app.core.workdays import WorkCalendar
from app.demo.office import Office
from app.extensions import db
from app.petitions.clocks.deadlines import due_on
from app.petitions.limits.book import rule_set
from app.petitions.limits.reckoning import Reckoning
from app.petitions.models import Event, Matter
from app.petitions.rules import lamp_figures

Row = dict[str, Any]


class Book:
    """Hands out ids and numbers and collects rows, table by table."""

    def __init__(self, office: Office, calendar: WorkCalendar, times: int = 1) -> None:
        self.office = office
        self.calendar = calendar
        #: Ids and serial numbers go in steps of so many: each row will be copied so often.
        self.times = times
        self.rows: dict[str, list[Row]] = defaultdict(list)
        #: By number: the first petition of the matter, and the matter.
        self.firsts: dict[str, tuple[int, int]] = {}
        self._ids: dict[str, int] = {}
        self._serials = _known_serials()
        self._moved: set[tuple[str, str, date]] = set()
        self._events: list[tuple[Any, int, Row]] = []
        self._told = 0
        self.figures = lamp_figures()
        self.due = cache(self._due)

    def take(self, table: str) -> int:
        """Return the next id of a table."""
        if table not in self._ids:
            column: sa.ColumnClause[int] = sa.column("id")
            last = sa.select(sa.func.max(column)).select_from(sa.table(table, column))
            self._ids[table] = db.session.scalar(last) or 0
        self._ids[table] += self.times
        return self._ids[table]

    def add(self, table: str, **row: Any) -> Row:
        """Keep a row with an id of its own; it may still be changed until it is poured."""
        row["id"] = self.take(table)
        self.rows[table].append(row)
        return row

    def serial(self, office: str, prefix: str, day: date) -> int:
        """Return the next serial number, as the counter would give it."""
        key = (office, prefix, day)
        self._serials[key] += self.times
        self._moved.add(key)
        return self._serials[key]

    def matter(self, office: str, today: date, opened_on: date) -> Row:
        """Open a matter, numbered by the year."""
        serial = self.serial(office, "SX", today.replace(month=1, day=1))
        number = f"SX{office}{today.year}{serial:06d}"
        return self.add(Matter.__tablename__, number=number, opened_on=opened_on)

    def happen(self, event: Row) -> None:
        """Keep an event; ids are given in the order in which things happened."""
        self._told += 1
        heappush(self._events, (event["recorded_at"], self._told, event))

    def settle_events(self, until: Any = None) -> None:
        """Give ids to the events before an instant: no earlier one can follow any more."""
        waiting, happened = self._events, self.rows[Event.__tablename__]
        while waiting and (until is None or waiting[0][0] < until):
            _at, _serial, event = heappop(waiting)
            event["id"] = self.take(Event.__tablename__)
            happened.append(event)

    def fresh_counters(self) -> list[Row]:
        """Return where each counter stands that moved since it was asked last."""
        moved, self._moved = sorted(self._moved), set()
        return [
            {"office": office, "prefix": prefix, "day": day, "last": self._serials[key]}
            for key in moved
            for office, prefix, day in [key]
        ]

    def last_ids(self) -> dict[str, int]:
        """Return the last id given in each table."""
        return dict(self._ids)

    def _due(
        self, rules: str, code: str, start: date, given: date | None, extended: int
    ) -> Reckoning:
        return due_on(
            code,
            start,
            self.calendar,
            rules=rule_set(rules),
            given=given,
            extended_days=extended,
        )


def _known_serials() -> dict[tuple[str, str, date], int]:
    rows = db.session.execute(sa.select(Counter.office, Counter.prefix, Counter.day, Counter.last))
    return defaultdict(int, {(row.office, row.prefix, row.day): row.last for row in rows})
