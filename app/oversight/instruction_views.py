"""领导批示: list and search, write or record, show, pass on, answer."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts.models import Officer
from app.core import clock
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.web.hardened import SafeModelView, ScopedInterface, guard, show_refusal
from app.core.web.links import turns
from app.dictionaries import queries as dictionary
from app.oversight import forms, queries
from app.petitions.attachments.papers import listed
from app.petitions.attachments.queries import attachments_of_instruction
from app.petitions.commands import instructions
from app.petitions.deadlines import lamp_for
from app.petitions.lists.listing import case_href, lamp_of
from app.petitions.models import Approval, Instruction, Petition
from app.petitions.rules import lamp_figures
from app.petitions.scope import instructions_visible_to, visible_to

guard(Petition, visible_to)
guard(Instruction, instructions_visible_to)

TABS = {
    "all": N_("All"),
    "to_pass_on": N_("To be passed on"),
    "to_answer": N_("To be answered"),
    "guidance": N_("Guidance for the work"),
}
FILTERS = ("words", "leader", "level", "status", "petition", "since", "until")


class InstructionView(SafeModelView):
    """Instructions of leaders.

    Records are found and written through the scoped interface of generated views; the list is
    drawn by our own page, because a generated one pages by number of rows and knows no span of
    days.
    """

    datamodel = ScopedInterface(Instruction, load=("petition", "unit", "passed_to"))
    route_base = "/instructions"
    class_permission_name = "Instruction"
    method_permission_name = {
        "list": "read",
        "show": "read",
        "add": "add",
        "pass_on": "read",
        "answer": "read",
    }
    include_route_methods = {"list", "show", "add", "pass_on", "answer"}
    list_columns = show_columns = edit_columns = ["subject"]
    search_columns: list[str] = []
    add_title = _l("Write an instruction")
    add_template = "oversight/instruction_add.html"
    add_form = forms.InstructionForm
    add_row_message = _l("The instruction is kept.")

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """Show the instructions that the officer may see, narrowed and paged by key."""
        args = request.args.to_dict()
        tab = args.get("tab") or "all"
        if tab not in TABS:
            abort(404)
        chosen = queries.InstructionFilter.of(args)
        page = queries.instructions(self.officer, tab, chosen, queries.place(args))
        return self.render_template(
            "oversight/instructions.html",
            tabs=_tabs(self.officer, tab),
            page=page,
            rows=[_row(record) for record in page.rows],
            narrowed=chosen != queries.InstructionFilter(),
            filters=forms.InstructionSearch(args),
            names=FILTERS,
            kept={"tab": tab},
            clear_href=url_for("InstructionView.list", tab=tab),
            **turns(page),
        )

    @expose("/<pk>")
    @has_access
    def show(self, pk: str) -> ResponseReturnValue:
        """Show one instruction, and what can be done with it now."""
        return self._page(self._find(pk))

    @expose("/<pk>/pass-on", methods=["POST"])
    @has_access
    def pass_on(self, pk: str) -> ResponseReturnValue:
        """Pass it on to a unit."""
        record, form = self._find(pk), forms.PassOnForm(prefix="pass")
        if form.validate():
            try:
                instructions.pass_on(
                    record,
                    by=self.officer,
                    unit_id=form.unit_id.given,
                    answer_due_on=form.answer_due_on.data,
                    proposal=form.proposal.data or None,
                )
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("Passed on."), "success")
                return redirect(url_for("InstructionView.show", pk=pk))
        return self._page(record, passing=form)

    @expose("/<pk>/answer", methods=["POST"])
    @has_access
    def answer(self, pk: str) -> ResponseReturnValue:
        """Answer it."""
        record, form = self._find(pk), forms.AnswerForm(prefix="answer")
        if form.validate():
            try:
                instructions.answer(record, by=self.officer, text=form.text.data)
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("Answered."), "success")
                return redirect(url_for("InstructionView.show", pk=pk))
        return self._page(record, answering=form)

    def empty_form(self) -> Any:
        """Return the form, on the petition from whose page it was opened."""
        form = super().empty_form()
        if request.method == "GET":
            form.number.data = request.args.get("number", "")[:24]
        return form

    def create(self, form: Any) -> None:
        """Write it down, or have the second person asked where it is entered late."""
        made = instructions.write_instruction(form.given(), by=self.officer, uploads=form.uploads())
        if isinstance(made, Approval):
            flash(_("Entered late: it counts when a second person has agreed."), "info")

    def _find(self, pk: str) -> Instruction:
        return self.datamodel.get(pk, self._base_filters) or abort(404)

    def _page(
        self, record: Instruction, *, passing: Any = None, answering: Any = None
    ) -> ResponseReturnValue:
        officer = self.officer
        if passing is None and _passes(officer, record):
            passing = forms.PassOnForm(formdata=None, prefix="pass")
        if answering is None and _answers(officer, record):
            answering = forms.AnswerForm(formdata=None, prefix="answer")
        return self.render_template(
            "oversight/instruction.html",
            record=record,
            facts=_facts(record),
            status=_(forms.STATUSES[record.status]),
            lamp=_lamp(record),
            case_href=case_href(record.petition_id) if record.petition_id else None,
            scans=[listed(one) for one in attachments_of_instruction(record)],
            passing=passing,
            answering=answering,
        )


def _passes(officer: Officer, record: Instruction) -> bool:
    return (
        officer.may("pass_on_instruction")
        and record.status == "written"
        and (record.petition_id is not None or record.unit_id == officer.unit_id)
        and not record.guidance
    )


def _answers(officer: Officer, record: Instruction) -> bool:
    return (
        officer.may("answer_instruction")
        and record.status == "passed_on"
        and record.passed_to_id == officer.unit_id
    )


def _lamp(record: Instruction) -> dict[str, str] | None:
    if record.status != "passed_on":
        return None
    return lamp_of(
        lamp_for(
            record.answer_due_on, record.passed_on, clock.today(), "H03", figures=lamp_figures()
        )
    )


def _facts(record: Instruction) -> list[tuple[str, str]]:
    found = [
        (_("Leader"), " ".join(filter(None, (record.leader_name, record.leader_title)))),
        (
            _("Level of the leader"),
            dictionary.label("leader_level", record.leader_level, on=record.instructed_on),
        ),
        (_("Instructed on"), record.instructed_on.isoformat()),
        (_("Unit"), record.unit.name),
        (_("Passed on to"), record.passed_to.name if record.passed_to else ""),
        (_("Passed on at"), record.passed_on.isoformat() if record.passed_on else ""),
        (_("Answer wanted by"), record.answer_due_on.isoformat() if record.answer_due_on else ""),
        (_("What is proposed"), record.proposal or ""),
        (_("Answered on"), record.answered_on.isoformat() if record.answered_on else ""),
    ]
    return [(label, value) for label, value in found if value]


def _row(record: Instruction) -> dict[str, Any]:
    petition = record.petition
    return {
        "href": url_for("InstructionView.show", pk=record.id),
        "subject": record.subject or (petition.summary if petition else ""),
        "number": petition.number if petition else "",
        "text": record.text,
        "leader": " ".join(part for part in (record.leader_name, record.leader_title) if part),
        "day": record.instructed_on.isoformat(),
        "status": _(forms.STATUSES[record.status]),
        "guidance": record.guidance,
        "for_leader": record.for_leader,
        "holder": (record.passed_to or record.unit).called,
        "lamp": _lamp(record),
    }


def _tabs(officer: Officer, active: str) -> list[dict[str, Any]]:
    counts = queries.instruction_counts(officer)
    return [
        {
            "label": _(label),
            "href": url_for("InstructionView.list", tab=name),
            "count": counts.get(name),
            "active": name == active,
        }
        for name, label in TABS.items()
    ]
