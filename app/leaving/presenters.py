"""What was handed over, as the sheet tells it; only petitions that its reader may see."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core.privacy import redact
from app.leaving.models import Leaving
from app.leaving.queries import petitions_on, records_on
from app.petitions.case.record_words import STATUS
from app.petitions.lists.listing import petitioner_of
from app.petitions.models import Instruction, Supervision
from app.petitions.words.days import short_day
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


def record_rows(leaving: Leaving, reader: Officer) -> tuple[list[dict[str, str]], int]:
    """Return what stays with a unit, as far as the reader may see it, and how many more there are.

    These tell how they stand now: whoever reads the list wants to know what is still to be done.
    """
    seen = records_on(leaving, reader)
    kept = sum(len(ids) for ids in leaving.items.get("records", {}).values())
    return [_record(one) for one in seen], kept - len(seen)


def _record(record: Instruction | Supervision) -> dict[str, str]:
    if isinstance(record, Instruction):
        kind, unit, due = _("Instruction"), record.passed_to or record.unit, record.answer_due_on
        words = record.subject or record.text
    else:
        kind, unit, due, words = _("Supervision"), record.unit, record.due_on, record.text
    return {
        "kind": kind,
        "number": record.petition.number if record.petition else "",
        "words": redact(words) or "",
        "unit": unit.name,
        "status": _(STATUS[record.status]),
        "due": short_day(due) if due else "",
    }
