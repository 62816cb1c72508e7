"""Service: how a letter reached the petitioner, and the remedy that the opinion opens."""

from app.core import clock
from app.extensions import db
from app.petitions.clocks import HANDLING, relight, start_clock, stop_clocks
from app.petitions.commands.acts import move
from app.petitions.engine import Act
from app.petitions.letters import NOT_RECEIVED
from app.petitions.models import Event, Opinion, Service
from app.petitions.queries import current_opinion
from app.petitions.remedies import remedy_after


@move("serve")
def serve(
    act: Act,
    *,
    letter: str,
    manner: str,
    receipt: str,
    receipt_number: str | None = None,
) -> Event:
    """Record how and when a letter reached the petitioner (送达); an opinion opens the remedy."""
    petition = act.petition
    opinion = current_opinion(petition) if letter == "opinion" else None
    record = Service(
        petition=petition,
        opinion_id=opinion.id if opinion else None,
        letter=letter,
        manner=manner,
        receipt=receipt,
        receipt_number=receipt_number,
        occurred_on=act.occurred_on,
        recorded_at=clock.now(),
        recorded_by_id=act.by.id,
    )
    db.session.add(record)
    event = act.done(facts={"letter": letter, "manner": manner, "receipt": receipt})
    if opinion is not None and opinion.served_on is None and receipt not in NOT_RECEIVED:
        _open_remedy(act, opinion)
    return event


def _open_remedy(act: Act, opinion: Opinion) -> None:
    petition = act.petition
    opinion.served_on = petition.served_on = act.occurred_on
    if opinion.level == "handling":
        stop_clocks(petition, HANDLING, on=act.occurred_on)
    if not petition.anonymous:
        # Until then the petitioner may rate how he was served; nobody calls back an unknown one.
        start_clock(act, "D18", on=act.occurred_on, owner=act.holder)
    code = remedy_after(petition, opinion.level)
    if code and petition.state == "replied":
        start_clock(act, code, on=act.occurred_on, owner=act.holder)
    relight(petition)
