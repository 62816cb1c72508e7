"""What the chain of remedies allows: whose turn it is, what has one, how often it goes back."""

from typing import Any

from app.accounts.models import Unit
from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.codes import REDO, SIMPLE
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Opinion
from app.petitions.queries.earlier import redos, revoked_opinion
from app.petitions.queries.superiors import Above, above
from app.petitions.remedies import ANSWERED_ONLY

ARTICLES = {"ask_review": "35", "ask_re_examination": "36"}


@guard
def remedy_exists(act: Act) -> None:
    """Only what the petition procedure of art. 31 (6) decided can be reviewed."""
    if act.petition.purpose in ANSWERED_ONLY:
        raise MoveRefused(
            N_(
                "A suggestion or a question is answered, not decided: review and re-examination"
                " are for matters of art. 31 (6) (arts. 29, 31, 35)."
            )
        )
    if act.petition.procedure == SIMPLE:
        raise MoveRefused(
            N_(
                "It was answered in the simple procedure: who is not satisfied comes again, and"
                " the ordinary procedure is taken; review follows a written opinion (art. 35)."
            )
        )


@guard
def right_superior(act: Act) -> None:
    """Arts. 35, 36: the next higher unit of the one that decided.

    Another one only with a reason and a second person, who agrees to it; never the same one.
    """
    found = above(act.petition)
    if found is None:
        return
    unit, exception = act.given.get("reviewer"), act.given.get("exception")
    if found.highest or (found.right is None and not exception):
        raise _nobody(found, ARTICLES[act.move.name])
    if unit is None:
        return
    right = found.right
    if right is not None and unit.id == right.id and exception:
        raise Invalid(N_("This is the next higher unit: no exception."), field="exception")
    if unit.id == found.decided.id or not (exception or (right and unit.id == right.id)):
        raise _wrong(found, unit, ARTICLES[act.move.name])


def _wrong(found: Above, unit: Unit, article: str) -> Invalid:
    right = found.right.name if found.right else "—"
    if unit.id == found.decided.id:
        return Invalid(
            N_(
                "“%(unit)s” decided and cannot review itself; its next higher unit is"
                " “%(right)s” (art. %(article)s)."
            ),
            field="unit_id",
            unit=unit.name,
            right=right,
            article=article,
        )
    return Invalid(
        N_(
            "“%(unit)s” is not the right unit: above “%(decided)s”, which decided, stands"
            " “%(right)s” (art. %(article)s). If another one is to look all the same, say why"
            " below; a second person must agree."
        ),
        field="unit_id",
        unit=unit.name,
        decided=found.decided.name,
        right=right,
        article=article,
    )


def _nobody(found: Above, article: str) -> MoveRefused:
    if found.highest:
        return MoveRefused(
            N_(
                "“%(unit)s” decided, and above the province nobody reviews: its opinion is the"
                " last (art. %(article)s)."
            ),
            unit=found.decided.name,
            article=article,
        )
    return MoveRefused(
        N_(
            "The next higher unit of “%(unit)s” is not entered: have its superior or its unit"
            " for review entered in the list of units (art. %(article)s)."
        ),
        unit=found.decided.name,
        article=article,
    )


@guard
def redo_left(act: Act) -> None:
    """One redo at each level; the second time the reviewing unit decides itself."""
    if act.given.get("outcome") != REDO:
        return
    level = act.move.name.removeprefix("decide_")
    before = next((one for one in redos(act.petition) if one.level == level), None)
    if before is not None:
        raise Invalid(
            N_(
                "It was sent back to be handled again on %(day)s: at each level once. Now uphold"
                " the opinion or change it (a rule of this system for the chain of arts. 35, 36)."
            ),
            field="outcome",
            day=before.decided_on,
        )


@guard
def redo_differs(act: Act) -> None:
    """What was revoked is not issued once more, word for word."""
    if not act.given.get("answers") or not act.petition.redone:
        return
    revoked = revoked_opinion(act.petition)
    if revoked is not None and _said(revoked) == _given(act.given):
        raise Invalid(
            N_(
                "Facts, basis, conclusion and answers are those of the opinion that was revoked."
                " Who must handle again does not issue the same opinion on the same facts and"
                " reasons (local regulations on petitions, such as those of Beijing)."
            ),
            field="facts",
        )


Said = tuple[str, ...]


def _said(opinion: Opinion) -> Said:
    answers = [(one.request_id, one.conclusion, one.text) for one in opinion.answers]
    return _plain(opinion.facts, opinion.basis, opinion.conclusion, sorted(answers))


def _given(given: dict[str, Any]) -> Said:
    answers = [
        (int(key), one.get("conclusion") or given["conclusion"], one["text"])
        for key, one in given["answers"].items()
    ]
    return _plain(given["facts"], given["basis"], given["conclusion"], sorted(answers))


def _plain(facts: str, basis: str, conclusion: str, answers: list[tuple[int, str, str]]) -> Said:
    """Return the words without the spaces between them."""
    words = (facts, basis, conclusion, *(part for one in answers for part in map(str, one)))
    return tuple("".join(word.split()) for word in words)
