"""Who may ask how satisfied the petitioner is, and how often (a rule of this system)."""

import sqlalchemy as sa

from app.accounts.deputies import same_hands
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.checks import guard
from app.petitions.clocks.running import last_clock
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Event, Opinion
from app.petitions.queries.earlier import UNSATISFIED, ratings_of
from app.petitions.queries.files import current_opinion


@guard
def rated_by_another(act: Act) -> None:
    """Nobody asks about his own work: neither the unit that answered, nor who did it."""
    petition = act.petition
    if petition.anonymous:
        raise MoveRefused(N_("An anonymous petitioner cannot be called back."))
    if petition.opinion_level and petition.unit_id == act.by.unit_id:
        raise _own_work()
    if not act.given:
        return
    opinion = current_opinion(petition)
    if opinion is not None and opinion.unit_id == act.by.unit_id:
        raise _own_work()
    if same_hands(act.by, petition.handler_id, *_authors(act, opinion)):
        raise _own_work()


def _own_work() -> MoveRefused:
    return MoveRefused(
        N_(
            "Who handled it, and the unit of the opinion, do not ask for the rating themselves;"
            " another unit calls back, such as the supervisors."
        ),
        who="follow_up",
    )


def _authors(act: Act, opinion: Opinion | None) -> list[int | None]:
    """Return who wrote and signed the opinion, or who answered without one."""
    if opinion is not None:
        return [opinion.drafted_by_id, opinion.signed_by_id]
    answered = sa.select(Event.by_id).where(
        Event.petition_id == act.petition.id,
        Event.step == "done",
        Event.move.in_(("reply_on_the_spot", "conclude")),
    )
    return list(db.session.scalars(answered))


@guard
def window_D18_open(act: Act) -> None:  # noqa: N802 - the limit's own code
    """Rated within the days after the service that the rule set names (D18).

    Who was not satisfied is asked once more after an improvement, whenever that comes.
    """
    window = last_clock(act.petition, "D18") if act.given else None
    if window is None or act.occurred_on <= window.due_on:
        return
    if not ratings_of(act.petition, current_opinion(act.petition)):
        raise MoveRefused(
            N_("The rating was possible until %(day)s, %(days)s days after the service."),
            day=window.due_on,
            days=(window.unrolled_on - window.started_on).days,
        )


@guard
def rated_once(act: Act) -> None:
    """Once for each opinion that was served, and once more after an improvement."""
    if not act.given:
        return
    opinion = current_opinion(act.petition)
    if opinion is not None and opinion.served_on is None:
        raise MoveRefused(N_("The opinion has not been served; record the service first."))
    ratings = ratings_of(act.petition, opinion)
    if not ratings:
        return
    first = ratings[0]
    if len(ratings) > 1:
        raise MoveRefused(
            N_("It was rated on %(first)s and once more on %(last)s; there is no third rating."),
            first=first.occurred_on,
            last=ratings[-1].occurred_on,
        )
    if first.satisfaction != UNSATISFIED:
        raise MoveRefused(
            N_("It was rated on %(day)s: once for each service."), day=first.occurred_on
        )
    if not (act.given.get("improved") or "").strip():
        raise Invalid(
            N_("Say what was improved since the rating of %(day)s; it stays beside the new one."),
            field="improved",
            day=first.occurred_on,
        )
