"""What was done or is asked for: reasons, opinions, applications, orders, who is above."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.models import Unit
from app.dictionaries import queries as dictionary
from app.extensions import db
from app.petitions.clocks.running import handling_clock, rules_of
from app.petitions.codes import CHANGED
from app.petitions.letter_checking.answers import counted
from app.petitions.letter_checking.tables import words
from app.petitions.letters.kinds import bases, kind_of
from app.petitions.letters.sources.asked import asked_for
from app.petitions.letters.sources.drafting import Drafting, joined, numbered, paper_day
from app.petitions.models import Hearing, Letter, Opinion, Request, ReviewCase
from app.petitions.queries.earlier import reviewing_unit, sent_back
from app.petitions.queries.superiors import re_examiner_of, reviewer_of
from app.petitions.remedies import has_remedy

LEVELS = {"W14": "handling", "W15": "review", "W16": "re_examination"}
#: The paper that each review looks at again.
REVIEWED = {"W15": "W14", "W16": "W15"}
GROUNDS = {
    "decline": "decline_reason",
    "bar": "bar_reason",
    "extend": "extension_reason",
}


def given(of: Drafting) -> dict[str, str]:
    """Return reasons, facts and answers: those that are asked for now, else those that stand."""
    asked = asked_for(of)
    stands = opinion_of(of)
    code = str(asked.get("reason_code") or of.petition.reason_code or "")
    move = of.kind.moves[0] if of.kind.moves else ""
    return {
        "reason": str(asked.get("reason") or ""),
        "ground": _noted(dictionary.label(GROUNDS.get(move, "decline_reason"), code)),
        "article": _article(of, move, code, str(asked.get("route") or "")),
        "ended": _ended(code, asked),
        "organ": str(asked.get("organ") or ""),
        "route": dictionary.label("statutory_route", asked.get("route")),
        "days": _days(of, asked),
        "facts": str(asked.get("facts") or (stands.facts if stands else "")),
        "basis": str(asked.get("basis") or (stands.basis if stands else "")),
        "answers": _answers(of, asked, stands),
        "outcome": _outcome(of, asked),
        "conclusion": dictionary.label("close_result", of.petition.result),
    }


def _outcome(of: Drafting, asked: dict[str, Any]) -> str:
    """Return what a review comes to: it upholds or revokes a paper, which is named."""
    outcome = dictionary.label("review_outcome", asked.get("outcome"))
    if asked.get("outcome") == CHANGED:
        return joined(
            (outcome, dictionary.label("close_result", asked.get("conclusion"))), "\uff1a"
        )
    kind = REVIEWED.get(of.kind.code, "")
    number = number_of(of, kind) if outcome else ""
    return (
        joined((outcome, f"{kind_of(kind).name}\uff08{number}\uff09"), "\uff1a")
        if number
        else outcome
    )


def _article(of: Drafting, move: str, code: str, route: str) -> str:
    """Return by which article: of local law, or of the Regulation as ``basis.csv`` has it."""
    local = rules_of(of.petition).grounds.get(code)
    if local:
        return local
    key = {"accept": of.petition.purpose, "redirect": dictionary.top_code("statutory_route", route)}
    return bases().get((move, key.get(move, code)), "")


def _noted(label: str) -> str:
    """Return a ground without the note for the office that it is one of local law."""
    return label.removesuffix(words().local_note)


def _ended(code: str, asked: dict[str, Any]) -> str:
    """Return by what the matter ended: the opinion of the last level, or a ground of local law."""
    if code != "N01":
        return _noted(dictionary.label("bar_reason", code))
    return _(
        "the re-examination opinion %(number)s was served on you on %(day)s, and you still raise"
        " the same facts and reasons",
        number=str(asked.get("opinion_number") or ""),
        day=paper_day(asked.get("served_on")),
    )


def _days(of: Drafting, asked: dict[str, Any]) -> str:
    running = handling_clock(of.petition)
    days = asked.get("days") or (running.extended_days if running else 0)
    return str(days or "")


def opinion_of(of: Drafting) -> Opinion | None:
    """Return the opinion that the letter is the paper of."""
    level = LEVELS.get(of.kind.code)
    if level is None:
        return None
    return db.session.scalar(
        sa.select(Opinion)
        .where(
            Opinion.petition_id == of.petition.id,
            Opinion.level == level,
            Opinion.withdrawn_on.is_(None),
        )
        .order_by(Opinion.id.desc())
        .limit(1)
    )


def _answers(of: Drafting, asked: dict[str, Any], stands: Opinion | None) -> str:
    given = asked.get("answers") or {}
    if not given and stands is not None:
        given = {
            str(one.request_id): {"text": one.text, "conclusion": one.conclusion}
            for one in stands.answers
        }
    conclusion = asked.get("conclusion")
    requests = of.petition.requests
    return numbered(
        _answer(given.get(str(one.id)) or {}, conclusion, listing=_lists_several(requests, one))
        for one in requests
    )


def _lists_several(requests: Sequence[Request], one: Request) -> bool:
    """Say whether a request is the only one of its file, and its text lists several."""
    return len(requests) == 1 and counted(one.text) > 1


def _answer(one: dict[str, str], conclusion: str | None, *, listing: bool) -> str:
    """Return an answer with its conclusion before it; where several are listed each has its own."""
    text = one.get("text") or ""
    if listing:
        return text
    label = dictionary.label("close_result", one.get("conclusion") or conclusion)
    return joined((label, text), "\uff1a")


# --- the units above, and what was decided before ------------------------------------------------


def above(of: Drafting) -> dict[str, str]:
    """Return who is asked for review and re-examination, by full name; nobody without remedy.

    What a review sends back has none: the unit that handles it anew is named.
    """
    handled = of.petition.unit or of.unit
    if sent_back(of.petition, LEVELS.get(of.kind.code, ""), asked_for(of).get("outcome")):
        return {"review": "", "re_examination": "", "redo": handled.name}
    if not has_remedy(of.petition):
        return {"review": "", "re_examination": "", "redo": ""}
    return {
        "review": _reached(reviewer_of(handled)),
        "re_examination": _reached(re_examiner_of(handled, of.unit)),
        "redo": "",
    }


def _reached(unit: Unit | None) -> str:
    if unit is None:
        return ""
    parts = (
        _("address: %(address)s", address=unit.address) if unit.address else "",
        _("telephone: %(phone)s", phone=unit.phone) if unit.phone else "",
    )
    told = joined(parts, "\uff0c")
    return f"{unit.name}\uff08{told}\uff09" if told else unit.name


def before(of: Drafting) -> dict[str, str]:
    """Return the application that is decided, and the opinion it is against."""
    level = LEVELS.get(of.kind.code, "review")
    case = db.session.scalar(
        sa.select(ReviewCase)
        .where(ReviewCase.petition_id == of.petition.id, ReviewCase.level == level)
        .order_by(ReviewCase.id.desc())
        .limit(1)
    )
    handled = of.petition.unit
    reviewed = reviewing_unit(of.petition) if level == "re_examination" else None
    decided = reviewed or handled
    both = joined(one.name for one in (handled, reviewed) if one)
    return {
        "unit": decided.name if decided else "",
        "units": both,
        "number": number_of(of, REVIEWED.get(of.kind.code, "W14")),
        "applied_on": paper_day(case.applied_on) if case else "",
        "asked": case.reason if case else "",
        "hearing": _hearing(of, level),
    }


def _hearing(of: Drafting, level: str) -> str:
    one = db.session.scalar(
        sa.select(Hearing)
        .where(Hearing.petition_id == of.petition.id, Hearing.level == level)
        .order_by(Hearing.id.desc())
        .limit(1)
    )
    return joined((paper_day(one.begins_on), one.text), "\uff0c") if one else ""


def number_of(of: Drafting, *kinds: str) -> str:
    """Return the number of the letter of some kinds that was signed last; nothing without one."""
    return (
        db.session.scalar(
            sa.select(Letter.number)
            .where(
                Letter.petition_id == of.petition.id,
                Letter.kind.in_(kinds),
                Letter.status == "signed",
            )
            .order_by(Letter.id.desc())
            .limit(1)
        )
        or ""
    )
