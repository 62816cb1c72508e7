"""What was handed over, as the sheet tells it; only petitions that its reader may see."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core.privacy import redact
from app.leaving.models import Leaving
from app.leaving.queries import petitions_on
from app.petitions.day_words import short_day
from app.petitions.lists.listing import petitioner_of
from app.petitions.workflow import PETITION


def handover_rows(leaving: Leaving, reader: Officer) -> tuple[list[dict[str, Any]], int]:
    """Return the rows that the reader may see, and how many there are beside them."""
    seen = petitions_on(leaving, reader)
    kept = leaving.items["petitions"]
    rows = [
        {
            "number": petition.number,
            "petitioner": petitioner_of(petition),
            "summary": redact(petition.summary) or _("(no summary)"),
            "state": _(PETITION.state(row["state"]).label),
            "due": short_day(date.fromisoformat(row["due"])) if row["due"] else "",
        }
        for row in kept
        if (petition := seen.get(row["id"])) is not None
    ]
    return rows, len(kept) - len(rows)
