"""Which form belongs to which move."""

from app.core.i18n import N_
from app.petitions.forms import (
    closing,
    handling,
    letters,
    oversight,
    records,
    review,
    triage,
    waivers,
)
from app.petitions.forms.move_form import ConfirmForm, MoveForm, NoteForm, ReasonForm, TextForm
from app.petitions.workflow import PETITION

FORMS: dict[str, type[MoveForm]] = {
    # triage
    "reply_on_the_spot": triage.SpotForm,
    "transfer": triage.TransferForm,
    "assign": triage.AssignForm,
    "recall": ReasonForm,
    "agree_objection": triage.OptionalReasonForm,
    "refuse_objection": ReasonForm,
    "join": triage.JoinForm,
    "part": ReasonForm,
    "redirect": triage.RedirectForm,
    "decline": triage.DeclineForm,
    "bar": triage.BarForm,
    "void": ReasonForm,
    "reopen": ReasonForm,
    # handling
    "sign_for": handling.SignForm,
    "forward": triage.ForwardForm,
    "object": handling.ObjectForm,
    "accept": handling.AcceptForm,
    "to_ordinary": ReasonForm,
    "record_progress": TextForm,
    "extend": handling.ExtendForm,
    "reply": handling.ReplyForm,
    "serve": handling.ServeForm,
    "withdraw_opinion": ReasonForm,
    "report_back": TextForm,
    "pass_report": NoteForm,
    "return_report": ReasonForm,
    "ask_report_delay": handling.DelayForm,
    "grant_report_delay": triage.OptionalReasonForm,
    "refuse_report_delay": ReasonForm,
    # closing
    "report_upward": TextForm,
    "conclude": closing.ConcludeForm,
    "terminate": closing.TerminateForm,
    "archive": closing.ArchiveForm,
    "unarchive": ReasonForm,
    # review
    "ask_review": review.ApplyForm,
    "ask_re_examination": review.ApplyForm,
    "refuse_application": ReasonForm,
    "hold_hearing": review.HearingForm,
    "decide_review": review.DecideForm,
    "decide_re_examination": review.DecideForm,
    # oversight
    "submit": oversight.SubmitForm,
    "withdraw_submission": oversight.WithdrawSubmissionForm,
    "instruct": oversight.InstructForm,
    "return_submission": ReasonForm,
    "pass_on_instruction": oversight.PassOnForm,
    "answer_instruction": oversight.AnswerInstructionForm,
    "issue_supervision": oversight.SuperviseForm,
    "sign_supervision": oversight.SupervisionForm,
    "answer_supervision": oversight.AnswerSupervisionForm,
    "close_supervision": oversight.CloseSupervisionForm,
    # letters
    "draft_letter": letters.DraftForm,
    "sign_letter": letters.LetterForm,
    "cancel_letter": letters.CancelForm,
    # records
    "mark_seen": NoteForm,
    "propose_public_reply": records.ProposeForm,
    "redact_public_reply": records.RedactForm,
    "approve_public_reply": ConfirmForm,
    "publish_public_reply": ConfirmForm,
    "withdraw_public_reply": ReasonForm,
    "recuse": records.RecuseForm,
    "decide_recusal": oversight.DecideRecusalForm,
    "follow_up": records.FollowUpForm,
    "record_incident": records.IncidentForm,
    "ask_waiver": waivers.AskForm,
    "grant_waiver": waivers.GrantForm,
    "refuse_waiver": waivers.RefuseForm,
    "correct": records.CorrectForm,
}

# One line over the form: what the act means. Moves whose name says it all have none.
NOTES = {
    "transfer": N_("To the unit that has the power to decide it"),
    "assign": N_("To the unit that has the power to decide it, which reports back"),
    "recall": N_("Possible until the other side signs for it"),
    "redirect": N_("The law has another channel for this matter"),
    "decline": N_("Grounds of the Regulation only; the petitioner gets a notice"),
    "bar": N_("The matter was decided at the last level"),
    "void": N_("Registered by mistake; kept, but not counted"),
    "reopen": N_("New facts are a new petition, never this"),
    "join": N_("The same papers, sent twice"),
    "object": N_("Within five working days of the delivery (art. 23)"),
    "accept": N_("The petitioner is told; the handling begins"),
    "extend": N_("Asked before the limit ends (art. 34)"),
    "reply": N_("An opinion with an answer to each request (art. 32)"),
    "serve": N_("The remedy period begins with the service of the opinion"),
    "withdraw_opinion": N_("The original limit goes on"),
    "conclude": N_("The file is closed; all limits stop"),
    "archive": N_("Afterwards the file is read-only"),
    "unarchive": N_("Only to correct a mistake"),
    "ask_review": N_("Within thirty days of the service (art. 35)"),
    "ask_re_examination": N_("Within thirty days of the service (art. 36)"),
    "hold_hearing": N_("In re-examination the days of the hearing are not counted (art. 36)"),
    "submit": N_("The petition stays where it is"),
    "recuse": N_("Whoever has an interest in the matter steps aside (art. 28)"),
    "record_incident": N_("About the event, never about a person"),
    "draft_letter": N_("Filled from the file; look through it before it is signed"),
    "sign_letter": N_("It takes its number and cannot be changed any more"),
    "cancel_letter": N_("A number that was given stays in the register, with the reason"),
    "mark_seen": N_("Seen, nothing done"),
    "ask_waiver": N_("Once, for a reason that a second person agrees to; leaders see the list"),
}


def form_of(verb: str) -> type[MoveForm] | None:
    """Return the form of a move that is made on the case page, or None if there is none."""
    return FORMS.get(verb) if verb in {move.name for move in PETITION.moves} else None
