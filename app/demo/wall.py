"""What hangs on the office's wall: announcements, knowledge, a regulation; and a message."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from app.accounts.models import Officer
from app.core import clock
from app.demo.invention import data
from app.demo.stage import MORNING, Stage
from app.extensions import db
from app.messages.commands import open_message, send
from app.notices.commands.facts import LawFacts, PageFacts
from app.notices.commands.reading import confirm, mark_seen
from app.notices.commands.writing import add_page
from app.notices.models import Information

#: Who has confirmed, and who has but opened, what asks to be confirmed.
CONFIRMED, OPENED = ("Window clerk", "Handler@ZJ"), ("Unit intake@ZJ",)


def hang(stage: Stage) -> None:
    """Publish the pages, let some read them, and send the message."""
    words = data("information")
    for told in words["pages"]:
        moment = _morning(stage, told["days"])
        with clock.at(moment):
            page = add_page(_facts(told), by=_officer(stage, told["by"]), publishes=True)
        if page.must_confirm:
            with clock.at(moment + timedelta(hours=3)):
                _read(stage, page)
    _write(stage, words["message"])


def _facts(told: Mapping[str, Any]) -> PageFacts:
    return PageFacts(
        kind=told["kind"],
        title=told["title"],
        body=told["body"],
        everyone=True,
        on_top=told.get("on_top", False),
        must_confirm=told.get("must_confirm", False),
        law=_law(told["law"]) if "law" in told else None,
    )


def _law(told: Mapping[str, Any]) -> LawFacts:
    return LawFacts(
        issuer=told["issuer"],
        authority=told["authority"],
        issued_on=date.fromisoformat(told["issued_on"]),
        effective_on=date.fromisoformat(told["effective_on"]),
        articles="\n".join(told["articles"]),
    )


def _read(stage: Stage, page: Information) -> None:
    for name in CONFIRMED:
        confirm(page, by=_officer(stage, name))
    for name in OPENED:
        mark_seen(page, by=_officer(stage, name))


def _write(stage: Stage, told: Mapping[str, Any]) -> None:
    moment = _morning(stage, told["days"])
    receiver = _officer(stage, "Handler@ZJ")
    with clock.at(moment):
        message = send(
            by=_officer(stage, "Triage officer"),
            receivers=[receiver.id, _officer(stage, "Head of unit@ZJ").id],
            subject=told["subject"],
            text=told["text"],
            uploads=[(told["file"], BytesIO(told["content"].encode()))],
        )
    with clock.at(moment + timedelta(hours=1)):
        open_message(message, by=receiver)


def _morning(stage: Stage, ago: int) -> datetime:
    return datetime.combine(stage.day(ago), MORNING, clock.OFFICE_ZONE)


def _officer(stage: Stage, name: str) -> Officer:
    return db.session.get_one(Officer, stage.who(name).id)
