"""What PostgreSQL needs to be told on every connection, so that long questions are planned well."""

from typing import Any

import psycopg
from sqlalchemy import event
from sqlalchemy.engine import Engine

# A list joins the names beside its rows to the row rule: nine or ten tables. Beyond this number
# the planner keeps the order in which they were written, and reads everything first.
TABLES_WEIGHED = 12


@event.listens_for(Engine, "connect")
def prepare(connection: Any, _record: object) -> None:
    """Let the planner choose the order of as many tables as our lists join."""
    if not isinstance(connection, psycopg.Connection):
        return
    connection.execute(f"SET join_collapse_limit = {TABLES_WEIGHED}")
    connection.execute(f"SET from_collapse_limit = {TABLES_WEIGHED}")
    connection.commit()  # or the first rollback would undo it
