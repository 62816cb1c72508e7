"""Hearings: who calls one, with how much notice, and who does not sit on it."""

from datetime import timedelta

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.checks import guard
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Recusal
from app.petitions.parties import holds
from app.settings.queries import value


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
    chair, handler = act.given.get("chair"), act.petition.handler
    if chair is None:
        return
    if chair.unit_id != act.by.unit_id:
        raise Invalid(N_("Choose a person from the list."), field="chair_id")
    if handler is not None and chair.id == handler.id:
        raise Invalid(
            N_("Who handles the matter does not chair the hearing on it."), field="chair_id"
        )
    if handler is not None and handler.full_name in (act.given.get("members") or ""):
        raise Invalid(
            N_("Who handles the matter does not sit on the hearing on it."), field="members"
        )
    _nobody_who_stepped_aside(act, chair)


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
            if one.full_name in (act.given.get(field) or ""):
                raise Invalid(
                    N_("%(name)s has stepped aside from it (art. 28(3))."),
                    field=field,
                    name=one.full_name,
                )
