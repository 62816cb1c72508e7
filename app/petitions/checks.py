"""May this officer make this move now? The reasons why not, each as a sentence."""

from collections.abc import Callable
from datetime import date

from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.engine import Act, MoveRefused
from app.petitions.parties import holds
from app.petitions.rules import house_rules
from app.petitions.workflow import PETITION

Guard = Callable[[Act], None]
GUARDS: dict[str, Guard] = {}
#: What an act tells of the past beside its own day: when it is entered late, two answer for it.
TOLD_DAYS = ("happened_on", "done_on", "agreed_on", "fulfilled_on", "ends_on")


def guard(check: Guard) -> Guard:
    """Register a guard under its own name, by which the table calls it."""
    GUARDS[check.__name__] = check
    return check


def check(act: Act) -> None:
    """Raise the reason for which the move cannot be made now.

    :raises MoveRefused: permission, state, capacity, a waiting decision, or a guard of the table.
    """
    check_permission(act)
    check_state(act)
    check_waiting(act)
    check_capacity(act)
    for name in act.move.guards:
        GUARDS[name](act)


def check_permission(act: Act) -> None:
    """Refuse who lacks the move's own permission."""
    if not act.by.may(act.move.name, act.noun):
        raise MoveRefused(N_("Your roles do not include this act."), who=act.move.name)


def check_state(act: Act) -> None:
    """Refuse a move that the table does not allow in this state."""
    if act.petition.state not in act.move.sources:
        raise MoveRefused(
            N_("The petition is in the state “%(state)s”; this act is not possible there."),
            state=PETITION.state(act.petition.state).label,
        )


def check_waiting(act: Act) -> None:
    """Refuse to overtake a decision that a second person still owes."""
    if act.approved_by is not None or act.move.place == "record":
        return
    for approval in act.petition.approvals:
        if approval.status == "asked":
            raise MoveRefused(
                N_("“%(move)s” waits for a second person's decision; decide or withdraw it first."),
                move=PETITION.move(approval.move).label,
                who=approval.permission.removeprefix("can_"),
            )


def check_capacity(act: Act) -> None:
    """Refuse who does not act for a unit that holds the capacity now."""
    wanted = act.move.by
    if act.petition.state == PETITION.initial and act.move.by_at_first:
        wanted = act.move.by_at_first
    if wanted and not holds(act.petition, act.by.unit_id, wanted):
        raise MoveRefused(N_("The petition is not with your unit in a capacity that allows this."))


def permission_to_approve(act: Act) -> str | None:
    """Return the verb a second person needs for this act, or None if one person is enough."""
    if act.move.second or act.given.get("exception"):
        return f"approve_{act.move.name}"
    told = (act.given.get(name) for name in TOLD_DAYS)
    oldest = min([act.occurred_on, *filter(None, told)])
    if (act.today - oldest).days > house_rules(act.by.unit).backdate_days:
        return "approve_backdate"
    return None


def check_day(act: Act, *, not_before: date | None) -> None:
    """Refuse a day in the future, or one before the event that it must follow."""
    # The day of an application is the day of its act, and stands in a field of its own.
    field = "applied_on" if "applied_on" in act.given else "occurred_on"
    if act.occurred_on > act.today:
        raise Invalid(N_("The date lies in the future."), field=field)
    if not_before and act.occurred_on < not_before:
        raise Invalid(
            N_("The date lies before %(day)s, the day of the event that it follows."),
            field=field,
            day=not_before,
        )
