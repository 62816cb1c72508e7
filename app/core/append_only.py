"""Rows that stay as they are: the database itself refuses to change or delete them.

A table that only grows asks for it with ``info={"append_only": True}``; one whose rows are locked
from some point on with ``info={"locked": {"when": CONDITION, "columns": NAMES}}``.
"""

from typing import Any

import sqlalchemy as sa

# One statement-level function serves every table on PostgreSQL.
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def append_only_tables(metadata: sa.MetaData) -> list[str]:
    """Return the names of the tables that asked to be append-only."""
    return sorted(name for name, table in metadata.tables.items() if table.info.get("append_only"))


def locked_tables(metadata: sa.MetaData) -> list[str]:
    """Return the names of the tables whose rows are locked from some point on."""
    return sorted(name for name, table in metadata.tables.items() if table.info.get("locked"))


def install(connection: sa.Connection, metadata: sa.MetaData) -> None:
    """Put the refusing triggers onto every append-only table that exists, old ones replaced.

    Called after each migration: SQLite drops a table's triggers when a migration rebuilds it,
    and nothing would tell.
    """
    existing = set(sa.inspect(connection).get_table_names())
    names = [name for name in append_only_tables(metadata) if name in existing]
    locked = [name for name in locked_tables(metadata) if name in existing]
    if connection.dialect.name == "postgresql" and (names or locked):
        connection.exec_driver_sql(_POSTGRESQL_FUNCTION)
    for name in names:
        for statement in _statements(connection.dialect.name, name):
            connection.exec_driver_sql(statement)
    for name in locked:
        lock = metadata.tables[name].info["locked"]
        for statement in _locks(connection.dialect.name, name, lock):
            connection.exec_driver_sql(statement)


def _statements(dialect: str, table: str) -> list[str]:
    if dialect == "postgresql":
        return [
            f'DROP TRIGGER IF EXISTS append_only ON "{table}"',
            (
                f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            ),
        ]
    statements = []
    for act in ("UPDATE", "DELETE"):
        trigger = f"append_only_{table}_{act.lower()}"
        statements += [
            f'DROP TRIGGER IF EXISTS "{trigger}"',
            (
                f'CREATE TRIGGER "{trigger}" BEFORE {act} ON "{table}" '
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            ),
        ]
    return statements


def _locks(dialect: str, table: str, lock: dict[str, Any]) -> list[str]:
    """Return what refuses to change the named columns of a locked row, or to delete it."""
    columns = ", ".join(f'"{name}"' for name in lock["columns"])
    when = f"OLD.{lock['when']}"
    acts = {"update": f"UPDATE OF {columns}", "delete": "DELETE"}
    statements = []
    for name, act in acts.items():
        trigger = f"locked_{table}_{name}"
        if dialect == "postgresql":
            statements += [
                f'DROP TRIGGER IF EXISTS "{trigger}" ON "{table}"',
                (
                    f'CREATE TRIGGER "{trigger}" BEFORE {act} ON "{table}" FOR EACH ROW '
                    f"WHEN ({when}) EXECUTE FUNCTION refuse_change()"
                ),
            ]
        else:
            statements += [
                f'DROP TRIGGER IF EXISTS "{trigger}"',
                (
                    f'CREATE TRIGGER "{trigger}" BEFORE {act} ON "{table}" WHEN {when} '
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                ),
            ]
    return statements
