"""三项建议: the list of both sides, one proposal, its paper, and what is done with it."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.errors import say
from app.core.web.hardened import show_refusal
from app.core.web.links import turns as page_turns
from app.oversight import queries
from app.oversight.advice import acts, reading, telling
from app.oversight.advice.forms import AdviceForm, FeedbackForm, GiveBackForm, told
from app.petitions.models import Advice

TABS = {
    "to_sign": N_("To be signed by me"),
    "to_answer": N_("Feedback to be given"),
    "to_close": N_("Feedback that came"),
    "by_us": N_("Made by my unit"),
    "to_us": N_("Made to my unit"),
    "closed": N_("Proposal closed"),
}
_READ = ("index", "show", "paper")
_PERMISSIONS = {
    **dict.fromkeys(_READ, "read"),
    **dict.fromkeys(("add", "edit", "ask"), "draft"),
    **dict.fromkeys(("sign", "give_back"), "sign"),
    "answer": "answer",
    "close": "close",
}


class AdviceView(Desk):
    """Proposals of article 40."""

    route_base = "/advice"
    default_view = "index"
    class_permission_name = "Advice"
    method_permission_name = _PERMISSIONS

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show one tab of the proposals of both sides."""
        counts = reading.tab_counts(self.officer)
        tab = request.args.get("tab") or next((name for name in counts if counts[name]), "by_us")
        if tab not in TABS:
            abort(404)
        page = reading.listed(self.officer, tab, queries.place(request.args))
        tabs = [
            {
                "label": _(label),
                "href": url_for("AdviceView.index", tab=name),
                "count": counts.get(name),
                "active": name == tab,
            }
            for name, label in TABS.items()
        ]
        rows = [telling.row(one) for one in page.rows]
        return self.render_template(
            "oversight/advices.html", tabs=tabs, label=_(TABS[tab]), rows=rows, **page_turns(page)
        )

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> ResponseReturnValue:
        """Draft a proposal."""
        form = AdviceForm()
        if request.method == "POST" and form.validate():
            try:
                advice = acts.draft(form.given(), by=self.officer)
            except Invalid as error:
                show_refusal(form, error)
            else:
                return self._there(advice.id, _("The draft is kept."))
        return self._form(form, _("Draft a proposal"), url_for("AdviceView.index"))

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    def edit(self, pk: int) -> ResponseReturnValue:
        """Write a draft anew."""
        advice = reading.advice_for(self.officer, pk)
        if "change" not in telling.turns(advice, self.officer):
            abort(404)
        form = AdviceForm(data=told(advice, reading.numbers_of(advice, self.officer)))
        if request.method == "POST" and form.validate():
            try:
                acts.change(advice, form.given(), by=self.officer)
            except Invalid as error:
                show_refusal(form, error)
            else:
                return self._there(pk, _("The draft is kept."))
        return self._form(form, _("Change the draft"), url_for("AdviceView.show", pk=pk))

    @expose("/<int:pk>")
    @has_access
    def show(self, pk: int) -> ResponseReturnValue:
        """Show one proposal, and what can be done with it now."""
        return self._page(reading.advice_for(self.officer, pk))

    @expose("/<int:pk>/print")
    @has_access
    def paper(self, pk: int) -> ResponseReturnValue:
        """Show a proposal as the paper that goes to the unit."""
        advice = reading.advice_for(self.officer, pk)
        numbers = reading.numbers_of(advice, self.officer)
        return self.render_template(
            "oversight/advice_paper.html",
            advice=advice,
            kind=telling.row(advice)["kind"],
            numbers=[number for _id, number in numbers],
        )

    @expose("/<int:pk>/ask", methods=["POST"])
    @has_access
    def ask(self, pk: int) -> ResponseReturnValue:
        """Lay a draft before the leader."""
        return self._act(pk, acts.ask_signature, _("The draft waits for the leader's signature."))

    @expose("/<int:pk>/sign", methods=["POST"])
    @has_access
    def sign(self, pk: int) -> ResponseReturnValue:
        """Sign it: it takes its number and goes to the unit."""
        return self._act(pk, acts.sign, _("Signed and delivered."))

    @expose("/<int:pk>/give-back", methods=["POST"])
    @has_access
    def give_back(self, pk: int) -> ResponseReturnValue:
        """Give a draft back."""
        form = GiveBackForm(prefix="back")
        return self._act(
            pk,
            lambda advice, by: acts.give_back(advice, by=by, reason=form.reason.data),
            _("Given back."),
            back=form,
        )

    @expose("/<int:pk>/answer", methods=["POST"])
    @has_access
    def answer(self, pk: int) -> ResponseReturnValue:
        """Say what the unit adopts."""
        form = FeedbackForm(prefix="feedback")
        return self._act(
            pk,
            lambda advice, by: acts.answer(
                advice, by=by, outcome=form.outcome.data, text=form.text.data
            ),
            _("The feedback is given."),
            feedback=form,
        )

    @expose("/<int:pk>/close", methods=["POST"])
    @has_access
    def close(self, pk: int) -> ResponseReturnValue:
        """Close it."""
        return self._act(pk, acts.close, _("Closed."))

    def _act(
        self, pk: int, deed: Callable[..., None], done: str, **forms: Any
    ) -> ResponseReturnValue:
        """Do something with a proposal; a refusal stands beside its field or above the page."""
        advice = reading.advice_for(self.officer, pk)
        if any(not form.validate() for form in forms.values()):
            return self._page(advice, **forms), 422
        try:
            deed(advice, by=self.officer)
        except DomainError as error:
            for form in forms.values():
                if error.field:
                    show_refusal(form, error)
            if not forms or not error.field:
                flash(say(error), "warning")
            return self._page(reading.advice_for(self.officer, pk), **forms), error.status
        return self._there(pk, done)

    def _there(self, pk: int, told_: str) -> ResponseReturnValue:
        flash(told_, "success")
        return redirect(url_for("AdviceView.show", pk=pk))

    def _form(self, form: AdviceForm, title: str, back: str) -> ResponseReturnValue:
        page = self.render_template("oversight/advice_form.html", form=form, title=title, back=back)
        return page, 422 if form.errors else 200

    def _page(self, advice: Advice, back: Any = None, feedback: Any = None) -> str:
        numbers = reading.numbers_of(advice, self.officer)
        return self.render_template(
            "oversight/advice.html",
            advice=advice,
            row=telling.row(advice),
            facts=telling.facts(advice),
            history=list(telling.history(advice)),
            turns=telling.turns(advice, self.officer),
            numbers=numbers,
            hidden=len(advice.shown_by) - len(numbers),
            back=back or GiveBackForm(formdata=None, prefix="back"),
            feedback=feedback or FeedbackForm(formdata=None, prefix="feedback"),
        )
