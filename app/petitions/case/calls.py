"""Who was called to an incident, as one column of its record, and in words."""

import sqlalchemy as sa
from flask_babel import gettext as _

from app.petitions.models import Incident


def called() -> sa.ColumnElement[str]:
    """Return the numbers that were called to an incident, a blank behind each."""
    parts = [
        sa.case((column, f"{number} "), else_="")
        for number, column in (
            ("120", Incident.called_120),
            ("119", Incident.called_119),
            ("110", Incident.called_110),
        )
    ]
    return parts[0].concat(parts[1]).concat(parts[2])


def calls_told(numbers: str | None, forewarned: str | None) -> list[tuple[str, str | None]]:
    """Return who was called, and whether somebody had warned, as label and words."""
    return [
        (_("Called to it"), _(", ").join((numbers or "").split())),
        (_("Warned of before"), _("Yes") if forewarned else ""),
    ]
