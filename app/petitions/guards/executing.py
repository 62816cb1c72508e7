"""Supervision of a closed petition: where something supported is owing, or somebody unhappy."""

from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.engine import Act, MoveRefused
from app.petitions.queries.earlier import unhappy_ratings
from app.petitions.queries.executions import overdue_of
from app.petitions.workflow import ENDED


@guard
def closed_but_owing(act: Act) -> None:
    """Art. 40(1): a closed one is pressed for what is not carried out, or an unhappy rating."""
    if act.petition.state not in ENDED or overdue_of(act.petition) is not None:
        return
    if not unhappy_ratings(act.petition):
        raise MoveRefused(
            N_(
                "It is closed: only a supported request that is overdue, or an unhappy rating,"
                " can still be supervised (art. 40(1))."
            )
        )
