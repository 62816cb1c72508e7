"""What a sentence of the history says beside its act: who assisted, which papers, which rung."""

from datetime import date
from typing import Any

from flask_babel import format_date, gettext

from app.core.i18n import N_
from app.dictionaries.queries import label
from app.petitions.models import Event
from app.petitions.models.order import RUNGS
from app.petitions.queries.ended import PAPER

#: Acts on a supervision: of several on one petition it is said which.
SUPERVISING = frozenset(
    {
        "issue_supervision",
        "sign_supervision",
        "answer_supervision",
        "return_supervision",
        "close_supervision",
    }
)

#: Why an act was made without the letter that it needs.
WITHOUT = {
    "unknown": N_(", without a letter: name or address are unclear (art. 23(2))"),
    "anonymous": N_(", without a letter: nobody is known"),
    "oral": N_(", told by word of mouth in the simple procedure"),
    "waived": N_(", without its letter, as a second person granted"),
}


def beside(event: Event) -> str:
    """Return what else happened: who assists, who was called, by what file it is barred."""
    facts, said = event.facts or {}, ""
    if event.move == "answer_supervision" and facts.get("received"):
        said += gettext(", which it signed for with the answer")
    if event.move == "bar" and event.step == "done":
        said += _barred_by(facts)
    if facts.get("units"):
        said += gettext(", assisted by %(units)s", units=facts["units"])
    if facts.get("office_satisfaction"):
        rated = label("satisfaction", str(facts["office_satisfaction"]), on=event.occurred_on)
        said += gettext("; with the petition office: %(rated)s", rated=rated)
    if facts.get("called"):
        numbers = gettext(", ").join(facts["called"].split())
        said += gettext("; called: %(numbers)s", numbers=numbers)
    return said


def _barred_by(facts: dict[str, Any]) -> str:
    said = ""
    if facts.get("number"):
        said += gettext(", the file that ended is %(number)s", number=facts["number"])
    if facts.get("identity") == PAPER:
        said += gettext(", compared with the attached copy of the opinion")
    elif facts.get("identity"):
        said += gettext(", the same petitioner by the word of the officer")
    if facts.get("reached"):
        said += gettext(", told at the address of the file that ended")
    return said


def of_papers(facts: dict[str, Any]) -> str:
    """Return which letters were signed or dropped with an act, or why it was made without one."""
    said = ""
    if facts.get("papers"):
        said += gettext(", with %(papers)s", papers=facts["papers"])
    if facts.get("dropped"):
        said += gettext(", draft dropped: %(papers)s", papers=facts["dropped"])
    without = WITHOUT.get(facts.get("without", ""))
    return said + (gettext(without) if without else "")


def which_supervision(event: Event) -> str:
    """Return which supervision an act was about: its rung with its number, else with its day."""
    facts = event.facts or {}
    if event.move not in SUPERVISING or event.step != "done" or not facts.get("rung"):
        return ""
    label_of_rung = RUNGS[facts["rung"]]
    rung = gettext(label_of_rung)
    if facts.get("number"):
        return gettext(" (%(rung)s, %(number)s)", rung=rung, number=facts["number"])
    if facts.get("issued_on"):
        return gettext(" (%(rung)s of %(day)s)", rung=rung, day=day_of(facts["issued_on"]))
    return gettext(" (%(rung)s)", rung=rung)


def on_recusal(event: Event) -> str:
    """Return who asked for a recusal if it was the petitioner, and how it was decided."""
    facts = event.facts or {}
    if facts.get("origin") == "petitioner":
        return gettext(", asked for by the petitioner")
    if event.move != "decide_recusal" or event.step != "done" or "granted" not in facts:
        return ""
    if not facts["granted"]:
        return gettext(": he stays")
    if facts.get("successor"):
        return gettext(": he steps aside, %(name)s handles it", name=facts["successor"])
    return gettext(": he steps aside")


def day_of(text: str) -> str:
    """Return a day that an event keeps, as the reader's language writes it."""
    return format_date(date.fromisoformat(text), "medium")
