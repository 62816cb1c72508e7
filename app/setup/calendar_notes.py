"""What the home page says of the calendar: a year that is missing, a change that waits."""

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.subtree import at_the_top
from app.dictionaries.queries import last_calendar_year
from app.petitions.calendar import queries
from app.setup.holiday_views import wanted_years


def holidays_note() -> dict[str, str] | None:
    """Return what the home page says of holidays that ought to be known by now."""
    if not (current_user.may("set_up", "Setup") and at_the_top(current_user)):
        return None
    wanted = wanted_years()[-1]
    if last_calendar_year() >= wanted or queries.open_change(wanted):
        return None
    return {
        "text": _("The holidays of %(year)s are not loaded yet.", year=wanted),
        "label": _("Load"),
        "href": url_for("HolidayView.show"),
    }


def change_note() -> dict[str, str] | None:
    """Return what the home page says of a change that waits for whoever looks at it."""
    if not current_user.may(queries.APPROVE, queries.NOUN):
        return None
    officer = current_user._get_current_object()
    for change in queries.open_changes():
        if queries.may_decide(change, officer):
            return {
                "text": _(
                    "A change of the working calendar of %(year)s waits for your decision.",
                    year=change.year,
                ),
                "label": _("Decide"),
                "href": url_for("CalendarChangeView.show", pk=change.id),
            }
    return None
