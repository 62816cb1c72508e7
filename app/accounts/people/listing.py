"""The list of accounts: narrowed, paged by user name, each with how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import assoc_user_role
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Officer, Unit
from app.accounts.people.disuse import unused_accounts
from app.accounts.subtree import officers_managed_by
from app.core import clock
from app.core.i18n import N_
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db

PAGE = 25
#: Ways in which an account may stand, as the filter names them.
STANDINGS = {
    "open": N_("Open"),
    "locked": N_("Locked"),
    "waiting": N_("Locked for a while"),
    "unused": N_("Locked as unused"),
    "never": N_("Never logged in"),
}


@dataclass(frozen=True)
class Wanted:
    """To which accounts the list is narrowed."""

    words: str = ""
    unit_id: int | None = None
    role_id: int | None = None
    standing: str = ""
    narrowed: bool = field(init=False)

    def __post_init__(self) -> None:
        """Say whether anything narrows the list."""
        said = bool(self.words or self.unit_id or self.role_id or self.standing)
        object.__setattr__(self, "narrowed", said)


def accounts(by: Any, wanted: Wanted) -> sa.Select[Any]:
    """Return the accounts that an administrator manages and asks for."""
    query = sa.select(Officer).where(officers_managed_by(by))
    if wanted.words:
        query = query.where(_said(wanted.words[:60]))
    if wanted.unit_id:
        path = sa.select(Unit.path).where(Unit.id == wanted.unit_id).scalar_subquery()
        below = sa.select(Unit.id).where(Unit.path.like(path.concat("%")))
        query = query.where(Officer.unit_id.in_(below))
    if wanted.role_id:
        held = assoc_user_role.c
        query = query.where(
            Officer.id.in_(sa.select(held.user_id).where(held.role_id == wanted.role_id))
        )
    if wanted.standing in STANDINGS:
        query = query.where(_standing(wanted.standing))
    return query.options(joinedload(Officer.unit), selectinload(Officer.roles))


def account_page(by: Any, wanted: Wanted, args: Mapping[str, str]) -> Page[Officer]:
    """Return one page of the list."""
    place = Place(after=args.get("after"), before=args.get("before"), size=PAGE)
    order = Order(Officer.username, Officer.id, descending=False)
    return key_page(db.session, accounts(by, wanted), order, place)


def count(by: Any, wanted: Wanted) -> int:
    """Return how many accounts the list has."""
    plain = accounts(by, wanted).with_only_columns(sa.func.count(Officer.id)).order_by(None)
    return db.session.scalar(plain) or 0


def _said(words: str) -> sa.ColumnElement[bool]:
    return sa.or_(
        Officer.full_name.contains(words, autoescape=True),
        Officer.username.contains(words.lower(), autoescape=True),
        Officer.phone.contains(words, autoescape=True),
    )


def _standing(standing: str) -> sa.ColumnElement[bool]:
    waiting = sa.and_(Officer.active, Officer.locked_until > clock.now())
    free = sa.and_(
        Officer.active, sa.or_(Officer.locked_until.is_(None), Officer.locked_until <= clock.now())
    )
    return {
        "open": lambda: sa.and_(free, sa.not_(unused_accounts())),
        "locked": lambda: Officer.active.is_(False),
        "waiting": lambda: waiting,
        "unused": lambda: sa.and_(free, unused_accounts()),
        "never": lambda: Officer.last_login_at.is_(None),
    }[standing]()
