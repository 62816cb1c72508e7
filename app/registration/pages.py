"""The pages on which a petition is registered, one per form, and what their scripts ask."""

import re
import secrets
from dataclasses import replace
from typing import Any

from flask import jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.core.crypto import digest
from app.core.errors import DomainError
from app.core.privacy import mask_name
from app.core.web.hardened import SafeModelView, ScopedInterface, guard
from app.petitions.attachments import storage
from app.petitions.attachments.uploads import ticket_for, uploads_given
from app.petitions.commands.intake import RegisteredAlready
from app.petitions.models import Draft, Petition
from app.petitions.rules import house_rules
from app.petitions.scope import visible_to
from app.registration import commands, presenters, queries
from app.registration.forms.registration import (
    FORMS,
    LEVEL_OF_UNIT,
    AssignedForm,
    LetterForm,
    PetitionForm,
    VisitForm,
)

guard(Petition, visible_to)

#: Where the session keeps what was registered last. A cookie can be read: it holds the key that
#: leads to the query code only with the keys of this installation.
LAST = "registered"
#: Fields that make a draft worth keeping: nothing stands in them unless somebody typed it.
TYPED = frozenset("id_number name phone address content assigning_unit".split())
SLOT = re.compile(r"[0-9a-f]{16}")
#: What the command calls a field that the form calls otherwise.
RENAMED = {"people": "representatives"}


class RegistrationView(SafeModelView):
    """One form of the desk: typed, kept as a draft meanwhile, saved to the pool or replied at once.

    A generated view that only adds: a command does the writing, since registering also gives the
    number, starts the clocks and writes the first event. Only who may register opens it, so
    everything here is the permission ``register``; the reply on the spot is a move of its own,
    which the command checks.
    """

    datamodel = ScopedInterface(Petition)
    default_view = "add"
    class_permission_name = "Petition"
    method_permission_name = {"add": "register", "keep": "register", "discard": "register"}
    include_route_methods = {"add", "keep", "discard"}
    list_columns = show_columns = edit_columns = ["number"]
    search_columns: list[str] = []
    add_row_message = ""
    add_form: type[PetitionForm]

    @expose("", methods=["GET", "POST"])
    @has_access
    def add(self) -> ResponseReturnValue:
        """Show the form, empty or out of a draft; on POST register what it gives."""
        widgets = self._add()
        if widgets is None:
            return redirect(url_for("RegisteredView.done"))
        return self._page(widgets["add"].template_args["form"])

    @expose("/draft", methods=["POST"])
    @has_access
    def keep(self) -> ResponseReturnValue:
        """Keep what is being typed; the script sends it every ten seconds, and before saving."""
        slot = request.form.get("draft", "")
        if not SLOT.fullmatch(slot):
            return jsonify(error=_("This draft has no place.")), 400
        pairs = [
            (name, value)
            for name, value in request.form.items(multi=True)
            if name not in ("csrf_token", "act")
        ]
        saved = True
        if any(value.strip() for name, value in pairs if name in TYPED):
            kept = commands.keep_draft(self.add_form.form, slot, pairs, by=self.officer)
            saved = kept is not None
        return jsonify(saved=saved)

    @expose("/draft/discard", methods=["POST"])
    @has_access
    def discard(self) -> ResponseReturnValue:
        """Forget a draft and begin with an empty form."""
        commands.discard_draft(self.add_form.form, request.form.get("draft", ""), by=self.officer)
        return redirect(url_for(f"{self.endpoint}.add"))

    # ---- opening -----------------------------------------------------------------------------

    def empty_form(self) -> PetitionForm:
        """Return the form as it is opened, out of a draft, or with what was sent."""
        if request.method == "POST":
            return self._sent()
        kept = queries.draft(self.officer, self.add_form.form, request.args.get("draft", ""))
        if kept is not None:
            return self.add_form(formdata=MultiDict(queries.fields_of(kept)))
        unit = self.officer.unit
        return self.add_form(
            formdata=None,
            draft=secrets.token_hex(8),
            problem_region=unit.region_code if unit else None,
            level=LEVEL_OF_UNIT.get(unit.level, "9") if unit else None,
        )

    def _sent(self) -> PetitionForm:
        form = self.add_form()
        form.replying = request.form.get("act") == "reply"
        if form.replying:
            self.must("reply_on_the_spot")
        # Let the files wait that came with the form, so that a correction does not lose them.
        try:
            for one in uploads_given(request, self.officer):
                waits = one if isinstance(one, storage.Stored) else storage.let_wait(*one)
                form.papers = [*form.papers, waits]
        except DomainError as refusal:
            form.refusal = refusal
        form.tickets = [(ticket_for(one, self.officer), one.name) for one in form.papers]
        return form

    def _page(self, form: PetitionForm) -> str:
        kind = self.add_form.form
        offered = [
            {"slot": kept.form.partition(":")[2], "at": kept.saved_at, "name": _name_in(kept)}
            for kept in queries.drafts_of(self.officer, kind)
            if kept.form != f"{kind}:{form.draft.data}"
        ]
        known = presenters.matches(self.officer, form.number) if form.number else None
        return self.render_template(
            self.add_template,
            form=form,
            heading=self.add_title,
            today=presenters.shown_day(clock.today()),
            day=clock.today().isoformat(),
            drafts=offered if request.method == "GET" else [],
            matches=known,
            chosen=form.first_number.data,
            said=presenters.said_by(form.identity) if form.identity else None,
            about=presenters.about,
            rules=house_rules(self.officer.unit),
            page=self.endpoint,
            may_reply=self.officer.may("reply_on_the_spot"),
        )

    # ---- saving ------------------------------------------------------------------------------

    def create(self, form: PetitionForm) -> None:
        """Register what the form gives, and remember it for the page that follows."""
        given_key = form.draft.data or ""
        key = given_key if SLOT.fullmatch(given_key) else secrets.token_hex(8)
        try:
            registered = commands.enter(
                replace(form.registration(), form_key=key),
                by=self.officer,
                uploads=form.papers,
                papers=form.kind_of_files(form.usual_papers),
                reply=form["reply"].data if form.replying else None,
                reception_id=form.reception,
            )
        except RegisteredAlready as error:
            last = session.get(LAST, {})
            if last.get("key") == key and last.get("typed") != _typed():
                # Gone back and typed on: perhaps the next petition, so it gets a key of its own.
                form.draft.data = secrets.token_hex(8)
                raise
            self._remember(error.petition, key)
        except DomainError as error:
            error.field = RENAMED.get(error.field or "", error.field)
            raise
        else:
            self._remember(registered.petition, key)
            commands.discard_draft(self.add_form.form, key, by=self.officer)

    def _remember(self, petition: Petition, key: str) -> None:
        session[LAST] = {
            "id": petition.id,
            "number": petition.number,
            "key": key,
            "coded": True,
            "typed": _typed(),
            "form": self.add_form.form,
            "sealed": petition.is_accusation,
            "replied": petition.state == "concluded",
            "late": commands.waits_for_its_day(petition),
            "on": clock.today().isoformat(),
        }


def _typed() -> str:
    """Return a digest of what was sent, to tell a second click from a second petition."""
    pairs = sorted(
        (name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"
    )
    return digest(repr(pairs), "form sent")


def _name_in(kept: Draft) -> str:
    """Return whose petition a draft is, masked, so that two drafts can be told apart."""
    return mask_name(dict(queries.fields_of(kept)).get("name", "").strip())


class VisitView(RegistrationView):
    """来访登记 (S1)."""

    route_base = "/registration/visit"
    add_form = VisitForm
    add_template = "registration/visit.html"
    add_title = FORMS["visit"]


class LetterView(RegistrationView):
    """来信登记 (S2): letters, fax, e-mail, online channels and calls."""

    route_base = "/registration/letter"
    add_form = LetterForm
    add_template = "registration/letter.html"
    add_title = FORMS["letter"]


class AssignedView(RegistrationView):
    """上级交办 (S3)."""

    route_base = "/registration/assigned"
    add_form = AssignedForm
    add_template = "registration/assigned.html"
    add_title = FORMS["assigned"]


def given(name: str, most: int) -> Any:
    """Return a value that a script sent, cut to a sensible length."""
    return request.form.get(name, "")[:most]
