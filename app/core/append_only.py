"""Tables that only grow: the database itself refuses to change or delete their rows.

A table asks for it with ``info={"append_only": True}``.
"""

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


def install(connection: sa.Connection, metadata: sa.MetaData) -> None:
    """Put the refusing triggers onto every append-only table that exists, old ones replaced.

    Called after each migration: SQLite drops a table's triggers when a migration rebuilds it,
    and nothing would tell.
    """
    existing = set(sa.inspect(connection).get_table_names())
    names = [name for name in append_only_tables(metadata) if name in existing]
    if connection.dialect.name == "postgresql" and names:
        connection.exec_driver_sql(_POSTGRESQL_FUNCTION)
    for name in names:
        for statement in _statements(connection.dialect.name, name):
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
