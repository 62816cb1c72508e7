"""Permissions and data scopes as sentences that an office manager reads."""

from flask_babel import gettext as _

from app.accounts.models import SEEDED
from app.accounts.roles import Grant
from app.accounts.roles_desk.desks import act_of
from app.accounts.verbs import NOUNS, VERBS
from app.core.i18n import N_

#: What a sentence calls a thing, where that is not the noun's own title.
THINGS = {
    "Accusation": N_("accusations"),
    "Home": N_("the home page"),
    "Worklist": N_("their own work"),
    "Pool": N_("the triage pool"),
    "Ledger": N_("the ledger of the day"),
    "Instruction": N_("leaders' instructions"),
    "Supervision": N_("supervisions"),
    "PublicReply": N_("public replies"),
    "Review": N_("reviews"),
    "Archive": N_("the archive"),
    "Dictionary": N_("dictionaries"),
    "Unit": N_("units"),
    "Account": N_("accounts"),
    "Role": N_("roles"),
    "Journal": N_("the journal"),
    "Setting": N_("settings"),
    "Setup": N_("the first day"),
    "Calendar": N_("changes of the working calendar"),
    "SecondFactor": N_("second factors"),
    "Leaving": N_("departures"),
    "Job": N_("background jobs"),
    "Plan": N_("plans"),
    "Reminder": N_("reminders"),
    "Information": N_("public information"),
    "Message": N_("messages"),
}
MAY = {
    "read": N_("May read %(what)s"),
    "add": N_("May add %(what)s"),
    "edit": N_("May change %(what)s"),
    "approve": N_("May decide as second person on %(what)s"),
    "pick": N_("May choose %(what)s from lists"),
    "retire": N_("May retire %(what)s"),
    "lock": N_("May lock %(what)s"),
    "unlock": N_("May unlock %(what)s"),
    "reset_password": N_("May give new passwords to %(what)s"),
    "set_roles": N_("May give roles to %(what)s"),
    "export": N_("May export %(what)s"),
    "unmask": N_("May see the personal data of %(what)s in full"),
    "count": N_("May count %(what)s"),
    "register": N_("May register %(what)s"),
    "reply_on_the_spot": N_("May reply to %(what)s on the spot"),
    "transfer": N_("May transfer %(what)s"),
    "assign": N_("May assign %(what)s"),
    "forward": N_("May forward %(what)s to a subordinate"),
    "recall": N_("May recall %(what)s"),
    "sign_for": N_("May sign for %(what)s"),
    "object": N_("May object to a transfer of %(what)s"),
    "agree_objection": N_("May agree to objections about %(what)s"),
    "refuse_objection": N_("May refuse objections about %(what)s"),
    "mark_simple": N_("May mark %(what)s for the simple procedure"),
    "open_round": N_("May open new rounds of %(what)s"),
    "accept": N_("May accept %(what)s"),
    "to_ordinary": N_("May turn %(what)s to the ordinary procedure"),
    "redirect": N_("May redirect %(what)s to a statutory route"),
    "record_progress": N_("May record the progress of %(what)s"),
    "ask_contribution": N_("May ask other units to contribute to %(what)s"),
    "contribute": N_("May deliver contributions to %(what)s"),
    "extend": N_("May extend the time limit of %(what)s"),
    "reply": N_("May reply to %(what)s"),
    "serve": N_("May serve papers of %(what)s"),
    "report_back": N_("May report back on %(what)s"),
    "pass_report": N_("May pass reports on %(what)s"),
    "return_report": N_("May return reports on %(what)s"),
    "ask_report_delay": N_("May ask for a later day of the report on %(what)s"),
    "grant_report_delay": N_("May grant a later day of the report on %(what)s"),
    "refuse_report_delay": N_("May refuse a later day of the report on %(what)s"),
    "report_upward": N_("May report %(what)s upward"),
    "withdraw_opinion": N_("May withdraw the opinion on %(what)s"),
    "ask_review": N_("May ask for the review of %(what)s"),
    "ask_re_examination": N_("May ask for the re-examination of %(what)s"),
    "refuse_application": N_("May refuse applications about %(what)s"),
    "decide_review": N_("May decide reviews of %(what)s"),
    "decide_re_examination": N_("May decide re-examinations of %(what)s"),
    "call_hearing": N_("May call hearings on %(what)s"),
    "cancel_hearing": N_("May cancel hearings on %(what)s"),
    "put_off_hearing": N_("May put off hearings on %(what)s"),
    "hold_hearing": N_("May hold hearings on %(what)s"),
    "open_mediation": N_("May begin mediations on %(what)s"),
    "agree_mediation": N_("May keep agreements on %(what)s"),
    "fulfil_mediation": N_("May record that agreements on %(what)s were fulfilled"),
    "fail_mediation": N_("May end mediations on %(what)s without success"),
    "conclude": N_("May conclude %(what)s"),
    "terminate": N_("May terminate %(what)s"),
    "decline": N_("May decline %(what)s"),
    "bar": N_("May bar %(what)s"),
    "join": N_("May join %(what)s"),
    "part": N_("May part %(what)s that were joined"),
    "reopen": N_("May reopen %(what)s"),
    "archive": N_("May archive %(what)s"),
    "unarchive": N_("May take %(what)s out of the archive"),
    "void": N_("May void %(what)s"),
    "submit": N_("May submit %(what)s to a leader"),
    "withdraw_submission": N_("May withdraw a submission of %(what)s"),
    "return_submission": N_("May return a submission of %(what)s"),
    "instruct": N_("May write instructions on %(what)s"),
    "pass_on_instruction": N_("May pass on instructions on %(what)s"),
    "answer_instruction": N_("May answer instructions on %(what)s"),
    "issue_supervision": N_("May issue supervisions of %(what)s"),
    "sign_supervision": N_("May sign for supervisions of %(what)s"),
    "answer_supervision": N_("May answer supervisions of %(what)s"),
    "close_supervision": N_("May close supervisions of %(what)s"),
    "propose_public_reply": N_("May propose public replies to %(what)s"),
    "redact_public_reply": N_("May redact public replies to %(what)s"),
    "approve_public_reply": N_("May approve public replies to %(what)s"),
    "publish_public_reply": N_("May publish public replies to %(what)s"),
    "withdraw_public_reply": N_("May withdraw public replies to %(what)s"),
    "mark_seen": N_("May mark %(what)s as seen"),
    "recuse": N_("May ask to be excused from %(what)s"),
    "decide_recusal": N_("May decide who is excused from %(what)s"),
    "report_execution": N_("May report on carrying out what was supported of %(what)s"),
    "finish_execution": N_("May record that what was supported of %(what)s was carried out"),
    "follow_up": N_("May follow up %(what)s"),
    "record_incident": N_("May record incidents about %(what)s"),
    "attach": N_("May attach files to %(what)s"),
    "correct": N_("May correct the registration of %(what)s"),
    "backdate": N_("May enter late dates of %(what)s"),
    "set_up": N_("May go through %(what)s"),
    "delete": N_("May delete %(what)s that were never used"),
    "import": N_("May import %(what)s from Excel"),
    "end_sessions": N_("May end all sessions of %(what)s"),
    "move": N_("May move %(what)s in the tree"),
    "merge": N_("May merge %(what)s"),
    "split": N_("May split %(what)s"),
    "leave": N_("May hand over the work of who leaves (%(what)s)"),
    "set_deputy": N_("May name deputies (%(what)s)"),
    "publish": N_("May publish %(what)s"),
    "withdraw": N_("May withdraw %(what)s"),
    "send": N_("May send %(what)s"),
    "retry": N_("May start %(what)s again"),
    "reset": N_("May reset %(what)s"),
}
MAY_APPROVE = {
    "assign": N_("May approve assigning %(what)s"),
    "accept": N_("May approve accepting %(what)s"),
    "redirect": N_("May approve redirecting %(what)s to a statutory route"),
    "extend": N_("May approve extending the time limit of %(what)s"),
    "reply": N_("May approve replies to %(what)s"),
    "report_upward": N_("May approve reporting %(what)s upward"),
    "refuse_application": N_("May approve refusing applications about %(what)s"),
    "decide_review": N_("May approve review decisions on %(what)s"),
    "decide_re_examination": N_("May approve re-examination decisions on %(what)s"),
    "terminate": N_("May approve terminating %(what)s"),
    "decline": N_("May approve declining %(what)s"),
    "bar": N_("May approve barring %(what)s"),
    "reopen": N_("May approve reopening %(what)s"),
    "unarchive": N_("May approve taking %(what)s out of the archive"),
    "void": N_("May approve voiding %(what)s"),
    "backdate": N_("May approve late dates of %(what)s"),
}
OTHERWISE = N_("May do with %(what)s: %(act)s")
OTHERWISE_APPROVE = N_("May approve for %(what)s: %(act)s")
SEES = {
    "own": N_("Sees the petitions that name the officer"),
    "desk_today": N_("Sees what their own window registered today"),
    "unit": N_("Sees the petitions of their own unit"),
    "unit_below": N_("Sees the petitions of their own unit and the units below it"),
    "region_below": N_("Sees the petitions of their own region and the regions below it"),
    "all": N_("Sees all petitions"),
    "counts": N_("Sees sums only, no petition"),
    "accusations": N_("Sees accusations, and nothing else"),
}


def sentence(grant: Grant) -> str:
    """Return what a permission lets somebody do, in the reader's language."""
    verb, noun = grant
    what = _(THINGS[noun]) if noun in THINGS else _(NOUNS.get(noun, noun)).lower()
    act = act_of(verb)
    known = MAY if act == verb else MAY_APPROVE
    if act in known:
        return _(known[act], what=what)
    otherwise = OTHERWISE if act == verb else OTHERWISE_APPROVE
    return _(otherwise, what=what, act=_(VERBS[act]) if act in VERBS else act)


def sees(scope: str) -> str:
    """Return how far a scope reaches, in the reader's language."""
    return _(SEES[scope]) if scope in SEES else scope


def role_label(name: str) -> str:
    """Return a role's name as people read it; what an office named itself is left as it is."""
    return _(name) if name in SEEDED else name
