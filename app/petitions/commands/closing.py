"""The ends: conclude, terminate, report to the assigner, archive."""

from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.clocks.running import running_clock
from app.petitions.commands.acts import move
from app.petitions.commands.contributing import release
from app.petitions.commands.lookups import unit_by_id
from app.petitions.engine import Act
from app.petitions.models import Approval, Event, Petition


@move("conclude")
def conclude(act: Act, *, close_way: str, result: str, reply: str | None = None) -> Event:
    """Close the file: answered directly, or replied and the remedy period over (办结)."""
    petition = act.petition
    if petition.state == "registered":
        if not (reply or "").strip():
            raise Invalid(N_("Say what was answered."), field="reply")
        petition.reply_text = reply
        petition.replied_on = act.occurred_on
    petition.close_way, petition.result = close_way, result
    petition.closed_on = act.occurred_on
    return act.done(facts={"close_way": close_way, "result": result, "reply": reply})


@move("terminate")
def terminate(act: Act, *, close_way: str, result: str, reason: str) -> Event:
    """Close because it was withdrawn, settled, or its petitioner died without successor (终止)."""
    petition = act.petition
    release(petition, act.occurred_on)
    petition.close_way, petition.result = close_way, result
    petition.closed_on = act.occurred_on
    return act.done(facts={"close_way": close_way, "result": result, "reason": reason})


@move("report_upward")
def report_upward(act: Act, *, text: str) -> Event:
    """Report to the authority that assigned it how the matter ended (向上级报结)."""
    return act.done(facts={"unit": act.petition.assigning_unit, "text": text})


def owes_report_upward(petition: Petition) -> bool:
    """Say whether the assigner still waits; concluding then warns."""
    return running_clock(petition, "D05I") is not None


@move("archive")
def archive(act: Act, *, archive_unit_id: int, region_code: str, issue: str) -> Event:
    """File a closed petition under unit, region and issue (归档)."""
    petition = act.petition
    petition.archived_from = petition.state
    petition.archived_at = clock.now()
    petition.archive_unit = unit_by_id(archive_unit_id, field="archive_unit_id")
    petition.archive_region, petition.archive_issue = region_code, issue
    return act.done(facts={"unit": petition.archive_unit.name, "issue": issue})


@atomic
def conclude_and_archive(
    petition: Petition,
    *,
    by: Officer,
    close_way: str,
    result: str,
    archive_unit_id: int,
    region_code: str,
    issue: str,
    reply: str | None = None,
) -> Event | Approval:
    """Close and file in one act, as the customer's button 办结归档 asks."""
    conclude(petition, by=by, close_way=close_way, result=result, reply=reply)
    db.session.flush()
    return archive(
        petition, by=by, archive_unit_id=archive_unit_id, region_code=region_code, issue=issue
    )


@move("unarchive")
def unarchive(act: Act, *, reason: str) -> Event:
    """Take a file out of the archive to correct it (调出更正)."""
    petition = act.petition
    before = petition.archived_from or "concluded"
    petition.archived_at = petition.archived_from = None
    return act.done(to=before, facts={"reason": reason})
