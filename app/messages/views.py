"""Messages at the keyboard: inbox, sent, writing, one conversation.

Opening is a POST: the text and the files are given only to who has opened the message, so that a
receipt says exactly what happened and a message that was taken back was never shown.
"""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.errors import DomainError, Invalid, NotFound
from app.core.i18n import N_
from app.core.paging import Place
from app.core.web.desk import Desk
from app.core.web.hardened import guard, show_refusal
from app.core.web.links import turns
from app.core.web.shell import register_count
from app.messages import queries
from app.messages.commands import NOTHING_SAID, open_message, send, take_back
from app.messages.file_views import MessageFileView, file_line
from app.messages.forms import MessageForm
from app.messages.models import Message, Receipt
from app.messages.scope import messages_visible_to
from app.petitions.attachments.papers import limits
from app.petitions.attachments.storage import Stored
from app.petitions.attachments.uploads import files_waiting, ticket_for
from app.petitions.words.days import moment

guard(Message, messages_visible_to)
messages = Blueprint("messages", __name__, template_folder="templates")
BOXES = {"inbox": N_("Inbox"), "unread": N_("Unopened"), "sent": N_("Sent")}


class MessageView(Desk):
    """Files and words between officers."""

    route_base = "/messages"
    default_view = "list"
    class_permission_name = "Message"
    method_permission_name = {
        "list": "read",
        "show": "read",
        "open": "read",
        "add": "send",
        "withdraw": "send",
    }

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """List what was received, or what was sent."""
        box = request.args.get("tab") or "inbox"
        if box not in BOXES:
            raise NotFound(N_("There is nothing here"))
        place = Place(request.args.get("after"), request.args.get("before"))
        if box == "sent":
            found: Any = queries.sent(self.officer, place)
            rows = [_sent_row(one) for one in found.rows]
        else:
            found = queries.inbox(self.officer, place, unread=box == "unread")
            rows = [_inbox_row(one) for one in found.rows]
        return self.render_template(
            "messages/list.html",
            box=box,
            tabs=_tabs(box),
            rows=rows,
            may_send=self.officer.may("send", "Message"),
            **turns(found),
        )

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> ResponseReturnValue:
        """Write a message, or a reply to one that is open before the officer."""
        answered = self._answered()
        form = MessageForm()
        form.accept_known_kinds()
        if request.method == "GET":
            _begin(form, answered, self.officer.id)
            return self._form(form, answered)
        files, refused = files_waiting(request, self.officer)
        if not _is_right(form, files, refused):
            return self._form(form, answered, files), 422
        try:
            message = send(
                by=self.officer,
                receivers=form.receivers.given,
                subject=form.subject.data,
                text=form.text.data or "",
                uploads=files,
                answers=answered,
            )
        except DomainError as error:
            show_refusal(form, error)
            return self._form(form, answered, files), error.status
        flash(_("Sent."), "success")
        return redirect(url_for("MessageView.show", pk=message.id))

    @expose("/<int:pk>")
    @has_access
    def show(self, pk: int) -> ResponseReturnValue:
        """Show a conversation; what is not opened yet is an envelope."""
        found = queries.message_for(self.officer, pk)
        line = queries.conversation(self.officer, found)
        return self.render_template(
            "messages/show.html",
            message=found,
            letters=[self._letter(one, here=one.id == found.id) for one in line],
            mine=found.sender_id == self.officer.id,
            may_reply=self.officer.may("send", "Message")
            and queries.may_read_text(self.officer, found),
        )

    @expose("/<int:pk>/open", methods=["POST"])
    @has_access
    def open(self, pk: int) -> ResponseReturnValue:
        """Open a message: from here on it is read, and cannot be taken back."""
        open_message(queries.message_for(self.officer, pk), by=self.officer)
        return redirect(url_for("MessageView.show", pk=pk) + f"#message-{pk}")

    @expose("/<int:pk>/withdraw", methods=["POST"])
    @has_access
    def withdraw(self, pk: int) -> ResponseReturnValue:
        """Take a message back from one receiver or from all who have not opened it."""
        found = queries.message_for(self.officer, pk)
        given = request.form.get("receiver", "")
        only = int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None
        try:
            number = take_back(found, by=self.officer, receiver_id=only)
        except NotFound:
            raise
        except DomainError as error:
            flash(_(error.message), "danger")
        else:
            said = ngettext(
                "Taken back from %(num)d receiver.", "Taken back from %(num)d receivers.", number
            )
            flash(said, "success")
        return redirect(url_for("MessageView.show", pk=pk))

    def _answered(self) -> Message | None:
        given = request.args.get("reply", "")
        if not given:
            return None
        if not (given.isascii() and given.isdecimal() and len(given) < 10):
            raise NotFound(N_("There is no such message."))
        return queries.opened_message(self.officer, int(given))

    def _form(
        self, form: MessageForm, answered: Message | None, files: Sequence[Stored] = ()
    ) -> str:
        return self.render_template(
            "messages/add.html",
            form=form,
            answered=answered,
            waiting=[(ticket_for(one, self.officer), one.name) for one in files],
            hint=limits(),
        )

    def _letter(self, one: Message, *, here: bool) -> dict[str, Any]:
        mine = one.sender_id == self.officer.id
        opened = queries.may_read_text(self.officer, one)
        return {
            "id": one.id,
            "mine": mine,
            "here": here,
            "opened": opened,
            "subject": one.subject,
            "sender": _person(one),
            "at": moment(one.sent_at),
            "text": one.text if opened else "",
            "files": [file_line(file) for file in one.files] if opened else [],
            "receivers": [_receiver(each) for each in one.receipts] if mine else [],
            "unread": mine and any(not (r.read_at or r.withdrawn_at) for r in one.receipts),
            "others": [] if mine else [r.officer.full_name for r in one.receipts],
        }


def _is_right(form: MessageForm, files: Sequence[Stored], refused: Sequence[DomainError]) -> bool:
    """Show everything that is wrong beside its field, and say whether nothing is."""
    form.validate()
    if not ((form.text.data or "").strip() or files or refused):
        show_refusal(form, Invalid(NOTHING_SAID, field="text"))
    for error in refused:
        show_refusal(form, error)
    return not form.errors


def _begin(form: MessageForm, answered: Message | None, own_id: int) -> None:
    """Fill in whom a reply goes to and what it is about."""
    if answered is None:
        return
    if answered.sender_id == own_id:  # who adds to his own message writes to the same people
        held = [one.officer_id for one in answered.receipts if one.withdrawn_at is None]
    else:
        held = [answered.sender_id]
    form.receivers.data = [str(one) for one in held]
    begun = _("Re: %(subject)s", subject="")
    plain = answered.subject
    form.subject.data = (plain if plain.startswith(begun.strip()) else begun + plain)[:120]


def _tabs(active: str) -> list[dict[str, Any]]:
    return [
        {"label": _(label), "href": url_for("MessageView.list", tab=box), "active": box == active}
        for box, label in BOXES.items()
    ]


def _person(message: Message) -> str:
    unit = message.sender.unit
    return f"{unit.called} {message.sender.full_name}" if unit else message.sender.full_name


def _inbox_row(receipt: Receipt) -> dict[str, Any]:
    one = receipt.message
    href = url_for("MessageView.show", pk=one.id)
    return {
        "id": one.id,
        "href": href if receipt.read_at else "",
        "to": href,
        "subject": one.subject,
        "who": _person(one),
        "at": moment(one.sent_at),
        "files": len(one.files),
        "unread": receipt.read_at is None,
    }


def _sent_row(one: Message) -> dict[str, Any]:
    read = sum(1 for each in one.receipts if each.read_at)
    href = url_for("MessageView.show", pk=one.id)
    return {
        "id": one.id,
        "href": href,
        "to": href,
        "subject": one.subject,
        "who": _(", ").join(each.officer.full_name for each in one.receipts[:5]),
        "more": max(len(one.receipts) - 5, 0),
        "at": moment(one.sent_at),
        "files": len(one.files),
        "read": _("%(read)s of %(all)s", read=read, all=len(one.receipts)),
    }


def _receiver(receipt: Receipt) -> dict[str, Any]:
    unit = receipt.officer.unit
    return {
        "id": receipt.officer_id,
        "name": receipt.officer.full_name,
        "unit": unit.called if unit else "",
        "read": moment(receipt.read_at) if receipt.read_at else "",
        "withdrawn": moment(receipt.withdrawn_at) if receipt.withdrawn_at else "",
    }


def register(appbuilder: AppBuilder) -> None:
    """Hang the page on the menu, with the number of unopened messages."""
    current_app.register_blueprint(messages)
    appbuilder.add_view(
        MessageView, "Messages", label=N_("Messages"), category="Public information"
    )
    appbuilder.add_view_no_menu(MessageFileView)
    register_count("Messages", _unopened, N_("unread"), in_bar=True)


def _unopened(officer: Any) -> Any:
    return queries.unread_count(officer) if officer.may("read", "Message") else None
