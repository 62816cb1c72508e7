"""The verbs of a petition, each a permission: a closed list, which roles draw from."""

MOVES = tuple(
    """register reply_on_the_spot transfer assign forward recall sign_for object agree_objection
    refuse_objection mark_simple open_round accept to_ordinary redirect record_progress
    ask_contribution contribute extend reply serve report_back pass_report return_report
    report_upward withdraw_opinion ask_review ask_re_examination refuse_application
    decide_review decide_re_examination call_hearing cancel_hearing put_off_hearing
    hold_hearing open_mediation agree_mediation fulfil_mediation fail_mediation conclude
    terminate decline bar join part reopen archive unarchive void ask_report_delay
    grant_report_delay refuse_report_delay""".split()
)
RECORDS = tuple(
    """submit withdraw_submission return_submission instruct pass_on_instruction
    answer_instruction return_instruction close_instruction confirm_instruction
    issue_supervision sign_supervision answer_supervision return_supervision
    close_supervision propose_public_reply redact_public_reply approve_public_reply
    publish_public_reply withdraw_public_reply mark_seen recuse decide_recusal
    report_execution finish_execution follow_up record_incident attach correct report_urgent
    draft_letter revise_letter sign_letter cancel_letter ask_waiver grant_waiver refuse_waiver
    receive_by_leader take_charge report_charge release_charge""".split()
)
#: Moves that run only when a second person has agreed, and the late entry of a date; an
#: application only where another unit than the next higher one shall decide.
APPROVED = tuple(
    """assign accept redirect extend reply report_upward ask_review ask_re_examination
    refuse_application decide_review decide_re_examination call_hearing terminate decline
    bar reopen unarchive void backdate""".split()
)
READING = ("read", "export", "unmask", "count", "close_month")
VERBS = READING + MOVES + RECORDS + tuple(f"approve_{move}" for move in APPROVED)
