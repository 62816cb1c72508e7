"""The list of accounts as a table for Excel: who works where, without telephones."""

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.accounts.people import listing
from app.accounts.people.disuse import standing_of
from app.core.table import Column, Table
from app.extensions import db


def as_table(by: Officer, wanted: listing.Wanted) -> Table:
    """Return the accounts of a list, the rows read as they are written."""
    columns = (
        Column("full_name", _("Full name")),
        Column("username", _("User name"), "identity"),
        Column("unit", _("Unit"), width=32),
        Column("title", _("Position")),
        Column("roles", _("Roles"), width=32),
        Column("standing", _("Account standing"), width=14),
        Column("last_login", _("Last login"), "datetime"),
    )
    found = db.session.scalars(listing.accounts(by, wanted).order_by(Officer.username))
    rows = (
        {
            "full_name": one.full_name,
            "username": one.username,
            "unit": one.unit.name if one.unit else "",
            "title": one.title,
            "roles": _(", ").join(_(name) for name in one.role_names),
            "standing": _(standing_of(one)),
            "last_login": one.last_login_at,
        }
        for one in found
    )
    return Table(_("Accounts"), columns, rows)


def count_line(number: int) -> str:
    """Return the sentence below the last row."""
    return _("%(count)s accounts", count=number)
