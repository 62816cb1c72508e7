"""A database of each kind for the tests: made once, put back after every test that wrote."""

import os
import re
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import sqlalchemy as sa
from psycopg import sql

SERVER = os.environ.get(
    "TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres?connect_timeout=3"
)
WRITES = re.compile(
    r'\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?', re.IGNORECASE
)


def tables_written(statements: list[str]) -> set[str]:
    """Return the tables into which some statements write."""
    return {name.lower() for text in statements for name in WRITES.findall(text)}


def why_no_postgresql() -> str | None:
    """Return why PostgreSQL cannot be used, or None if it can."""
    try:
        psycopg.connect(SERVER).close()
    except psycopg.OperationalError as error:
        return f"no PostgreSQL for the tests (TEST_POSTGRES_URL): {error}".splitlines()[0]
    return None


class _Database:
    """Knows what a test wrote, so that only that is put back."""

    url: str

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.written: set[str] = set()
        self.engine: sa.Engine | None = None

    def watch(self, engine: sa.Engine) -> None:
        """Take note of every statement that the engine runs."""
        self.engine = engine

        @sa.event.listens_for(engine, "before_cursor_execute")
        def note(conn, cursor, statement, parameters, context, executemany):
            self.statements.append(statement)
            if not statement.startswith("SELECT"):
                self.written |= tables_written([statement])

    def restore(self) -> None:
        """Put back what was written since the snapshot; nothing written costs nothing."""
        if self.written:
            self._restore()
        self.written.clear()
        self.statements.clear()

    @contextmanager
    def staged(self) -> Iterator[None]:
        """Put every test back to what stands there now: a stage that many only look at."""
        written, kept = set(self.written), self._keep_stage()
        self.restore()
        yield
        self._strike_stage(kept)
        self.written |= written
        self.restore()


class Sqlite(_Database):
    """A file, as in the office; the snapshot is a second file."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / "test.db"
        self.shared = False
        self.saved = folder / "saved.db"
        self.url = f"sqlite:///{self.path}"

    def snapshot(self) -> None:
        self._copy_to(self.saved)
        self.written.clear()

    def _copy_to(self, path: Path) -> None:
        self.engine.dispose()
        with sqlite3.connect(self.path) as source:
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        source.close()
        shutil.copyfile(self.path, path)

    def _keep_stage(self) -> Path:
        kept, self.saved = self.saved, self.saved.with_name("stage.db")
        self._copy_to(self.saved)
        return kept

    def _strike_stage(self, kept: Path) -> None:
        self.saved = kept

    def _restore(self) -> None:
        self.engine.dispose()
        if self.shared:
            # A server's thread may still hold the file: it must not be pulled from under it.
            source, target = sqlite3.connect(self.saved), sqlite3.connect(self.path, timeout=15)
            with target:
                source.backup(target)
            source.close()
            target.close()
            return
        # Copying the closed file is quicker than sqlite's backup(), which locks page by page.
        for leftover in ("-wal", "-shm"):
            Path(f"{self.path}{leftover}").unlink(missing_ok=True)
        shutil.copyfile(self.saved, self.path)

    def drop(self) -> None:
        self.engine.dispose()


class Postgresql(_Database):
    """A database of its own; the snapshot is a schema beside, and only written tables return."""

    def __init__(self) -> None:
        super().__init__()
        self.name = f"petitions_test_{uuid.uuid4().hex[:12]}"
        self._server(f"CREATE DATABASE {self.name} TEMPLATE template0 ENCODING 'UTF8'")
        # A test's data need not survive a power cut.
        self._server(f"ALTER DATABASE {self.name} SET synchronous_commit = off")
        url = sa.make_url(SERVER).set(drivername="postgresql+psycopg", database=self.name)
        self.url = url.render_as_string(hide_password=False)

    def _server(self, statement: str) -> None:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(statement)

    def snapshot(self) -> None:
        with self.engine.begin() as connection:
            self.tables = set(sa.inspect(connection).get_table_names())
            connection.exec_driver_sql("CREATE SCHEMA saved")
            self.filled = self._saved_to("saved", self.tables, connection)
            self.counters = self._counted(connection)
        self.written.clear()

    def _saved_to(self, schema: str, tables: set[str], connection: sa.Connection) -> dict[str, str]:
        """Save some tables; return those that are not empty, with where they were saved."""
        for table in tables:
            connection.exec_driver_sql(f'CREATE TABLE {schema}."{table}" AS TABLE public."{table}"')
        filled = f'SELECT 1 FROM {schema}."%s" LIMIT 1'
        return {
            table: schema for table in tables if connection.exec_driver_sql(filled % table).first()
        }

    def _counted(self, connection: sa.Connection) -> list[sa.Row]:
        return connection.exec_driver_sql(
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
        ).fetchall()

    def _keep_stage(self) -> tuple[dict[str, str], list[sa.Row]]:
        kept = self.filled, self.counters
        with self.engine.begin() as connection:
            connection.exec_driver_sql("CREATE SCHEMA stage")
            written = self.written & self.tables
            rest = {table: at for table, at in self.filled.items() if table not in written}
            self.filled = rest | self._saved_to("stage", written, connection)
            self.counters = self._counted(connection)
        return kept

    def _strike_stage(self, kept: tuple[dict[str, str], list[sa.Row]]) -> None:
        self.filled, self.counters = kept
        with self.engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA stage CASCADE")

    def _restore(self) -> None:
        written = self.written & self.tables
        # "replica" silences triggers and foreign keys, the append-only ones among them.
        todo = ["SET LOCAL session_replication_role = replica"]
        for table in written:
            todo.append(f'DELETE FROM public."{table}"')
            if table in self.filled:
                into = f'INSERT INTO public."{table}" OVERRIDING SYSTEM VALUE'
                todo.append(f'{into} SELECT * FROM {self.filled[table]}."{table}"')
        for name, last in self.counters:
            if name.startswith(tuple(f"{table}_" for table in written)):
                used = "false" if last is None else "true"
                todo.append(f"SELECT setval('public.\"{name}\"'::regclass, {last or 1}, {used})")
        with self.engine.begin() as connection:
            # One journey to the server for all of them.
            connection.exec_driver_sql("; ".join(todo))

    def drop(self) -> None:
        self.engine.dispose()
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.name))
            )
