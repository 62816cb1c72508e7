"""At which desk each permission stands on the page of a role."""

from app.accounts.grants import Grant
from app.accounts.verbs import NOUNS, VERBS
from app.core.i18n import N_

DESKS = {
    "everyday": N_("Everyday work and case files"),
    "registration": N_("Registration"),
    "triage": N_("Triage"),
    "handling": N_("Handling"),
    "oversight": N_("Instructions and supervision"),
    "review": N_("Review and re-examination"),
    "archive": N_("Archive"),
    "accusations": N_("Accusations"),
    "statistics": N_("Statistics"),
    "public": N_("Public information"),
    "tasks": N_("Tasks"),
    "system": N_("System"),
}

_ACTS_ON_PETITIONS = {
    "everyday": "read export unmask mark_seen recuse decide_recusal attach correct"
    " draft_letter revise_letter sign_letter cancel_letter"
    " ask_waiver grant_waiver refuse_waiver",
    "registration": "register reply_on_the_spot record_incident report_urgent void backdate",
    "triage": "mark_simple transfer assign recall agree_objection refuse_objection redirect"
    " decline bar join part reopen pass_report return_report report_upward"
    " grant_report_delay refuse_report_delay open_round",
    "handling": "forward sign_for object accept to_ordinary record_progress extend reply serve"
    " report_back ask_report_delay withdraw_opinion hold_hearing conclude terminate"
    " ask_contribution contribute call_hearing put_off_hearing cancel_hearing"
    " open_mediation agree_mediation fulfil_mediation fail_mediation",
    "oversight": "submit withdraw_submission return_submission instruct pass_on_instruction"
    " answer_instruction return_instruction close_instruction confirm_instruction"
    " issue_supervision sign_supervision answer_supervision return_supervision close_supervision"
    " follow_up receive_by_leader take_charge report_charge release_charge"
    " report_execution finish_execution",
    "review": "ask_review ask_re_examination refuse_application decide_review"
    " decide_re_examination",
    "archive": "archive unarchive",
    "statistics": "count close_month",
    "public": "propose_public_reply redact_public_reply approve_public_reply publish_public_reply"
    " withdraw_public_reply",
}
#: The desk of what is done with a petition; an approval stands with its act.
OF_ACT = {act: desk for desk, acts in _ACTS_ON_PETITIONS.items() for act in acts.split()}
#: The desk of everything else.
OF_NOUN = {
    "Accusation": "accusations",
    "Home": "everyday",
    "Ledger": "registration",
    "Pool": "triage",
    "Worklist": "handling",
    "Letter": "handling",
    "LetterTemplate": "system",
    "ReportForm": "system",
    "Instruction": "oversight",
    "Supervision": "oversight",
    "UrgentMatter": "oversight",
    "Reception": "oversight",
    "LeaderCharge": "oversight",
    "Waiver": "oversight",
    "Advice": "oversight",
    "Review": "review",
    "Archive": "archive",
    "PublicReply": "public",
    "Dictionary": "system",
    "Unit": "system",
    "Account": "system",
    "Role": "system",
    "Journal": "system",
    "Setting": "system",
    "Setup": "system",
    "Calendar": "system",
    "SecondFactor": "system",
    "Leaving": "system",
    "Job": "system",
    "Plan": "tasks",
    "Reminder": "tasks",
    "Information": "public",
    "Message": "public",
}


def act_of(verb: str) -> str:
    """Return what a verb is about: the act itself, or the act that a second person approves."""
    return verb if verb in VERBS else verb.removeprefix("approve_")


def desk_of(verb: str, noun: str) -> str | None:
    """Return the desk of a permission; None for what stands at no desk."""
    if noun == "Petition":
        return OF_ACT.get(act_of(verb))
    # Whoever works on petitions chooses units and words from lists.
    return "everyday" if verb == "pick" else OF_NOUN.get(noun)


def place_of(grant: Grant) -> tuple[int, int, bool]:
    """Return where a permission stands within its desk: by noun, act, and who approves last."""
    verb, noun = grant
    act, acts, nouns = act_of(verb), list(VERBS), list(NOUNS)
    return (
        nouns.index(noun) if noun in nouns else len(nouns),
        acts.index(act) if act in acts else len(acts),
        act != verb,
    )
