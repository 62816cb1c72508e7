"""How a command becomes a move: checked, rehearsed and decided by a second person where needed."""

import functools
from collections.abc import Callable
from datetime import date
from typing import Any

from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.core.errors import Stale
from app.core.i18n import N_
from app.core.once import once
from app.dictionaries.queries import work_calendar
from app.extensions import db
from app.petitions.checks import check, check_day, permission_to_approve
from app.petitions.commands.approvals import ask
from app.petitions.commands.registry import COMMANDS, Body, Command, one_at_a_time, require, take
from app.petitions.engine import Act
from app.petitions.follows import follows
from app.petitions.guards import every  # noqa: F401 - importing registers the guards
from app.petitions.guards.letters import use_waiver
from app.petitions.letters.cancelling import drop_waived
from app.petitions.letters.signing import draft_with, papers_of, sign_as_granted
from app.petitions.models import (
    Approval,
    Event,
    Petition,
)
from app.petitions.workflow import PETITION

# How each value that is an id, a unit or a list is prepared for the guards, before the body runs.
Prepare = Callable[[dict[str, Any]], None]


def move(name: str, *, prepare: Prepare | None = None) -> Callable[[Body], Command]:
    """Make a function the command of a move.

    The body gets an ``Act`` that has passed every check, and the given values. Where a second
    person must agree, nothing runs: what was given is kept in an ``Approval`` and runs when that
    person grants it.
    """
    rule = PETITION.move(name)

    def wrap(body: Body) -> Command:
        @functools.wraps(body)
        @atomic
        @once
        def command(
            petition: Petition,
            *,
            by: Officer,
            approval: Approval | None = None,
            **given: Any,
        ) -> Event | Approval:
            act = Act(petition, rule, by, calendar=work_calendar())
            if approval is not None:
                act.approved_by, act.approved_for = approval.decided_by, approval.decided_for
            _read(act, given, prepare)
            check(act)
            check_day(act, not_before=_earliest(act))
            permission = permission_to_approve(act)
            if permission and approval is None:
                return _asked(body, act, permission, given)
            return _make(body, act, given)

        COMMANDS[name] = command
        return command

    return wrap


def _read(act: Act, given: dict[str, Any], prepare: Prepare | None) -> None:
    """Take the day of the act out of what was given, and prepare the rest for the guards."""
    dated = given.pop("occurred_on", None)
    # An application comes from outside: its day is the day of the act.
    act.occurred_on = given.get("applied_on") or dated or clock.today()
    require(act.move.needs, given)
    act.given = dict(given)
    if prepare:
        prepare(act.given)


def _asked(body: Body, act: Act, permission: str, given: dict[str, Any]) -> Approval:
    """Have a second person asked: nothing is made before that one agrees."""
    _rehearse(body, act, given)
    asked = ask(act, permission, given)
    draft_with(act)
    return asked


def _make(body: Body, act: Act, given: dict[str, Any]) -> Event:
    """Make the move; where a second person granted it, the paper of it is signed with it."""
    letters = papers_of(act)
    event = body(act, **given)
    waiver = use_waiver(act)
    if waiver is not None:
        drop_waived(waiver, act.by.unit_id, act.approved_by or act.by)
    sign_as_granted(act, letters)
    db.session.flush()
    return event


def _rehearse(body: Body, act: Act, given: dict[str, Any]) -> None:
    """Make the move and take it back: what cannot be done must not wait for a decision."""
    take(act.petition)
    attempt = db.session.begin_nested()
    try:
        body(act, **given)
        db.session.flush()
    finally:
        attempt.rollback()


def _earliest(act: Act) -> date | None:
    """Return the day before which it cannot have happened; today everything has."""
    return follows(act) if act.occurred_on < act.today else None


def perform(
    petition: Petition, name: str, *, by: Officer, version: int | None = None, **given: Any
) -> Event | Approval:
    """Make a move by name; the answer is its event, or the approval that now waits.

    :raises Stale: if the file changed since ``version`` was shown.
    :raises MoveRefused: if the engine refuses.
    """
    if version is not None and version != petition.version:
        raise Stale(N_("Somebody else changed this petition meanwhile; look at it again."))
    with one_at_a_time():
        return COMMANDS[name](petition, by=by, **given)
