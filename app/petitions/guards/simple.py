"""The simple procedure (简易办理): for what it is, for what never, and who takes it when.

By the Measures on Simple Handling of Petitions: pass on in 3 working days, accept in 3, end in 10.
"""

from collections.abc import Callable

from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.clocks.deadlines import due_on
from app.petitions.clocks.running import rules_of
from app.petitions.codes import AT_ONCE, CONSULTATION, SIMPLE
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Petition


def _others_assist(petition: Petition) -> bool:
    return any(one.role == "assisting" and one.until is None for one in petition.parties)


#: What the Measures leave out, as far as the file itself tells; the rest the officer judges.
NEVER_SIMPLE: tuple[tuple[Callable[[Act], bool], str], ...] = (
    (
        lambda act: act.petition.is_group or act.petition.is_repeat,
        N_("Not simple: group and repeat petitions take the ordinary procedure."),
    ),
    (
        lambda act: act.petition.is_accusation,
        N_("Not simple: an accusation goes its own way (art. 30)."),
    ),
    (
        lambda act: len(act.given.get("receivers", ())) > 1 or _others_assist(act.petition),
        N_("Not simple: more than one unit is responsible; take the ordinary procedure."),
    ),
    (
        lambda act: act.petition.redone > 0,
        N_("Not simple: it is handled again; take the ordinary procedure."),
    ),
)


@guard
def simple_fits(act: Act) -> None:
    """Simple is for what is new and plain, on a ground of the list."""
    marks = act.move.name == "mark_simple"
    if not marks and act.given.get("procedure") != SIMPLE:
        return
    field = "simple_ground" if marks else "procedure"
    for never, why in NEVER_SIMPLE:
        if never(act):
            raise MoveRefused(why) if marks and not act.given else Invalid(why, field=field)
    if act.given and not ground_of(act.petition, act.given.get("simple_ground")):
        raise Invalid(
            N_("Say on which ground the simple procedure is taken."), field="simple_ground"
        )
    if not marks:
        _in_time(act)


def _in_time(act: Act) -> None:
    """Refuse who chooses it only when its own three working days are over.

    What was marked before, and a question, go on as what they are: they are late then, no more.
    """
    petition = act.petition
    if act.approved_by is not None or petition.procedure == SIMPLE or _asks(petition):
        return
    accepts = act.move.name == "accept"
    code, since = ("D16", act.leg.sent_on) if accepts and act.leg else ("D15", petition.received_on)
    end = due_on(code, since, act.known_calendar, rules=rules_of(petition)).due_on
    if act.occurred_on > end:
        raise Invalid(
            N_(
                "The three working days of the simple procedure ended on %(day)s; take the"
                " ordinary one (Measures on Simple Handling)."
            ),
            field="procedure",
            day=end,
        )


def _asks(petition: Petition) -> bool:
    return petition.purpose == CONSULTATION


def ground_of(petition: Petition, given: str | None) -> str | None:
    """Return the ground that is given, or the one that the file has; a question is one itself."""
    return given or petition.simple_ground or (AT_ONCE if _asks(petition) else None)


@guard
def office_marks(act: Act) -> None:
    """The petition office marks within its three working days; a unit chooses when it accepts."""
    petition = act.petition
    if petition.procedure == SIMPLE:
        raise MoveRefused(N_("It is in the simple procedure already."))
    if petition.registering_unit.kind != "petition_office":
        raise MoveRefused(N_("A competent unit chooses the procedure when it accepts."))
    end = due_on("D15", petition.received_on, act.known_calendar, rules=rules_of(petition)).due_on
    if act.today > end:
        raise MoveRefused(
            N_(
                "The three working days of the simple procedure ended on %(day)s; pass it on by"
                " the ordinary one (Measures on Simple Handling)."
            ),
            day=end,
        )


@guard
def simple_procedure(act: Act) -> None:
    """Only what runs in the simple procedure can be changed to the ordinary one."""
    if act.petition.procedure != SIMPLE:
        raise MoveRefused(N_("It is in the ordinary procedure already."))
