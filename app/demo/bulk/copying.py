"""A story told once and kept many times over: a million petitions in minutes, set by set.

The book hands out every id and serial number in steps of ``times``. What it tells is poured into
tables of its own, dropped in the end. A copy is the same row with all of these less by 0 to
``times - 1``: whatever points to a row points to its copy, numbers have no gap, and rows stand in
the order of their days.

Copies keep days, people and texts. A query code opens the told one only; in the facts of events a
petition's own number is its own, that of another one is the told one's.
"""

import re
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from app.core.db import atomic
from app.demo.bulk.book import Book, Row
from app.demo.bulk.pour import Mould, Pourer
from app.extensions import db
from app.petitions.models import Clock, Event, Petition

#: What a number is made of: the digits that end in its serial number, what stands around them.
NUMBER = re.compile(r"(.*?)(\d+)(\D*)")
PARTS = (("head", sa.String(64)), ("digits", sa.BigInteger), ("tail", sa.String(16)))
#: Points to a row of whatever table its kind of limit belongs to.
LOOSE = (Clock.__table__.c.record_id,)
LESS = sa.Table("told_less", sa.MetaData(), sa.Column("less", sa.Integer, primary_key=True))


class Copier(Pourer):
    """Pours what is told beside the tables, and in the end all copies into them."""

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self._told: dict[str, sa.Table] = {}

    def pour_table(self, table: sa.Table, rows: list[Row]) -> None:
        """Keep the rows beside the table."""
        for name in _numbers(table):
            for row in rows:
                _take_apart(row, name)
        super().pour_table(table, rows)

    def finish(self) -> None:
        """Copy table by table, parents before children; then bring the indexes."""
        tables = [table for table in db.metadata.sorted_tables if table.name in self._told]
        self._prepare_copies()
        if self.dialect.name == "postgresql":
            self._copy_unchecked(tables)
        else:  # Each in a transaction of its own: SQLite is slow where its journal is long.
            for table in tables:
                self._copy(table)
        self._forget_told()
        super().finish()

    @atomic
    def _forget_told(self) -> None:
        for table in (LESS, *self._told.values()):
            table.drop(db.session.connection())

    @atomic
    def _prepare_copies(self) -> None:
        connection = db.session.connection()
        LESS.drop(connection, checkfirst=True)
        LESS.create(connection)
        steps = [{"less": number} for number in range(self.book.times)]
        connection.execute(sa.insert(LESS), steps)

    @atomic
    def _copy_unchecked(self, tables: list[sa.Table]) -> None:
        """Let foreign keys be checked afterwards, at once: row by row it takes most of the time."""
        connection = db.session.connection()
        keys = [key for table in tables for key in table.foreign_key_constraints]
        for key in keys:
            connection.execute(sa.schema.DropConstraint(key))
        for table in tables:
            self._copy(table)
        for key in keys:
            connection.execute(sa.schema.AddConstraint(key, isolate_from_table=False))

    @atomic
    def _copy(self, table: sa.Table) -> None:
        db.session.connection().execute(self._copies(table))

    def _mould_of(self, table: sa.Table) -> Mould:
        told = self._told[table.name] = _told(table)
        told.drop(db.session.connection(), checkfirst=True)
        told.create(db.session.connection())
        return Mould(told, self.dialect)

    def _copies(self, table: sa.Table) -> sa.Insert:
        told = self._told[table.name]
        columns = [self._copied(column, told) for column in table.columns]
        # A cross join in this order: each row with all its copies, the lowest first.
        rows = sa.select(*columns).select_from(told.join(LESS, sa.true()))
        key = next(iter(told.primary_key.columns))
        rows = rows.order_by(key, LESS.c.less.desc())
        return sa.insert(table).from_select([column.name for column in table.columns], rows)

    def _copied(self, column: Any, told: sa.Table) -> sa.ColumnElement[Any]:
        same = told.c[column.name]
        if column in LOOSE or column.name == "id" or self._points_to_told(column):
            return same - LESS.c.less
        if column.name in _numbers(column.table):
            return _number(told, column.name)
        if column is Petition.__table__.c.query_code_hash:
            return sa.case((LESS.c.less == 0, same))
        if column is Event.__table__.c.facts:
            return self._facts(told)
        return same

    def _points_to_told(self, column: Any) -> bool:
        return any(key.column.table.name in self._told for key in column.foreign_keys)

    def _facts(self, told: sa.Table) -> sa.ColumnElement[Any]:
        """Return the facts of an event: where it was registered, with the copy's own number."""
        petition, facts = self._told["petition"], sa.type_coerce(told.c.facts, sa.Text)
        own = sa.select(
            sa.func.replace(facts, petition.c.number, _number(petition, "number"))
        ).where(petition.c.id == told.c.petition_id)
        registered = told.c.move == "register"
        return sa.case((registered, own.correlate(told, LESS).scalar_subquery()), else_=facts)


def _told(table: sa.Table) -> sa.Table:
    """Return the table beside a table."""
    columns = [
        sa.Column(one.name, one.type, primary_key=one.primary_key, default=_default(one))
        for one in table.columns
    ]
    columns += [
        sa.Column(f"{name}_{part}", kind) for name in _numbers(table) for part, kind in PARTS
    ]
    return sa.Table(f"told_{table.name}", sa.MetaData(), *columns)


def _default(column: Any) -> Any:
    return getattr(column.default, "arg", None)


def _numbers(table: sa.Table) -> list[str]:
    """Return the columns that hold a number which nothing else may have."""
    alone = [
        next(iter(one.columns))
        for one in table.constraints
        if isinstance(one, sa.UniqueConstraint) and len(one.columns) == 1
    ]
    return [column.name for column in alone if isinstance(column.type, sa.String)]


def _take_apart(row: Row, name: str) -> None:
    found = NUMBER.fullmatch(row.get(name) or "")
    parts: Iterable[Any] = found.groups() if found else (None, None, None)
    head, digits, tail = parts
    row |= {f"{name}_head": head, f"{name}_digits": digits and int(digits), f"{name}_tail": tail}


def _number(told: sa.Table, name: str) -> sa.ColumnElement[str]:
    """Return a copy's number: the told one ends in a multiple of the copies, none is borrowed."""
    digits = sa.cast(told.c[f"{name}_digits"] - LESS.c.less, sa.String)
    return told.c[f"{name}_head"].concat(digits).concat(told.c[f"{name}_tail"])
