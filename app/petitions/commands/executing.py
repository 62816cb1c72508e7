"""Carrying out what an opinion supported (art. 32): followed, reported on, done with proof."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.accounts.models import Unit
from app.core import clock
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.attachments.keeping import Upload
from app.petitions.commands.acts import move
from app.petitions.commands.attaching import fastened
from app.petitions.commands.carried_out import settle, take_back
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Event, Execution, Opinion, Petition
from app.petitions.queries.executions import SUPPORTED, to_carry_out
from app.settings.queries import value


def follow(act: Act, opinion: Opinion, unit: Unit, *, by_on: date | None = None) -> None:
    """Open a task for each request that an opinion supports; what the last one had is dropped."""
    drop(act.petition)
    db.session.flush()
    said = {one.request_id: one.conclusion for one in opinion.answers}
    due = by_on or opinion.issued_on + timedelta(days=int(value("execution_days", unit)))
    for request in act.petition.requests:
        if said.get(request.id, opinion.conclusion) in SUPPORTED:
            task = Execution(
                petition=act.petition,
                opinion_id=opinion.id,
                request_id=request.id,
                unit_id=unit.id,
                opened_on=opinion.issued_on,
                due_on=due,
            )
            db.session.add(task)


def drop(petition: Petition) -> None:
    """Let nobody carry out what an opinion said that no longer stands."""
    tasks = to_carry_out(petition)
    for one in tasks:
        one.status = "dropped"
    if tasks:
        take_back(petition, tasks, on=clock.today())


@move("report_execution")
def report_execution(act: Act, *, text: str, execution_id: int | None = None) -> Event:
    """Report how far the carrying out of a supported request is."""
    task = _task(act, execution_id)
    task.progress, task.progress_on = text, act.occurred_on
    return act.done(facts={"number": str(task.request.position), "text": text})


@move("finish_execution")
def finish_execution(
    act: Act,
    *,
    text: str,
    execution_id: int | None = None,
    done_on: date | None = None,
    uploads: Sequence[Upload] = (),
) -> Event:
    """Record that a supported request was carried out, and by what that is proved."""
    task = _task(act, execution_id)
    day = done_on or act.occurred_on
    if day > act.today:
        raise Invalid(N_("The date lies in the future."), field="done_on")
    if day < task.opened_on:
        raise Invalid(
            N_("The date lies before %(day)s, the day of the event that it follows."),
            field="done_on",
            day=task.opened_on,
        )
    task.status, task.done_on, task.proof = "done", day, text
    settle(act, task, proof=text)
    with fastened(uploads, by=act.by, petition_id=act.petition.id):
        event = act.done(facts={"number": str(task.request.position), "text": text})
        db.session.flush()
    return event


def _task(act: Act, execution_id: int | None) -> Execution:
    ours = [one for one in to_carry_out(act.petition) if one.unit_id == act.by.unit_id]
    if not ours:
        raise MoveRefused(N_("Your unit has nothing to carry out here."))
    if execution_id is None and len(ours) > 1:
        raise Invalid(N_("Say which request."), field="execution_id")
    found = [one for one in ours if execution_id in (None, one.id)]
    if not found:
        raise Invalid(N_("Choose from the list."), field="execution_id")
    return found[0]
