"""Whether the keys of this machine are those that the database was encrypted with."""

from pathlib import Path

import sqlalchemy as sa

from app.core.crypto import EncryptedText, Keyring
from app.core.db import Base
from app.extensions import db

OFFICERS = "ab_user"


def why_not_ours(key_file: Path) -> str | None:
    """Return why work with this key file would lose texts; None if it may begin.

    A database that nobody works in yet gets a key file; any other brings its own.
    """
    if key_file.exists():
        missing = ", ".join(sorted(keys_in_use() - Keyring.load(key_file).masters.keys()))
        why = f"The key file {key_file} lacks keys that the database was encrypted with: {missing}."
        return f"{why} {_REMEDY}" if missing else None
    if _is_inhabited():
        return f"The key file {key_file} is missing, but the database is in use. {_REMEDY}"
    return None


_REMEDY = (
    "Put the old version's folder instance/, or KEY_FILE from the backup, in its place and start"
    " again. No key was made."
)


def keys_in_use() -> set[str]:
    """Return the names of the keys of the oldest and the newest text of each encrypted column.

    What lies between was encrypted with one of these, or with one that came and went between
    them; reading all of it would make every start slower with the years.
    """
    found: set[str] = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, EncryptedText):
                found |= _keys_of(column)
    return found


def _keys_of(column: sa.Column[str]) -> set[str]:
    stored = sa.type_coerce(column, sa.Text)
    texts = sa.select(stored).where(column.is_not(None)).limit(1)
    ends = (list(column.table.primary_key), [key.desc() for key in column.table.primary_key])
    return {
        text.split(":")[1]
        for order in ends
        if (text := db.session.scalar(texts.order_by(*order))) is not None and text.count(":") > 1
    }


def _is_inhabited() -> bool:
    officers = Base.metadata.tables[OFFICERS]
    return db.session.scalar(sa.select(officers.c.id).limit(1)) is not None
