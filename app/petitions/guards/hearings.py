"""Hearings: who calls one, with how much notice, and who does not sit on it."""

from datetime import timedelta

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.checks import guard
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Event, Recusal
from app.petitions.parties import holds
from app.settings.queries import value

#: Acts by which an officer has handled the matter, whoever is named as its handler.
HANDLES = ("accept", "extend", "record_progress", "reply")


@guard
def hearing_ours(act: Act) -> None:
    """While it is handled the lead calls and holds it, in review the unit that reviews."""
    role = "lead" if act.petition.state == "accepted" else "reviewing"
    if not holds(act.petition, act.by.unit_id, (role,)):
        raise MoveRefused(N_("The unit that decides now holds the hearing."))


@guard
def hearing_days(act: Act) -> None:
    """A hearing ends after it begins, and not in the future."""
    begins, ends = act.given.get("begins_on"), act.given.get("ends_on")
    if begins and ends and ends < begins:
        raise Invalid(N_("The hearing ends before it begins."), field="ends_on")
    if ends and ends > act.today:
        raise Invalid(N_("The date lies in the future."), field="ends_on")


@guard
def hearing_with_notice(act: Act) -> None:
    """Those who take part are told so many days ahead (a setting, seven at first)."""
    begins = act.given.get("begins_on")
    days = int(value("hearing_notice_days", act.by.unit))
    earliest = act.today + timedelta(days=days)
    if begins is not None and begins < earliest:
        raise Invalid(
            N_(
                "The hearing is called %(days)s days ahead: on %(day)s at the earliest (a rule of"
                " this office)."
            ),
            field="begins_on",
            days=days,
            day=earliest,
        )


@guard
def hearing_impartial(act: Act) -> None:
    """Who handles the matter, or stepped aside from it, has no seat in the hearing (art. 28(3)).

    Members and recorder are written as names: outsiders sit there who have no account.
    """
    chair = act.given.get("chair")
    if chair is None:
        return
    if chair.unit_id != act.by.unit_id:
        raise Invalid(N_("Choose a person from the list."), field="chair_id")
    for one in _handling(act):
        if chair.id == one.id:
            raise Invalid(
                N_("Who handles the matter does not chair the hearing on it."), field="chair_id"
            )
        if _named(one, act, "members"):
            raise Invalid(
                N_("Who handles the matter does not sit on the hearing on it."), field="members"
            )
    _nobody_who_stepped_aside(act, chair)


def _handling(act: Act) -> list[Officer]:
    """Return who handles the matter in this unit: by assignment, or by what they did on it."""
    did = sa.select(Event.by_id).where(
        Event.petition_id == act.petition.id,
        Event.by_unit_id == act.by.unit_id,
        Event.step == "done",
        Event.move.in_(HANDLES),
    )
    known = [act.petition.handler] if act.petition.handler else []
    found = db.session.scalars(sa.select(Officer).where(Officer.id.in_(did)))
    return [*known, *(one for one in found if one not in known)]


def _named(one: Officer, act: Act, field: str) -> bool:
    """Say whether a name stands in a list that was written by hand, blanks in it or not."""
    name = "".join(one.full_name.split())
    return bool(name) and name in "".join(str(act.given.get(field) or "").split())


def _nobody_who_stepped_aside(act: Act, chair: Officer) -> None:
    stepped_aside = db.session.scalars(
        sa.select(Officer)
        .join(Recusal, Recusal.user_id == Officer.id)
        .where(Recusal.petition_id == act.petition.id, Recusal.status == "granted")
    ).all()
    if chair in stepped_aside:
        raise Invalid(N_("This person has stepped aside from it (art. 28(3))."), field="chair_id")
    for field in ("members", "recorder"):
        for one in stepped_aside:
            if _named(one, act, field):
                raise Invalid(
                    N_("%(name)s has stepped aside from it (art. 28(3))."),
                    field=field,
                    name=one.full_name,
                )
