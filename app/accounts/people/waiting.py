"""What the administrators' home says of accounts: who is locked out after wrong passwords."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts.people.listing import Wanted, count


def home_note() -> dict[str, str] | None:
    """Return who among the own people cannot come in for a while, as a line of the home page."""
    if not current_user.may("read", "Account"):
        return None
    number = count(current_user, Wanted(standing="waiting"))
    if not number:
        return None
    return {
        "text": ngettext(
            "%(num)d account is locked for a while after wrong passwords.",
            "%(num)d accounts are locked for a while after wrong passwords.",
            number,
        ),
        "label": _("Show"),
        "href": url_for("AccountView.list", standing="waiting"),
    }
