"""What a command of the terminal needs before it begins: a database of this version."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext

from app.extensions import db

P = ParamSpec("P")
R = TypeVar("R")


def with_database(command: Callable[P, R]) -> Callable[P, R]:
    """Run a command on the office's database; where there is none, end with one sentence."""

    @with_appcontext
    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if refusal := _why_not():
            raise click.ClickException(refusal)
        return command(*args, **kwargs)

    return run


def _why_not() -> str | None:
    """Return what is wrong with the database; one that is not there is not made by asking."""
    url = db.engine.url
    named = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return f"There is no database {named}. {_WHICH}"
    try:
        with db.engine.connect() as connection:
            stands = MigrationContext.configure(connection).get_current_revision()
    except sa.exc.OperationalError as error:
        return f"The database {named} cannot be reached: {str(error.orig).splitlines()[0]}"
    if stands is None:
        return f"The database {named} is empty. {_WHICH}"
    if stands != _newest():
        return f"The database {named} is of another version ({stands}): `make db` upgrades it."
    return None


_WHICH = "Set DATABASE_URL as the service has it; `make run` makes a new database."


def _newest() -> str | None:
    return ScriptDirectory(current_app.config["MIGRATIONS_DIR"]).get_current_head()
