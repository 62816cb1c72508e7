"""What is new for the officer on his home page: pages he must confirm, announcements unread."""

from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core.web.shell import link
from app.notices.waiting import unread
from app.petitions.words.days import moment

MOST = 5


def news(officer: Officer) -> list[dict[str, Any]]:
    """Return the first of what waits to be read, as lines: one statement."""
    if not officer.may("read", "Information"):
        return []
    return [
        {
            "text": page.title,
            "href": link("InformationView.show", pk=page.id),
            "side": _("To be confirmed") if page.must_confirm else _("Unread"),
            "sub": " · ".join(
                part
                for part in (
                    page.unit.called if page.unit else "",
                    moment(page.published_at) if page.published_at else "",
                )
                if part
            ),
        }
        for page in unread(officer, MOST)
    ]
