"""What roles are made of: grants, and the bundles that several desks share."""

from app.accounts.petition_verbs import VERBS

Grant = tuple[str, str]


def on(noun: str, verbs: str) -> frozenset[Grant]:
    """Return the grants of some verbs on one noun."""
    return frozenset((verb, noun) for verb in verbs.split())


def reads(nouns: str) -> frozenset[Grant]:
    """Return the grants to read several lists."""
    return frozenset(("read", noun) for noun in nouns.split())


def petition(verbs: str) -> frozenset[Grant]:
    """Return grants on petitions, whose verbs are a closed list."""
    grants = on("Petition", verbs)
    unknown = {verb for verb, _ in grants} - set(VERBS)
    if unknown:
        raise ValueError(f"no such verb: {', '.join(sorted(unknown))}")
    return grants


# What everybody has for himself and reads: the first page, his plans, his bell, what is published.
EVERYBODY = (
    on("Home", "read")
    | on("Plan", "read edit")
    | on("Reminder", "read")
    | on("Information", "read")
    | on("Message", "read send")
)
#: Who speaks for the office: writes, publishes and takes down what others read.
PUBLISHER = on("Information", "add edit publish withdraw")
# What everybody needs who works on a petition: open it, tick it off, choose words and units.
LINE = (
    EVERYBODY
    | petition("read mark_seen recuse")
    | on("Unit", "pick")
    | on("Dictionary", "pick")
    | reads("Worklist Instruction")
)

#: Who stands before the people reports at once what is grave or urgent (art. 25).
URGENT = on("UrgentMatter", "read add")
LEADERS_DESK = (
    on("Reception", "read add withdraw")
    | on("LeaderCharge", "read")
    | on("UrgentMatter", "read add receive close")
    | on("Instruction", "read add")
)

#: Who drafts letters also revises them, cancels his drafts, and asks to do without one.
DRAFTING = petition("draft_letter revise_letter cancel_letter ask_waiver")
#: The head of a unit, or of the office, signs what another drafted, or grants to do without.
SIGNING = petition("sign_letter cancel_letter grant_waiver refuse_waiver") | reads("Letter Waiver")
CLERK = (
    LINE
    | DRAFTING
    | petition(
        "register reply_on_the_spot void ask_review ask_re_examination attach follow_up correct"
        " record_incident report_urgent unmask receive_by_leader"
    )
    | URGENT
    | on("Reception", "read")
    | on("Ledger", "read")
)
INTAKE = (
    LINE
    | DRAFTING
    | on("Letter", "read")
    | on("Supervision", "read")
    | on("Advice", "read")
    | petition(
        # Who forwards decides on what comes back: recall and objection of that leg.
        "recall agree_objection refuse_objection"
        # Petitioners bring what they ask for next to whoever answered them.
        " ask_review ask_re_examination"
        " register sign_for forward redirect decline report_back serve attach sign_supervision"
        " answer_supervision answer_instruction ask_report_delay contribute report_urgent export"
    )
    | URGENT
)
HANDLER = (
    LINE
    | DRAFTING
    | on("Supervision", "read")
    | petition(
        "accept record_progress ask_contribution contribute extend reply serve redirect conclude"
        " terminate attach unmask export"
        " answer_supervision answer_instruction propose_public_reply record_incident hold_hearing"
        " report_urgent report_charge"
        " call_hearing put_off_hearing cancel_hearing open_mediation agree_mediation"
        " open_round fulfil_mediation fail_mediation report_execution finish_execution"
    )
    | URGENT
)
