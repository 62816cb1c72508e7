"""Forms of the triage desk's moves."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.web.errors import say
from app.petitions.clocks.running import rules_of
from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.guards.ended import proved_end
from app.petitions.models import Petition
from app.petitions.queries.ended import (
    LINKED,
    PAPER,
    SAME,
    WORD,
    ProofOfEnd,
    end_of_same_person,
    proof_of_end,
)
from app.petitions.words.days import long_day

#: How it is known that the file that ended is the same petitioner's.
IDENTITIES = {
    LINKED: N_("Linked as a repeat of %(number)s"),
    SAME: N_("The same document number as in %(number)s"),
    WORD: N_(
        "No document number here or in %(number)s: that it is the same petitioner rests on the"
        " word of the officer"
    ),
    PAPER: N_("It ended outside this system: compare the attached copy of the opinion"),
}


class ReceiverForm(MoveForm):
    """Where a unit gets the papers; of an accusation never the accused's (art. 30(3))."""

    conflict_checked = fields.BooleanField(
        _l("Checked: it is not the accused's unit, nor one above or below it")
    )

    def fit(self) -> None:
        """Ask only where the system cannot check: the accused's unit is not in the list."""
        accusation = self.petition.accusation
        if accusation is None or accusation.accused_unit is not None:
            del self.conflict_checked


class TransferForm(ReceiverForm):
    """To whom it goes, who helps, and what is asked of them."""

    shown_when = {"simple_ground": "procedure=2", "assisting_on": "assisting_ids=*"}

    unit_id = fields.unit(_l("Leading unit"))
    officer_id = fields.officer(_l("Person there"))
    assisting_ids = fields.units(_l("Assisting units"))
    assisting_on = fields.day(_l("Contribution wanted by"), required=False)
    procedure = fields.options(_l("Procedure"), "procedure", default="1")
    simple_ground = fields.simple_ground()
    opinion = fields.text(_l("Opinion of the triage desk"))

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Propose the unit that the registration named, and the procedure that was marked."""
        return {
            "unit_id": petition.responsible_unit_id,
            "procedure": petition.procedure,
            "simple_ground": petition.simple_ground,
        }

    def fit(self) -> None:
        """Ask for a day of contribution where contributions are delivered: of no accusation."""
        super().fit()
        if self.petition.is_accusation:
            del self.assisting_on


class AssignForm(TransferForm):
    """As a transfer, and by when the report is wanted."""

    report_due_on = fields.day(_l("Report wanted by"))
    # Told again, so that the long text stays the last field.
    opinion = fields.text(_l("Opinion of the triage desk"))


class SimpleForm(MoveForm):
    """On which ground the simple procedure is taken."""

    wide = frozenset({"simple_ground"})

    simple_ground = fields.choice(_l("Ground of the simple procedure"), "simple_ground")
    note = fields.text(_l("Note"), required=False)


class ForwardForm(ReceiverForm):
    """To which unit below the own one."""

    unit_id = fields.unit(_l("Subordinate unit"))
    officer_id = fields.officer(_l("Person there"))
    opinion = fields.text(_l("Opinion"))


class OptionalReasonForm(MoveForm):
    """A reason that may stay empty."""

    reason = fields.text(_l("Reason"), required=False)


class JoinForm(MoveForm):
    """With which petition the papers belong together."""

    other_number = fields.line(
        _l("Number of the other petition"),
        most=24,
        description=_l("The same papers sent twice; a further visit is a repeat, not this."),
        render_kw={"class": "code", "autocomplete": "off"},
    )
    reason = fields.text(_l("Reason"), required=False)


class RedirectForm(ReceiverForm):
    """Which channel the law has for the matter, and which organ."""

    route = fields.entry(_l("Statutory channel"), "statutory_route")
    organ = fields.line(_l("Competent organ"), description=_l("As the petitioner is told."))
    organ_unit_id = fields.unit(_l("Unit that gets the papers"), required=False)
    reason = fields.text(_l("Reason"))


class DeclineForm(MoveForm):
    """On which ground it is not accepted."""

    wide = frozenset({"reason_code"})
    shown_when = {"other_number": "reason_code=R01", "organ": "reason_code=R02"}

    reason_code = fields.choice(_l("Ground"), "decline_reason")
    other_number = fields.line(
        _l("Number of the petition in hand"), required=False, most=24, render_kw={"class": "code"}
    )
    organ = fields.line(_l("Authority to which the petitioner should turn"), required=False)
    reason = fields.text(_l("Reason"))

    def fit(self) -> None:
        """Offer the grounds that hold for the petition."""
        self.reason_code.choices = fields.grounds("decline_reason", rules_of(self.petition))


class BarForm(MoveForm):
    """By what it is proved that the matter was decided at the last level."""

    wide = frozenset({"reason_code", "same_facts"})
    shown_when = dict.fromkeys(
        ("ended_number", "opinion_number", "served_on", "same_facts"), "reason_code=N01"
    )

    reason_code = fields.choice(_l("Ground"), "bar_reason")
    ended_number = fields.line(
        _l("Number of the file that ended"),
        required=False,
        most=24,
        description=_l("Where it is not linked as a repeat; the document numbers are compared."),
        render_kw={"class": "code", "autocomplete": "off"},
    )
    opinion_number = fields.line(
        _l("Number of the re-examination opinion"), required=False, most=64
    )
    served_on = fields.day(_l("Served on"), required=False)
    same_facts = fields.BooleanField(_l("Compared with what ended: the same facts and reasons"))
    reason = fields.text(_l("Reason"))

    def fit(self) -> None:
        """Offer the grounds that hold; take over what the file of the last level proves."""
        self.reason_code.choices = fields.grounds("bar_reason", rules_of(self.petition))
        linked = proof_of_end(self.petition, self.officer)
        if linked is not None:
            del self.ended_number
        if self.is_submitted() or self.reason_code.data:
            return
        proof = linked or end_of_same_person(self.petition, self.officer)
        if proof is not None:
            self._take_over(proof, linked=linked is not None)

    def _take_over(self, proof: ProofOfEnd, *, linked: bool) -> None:
        """Fill in what the file proves; what nobody linked is only proposed."""
        if linked:
            self.reason_code.data = "N01"
        else:
            self.ended_number.data = proof.number
        self.opinion_number.data, self.served_on.data = proof.letter_number, proof.served_on
        self.opinion_number.description = _(
            "Issued by %(unit)s on %(day)s", unit=proof.unit, day=long_day(proof.issued_on)
        )

    def told(self) -> list[tuple[str, str]]:
        """Return what was given, and how it is known whose the file that ended is."""
        return [*super().told(), *self._known()]

    def _known(self) -> list[tuple[str, str]]:
        given = self.given()
        if given.get("reason_code") != "N01":
            return []
        try:
            proof = proved_end(self.petition, self.officer, given)
        except DomainError as error:  # it was granted or reopened meanwhile; granting refuses too
            return [(_("The same petitioner"), say(error))]
        if proof is None:
            return [(_("The same petitioner"), _(IDENTITIES[PAPER]))]
        return [(_("The same petitioner"), _(IDENTITIES[proof.identity], number=proof.number))]


class SpotForm(MoveForm):
    """What was answered at the window, and that the petitioner is content with it."""

    reply = fields.text(_l("Reply"))
    consent = fields.BooleanField(_l("The petitioner agrees with the reply"))
