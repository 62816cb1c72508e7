"""What the registration desk writes: a petition with its papers, and drafts of one."""

import json
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.commands.acts import perform
from app.petitions.commands.attaching import Upload, enclose
from app.petitions.commands.intake import Registered, Registration, register, reply_on_the_spot
from app.petitions.models import Draft, Petition
from app.petitions.rules import house_rules
from app.registration.queries import Pairs, draft, in_the_register, is_registered

MOST_KEPT = 5
LARGEST_DRAFT = 200_000


@atomic
def enter(
    given: Registration,
    *,
    by: Officer,
    uploads: Sequence[Upload] = (),
    papers: str = "99",
    reply: str | None = None,
    reception_id: int | None = None,
) -> Registered:
    """Register a petition with its papers, and answer it at once if a reply was agreed to.

    All of it or nothing: a scan that is refused leaves no number behind.
    """
    registered = register(given, by=by)
    if uploads:
        enclose(registered.petition, by=by, uploads=uploads, kind=papers)
    if reception_id is not None:
        perform(registered.petition, "receive_by_leader", by=by, reception_id=reception_id)
    if reply is not None:
        if registered.waiting is not None:
            raise Invalid(
                N_("A late entry needs a second person first; save it to the pool."),
                field="received_on",
            )
        reply_on_the_spot(registered.petition, by=by, reply=reply, consent=True)
    return registered


def waits_for_its_day(petition: Petition) -> bool:
    """Say whether a second person must still confirm the day on which it arrived."""
    return any(one.move == "register" and one.status == "asked" for one in petition.approvals)


@atomic
def keep_draft(form: str, slot: str, fields: Pairs, *, by: Officer) -> Draft | None:
    """Keep what an officer is typing until it is registered or expires; after that, nothing."""
    if is_registered(by, slot):
        discard_draft(form, slot, by=by)
        return None
    content = json.dumps(list(fields), ensure_ascii=False)
    if len(content) > LARGEST_DRAFT:
        raise Invalid(N_("This is too long to be kept as a draft."))
    kept = draft(by, form, slot) or _new_draft(form, slot, by)
    kept.content = content
    kept.saved_at = clock.now()
    kept.expires_at = clock.now() + timedelta(hours=house_rules(by.unit).draft_hours)
    db.session.flush()
    _sweep(by)
    return kept


def _new_draft(form: str, slot: str, by: Officer) -> Draft:
    new = Draft(
        user_id=by.id,
        form=f"{form}:{slot}",
        content="",
        saved_at=clock.now(),
        expires_at=clock.now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(new)
    except IntegrityError:
        # The same page sent it twice at once; the row of the other request is there now.
        return db.session.execute(
            sa.select(Draft).where(Draft.user_id == by.id, Draft.form == f"{form}:{slot}")
        ).scalar_one()
    return new


def _sweep(by: Officer) -> None:
    """Remove what is expired or registered, and of this officer's all but the newest."""
    newest = (
        sa.select(Draft.id)
        .where(Draft.user_id == by.id)
        .order_by(Draft.saved_at.desc(), Draft.id.desc())
        .limit(MOST_KEPT)
    )
    too_many = sa.and_(Draft.user_id == by.id, Draft.id.not_in(newest))
    db.session.execute(
        sa.delete(Draft)
        .where(sa.or_(Draft.expires_at <= clock.now(), too_many, in_the_register()))
        .execution_options(synchronize_session=False)
    )


@atomic
def discard_draft(form: str, slot: str, *, by: Officer) -> None:
    """Forget one of the officer's own drafts."""
    db.session.execute(
        sa.delete(Draft)
        .where(Draft.user_id == by.id, Draft.form == f"{form}:{slot}")
        .execution_options(synchronize_session=False)
    )
