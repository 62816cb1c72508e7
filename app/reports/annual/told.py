"""Sentences of an annual report about what was done, with the numbers of the master table."""

from collections.abc import Iterator

import sqlalchemy as sa
from flask_babel import gettext as _

from app.core.sheet import Sheet
from app.extensions import db
from app.petitions.models import Handover, Petition
from app.reports.asked import Asked
from app.reports.counting import of_source
from app.reports.months.summary import number
from app.reports.reader import Reader
from app.settings.queries import value


def work(reader: Reader, asked: Asked, master: Sheet) -> Iterator[str]:
    """Yield what is told of transfers, assignments and supervisions."""
    sent = _handed_over(reader, asked)
    yield _(
        "Transferred: %(transferred)s petitions; assigned, a report wanted: %(assigned)s.",
        transferred=sent.get("transfer", 0),
        assigned=sent.get("assign", 0),
    )
    yield _(
        "To be accepted: %(accept)s, accepted in time %(accepted)s. To be concluded: %(answer)s,"
        " of these in time %(kept)s, overdue and not answered %(over)s; extended %(extended)s.",
        accept=number(master, "accept"),
        accepted=number(master, "accept.kept"),
        answer=number(master, "answer"),
        kept=number(master, "answer.kept"),
        over=number(master, "answer.over"),
        extended=number(master, "extended"),
    )
    yield _(
        "Letters of supervision: %(sent)s issued, %(closed)s closed.",
        sent=number(master, "supervised"),
        closed=number(master, "supervision_closed"),
    )


def others(master: Sheet) -> Iterator[str]:
    """Yield what is told of reviews, hearings and long-standing matters."""
    yield _(
        "Reviews: %(asked)s applied for, %(upheld)s upheld, %(overturned)s changed or revoked.",
        **_decided(master, "review"),
    )
    yield _(
        "Re-examinations: %(asked)s applied for, %(upheld)s upheld, %(overturned)s changed or"
        " revoked. Hearings held: %(hearings)s.",
        **_decided(master, "re_examination"),
        hearings=number(master, "hearing"),
    )
    yield _(
        "Long-standing matters, registered %(months)s months before or earlier: %(open)s open on"
        " the last day, %(ended)s settled in these days.",
        months=value("backlog_months"),
        open=number(master, "backlog"),
        ended=number(master, "backlog.ended"),
    )


def _decided(master: Sheet, level: str) -> dict[str, int]:
    return {how: number(master, f"{level}.{how}") for how in ("asked", "upheld", "overturned")}


def _handed_over(reader: Reader, asked: Asked) -> dict[str, int]:
    """Return how many petitions were transferred and assigned; what was taken back is not."""
    once = sa.func.count(sa.distinct(Handover.petition_id))
    query = sa.select(Handover.kind, once).join(Petition, Handover.petition_id == Petition.id)
    sent = (
        Handover.sent_on.between(asked.period.since, asked.period.until),
        Handover.status != "recalled",
    )
    counted = (*of_source(asked), reader.counted)
    rows = db.session.execute(query.where(*sent, *counted).group_by(Handover.kind))
    return {row[0]: row[1] for row in rows}
