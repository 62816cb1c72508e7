"""Proposals of article 40: adopted, in part, not; one that waits for its feedback, one to sign."""

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core import clock
from app.demo.invention import data
from app.demo.stage import Stage
from app.demo.telling import officer
from app.extensions import db
from app.oversight.advice import acts
from app.petitions.models import Advice, Petition
from app.petitions.scope import visible_to

WRITES, SIGNS = "Supervisor", "Bureau leader"
SHOWN = 3


def lay(stage: Stage) -> None:
    """Make the proposals, each on its days and as far as it came."""
    for words in data("stories")["proposals"]:
        _make(stage, words)


def _make(stage: Stage, words: dict[str, str]) -> None:
    ago, by = int(words["ago"]), officer(stage.who(WRITES))
    with clock.at(stage.day(ago)):
        advice = acts.draft(_given(stage, words, by), by=by)
        acts.ask_signature(advice, by=by)
    if "signed_ago" not in words:
        return
    with clock.at(stage.day(int(words["signed_ago"]))):
        acts.sign(advice, by=officer(stage.who(SIGNS)))
    if "outcome" in words:
        _answer(stage, words, advice, by)


def _given(stage: Stage, words: dict[str, str], by: Officer) -> acts.AdviceGiven:
    unit = stage.place(words["unit"])
    shows = sa.select(Petition.number).where(
        Petition.unit_id == unit.id,
        Petition.registered_on <= clock.today(),
        Petition.is_accusation.is_(False),
        visible_to(by),
    )
    numbers = db.session.scalars(shows.order_by(Petition.id.desc()).limit(SHOWN))
    return acts.AdviceGiven(
        kind=words["kind"],
        unit_id=unit.id,
        subject=words["subject"],
        problem=words["problem"],
        proposal=words["proposal"],
        numbers=" ".join(numbers),
    )


def _answer(stage: Stage, words: dict[str, str], advice: Advice, by: Officer) -> None:
    head = officer(stage.who(f"Head of unit@{words['unit']}"))
    with clock.at(stage.day(int(words["answered_ago"]))):
        acts.answer(advice, by=head, outcome=words["outcome"], text=words["answer"])
        acts.close(advice, by=by)
