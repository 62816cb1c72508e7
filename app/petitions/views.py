"""The case page (卷宗), and the one route by which every move is made."""

from typing import Any

import sqlalchemy as sa
from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    jsonify,
    make_response,
    redirect,
    request,
    session,
)
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.units.succession import on_new_region, on_succession
from app.core.errors import DomainError, Stale
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.dictionaries import kept_filters, uses
from app.dictionaries.queries import work_calendar
from app.petitions import activity, search
from app.petitions.attachments import views as attachments_views
from app.petitions.case import foresight
from app.petitions.case.casefile import open_file
from app.petitions.case.page import CasePage, Opened
from app.petitions.case.trail import Trail
from app.petitions.checks import check
from app.petitions.clocks import relighting
from app.petitions.clocks import views as limit_views
from app.petitions.commands import closing, every  # noqa: F401 - importing fills the table of commands
from app.petitions.commands.access import note_access
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import given_of, grant, refuse, taken_back_by, withdraw
from app.petitions.engine import Act, MoveRefused
from app.petitions.exports import views as exports_views
from app.petitions.forms.closing import ConcludeForm
from app.petitions.forms.desk import DecisionForm, UnmaskForm
from app.petitions.forms.move_form import MoveForm
from app.petitions.forms.moves import form_of
from app.petitions.letters import views as letters_views
from app.petitions.letters.possible import newest_address
from app.petitions.models import Approval, Event, Petition
from app.petitions.succession import ESTATE, registers
from app.petitions.word_uses import FILTER_USES, USES
from app.petitions.words.sentences import sentence
from app.petitions.workflow import PETITION

room = Blueprint(
    "petitions",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static/petitions",
)


class CaseView(Desk):
    """One petition: what it is, what happened, what can be done now."""

    route_base = "/petitions"
    default_view = "show"
    # Everybody passes the door; what stands behind it is found through the row rule.
    class_permission_name = "Home"
    method_permission_name = dict.fromkeys(("show", "move", "foresee", "decide", "unmask"), "read")

    @expose("/<int:petition_id>")
    @has_access
    def show(self, petition_id: int) -> ResponseReturnValue:
        """Show the file; just after a purpose was given, with the personal data in full."""
        petition = open_file(self.officer, petition_id)
        if session.pop(UNMASKED, None) != petition_id:
            return self._page(petition)
        page = make_response(self._page(petition, Opened(unmasked=True)))
        page.headers["Cache-Control"] = "no-store"
        return page

    @expose("/<int:petition_id>/<verb>", methods=["GET", "POST"])
    @has_access
    def move(self, petition_id: int, verb: str) -> ResponseReturnValue:
        """Open the form of a move over the page, or make the move."""
        name, kind = _known(verb)
        petition = open_file(self.officer, petition_id)
        form = self._form(petition, name, kind)
        opened = Opened(name, form, seen=_number(form.seen.data))
        try:
            check(self._act(petition, name))
        except MoveRefused as refusal:
            opened.refusal = refusal
            if request.method == "GET":
                opened.form = None
            return self._page(petition, opened, status=_status(refusal))
        if request.method == "GET":
            return self._page(petition, opened)
        if form.version.data and _number(form.version.data) != petition.version:
            opened.stale = True
            return self._page(petition, opened, status=409)
        if not form.validate():
            return self._page(petition, opened, status=422)
        return self._make(petition, opened)

    def _form(self, petition: Petition, name: str, kind: type[MoveForm]) -> MoveForm:
        """Return the form of a move; what came back from the second person stands in it again."""
        taken_back = (
            taken_back_by(petition, name, self.officer) if request.method == "GET" else None
        )
        if taken_back is None:
            return kind.on(petition, self.officer)
        return kind.resuming(petition, self.officer, given_of(taken_back))

    def _act(self, petition: Petition, name: str) -> Act:
        return Act(petition, PETITION.move(name), self.officer, calendar=work_calendar())

    def _make(self, petition: Petition, opened: Opened) -> ResponseReturnValue:
        form, trail = opened.form, Trail.of(request.args)
        if form is None:
            raise RuntimeError("a move is made by a form")
        after = trail.next(self.officer, petition) if request.form.get("then") == "next" else ""
        state = petition.state
        try:
            made = self._perform(petition, opened.verb, form)
        except DomainError as error:
            return self._again(petition, opened, error)
        flash(_told(made), "success")
        if after:
            return redirect(after)
        if opened.verb in LEADS_TO:
            return redirect(LEADS_TO[opened.verb](petition))
        left = trail.listed is not None and petition.state != state
        return redirect(trail.href if left else trail.case(petition.id))

    def _perform(self, petition: Petition, verb: str, form: MoveForm) -> Event | Approval:
        if isinstance(form, ConcludeForm) and form.archives:
            return closing.conclude_and_archive(petition, by=self.officer, **form.given())
        version = _number(form.version.data) or None
        return perform(petition, verb, by=self.officer, version=version, **form.given())

    def _again(self, petition: Petition, opened: Opened, error: DomainError) -> ResponseReturnValue:
        """Show the form again with all that was typed, and why it was refused."""
        petition = self._as_it_is(petition)
        if opened.form is not None:
            opened.form.petition = petition
            if isinstance(error, Stale):
                opened.stale = True
            elif not opened.form.refuse(error):
                opened.refusal = error
        return self._page(petition, opened, status=_status(error))

    @expose("/<int:petition_id>/<verb>/effects", methods=["POST"])
    @has_access
    def foresee(self, petition_id: int, verb: str) -> ResponseReturnValue:
        """Tell what the move would bring about with what is typed now."""
        name, kind = _known(verb)
        petition = open_file(self.officer, petition_id)
        form = kind.on(petition, self.officer)
        act = self._act(petition, name)
        said = foresight.effects(petition, act.move, form.given(), self.officer, work_calendar())
        return jsonify(effects=said)

    @expose("/<int:petition_id>/decisions/<int:approval_id>", methods=["POST"])
    @has_access
    def decide(self, petition_id: int, approval_id: int) -> ResponseReturnValue:
        """Grant, refuse or withdraw what waits for a second person."""
        petition = open_file(self.officer, petition_id)
        found = [one for one in petition.approvals if one.id == approval_id]
        if not found:
            flash(_("It has been decided already."), "warning")
            return redirect(Trail.of(request.args).case(petition_id))
        form = DecisionForm.on(petition, self.officer)
        opened = Opened(decision=form, decision_id=approval_id)
        if not form.validate():
            return self._page(petition, opened, status=422)
        try:
            event = self._decide(found[0], form)
        except DomainError as error:
            opened.refusal = error
            return self._page(self._as_it_is(petition), opened, status=_status(error))
        flash(sentence(event), "success")
        return redirect(Trail.of(request.args).case(petition_id))

    def _as_it_is(self, petition: Petition) -> Petition:
        """Return the file as the database has it, read again only if an act touched it."""
        if not sa.inspect(petition, raiseerr=True).expired_attributes:
            return petition
        return open_file(self.officer, (request.view_args or {})["petition_id"])

    def _decide(self, approval: Approval, form: DecisionForm) -> Event:
        act, note = form.act.data, (form.note.data or "").strip()
        if act == "grant":
            # He agrees to what he has read, letters included.
            if _number(form.version.data) not in (None, 0, approval.petition.version):
                raise Stale(N_("Somebody else changed this petition meanwhile; look at it again."))
            return grant(approval, by=self.officer, note=note or None)
        if act == "refuse":
            return refuse(approval, by=self.officer, note=note)
        if act == "withdraw":
            return withdraw(approval, by=self.officer)
        return abort(400)

    @expose("/<int:petition_id>/unmask", methods=["GET", "POST"])
    @has_access
    def unmask(self, petition_id: int) -> ResponseReturnValue:
        """Show personal data in full, once, after its purpose was written down."""
        petition = open_file(self.officer, petition_id)
        self.must("unmask", "Accusation" if petition.is_accusation else "Petition")
        form = UnmaskForm.on(petition, self.officer)
        if request.method == "GET":
            return self._page(petition, Opened(unmask=form))
        if not form.validate():
            return self._page(petition, Opened(unmask=form), status=422)
        note_access(
            "unmask",
            by=self.officer,
            petition=petition,
            purpose=form.purpose.data,
            facts={"people": len(petition.people)},
        )
        # Shown by the next page, that once: looking again is a look of its own.
        session[UNMASKED] = petition_id
        return redirect(Trail.of(request.args).case(petition_id))

    def _page(
        self, petition: Petition, opened: Opened | None = None, *, status: int = 200
    ) -> ResponseReturnValue:
        args = request.args
        trail = Trail.of(args)
        if trail.listed:
            g.menu_active = trail.listed.menu
        page = CasePage(
            petition,
            self.officer,
            trail,
            opened or Opened(),
            tab=args.get("tab", ""),
            before=_number(args.get("before")) or None,
        )
        drawn = self.render_template(
            "petitions/case.html", page=page.as_drawn(), opened=page.opened
        )
        return drawn, status


def _known(verb: str) -> tuple[str, type[MoveForm]]:
    name = verb.replace("-", "_")
    kind = form_of(name)
    if kind is None or verb != name.replace("_", "-"):
        abort(404)
    return name, kind


def _number(text: Any) -> int:
    text = str(text or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _status(error: DomainError) -> int:
    """Return 403 where a role is missing, 409 where the file stands against it."""
    forbidden = isinstance(error, MoveRefused) and error.message == NOT_YOURS
    return 403 if forbidden else error.status


#: Acts after which their own page follows, not the file.
LEADS_TO = {"draft_letter": newest_address}
UNMASKED = "unmasked"
NOT_YOURS = N_("Your roles do not include this act.")


def _told(made: Event | Approval) -> str:
    if isinstance(made, Event):
        return sentence(made)
    move = _(PETITION.move(made.move).label)
    return _("“%(move)s” now waits for a second person's agreement.", move=move)


def register(appbuilder: AppBuilder) -> None:
    """Hang the room's pages on the application; let open work follow its unit."""
    on_succession(ESTATE)
    on_new_region("petitions", registers)
    relighting.register()
    current_app.register_blueprint(room)
    uses.register(USES)
    for kept in FILTER_USES:
        kept_filters.register(kept)
    appbuilder.add_view_no_menu(CaseView)
    attachments_views.register(appbuilder)
    exports_views.register(appbuilder)
    letters_views.register(appbuilder)
    limit_views.register(appbuilder)
    search.register(appbuilder)
    activity.register(appbuilder)
