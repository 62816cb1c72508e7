"""The banner over the home page: urgent matters that the officer was told of and not confirmed."""

from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core.web.shell import link
from app.oversight.urgent_queries import unconfirmed
from app.oversight.urgent_telling import row

MOST = 3


def urgent_banner(officer: Officer) -> dict[str, Any] | None:
    """Return what stands at the top of the page until it is confirmed or closed: one statement."""
    found = unconfirmed(officer, MOST + 1)
    if not found:
        return None
    rows = [row(matter) for matter in found[:MOST]]
    for one in rows:
        one["report"] = _("No. %(number)s", number=one["number"])
    more = link("UrgentView.index", status="waiting") if len(found) > MOST else ""
    return {"rows": rows, "more": more}
