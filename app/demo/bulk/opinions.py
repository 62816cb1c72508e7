"""Opinions as rows: written, answering each request, served, and the remedy that service opens."""

from app.demo.bulk.book import Row
from app.demo.bulk.docket import Docket, Doing
from app.petitions.clocks.running import HANDLING
from app.petitions.remedies import REMEDY, reviewable

Answers = dict[str, dict[str, str]]


def write_opinion(
    docket: Docket, doing: Doing, level: str, *, facts: str, basis: str, conclusion: str
) -> Row:
    """Add an opinion at a level and make it the current one."""
    opinion = docket.book.add(
        "opinion",
        petition_id=docket.id,
        level=level,
        version=1 + sum(one["level"] == level for one in docket.opinions),
        unit_id=doing.by.unit_id,
        facts=facts,
        basis=basis,
        conclusion=conclusion,
        issued_on=doing.occurred_on,
        drafted_by_id=doing.by.id,
        signed_by_id=doing.second.id if doing.second else None,
        served_on=None,
    )
    docket.opinions.append(opinion)
    docket.row.update(
        opinion_level=level, replied_on=doing.occurred_on, served_on=None, result=conclusion
    )
    return opinion


def reply(  # noqa: PLR0913 - the fields of the form
    docket: Docket, doing: Doing, *, answers: Answers, facts: str, basis: str, conclusion: str,
    oral: bool = False, oral_manner: str | None = None,
) -> None:  # fmt: skip
    """答复."""
    opinion = write_opinion(
        docket, doing, "handling", facts=facts, basis=basis, conclusion=conclusion
    )
    opinion.update(oral=oral, oral_manner=oral_manner)
    for request_id in docket.request_ids:
        given = answers[str(request_id)]
        docket.book.add(
            "answer",
            opinion_id=opinion["id"],
            request_id=request_id,
            conclusion=given.get("conclusion") or conclusion,
            text=given["text"],
        )
    if oral:
        opinion["served_on"] = docket.row["served_on"] = doing.occurred_on
        docket.stop(HANDLING, doing.occurred_on)
    facts_ = {"conclusion": conclusion, "version": opinion["version"], "oral_manner": oral_manner}
    docket.done(doing, facts_)


def serve(docket: Docket, doing: Doing, *, letter: str, manner: str, receipt: str) -> None:
    """送达."""
    level = docket.row.get("opinion_level")
    opinion = docket.opinions[-1] if letter == "opinion" and level else None
    docket.book.add(
        "service",
        petition_id=docket.id,
        opinion_id=opinion["id"] if opinion else None,
        letter=letter,
        manner=manner,
        receipt=receipt,
        occurred_on=doing.occurred_on,
        recorded_at=doing.at,
        recorded_by_id=doing.by.id,
    )
    docket.done(doing, {"letter": letter, "manner": manner, "receipt": receipt})
    if opinion and not opinion["served_on"]:
        _open_remedy(docket, doing, opinion)


def _open_remedy(docket: Docket, doing: Doing, opinion: Row) -> None:
    row, day = docket.row, doing.occurred_on
    opinion["served_on"] = row["served_on"] = day
    if opinion["level"] == "handling":
        docket.stop(HANDLING, day)
    if not row["anonymous"]:
        docket.release("D18", day)
        docket.start("D18", day, docket.book.office.places[row["unit_id"]])
    code = REMEDY[opinion["level"]]
    open_ = reviewable(row["purpose"], row["procedure"], anonymous=row["anonymous"])
    if code and row["state"] == "replied" and open_:
        docket.start(code, day, docket.book.office.places[row["unit_id"]])
