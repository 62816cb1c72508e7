"""How rows are kept: the declarative base, column types and the transaction."""

import functools
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa
from flask_appbuilder import Model
from sqlalchemy import event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.types import TypeDecorator

# Named constraints can be altered later, also by SQLite's batch mode. FAB's own tables share
# the metadata, so this must be set before any model is imported.
Model.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Base = Model

P = ParamSpec("P")
R = TypeVar("R")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware on our side, naive UTC in the database."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive instant; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant with its zone."""
        return None if value is None else value.replace(tzinfo=UTC)


# One encoder for all: making one costs as much as using it.
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str).encode


class JsonDict(TypeDecorator[dict[str, Any]]):
    """A small JSON object kept as text, the same on both databases."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:
        """Write canonical JSON, so that equal objects are equal texts."""
        if value is None:
            return None
        return _canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:
        """Read it back."""
        return None if value is None else json.loads(value)


def atomic(command: Callable[P, R]) -> Callable[P, R]:
    """Make a command one transaction: all of it is kept, or none.

    A command called by another joins the outer transaction. What a refused command only read
    stays loaded, so that the page which says why need not read it again.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        from app.core.errors import DomainError
        from app.extensions import db

        session = db.session()
        if session.info.get("atomic"):
            return command(*args, **kwargs)
        session.info["atomic"] = True
        session.info.pop(WROTE, None)
        try:
            result = command(*args, **kwargs)
            session.commit()
        except DomainError:
            _take_back(session)
            raise
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop("atomic", None)
        return result

    return run


WROTE = "wrote"


def _take_back(session: Session) -> None:
    """Undo a refused command; the database is asked only if it was told anything."""
    if session.info.pop(WROTE, False) or not session.is_active:
        session.rollback()
        return
    for row in list(session.new):
        session.expunge(row)
    for row in list(session.dirty):
        session.expire(row)


@event.listens_for(Session, "before_flush")
def _note_flush(session: Session, *_unused: object) -> None:
    session.info[WROTE] = True


@event.listens_for(Session, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    if not state.is_select:
        state.session.info[WROTE] = True
