"""Forms of the carrying out of a supported request."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.forms.with_papers import PapersMoveForm
from app.petitions.queries.executions import to_carry_out


def _task() -> fields.NumberOf:
    return fields.NumberOf(_l("Supported request"), fields.needed())


def _offer(form: MoveForm, field: fields.NumberOf) -> None:
    ours = [one for one in to_carry_out(form.petition) if one.unit_id == form.officer.unit_id]
    field.choices = [
        (
            str(one.id),
            _("%(position)s. %(text)s", position=one.request.position, text=one.request.text[:60]),
        )
        for one in ours
    ]


class ReportExecutionForm(MoveForm):
    """How far it is."""

    wide = frozenset({"execution_id"})

    execution_id = _task()
    text = fields.text(_l("Progress"))

    def fit(self) -> None:
        """Offer what the own unit has to carry out."""
        _offer(self, self.execution_id)


class FinishExecutionForm(PapersMoveForm):
    """When it was carried out, and by what that is proved."""

    execution_id = _task()
    done_on = fields.today_or_before(_l("Carried out on"))
    text = fields.text(_l("Proof of the carrying out"))

    def fit(self) -> None:
        """Offer what the own unit has to carry out."""
        super().fit()
        _offer(self, self.execution_id)
