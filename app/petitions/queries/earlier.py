"""What was decided before in the same file: reviews, redos, objections, ratings."""

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.accounts.models import Unit
from app.extensions import db
from app.petitions.codes import CHANGED, REDO, UPHELD
from app.petitions.models import (
    FollowUp,
    Handover,
    Objection,
    Opinion,
    Petition,
    ReviewCase,
    Supervision,
)

#: The levels at which an opinion is looked at again.
REVIEWS = ("review", "re_examination")


def reviewing_unit(petition: Petition) -> Unit | None:
    """Return the unit whose review opinion was issued last."""
    return db.session.scalar(
        sa.select(Unit)
        .join(ReviewCase, ReviewCase.unit_id == Unit.id)
        .where(
            ReviewCase.petition_id == petition.id,
            ReviewCase.level == "review",
            ReviewCase.outcome.in_((UPHELD, CHANGED)),
        )
        .order_by(ReviewCase.id.desc())
        .limit(1)
    )


def redos(petition: Petition) -> list[ReviewCase]:
    """Return the reviews that revoked and ordered to handle again, the newest first."""
    return list(
        db.session.scalars(
            sa.select(ReviewCase)
            .where(ReviewCase.petition_id == petition.id, ReviewCase.outcome == REDO)
            .order_by(ReviewCase.id.desc())
        )
    )


def sent_back(petition: Petition, level: str, outcome: str | None) -> bool:
    """Say whether a review orders to handle anew: as it is asked for, else as it was decided."""
    if outcome:
        return outcome == REDO
    newest = (
        sa.select(ReviewCase.outcome)
        .where(ReviewCase.petition_id == petition.id, ReviewCase.level == level)
        .order_by(ReviewCase.id.desc())
        .limit(1)
    )
    return level in REVIEWS and db.session.scalar(newest) == REDO


def revoked_opinion(petition: Petition) -> Opinion | None:
    """Return the handling opinion that the newest redo revoked, with its answers."""
    newest = next(iter(redos(petition)), None)
    if newest is None or newest.against_id is None:
        return None
    return db.session.scalar(
        sa.select(Opinion)
        .where(
            Opinion.petition_id == petition.id,
            Opinion.level == "handling",
            Opinion.withdrawn_on.is_(None),
            Opinion.id <= newest.against_id,
        )
        .options(selectinload(Opinion.answers))
        .order_by(Opinion.id.desc())
        .limit(1)
    )


def objections_on(leg: Handover) -> list[Objection]:
    """Return the objections made on a leg, the newest first."""
    return list(
        db.session.scalars(
            sa.select(Objection)
            .where(Objection.handover_id == leg.id)
            .order_by(Objection.id.desc())
        )
    )


#: What a petitioner says who is not satisfied.
UNSATISFIED = "3"


def unhappy_ratings(petition: Petition) -> list[FollowUp]:
    """Return the ratings of somebody not satisfied that no supervision takes up yet, newest first.

    With the unit or with the petition office: both are rated, both can be pressed.
    """
    taken_up = sa.select(Supervision.follow_up_id).where(Supervision.follow_up_id.is_not(None))
    return list(
        db.session.scalars(
            sa.select(FollowUp)
            .where(
                FollowUp.petition_id == petition.id,
                sa.or_(
                    FollowUp.satisfaction == UNSATISFIED,
                    FollowUp.office_satisfaction == UNSATISFIED,
                ),
                FollowUp.id.not_in(taken_up),
            )
            .order_by(FollowUp.id.desc())
        )
    )


def ratings_of(petition: Petition, opinion: Opinion | None) -> list[FollowUp]:
    """Return how an answer was rated: of the opinion that was served, or of none."""
    same = FollowUp.opinion_id.is_(None) if opinion is None else FollowUp.opinion_id == opinion.id
    return list(
        db.session.scalars(
            sa.select(FollowUp)
            .where(FollowUp.petition_id == petition.id, same)
            .order_by(FollowUp.id)
        )
    )
