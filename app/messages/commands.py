"""Sending, opening and taking back messages."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid, NotFound
from app.core.i18n import N_
from app.core.once import once
from app.extensions import db
from app.messages.models import Message, MessageFile, Receipt
from app.petitions.attachments.keeping import Upload, kept

MOST_RECEIVERS = 200
NOTHING_SAID = N_("Write something or choose a file.")


@atomic
@once
def send(
    *,
    by: Officer,
    receivers: Sequence[int],
    subject: str,
    text: str,
    uploads: Sequence[Upload] = (),
    answers: Message | None = None,
) -> Message:
    """Send a message to one or several officers; ``answers`` is what it replies to.

    :raises Invalid: without a receiver, with one who cannot log in, or with a file not taken.
    """
    _allow(by)
    chosen = _receivers(receivers)
    if not text.strip() and not uploads:
        raise Invalid(NOTHING_SAID, field="text")
    message = Message(
        thread_id=answers.begins_with if answers else None,
        subject=subject.strip(),
        text=text.strip(),
        sender_id=by.id,
        sent_at=clock.now(),
        receipts=[Receipt(officer_id=one) for one in chosen],
    )
    db.session.add(message)
    db.session.flush()
    with kept(uploads) as found:
        for one in found:
            row = MessageFile(message_id=message.id)
            row.take(one)
            db.session.add(row)
    return message


@atomic
def open_message(message: Message, *, by: Officer) -> Receipt:
    """Give a receiver the text, and the sender the receipt of it.

    :raises NotFound: if it was not sent to him, or was taken back in this very moment.
    """
    own = _locked(Receipt.message_id == message.id, Receipt.officer_id == by.id)
    if not own or own[0].withdrawn_at is not None:
        raise NotFound(N_("There is no such message."))
    if own[0].read_at is None:
        own[0].read_at = clock.now()
        db.session.flush()
    return own[0]


@atomic
def take_back(message: Message, *, by: Officer, receiver_id: int | None = None) -> int:
    """Take a message back from who has not opened it, and return from how many.

    :raises NotFound: for anybody but the sender.
    :raises DomainError: if everybody has opened it already.
    """
    _allow(by)
    if message.sender_id != by.id:
        raise NotFound(N_("There is no such message."))
    wanted = [Receipt.message_id == message.id, Receipt.withdrawn_at.is_(None)]
    if receiver_id is not None:
        wanted.append(Receipt.officer_id == receiver_id)
    unread = [one for one in _locked(*wanted) if one.read_at is None]
    if not unread:
        raise DomainError(N_("Who has opened a message keeps it."))
    for one in unread:
        one.withdrawn_at = clock.now()
    db.session.flush()
    return len(unread)


def _allow(by: Officer) -> None:
    if not by.may("send", "Message"):
        raise DomainError(N_("Your roles send no messages."), status=403)


def _receivers(ids: Sequence[int]) -> list[int]:
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise Invalid(N_("Choose at least one receiver."), field="receivers")
    if len(wanted) > MOST_RECEIVERS:
        raise Invalid(N_("At most %(most)s receivers."), field="receivers", most=MOST_RECEIVERS)
    known = set(
        db.session.scalars(sa.select(Officer.id).where(Officer.id.in_(wanted), Officer.active))
    )
    if len(known) != len(wanted):
        raise Invalid(N_("This entry cannot be chosen."), field="receivers")
    return wanted


def _locked(*conditions: sa.ColumnElement[bool]) -> list[Receipt]:
    """Return receipts that nobody else opens or takes back until the end of the transaction."""
    return list(
        db.session.scalars(
            sa.select(Receipt)
            .where(*conditions)
            .order_by(Receipt.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )
