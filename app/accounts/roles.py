"""The seeded roles as data: what each may do and how far it sees.

Permissions are ``can_<verb> on <Noun>``. Every move of a petition is a verb; ``approve_<move>``
is the second person's. Names are persisted state: change one only with a migration.
"""

from dataclasses import dataclass

from app.accounts.grants import (
    CLERK,
    DRAFTING,
    EVERYBODY,
    HANDLER,
    INTAKE,
    LEADERS_DESK,
    LINE,
    PUBLISHER,
    SIGNING,
    Grant,
    on,
    petition,
    reads,
)
from app.core.i18n import N_


@dataclass(frozen=True, kw_only=True)
class SeededRole:
    """A role as the product brings it; an office changes it as it likes."""

    code: str
    name: str
    scopes: tuple[str, ...]
    grants: frozenset[Grant]


ROLES = (
    SeededRole(code="window_clerk", name=N_("Window clerk"), scopes=("desk_today",), grants=CLERK),
    SeededRole(code="letter_clerk", name=N_("Letter clerk"), scopes=("desk_today",), grants=CLERK),
    SeededRole(
        code="triage_officer",
        name=N_("Triage officer"),
        scopes=("unit",),
        grants=LINE
        | DRAFTING
        | on("Letter", "read")
        | petition(
            "register open_round mark_simple to_ordinary transfer assign recall agree_objection"
            " refuse_objection redirect pass_report return_report report_upward conclude archive"
            " decline bar join part reopen void submit serve grant_report_delay refuse_report_delay"
            # What the petitioner asks for weeks later comes to the desk that has his file.
            " ask_review ask_re_examination"
            # He records what a leader wrote on paper; a leader's own word he cannot write.
            " withdraw_submission correct instruct pass_on_instruction answer_instruction"
            " return_instruction close_instruction confirm_instruction"
            # The customer's triage desk has the button of supervision (S6).
            " issue_supervision return_supervision close_supervision propose_public_reply"
            " redact_public_reply publish_public_reply withdraw_public_reply follow_up"
            " record_incident attach report_urgent export unmask count"
            " receive_by_leader take_charge report_charge release_charge"
        )
        | LEADERS_DESK
        | on("Supervision", "read")
        | on("Pool", "read")
        | on("Ledger", "read")
        | on("PublicReply", "read export")
        | PUBLISHER
        | on("Archive", "read"),
    ),
    SeededRole(
        code="reviewer",
        name=N_("Reviewer"),
        scopes=("unit",),
        grants=LINE
        | SIGNING
        | petition(
            "approve_decline approve_bar approve_reopen approve_unarchive approve_void"
            " approve_redirect approve_ask_review approve_ask_re_examination"
            " approve_refuse_application approve_backdate approve_public_reply export unmask count"
        )
        | on("Pool", "read")
        | on("PublicReply", "read")
        | on("Archive", "read"),
    ),
    SeededRole(
        code="bureau_leader",
        name=N_("Bureau leader"),
        scopes=("region_below",),
        grants=LINE
        | SIGNING
        | petition(
            "approve_assign approve_report_upward approve_public_reply withdraw_public_reply"
            " instruct return_submission decide_recusal issue_supervision return_supervision"
            " close_supervision return_instruction confirm_instruction"
            " report_urgent take_charge report_charge release_charge export unmask count"
            " close_month"
        )
        | LEADERS_DESK
        | on("Leaving", "read")
        | reads("Supervision Pool")
        | on("Advice", "read sign")
        | on("PublicReply", "read")
        | PUBLISHER
        | on("Archive", "read"),
    ),
    SeededRole(
        code="party_government_leader",
        name=N_("Party and government leader"),
        scopes=("own",),
        grants=EVERYBODY
        | petition("read instruct return_submission confirm_instruction mark_seen count")
        | petition("take_charge report_charge release_charge")
        | on("Reception", "read")
        | on("LeaderCharge", "read")
        | on("Worklist", "read")
        | on("UrgentMatter", "read receive")
        | on("Advice", "read answer")
        | on("Instruction", "read add")
        # He names the unit that is to carry out what he writes.
        | on("Unit", "pick"),
    ),
    SeededRole(code="unit_intake", name=N_("Unit intake"), scopes=("unit",), grants=INTAKE),
    SeededRole(code="handler", name=N_("Handler"), scopes=("unit",), grants=HANDLER),
    SeededRole(
        code="head_of_unit",
        name=N_("Head of unit"),
        scopes=("unit_below",),
        grants=LINE
        | SIGNING
        | petition(
            "ask_contribution contribute object to_ordinary withdraw_opinion approve_accept"
            " approve_call_hearing approve_redirect approve_extend approve_reply"
            " approve_terminate approve_decline approve_decide_review"
            " approve_decide_re_examination approve_ask_review approve_ask_re_examination"
            " approve_backdate decide_recusal answer_supervision"
            " answer_instruction report_urgent report_charge export unmask count"
        )
        | on("LeaderCharge", "read")
        | on("UrgentMatter", "read add receive close")
        | on("Leaving", "read")
        | reads("Supervision Review")
        | on("Advice", "read answer")
        | PUBLISHER
        | on("Archive", "read"),
    ),
    SeededRole(
        code="supervisor",
        name=N_("Supervisor"),
        scopes=("region_below",),
        grants=LINE
        | DRAFTING
        | petition(
            "issue_supervision return_supervision close_supervision follow_up record_incident"
            " attach export unmask count"
        )
        | reads("Supervision Waiver Archive")
        | on("Advice", "read draft close"),
    ),
    SeededRole(
        code="review_officer",
        name=N_("Review officer"),
        scopes=("unit",),
        grants=LINE
        | DRAFTING
        | on("Letter", "read")
        | petition(
            "ask_review ask_re_examination refuse_application decide_review decide_re_examination"
            " call_hearing put_off_hearing cancel_hearing hold_hearing serve attach export unmask"
        )
        | on("Review", "read")
        | on("Archive", "read"),
    ),
    SeededRole(
        code="accusation_officer",
        name=N_("Accusation officer"),
        scopes=("accusations",),
        grants=EVERYBODY
        | on(
            "Accusation",
            # The second person of an approval is another officer of the same desk.
            "read transfer recall sign_for object agree_objection refuse_objection redirect decline"
            " reopen serve archive unarchive void attach export unmask mark_seen recuse"
            # The second of the two officers of the desk signs what the first drafted.
            " draft_letter revise_letter sign_letter cancel_letter ask_waiver"
            " decide_recusal record_incident approve_redirect approve_decline approve_reopen"
            " approve_unarchive approve_void approve_backdate grant_waiver refuse_waiver",
        )
        | on("Unit", "pick")
        | on("Dictionary", "pick")
        | on("Archive", "read")
        | on("Worklist", "read"),
    ),
    SeededRole(
        code="archivist",
        name=N_("Archivist"),
        scopes=("unit",),
        grants=LINE
        | petition("archive unarchive attach export count")
        | on("Archive", "read")
        | on("Letter", "read"),
    ),
    SeededRole(
        code="statistician",
        name=N_("Statistician"),
        scopes=("counts",),
        grants=EVERYBODY
        | petition("count close_month")
        | on("Unit", "pick")
        | on("Dictionary", "pick"),
    ),
    SeededRole(
        code="station_operator",
        name=N_("Station operator"),
        scopes=("unit",),
        grants=CLERK | INTAKE | HANDLER,
    ),
    SeededRole(
        code="system_administrator",
        name=N_("System administrator"),
        scopes=(),
        grants=EVERYBODY
        | on("Unit", "read add edit retire pick move merge split import")
        | on(
            "Account",
            "read add edit delete import lock unlock reset_password end_sessions set_roles"
            " leave set_deputy",
        )
        | on("Dictionary", "read add edit retire pick merge export import")
        | on("Role", "read")
        | on("Setting", "read edit")
        | on("Setup", "set_up")
        | on("Calendar", "read approve")
        | on("LetterTemplate", "read edit")
        | on("ReportForm", "read edit")
        | on("Journal", "read")
        | on("Job", "read retry")
        | PUBLISHER,
    ),
    SeededRole(
        code="security_administrator",
        name=N_("Security administrator"),
        scopes=(),
        grants=EVERYBODY
        | on("Account", "read lock unlock end_sessions set_roles")
        | on("Role", "read edit")
        | on("Setting", "read")
        | on("Journal", "read")
        | on("SecondFactor", "edit reset")
        | on("Calendar", "read approve")
        | on("Unit", "pick"),
    ),
    SeededRole(
        code="audit_administrator",
        name=N_("Audit administrator"),
        scopes=(),
        grants=EVERYBODY
        | on("Account", "read")
        | on("Role", "read")
        | on("Setting", "read")
        | on("Journal", "read"),
    ),
)
