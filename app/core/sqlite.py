"""What SQLite needs to be told on every connection, so that it behaves like a server."""

import sqlite3
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

WAIT_MS = 15_000
#: So much of the file each connection keeps in memory.
CACHE_KB = 32_000


@event.listens_for(Engine, "connect")
def prepare(connection: Any, _record: object) -> None:
    """Keep foreign keys, let readers go on while one writes, wait instead of failing."""
    if not isinstance(connection, sqlite3.Connection):
        return
    for pragma in (
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        f"busy_timeout={WAIT_MS}",
        # Of a city's database two megabytes, the usual, are read again and again.
        f"cache_size=-{CACHE_KB}",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
