"""What handling needs: the right procedure, time left, every request answered, service."""

from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.clocks.running import running_clock
from app.petitions.codes import SUGGESTION
from app.petitions.endings import ADOPTED, agrees, results_of
from app.petitions.engine import Act, MoveRefused
from app.petitions.guards.competence import _registrar_competent
from app.petitions.letter_checking.answers import answers_in, concluded, numbers_of
from app.petitions.letters import LEFT_RECEIPT, LEFT_THERE, LETTERS
from app.petitions.letters.issued import refuse_unissued
from app.petitions.lists.unserved import letter_served
from app.petitions.models import Request


@guard
def acceptable(act: Act) -> None:
    """In the pool only the competent registrar accepts."""
    if act.petition.state == "registered" and not _registrar_competent(act):
        raise MoveRefused(
            N_("The petition office does not handle it itself; transfer or assign it.")
        )


@guard
def extension_left(act: Act) -> None:
    """Art. 34: at most thirty days in all (or what local rules give), asked before the end."""
    running = running_clock(act.petition, "D06")
    if running is None:
        raise MoveRefused(N_("No limit of art. 34 is running that could be extended."))
    law, most = running.limit.source, running.limit.extend_by
    if act.today > running.due_on:
        raise MoveRefused(
            N_("The limit has ended; it can no longer be extended (%(source)s)."), source=law
        )
    left = most - running.extended_days
    if left <= 0:
        raise MoveRefused(
            N_("The extension is used up: %(most)s days in all (%(source)s)."),
            most=most,
            source=law,
        )
    days = act.given.get("days")
    if days is not None and not 1 <= days <= left:
        raise Invalid(
            N_("Give 1 to %(left)s days; the extension has %(most)s days in all (%(source)s)."),
            field="days",
            left=left,
            most=most,
            source=law,
        )


@guard
def every_request_answered(act: Act) -> None:
    """Art. 32: an answer to each request."""
    answers = act.given.get("answers")
    if answers is None:
        return
    missing = [
        request.position
        for request in act.petition.requests
        if not (answers.get(str(request.id)) or {}).get("text", "").strip()
    ]
    if missing:
        raise Invalid(
            N_("Request %(positions)s has no answer yet (art. 32)."),
            field="answers",
            positions=", ".join(map(str, missing)),
        )


@guard
def every_request_concluded(act: Act) -> None:
    """Art. 32: a conclusion on each request; that of the whole opinion is no answer to several."""
    answers, requests = act.given.get("answers"), act.petition.requests
    if answers is None or not requests:
        return
    if len(requests) == 1:
        _each_listed(requests[0], (answers.get(str(requests[0].id)) or {}).get("text", ""))
        return
    for request in requests:
        if not (answers.get(str(request.id)) or {}).get("conclusion"):
            raise Invalid(
                N_("Request %(position)s has no conclusion yet (art. 32)."),
                field=f"conclusion_{request.id}",
                position=request.position,
            )


def _each_listed(request: Request, text: str) -> None:
    """Ask for an answer with its conclusion under each number of a request that lists several."""
    numbers = numbers_of([request.text])
    if len(numbers) < 2:
        return
    answered = {one.position: one.text for one in answers_in(text, len(numbers))}
    for number in numbers:
        if not concluded(answered.get(number, "")):
            raise Invalid(
                N_(
                    "The request lists %(count)s things: answer each under its number, with its"
                    " conclusion. Number %(number)s has none (art. 32)."
                ),
                field=f"answer_{request.id}",
                count=len(numbers),
                number=number,
            )


@guard
def conclusion_fits(act: Act) -> None:
    """Arts. 29, 32: each purpose has conclusions of its own, the answers to its requests too."""
    answers = (act.given.get("answers") or {}).values()
    each = [one.get("conclusion") for one in answers]
    for conclusion in (act.given.get("conclusion"), *each):
        if conclusion:
            check_result(act, conclusion, field="conclusion")
    if not agrees(act.given.get("conclusion"), [one for one in each if one]):
        raise Invalid(
            N_("The conclusion does not agree with those of the requests."), field="conclusion"
        )


def check_result(act: Act, result: str, *, field: str) -> None:
    """Refuse a result that a petition of this purpose cannot have."""
    if result in results_of(act.petition.purpose):
        return
    if act.petition.purpose == SUGGESTION:
        raise Invalid(N_("A suggestion is adopted, partly adopted or not adopted."), field=field)
    if result in ADOPTED:
        raise Invalid(N_("Only a suggestion can be adopted or not."), field=field)
    raise Invalid(N_("This result does not fit the purpose of the petition."), field=field)


@guard
def service_fits(act: Act) -> None:
    """An opinion is served once; a try that failed is recorded and does not count.

    What is served was issued, and if it was signed here it is one that has not arrived yet.
    """
    letter, manner = act.given.get("letter"), act.given.get("manner")
    if not letter:
        return
    if (manner == LEFT_THERE) != (act.given.get("receipt") == LEFT_RECEIPT):
        raise Invalid(
            N_("Left at the place: then both the manner and the receipt say so."), field="receipt"
        )
    if letter not in LETTERS:
        raise Invalid(N_("Choose from the list."), field="letter")
    _paper(act, letter)
    # A signed one may wait beside: a corrected one, or that of an opinion which was revoked.
    if act.given["paper"] is not None:
        return
    if letter == "opinion":
        _opinion_out(act)
    refuse_unissued(act.petition, letter, act.by.unit_id)


def _opinion_out(act: Act) -> None:
    if act.petition.served_on:
        raise Invalid(N_("The opinion has been served already."), field="letter")
    if act.petition.opinion_level is None:
        raise Invalid(N_("There is no opinion that could be served."), field="letter")


def _paper(act: Act, code: str) -> None:
    named = act.given.get("letter_id")
    paper = act.given["paper"] = letter_served(act.petition, code, named)
    if paper is None and named is not None:
        raise Invalid(
            N_("This is no signed letter of the file that still has to be served."), field="letter"
        )
