"""领导批示: list and search, write or record, show, pass on, answer, return, close."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts.models import Officer
from app.core.errors import DomainError
from app.core.web.hardened import SafeModelView, ScopedInterface, guard, show_refusal
from app.core.web.links import turns
from app.oversight import forms
from app.oversight import instruction_queries as queries
from app.oversight import instruction_telling as telling
from app.oversight.queries import place
from app.petitions.attachments.papers import listed
from app.petitions.attachments.queries import attachments_of_instruction
from app.petitions.commands import instructions
from app.petitions.commands.instruction_ends import may_confirm, may_judge
from app.petitions.lists.listing import case_href
from app.petitions.models import Approval, Instruction, Petition
from app.petitions.scope import instructions_visible_to, visible_to

guard(Petition, visible_to)
guard(Instruction, instructions_visible_to)

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
        "return_answer": "read",
        "close": "read",
        "confirm": "read",
    }
    include_route_methods = {
        "list",
        "show",
        "add",
        "pass_on",
        "answer",
        "return_answer",
        "close",
        "confirm",
    }
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
        if tab not in telling.TABS:
            abort(404)
        chosen = queries.InstructionFilter.of(args)
        page = queries.instructions(self.officer, tab, chosen, place(args))
        return self.render_template(
            "oversight/instructions.html",
            tabs=telling.tabs(self.officer, tab),
            page=page,
            rows=[telling.row(record) for record in page.rows],
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
        return self._act(pk, "pass_on", _("Passed on."))

    @expose("/<pk>/answer", methods=["POST"])
    @has_access
    def answer(self, pk: str) -> ResponseReturnValue:
        """Answer it."""
        return self._act(pk, "answer", _("Answered."))

    @expose("/<pk>/return", methods=["POST"])
    @has_access
    def return_answer(self, pk: str) -> ResponseReturnValue:
        """Return the answer for more."""
        return self._act(pk, "return", _("Returned; the unit owes another answer."))

    @expose("/<pk>/close", methods=["POST"])
    @has_access
    def close(self, pk: str) -> ResponseReturnValue:
        """Say how it ended."""
        return self._act(pk, "close", _("Closed; a second person looks at it."))

    @expose("/<pk>/confirm", methods=["POST"])
    @has_access
    def confirm(self, pk: str) -> ResponseReturnValue:
        """Look at the closing a second time."""
        return self._act(pk, "confirm", _("The closing is confirmed."))

    def _act(self, pk: str, name: str, done: str) -> ResponseReturnValue:
        record, form = self._find(pk), ACTS[name].form(prefix=name)
        if form.validate():
            try:
                ACTS[name].command(record, by=self.officer, **form.given())
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(done, "success")
                return redirect(url_for("InstructionView.show", pk=pk))
        return self._page(record, {name: form})

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

    def _page(self, record: Instruction, sent: dict[str, Any] | None = None) -> ResponseReturnValue:
        officer = self.officer
        open_forms = {
            name: act.form(formdata=None, prefix=name)
            for name, act in ACTS.items()
            if act.offered(officer, record)
        }
        return self.render_template(
            "oversight/instruction.html",
            record=record,
            facts=telling.facts(record),
            status=_(forms.STATUSES[record.status]),
            lamp=telling.lamp(record),
            case_href=case_href(record.petition_id) if record.petition_id else None,
            scans=[listed(one) for one in attachments_of_instruction(record)],
            parts=telling.parts(queries.parts_beside(record, officer)),
            course=telling.course(queries.steps_of(record)),
            acts=open_forms | (sent or {}),
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


def _returns(officer: Officer, record: Instruction) -> bool:
    return officer.may("return_instruction") and may_judge(record, officer)


def _closes(officer: Officer, record: Instruction) -> bool:
    return (
        officer.may("close_instruction")
        and record.status == "answered"
        and may_judge(record, officer)
    )


def _confirms(officer: Officer, record: Instruction) -> bool:
    return officer.may("confirm_instruction") and may_confirm(record, officer)


@dataclass(frozen=True)
class PageAct:
    """What can be done on an instruction's own page: its form, its command, when it is offered."""

    form: type[forms.ActForm]
    command: Callable[..., None]
    offered: Callable[[Officer, Instruction], bool]


ACTS = {
    "pass_on": PageAct(forms.PassOnForm, instructions.pass_on, _passes),
    "answer": PageAct(forms.AnswerForm, instructions.answer, _answers),
    "close": PageAct(forms.CloseForm, instructions.close_record, _closes),
    "confirm": PageAct(forms.ConfirmForm, instructions.confirm_closing, _confirms),
    "return": PageAct(forms.ReturnForm, instructions.return_answer, _returns),
}
