"""Service: how a letter reached the petitioner, and the remedy that the opinion opens."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.attachments.keeping import Upload
from app.petitions.clocks.running import (
    HANDLING,
    release_clocks,
    relight,
    start_clock,
    stop_clocks,
)
from app.petitions.commands.acts import move
from app.petitions.commands.attaching import fastened
from app.petitions.commands.registry import COMMANDS
from app.petitions.engine import Act
from app.petitions.letters import NOT_RECEIVED
from app.petitions.letters.words import title_of
from app.petitions.models import Approval, Attachment, Event, Opinion, Petition, Service
from app.petitions.queries.files import current_opinion, opinion_served
from app.petitions.remedies import remedy_after

#: The kind of enclosure that a scanned receipt is (送达回证).
PROOF = "14"


@move("serve")
def _serve(
    act: Act,
    *,
    letter: str,
    manner: str,
    receipt: str,
    receipt_number: str | None = None,
    letter_id: int | None = None,
    scan_id: int | None = None,
) -> Event:
    petition, paper = act.petition, act.given.get("paper")
    opinion = opinion_served(petition, paper) if letter == "opinion" else None
    record = Service(
        petition=petition,
        opinion_id=opinion.id if opinion else None,
        letter=letter,
        letter_id=paper.id if paper else None,
        scan_id=scan_of(petition, scan_id),
        manner=manner,
        receipt=receipt,
        receipt_number=receipt_number,
        occurred_on=act.occurred_on,
        recorded_at=clock.now(),
        recorded_by_id=act.by.id,
    )
    db.session.add(record)
    facts = {"letter": letter, "manner": manner, "receipt": receipt}
    event = act.done(facts=facts | ({"paper": title_of(paper)} if paper else {}))
    if opinion is not None and opinion.served_on is None and receipt not in NOT_RECEIVED:
        _arrived(act, opinion)
    return event


@atomic
def serve(
    petition: Petition, *, by: Officer, uploads: Sequence[Upload] = (), **given: Any
) -> Event | Approval:
    """Record how and when a letter reached the petitioner (送达); an opinion opens the remedy.

    It is the signed letter that is served: the one that is named, else the newest of its kind
    that has not arrived yet. What was never written as a letter here has none. The scan of the
    receipt (送达回证) is kept with the record, or neither; where a second person must agree it
    waits among the attachments.

    :raises Invalid: if the letter was not issued, or the scan is not taken.
    """
    if not uploads:
        return _serve(petition, by=by, **given)
    if given.get("scan_id"):
        raise Invalid(N_("Choose a scan of the file or add one, not both."), field="files")
    if len(uploads) > 1:
        raise Invalid(N_("One file only: put the pages of a receipt into one."), field="files")
    with fastened(uploads, by=by, kind=PROOF, petition_id=petition.id) as (scan,):
        db.session.flush()
        return _serve(petition, by=by, scan_id=scan.id, **given)


COMMANDS["serve"] = serve


def scan_of(petition: Petition, scan_id: int | None) -> int | None:
    """Return the id of a scan that is fastened to the file.

    :raises Invalid: for any other.
    """
    if scan_id is None:
        return None
    found = db.session.scalar(
        sa.select(Attachment.id).where(
            Attachment.id == scan_id,
            Attachment.petition_id == petition.id,
            Attachment.retired_at.is_(None),
        )
    )
    if found is None:
        raise Invalid(N_("There is no such file on this petition."), field="scan_id")
    return found


def _arrived(act: Act, opinion: Opinion) -> None:
    """Write down that an opinion arrived; the one that stands opens its remedy."""
    stands = current_opinion(act.petition)
    opinion.served_on = act.occurred_on
    if stands is not None and stands.id == opinion.id:
        _open_remedy(act, opinion)


def _open_remedy(act: Act, opinion: Opinion) -> None:
    petition = act.petition
    petition.served_on = act.occurred_on
    if opinion.level == "handling":
        stop_clocks(petition, HANDLING, on=act.occurred_on)
    if not petition.anonymous:
        # Until then the petitioner may rate how he was served; nobody calls back an unknown one.
        release_clocks(petition, "D18", on=act.occurred_on)
        start_clock(act, "D18", on=act.occurred_on, owner=act.holder)
    code = remedy_after(petition, opinion.level)
    if code and petition.state == "replied":
        start_clock(act, code, on=act.occurred_on, owner=act.holder)
    relight(petition)
