"""Supervision of a closed petition: only where what was supported is not carried out."""

from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.engine import Act, MoveRefused
from app.petitions.executions import overdue_of


@guard
def open_or_not_carried_out(act: Act) -> None:
    """Art. 40(1): who does not carry out an opinion is supervised also after the conclusion."""
    if act.petition.state == "concluded" and overdue_of(act.petition) is None:
        raise MoveRefused(
            N_("It is concluded, and nothing that was supported is overdue (art. 40(1)).")
        )
