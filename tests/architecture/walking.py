"""Going everywhere: every address of the application, and somebody who may open them all."""

import re
from collections.abc import Iterator

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import PermissionView, Role
from werkzeug.routing.converters import NumberConverter

from app.accounts.models import Officer, RoleScope, Unit
from app.extensions import db
from tests.factories import an_officer

#: What stands in an address where a name belongs: words that every office has.
WORDS = {
    "locale": "zh", "list_code": "channel", "name": "channel", "filename": "none", "code": "610115",
    "kind": "visit", "channel": "visit", "move": "transfer", "verb": "transfer", "action": "none",
}  # fmt: skip
STATIC = re.compile(r"(^|\.)static$")


def addresses(app, method: str = "GET", number: int = 1, **words: str) -> Iterator[tuple[str, str]]:
    """Yield endpoint and address of every rule that answers the method, static files left out.

    ``number`` stands for every id, ``words`` for arguments that are not numbers.
    """
    words = WORDS | words
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if method not in rule.methods or STATIC.search(rule.endpoint):
            continue
        values = {
            name: number if _is_number(rule, name) else words.get(name, str(number))
            for name in rule.arguments - set(rule.defaults or {})
        }
        yield rule.endpoint, adapter.build(rule.endpoint, values, method)


def _is_number(rule, name: str) -> bool:
    return isinstance(rule._converters[name], NumberConverter)


def somebody_who_may_everything(
    unit: Unit | None = None, scopes: tuple[str, ...] = ("all", "accusations")
) -> Officer:
    """Appoint an officer whom no office has: every permission, as far as the scopes reach."""
    role = Role(name="Everything")
    role.permissions = list(db.session.scalars(sa.select(PermissionView)))
    db.session.add(role)
    db.session.flush()
    db.session.add_all(RoleScope(role_id=role.id, scope=scope) for scope in scopes)
    db.session.flush()
    return an_officer("Everything", unit, full_name="全能")
