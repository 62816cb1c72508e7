"""Registration: a visit, a letter, a call, an assignment becomes a petition with a number."""

import secrets
from datetime import timedelta

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core import clock
from app.core.crypto import digest
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.dictionaries.queries import work_calendar
from app.extensions import db
from app.petitions.commands.acts import move
from app.petitions.commands.approvals import note_step
from app.petitions.commands.filing import (
    accusation_desk,
    add_incident,
    add_people,
    add_text,
    give_number,
    new_petition,
    open_matter,
    person_columns,
    start_clocks,
)
from app.petitions.commands.given import (
    ASSIGNED_SOURCE,
    COPIED,
    WRITTEN,
    PersonGiven,
    Registered,
    Registration,
    check,
    tidy,
)
from app.petitions.commands.registry import AFTER_REFUSAL, COMMANDS
from app.petitions.endings import ON_THE_SPOT, result_on_the_spot
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Approval, Event, Petition
from app.petitions.parties import keep, open_party
from app.petitions.rules import house_rules
from app.petitions.scope import recognisable_by
from app.petitions.workflow import PETITION

__all__ = [
    "ASSIGNED_SOURCE",
    "COPIED",
    "WRITTEN",
    "PersonGiven",
    "Registered",
    "RegisteredAlready",
    "Registration",
    "person_columns",
    "query_code",
    "register",
    "register_and_reply",
    "reply_on_the_spot",
]

# No O and 0, no 1 and I: the code is read aloud and typed.
_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@atomic
def register(given: Registration, *, by: Officer) -> Registered:
    """Enter a petition into the register; the number is taken last, in the same transaction.

    :raises Invalid: naming the field that is wrong.
    :raises MoveRefused: if ``by`` may not register.
    :raises RegisteredAlready: if the form was registered before, perhaps a moment ago.
    """
    if not by.may("register"):
        raise MoveRefused(N_("Your roles do not include this act."), who="register")
    if by.unit is None:
        raise MoveRefused(N_("Your account belongs to no unit; ask the administrator."))
    given = tidy(given)
    check(given)
    first = _first_petition(given, by)
    petition = new_petition(given, by, first)
    desk = petition.unit = accusation_desk(given, by.unit)
    act = Act(petition, PETITION.move("register"), by, calendar=work_calendar())
    act.occurred_on = given.received_on
    add_people(petition, given)
    add_text(petition, given)
    open_party(petition, desk, "registering")
    start_clocks(act, given, desk)
    petition.matter = first.matter if first and first.matter else open_matter(petition)
    code = query_code(given.form_key or secrets.token_hex(8), by)
    give_number(petition, code)
    _refuse_a_second(given, by)
    petition.form_key = given.form_key
    db.session.add(petition)
    act.done(facts={"number": petition.number, "head_count": petition.head_count})
    db.session.flush()
    add_incident(petition, given, by)
    return Registered(petition, code, _late_entry(act))


def query_code(form_key: str, by: Officer) -> str:
    """Return the code of what an officer registers from a form: the same again for the slip."""
    drawn = int(digest(f"{by.id} {form_key}", "query_code of form"), 16)
    return "".join(_CODE_LETTERS[drawn >> 5 * place & 31] for place in range(8))


@atomic
def register_and_reply(
    given: Registration, *, by: Officer, reply: str, consent: bool
) -> Registered:
    """Register and answer at the window in one act, if the petitioner agrees (当面回复)."""
    registered = register(given, by=by)
    if registered.waiting is not None:
        raise Invalid(
            N_("A late entry needs a second person first; save it to the pool."),
            field="received_on",
        )
    reply_on_the_spot(registered.petition, by=by, reply=reply, consent=consent)
    return registered


@move("reply_on_the_spot")
def reply_on_the_spot(act: Act, *, reply: str, consent: bool) -> Event:
    """Conclude at the window what the petitioner accepts as answered (当面回复, A1)."""
    if not consent:
        raise Invalid(N_("Only if the petitioner agrees with the reply."), field="consent")
    petition = act.petition
    petition.reply_text = reply
    petition.close_way, petition.result = ON_THE_SPOT, result_on_the_spot(petition.purpose)
    petition.closed_on = petition.replied_on = act.occurred_on
    return act.done(facts={"reply": reply})


def _confirm_late(petition: Petition, *, by: Officer, approval: Approval) -> Event:
    """Confirm the day of arrival of a late entry as its second person."""
    petition.late_entry = True
    act = Act(petition, PETITION.move("register"), by, approved_by=approval.decided_by)
    act.approved_for = approval.decided_for
    event = act.done(step="granted", to=petition.state)
    db.session.flush()
    return event


def _void_late(petition: Petition, by: Officer) -> None:
    """Void what the second person did not believe; it must be registered anew."""
    Act(petition, PETITION.move("void"), by).done()


COMMANDS["register"] = _confirm_late  # type: ignore[assignment]
AFTER_REFUSAL["register"] = _void_late


class RegisteredAlready(DomainError):
    """The form was sent twice: there is a petition from it."""

    def __init__(self, petition: Petition) -> None:
        super().__init__(
            N_(
                "This form is registered already, as %(number)s. If this is another petition,"
                " save once more."
            ),
            number=petition.number,
        )
        self.petition = petition


def _refuse_a_second(given: Registration, by: Officer) -> None:
    """Look for the form's first petition; whoever has the number now waited for the other one."""
    if given.form_key is None:
        return
    with db.session.no_autoflush:
        first = db.session.scalar(
            sa.select(Petition).where(
                Petition.form_key == given.form_key, Petition.registered_by_id == by.id
            )
        )
    if first is not None:
        raise RegisteredAlready(first)


def _first_petition(given: Registration, by: Officer) -> Petition | None:
    if not given.is_repeat or not given.first_number:
        return None
    found = db.session.scalar(
        sa.select(Petition).where(
            Petition.number == given.first_number.strip().upper(), recognisable_by(by)
        )
    )
    if found is None:
        raise Invalid(N_("There is no petition with this number."), field="first_number")
    return found.first_petition or found


def _late_entry(act: Act) -> Approval | None:
    """Ask a second person to confirm an arrival that lies far back; no limit gets longer by it."""
    petition = act.petition
    free = timedelta(days=house_rules(act.by.unit).backdate_days)
    if clock.today() - petition.received_on <= free:
        return None
    approval = keep(
        petition,
        Approval(
            petition=petition,
            move="register",
            permission="can_approve_backdate",
            given="{}",
            facts={"received_on": petition.received_on.isoformat()},
            unit_id=act.by.unit_id,
            asked_by=act.by,
            on_behalf_of=act.by.acting_for,
            asked_at=clock.now(),
        ),
    )
    note_step(petition, "register", "asked", by=act.by)
    db.session.flush()
    return approval
