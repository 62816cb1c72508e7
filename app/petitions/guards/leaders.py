"""Leaders: whom one receives in person, and that one alone answers for a petition."""

from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.engine import Act, MoveRefused
from app.petitions.queries.receptions import open_charge


@guard
def came_in_person(act: Act) -> None:
    """Only a visit can be at a reception."""
    if act.petition.channel_kind != "visit":
        raise MoveRefused(N_("Only who came in person was received by a leader."))


@guard
def nobody_in_charge(act: Act) -> None:
    """One leader answers for a petition; asked only of the act itself, not of every page."""
    standing = open_charge(act.petition) if act.given else None
    if standing is not None:
        raise MoveRefused(
            N_("%(leader)s answers for it since %(day)s; release it first."),
            leader=standing.leader.full_name,
            day=standing.since,
        )
