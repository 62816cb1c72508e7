"""What PostgreSQL needs to be told on every connection, so that long questions are planned well."""

from typing import Any

import psycopg
from sqlalchemy import event
from sqlalchemy.engine import Engine

# A list joins the names beside its rows to the row rule: nine or ten tables. Beyond this number
# the planner keeps the order in which they were written, and reads everything first; each table
# more doubles its thinking: the case page, which joins twelve to one row, took 15 ms of it.
TABLES_WEIGHED = 10

SETTINGS = {
    "join_collapse_limit": TABLES_WEIGHED,
    "from_collapse_limit": TABLES_WEIGHED,
    # A page asks for a screenful: starting helpers or compiling takes longer than finding it.
    "max_parallel_workers_per_gather": 0,
    "jit": "off",
    # An office's files fit into memory: looking up a row here and there costs no disk's turn, and
    # a plan that reads a whole table to avoid it grows with the years.
    "random_page_cost": 1.1,
}


@event.listens_for(Engine, "connect")
def prepare(connection: Any, _record: object) -> None:
    """Let the planner weigh what our lists join, and begin at once."""
    if not isinstance(connection, psycopg.Connection):
        return
    for name, value in SETTINGS.items():
        connection.execute(f"SET {name} = {value}")
    connection.commit()  # or the first rollback would undo it
