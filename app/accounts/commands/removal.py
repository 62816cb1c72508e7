"""Deleting an account that was opened by mistake: only while nothing speaks of it."""

import logging

import sqlalchemy as sa
from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import assoc_user_role

from app.accounts import limits
from app.accounts.models import Officer
from app.core.db import atomic
from app.core.errors import DomainError
from app.core.i18n import N_
from app.extensions import db
from app.journal.commands import note
from app.journal.models import AdminEvent

log = logging.getLogger("app.security")

#: What a new account has of its own accord, and loses with it.
_ITS_OWN = frozenset({assoc_user_role.name})


def is_spoken_of(officer: Officer) -> bool:
    """Say whether the account has been used, or anything refers to it.

    All foreign keys that lead to accounts are asked: what a coming room adds is asked too.
    """
    if officer.login_count or officer.last_login_at:
        return True
    asked = [
        sa.exists().where(column == officer.id)
        for table in Model.metadata.tables.values()
        if table.name not in _ITS_OWN
        for column in table.columns
        if any(key.column.table.name == Officer.__tablename__ for key in column.foreign_keys)
        # The framework keeps beside an account who wrote it last; the account itself may.
        and not (table.name == Officer.__tablename__ and column.name.endswith("_by_fk"))
    ]
    touched = sa.exists().where(
        sa.or_(Officer.created_by_fk == officer.id, Officer.changed_by_fk == officer.id),
        Officer.id != officer.id,
    )
    return bool(db.session.scalar(sa.select(sa.or_(touched, *asked))))


@atomic
def delete_officer(officer: Officer, *, by: Officer) -> None:
    """Delete an account that nobody has used; its name in the journal stays.

    :raises DomainError: if it appears in a history: then it can only be locked.
    """
    limits.refuse_untended(officer, by)
    if officer.id == by.id or is_spoken_of(officer):
        raise DomainError(N_("This account appears in the history. Lock it instead."))
    _note(officer, by)
    # By statement: the framework's relations would first load whatever may refer to it.
    db.session.execute(sa.delete(assoc_user_role).where(assoc_user_role.c.user_id == officer.id))
    db.session.expunge(officer)
    db.session.execute(
        sa.delete(Officer)
        .where(Officer.id == officer.id)
        .execution_options(synchronize_session=False)
    )


def _note(officer: Officer, by: Officer) -> AdminEvent:
    log.info("account.deleted: officer %s, by %s", officer.id, by.id)
    return note(
        "account.deleted",
        about=("Account", officer.id, officer.full_name),
        by=by,
        unit_id=officer.unit_id,
        before={"username": officer.username, "roles": officer.role_names},
    )
