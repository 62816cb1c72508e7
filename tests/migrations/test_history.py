"""G7: the history of the schema can be walked up, down and up again, and ends at the models."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from app.core import clock
from app.core.append_only import append_only_tables
from app.core.only_on import has
from app.extensions import db

MIGRATIONS = Path(__file__).parents[2] / "app" / "migrations"
SCRIPTS = ScriptDirectory(str(MIGRATIONS))
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()][::-1]


def tables(engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


def test_there_is_one_history_numbered_in_order():
    assert len(SCRIPTS.get_heads()) == 1, (
        f"two heads: renumber the younger of {SCRIPTS.get_heads()}"
    )
    numbers = range(1, len(REVISIONS) + 1)
    assert [f"{number:04d}" for number in numbers] == REVISIONS, "number them without gaps"
    for path in (MIGRATIONS / "versions").glob("*.py"):
        assert re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", path.name), f"rename {path.name}: 0007_slug.py"
        assert f"revision = '{path.name[:4]}'" in path.read_text().replace('"', "'")


def test_the_migrated_schema_is_that_of_the_models(empty):
    upgrade()
    with empty.connect() as connection:
        opts = {"compare_type": True, "include_object": has(empty.dialect.name)}
        context = MigrationContext.configure(connection, opts=opts)
        differences = compare_metadata(context, db.metadata)
    assert not differences, f'make migration m="…" writes what is missing: {differences}'
    inspector = sa.inspect(empty)
    for table in db.metadata.sorted_tables:
        wanted = {c.name for c in table.constraints if isinstance(c, sa.CheckConstraint)}
        found = {check["name"] for check in inspector.get_check_constraints(table.name)}
        assert wanted <= found, f"{table.name} lacks the checks {wanted - found}"


def test_up_down_and_up_again(empty):
    upgrade()
    first = tables(empty)
    for revision in [*REVISIONS[-2::-1], "base"]:
        downgrade(revision=revision)
    assert not tables(empty), f"downgrade() leaves {tables(empty)} behind"
    upgrade()
    assert tables(empty) == first


def test_append_only_tables_refuse_at_every_revision(empty):
    assert append_only_tables(db.metadata), "at least the events are append-only"
    for revision in REVISIONS:
        upgrade(revision=revision)
        for name in set(append_only_tables(db.metadata)) & tables(empty):
            refuses(empty, name, revision)


def refuses(engine, name: str, revision: str) -> None:
    """Write a row past every other rule, then fail to change and to delete it."""
    column = sa.inspect(engine).get_columns(name)[0]["name"]
    for statement in (f"UPDATE {name} SET {column} = {column}", f"DELETE FROM {name}"):
        with engine.connect() as connection:
            insert_anything(connection, name)
            with pytest.raises(sa.exc.DBAPIError, match="append-only"):
                connection.exec_driver_sql(statement)
            connection.rollback()
    engine.dispose()  # and with the connections what insert_anything() switched off


def insert_anything(connection, name: str) -> None:
    """Insert a row of fitting types; the parents it speaks of need not exist."""
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    connection.commit()
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute(table.insert().values({c.name: fitting(c) for c in table.columns}))


def fitting(column: sa.Column) -> object:
    """Return some value of a column's type."""
    samples = {int: 1, bool: True, str: "x", date: date(2025, 1, 1), datetime: clock.now()}
    return samples[column.type.python_type]
