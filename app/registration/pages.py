"""The pages on which a petition is registered, one per form, and what their scripts ask."""

import re
import secrets
from typing import Any

from flask import jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.core.errors import DomainError
from app.core.privacy import mask_name
from app.core.web.desk import Desk
from app.core.web.hardened import show_refusal
from app.petitions.attachments import storage
from app.petitions.attachments.uploads import ticket_for, uploads_given
from app.petitions.commands.intake import Registered
from app.petitions.models import Draft
from app.petitions.rules import house_rules
from app.registration import commands, presenters, queries
from app.registration.forms.registration import FORMS, LEVEL_OF_UNIT, PetitionForm

#: Where the session keeps what was registered last: its number, and its query code for the slip.
LAST = "registered"
#: Fields that make a draft worth keeping: nothing stands in them unless somebody typed it.
TYPED = frozenset("id_number name phone address content assigning_unit".split())
SLOT = re.compile(r"[0-9a-f]{6}")
#: What the command calls a field that the form calls otherwise.
RENAMED = {"people": "representatives"}


class RegistrationPage(Desk):
    """One form of the desk: typed, kept as a draft meanwhile, saved to the pool or replied at once.

    Only who may register opens it, so everything here is the permission ``register``; the reply
    on the spot is a move of its own, which the command checks.
    """

    form_name = ""
    default_view = "form"
    class_permission_name = "Petition"
    method_permission_name = {"form": "register", "keep": "register", "discard": "register"}

    @expose("", methods=["GET", "POST"])
    @has_access
    def form(self) -> ResponseReturnValue:
        """Show the form, empty or out of a draft; on POST register what it gives."""
        form_class, _title = FORMS[self.form_name]
        if request.method == "GET":
            return self._show(self._opened(form_class))
        form = form_class()
        registered = self._save(form)
        if registered is None:
            return self._show(form)
        session[LAST] = {
            "id": registered.petition.id,
            "number": registered.petition.number,
            "code": registered.query_code,
            "form": self.form_name,
            "sealed": registered.petition.is_accusation,
            "replied": registered.petition.state == "concluded",
            "late": registered.waiting is not None,
            "on": clock.today().isoformat(),
        }
        return redirect(url_for("RegisteredView.done"))

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
        if any(value.strip() for name, value in pairs if name in TYPED):
            commands.keep_draft(self.form_name, slot, pairs, by=self.officer)
        return jsonify(saved=True)

    @expose("/draft/discard", methods=["POST"])
    @has_access
    def discard(self) -> ResponseReturnValue:
        """Forget a draft and begin with an empty form."""
        commands.discard_draft(self.form_name, request.form.get("draft", ""), by=self.officer)
        return redirect(url_for(f"{self.endpoint}.form"))

    # ---- opening -----------------------------------------------------------------------------

    def _opened(self, form_class: type[PetitionForm]) -> PetitionForm:
        kept = queries.draft(self.officer, self.form_name, request.args.get("draft", ""))
        if kept is not None:
            return form_class(formdata=MultiDict(queries.fields_of(kept)))
        unit = self.officer.unit
        return form_class(
            formdata=None,
            draft=secrets.token_hex(3),
            problem_region=unit.region_code if unit else None,
            level=LEVEL_OF_UNIT.get(unit.level, "9") if unit else None,
        )

    def _show(self, form: PetitionForm) -> str:
        offered = [
            {"slot": kept.form.partition(":")[2], "at": kept.saved_at, "name": _name_in(kept)}
            for kept in queries.drafts_of(self.officer, self.form_name)
            if kept.form != f"{self.form_name}:{form.draft.data}"
        ]
        known = presenters.matches(self.officer, form.number) if form.number else None
        return self.render_template(
            f"registration/{self.form_name}.html",
            form=form,
            heading=FORMS[self.form_name][1],
            today=presenters.shown_day(clock.today()),
            drafts=offered if request.method == "GET" else [],
            matches=known,
            chosen=form.first_number.data,
            said=presenters.said_by(form.identity) if form.identity else None,
            about=presenters.about,
            rules=house_rules(),
            page=self.endpoint,
            may_reply=self.officer.may("reply_on_the_spot"),
        )

    # ---- saving ------------------------------------------------------------------------------

    def _save(self, form: PetitionForm) -> Registered | None:
        """Register, or leave the reasons beside the fields."""
        form.replying = request.form.get("act") == "reply"
        if form.replying:
            self.must("reply_on_the_spot")
        waiting, refusal = self._papers()
        form.tickets = [(ticket_for(one, self.officer), one.name) for one in waiting]
        valid = form.validate()
        if refusal is not None:
            show_refusal(form, refusal)
        if not valid or refusal is not None:
            return None
        try:
            registered = commands.enter(
                form.registration(),
                by=self.officer,
                uploads=waiting,
                papers=form.kind_of_files(form.usual_papers),
                reply=form["reply"].data if form.replying else None,
            )
        except DomainError as error:
            error.field = RENAMED.get(error.field or "", error.field)
            show_refusal(form, error)
            return None
        commands.discard_draft(self.form_name, form.draft.data or "", by=self.officer)
        return registered

    def _papers(self) -> tuple[list[storage.Stored], DomainError | None]:
        """Let the files wait that came with the form, so that a correction does not lose them."""
        waiting: list[storage.Stored] = []
        try:
            for one in uploads_given(request, self.officer):
                waiting.append(one if isinstance(one, storage.Stored) else storage.let_wait(*one))
        except DomainError as refusal:
            return waiting, refusal
        return waiting, None


def _name_in(kept: Draft) -> str:
    """Return whose petition a draft is, masked, so that two drafts can be told apart."""
    return mask_name(dict(queries.fields_of(kept)).get("name", "").strip())


class VisitPage(RegistrationPage):
    """来访登记 (S1)."""

    route_base = "/registration/visit"
    form_name = "visit"


class LetterPage(RegistrationPage):
    """来信登记 (S2): letters, fax, e-mail, online channels and calls."""

    route_base = "/registration/letter"
    form_name = "letter"


class AssignedPage(RegistrationPage):
    """上级交办 (S3)."""

    route_base = "/registration/assigned"
    form_name = "assigned"


def given(name: str, most: int) -> Any:
    """Return a value that a script sent, cut to a sensible length."""
    return request.form.get(name, "")[:most]
