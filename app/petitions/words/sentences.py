"""One sentence for each kind of event, made when it is read, in the reader's language."""

from typing import Any

from flask_babel import gettext

from app.accounts.units.names import name_on
from app.core.i18n import N_
from app.dictionaries.queries import label
from app.petitions.calendar.carrying_out import RECALCULATED
from app.petitions.commands.pressing import PRESSED_BY_RULE
from app.petitions.letters.served import LETTERS
from app.petitions.models import Event
from app.petitions.models.order import RUNGS
from app.petitions.succession import HANDED_ON
from app.petitions.words.parts import beside, day_of, of_papers, on_recusal, which_supervision
from app.petitions.workflow import PETITION

# %(by)s is who did it; the other places are the event's facts.
SENTENCES = {
    "register": N_("%(by)s registered %(number)s"),
    "reply_on_the_spot": N_("%(by)s replied on the spot, the petitioner agreed"),
    "transfer": N_("%(by)s transferred it to %(unit)s"),
    "assign": N_("%(by)s assigned it to %(unit)s, report wanted by %(due_on)s"),
    "forward": N_("%(by)s forwarded it to %(unit)s"),
    "recall": N_("%(by)s recalled it from %(unit)s"),
    "sign_for": N_("%(by)s signed for it"),
    "object": N_("%(by)s objected to the competence"),
    "agree_objection": N_("%(by)s agreed to the objection of %(unit)s; back in the pool"),
    "refuse_objection": N_("%(by)s refused the objection of %(unit)s"),
    "accept": N_("%(by)s accepted it"),
    "open_round": N_("%(by)s opened round %(round)s after %(number)s: new facts"),
    "mark_simple": N_("%(by)s took the simple procedure: %(simple_ground)s"),
    "to_ordinary": N_("%(by)s changed it to the ordinary procedure"),
    "redirect": N_("%(by)s led it to the statutory channel: %(organ)s"),
    "record_progress": N_("%(by)s recorded progress"),
    "ask_contribution": N_("%(by)s asked %(unit)s to contribute by %(due_on)s"),
    "contribute": N_("%(by)s delivered the contribution of %(unit)s"),
    "extend": N_("%(by)s extended the handling by %(days)s days, to %(due_on)s"),
    "reply": N_("%(by)s issued the opinion: %(conclusion)s"),
    "serve": N_("%(by)s recorded the service of %(paper)s: %(manner)s, %(receipt)s"),
    "report_back": N_("%(by)s reported to %(unit)s"),
    "pass_report": N_("%(by)s passed the report of %(unit)s"),
    "return_report": N_("%(by)s returned the report of %(unit)s"),
    "ask_report_delay": N_("%(by)s asked %(unit)s for a later day of the report, %(due_on)s"),
    "grant_report_delay": N_("%(by)s granted %(unit)s a later day of the report, %(due_on)s"),
    "refuse_report_delay": N_("%(by)s refused %(unit)s a later day of the report"),
    "report_upward": N_("%(by)s reported to the assigner"),
    "withdraw_opinion": N_("%(by)s withdrew the opinion; handled again"),
    "ask_review": N_("%(by)s entered a request for review by %(unit)s"),
    "ask_re_examination": N_("%(by)s entered a request for re-examination by %(unit)s"),
    "refuse_application": N_("%(by)s refused the application"),
    "open_mediation": N_("%(by)s began a mediation, mediator %(mediator)s"),
    "agree_mediation": N_("%(by)s kept the agreement, to be performed by %(due_on)s"),
    "fulfil_mediation": N_("%(by)s recorded that the agreement was fulfilled"),
    "fail_mediation": N_("%(by)s ended the mediation without success"),
    "call_hearing": N_("%(by)s called a hearing on %(begins_on)s at %(place)s, chair %(chair)s"),
    "put_off_hearing": N_("%(by)s put the hearing off from %(due_on)s to %(begins_on)s"),
    "cancel_hearing": N_("%(by)s cancelled the hearing of %(begins_on)s"),
    "hold_hearing": N_("%(by)s recorded a hearing, %(begins_on)s to %(ends_on)s"),
    "decide_review": N_("%(by)s issued the review opinion: %(outcome)s"),
    "decide_re_examination": N_("%(by)s issued the re-examination opinion: %(outcome)s"),
    "conclude": N_("%(by)s concluded it: %(close_way)s"),
    "terminate": N_("%(by)s terminated it: %(close_way)s"),
    "decline": N_("%(by)s did not accept it: %(reason_code)s"),
    "bar": N_("%(by)s accepts it no longer: %(reason_code)s"),
    "join": N_("%(by)s joined it to %(number)s"),
    "part": N_("%(by)s undid the joining to %(number)s"),
    "reopen": N_("%(by)s reopened it to correct a mistake"),
    "archive": N_("%(by)s archived it under %(unit)s"),
    "unarchive": N_("%(by)s took it out of the archive to correct it"),
    "void": N_("%(by)s voided it"),
    "mark_seen": N_("%(by)s marked it as seen"),
    "attach": N_("%(by)s added %(count)s attachments"),
    "submit": N_("%(by)s submitted it to %(leader)s"),
    "withdraw_submission": N_("%(by)s withdrew the submission to %(leader)s"),
    "return_submission": N_("%(by)s returned the submission"),
    "instruct": N_("%(leader)s instructed"),
    "pass_on_instruction": N_("%(by)s passed the instruction on to %(unit)s"),
    "answer_instruction": N_("%(by)s answered the instruction of %(leader)s"),
    "return_instruction": N_("%(by)s returned the answer of %(unit)s to the instruction"),
    "close_instruction": N_("%(by)s closed the instruction of %(leader)s: %(result)s"),
    "confirm_instruction": N_("%(by)s confirmed the closing of the instruction of %(leader)s"),
    "issue_supervision": N_("%(by)s issued a supervision to %(unit)s, answer wanted by %(due_on)s"),
    "sign_supervision": N_("%(by)s signed for the supervision"),
    "answer_supervision": N_("%(by)s answered the supervision"),
    "return_supervision": N_(
        "%(by)s returned the answer of %(unit)s to the supervision; a better one by %(due_on)s"
    ),
    "close_supervision": N_("%(by)s closed the supervision: %(result)s"),
    "propose_public_reply": N_("%(by)s proposed a public reply"),
    "redact_public_reply": N_("%(by)s redacted the public reply"),
    "approve_public_reply": N_("%(by)s approved the public reply"),
    "publish_public_reply": N_("%(by)s published the reply"),
    "withdraw_public_reply": N_("%(by)s withdrew the public reply"),
    "recuse": N_("%(by)s declared a conflict of interest of %(officer)s"),
    "decide_recusal": N_("%(by)s decided on the recusal of %(officer)s"),
    "report_execution": N_("%(by)s reported on carrying out request %(number)s"),
    "finish_execution": N_("%(by)s recorded that request %(number)s was carried out"),
    "follow_up": N_("%(by)s recorded a follow-up; with the unit: %(satisfaction)s"),
    "receive_by_leader": N_("%(by)s tied it to the reception of %(leader)s on %(begins_on)s"),
    "take_charge": N_("%(leader)s takes charge of it"),
    "report_charge": N_("%(by)s reported on the charge of %(leader)s"),
    "release_charge": N_("%(by)s released it from the charge of %(leader)s"),
    "report_urgent": N_("%(by)s reported it as urgent (art. 25); %(count)s people were told"),
    "record_incident": N_("%(by)s recorded an incident: %(code)s"),
    "draft_letter": N_("%(by)s drafted a letter: %(paper)s"),
    "revise_letter": N_("%(by)s revised a letter: %(paper)s, version %(version)s"),
    "sign_letter": N_("%(by)s signed a letter: %(paper)s"),
    "cancel_letter": N_("%(by)s cancelled a letter: %(paper)s"),
    "ask_waiver": N_("%(by)s asked to do without a letter: %(paper)s"),
    "grant_waiver": N_("%(by)s granted to do without a letter: %(paper)s"),
    "refuse_waiver": N_("%(by)s refused to do without a letter: %(paper)s"),
    "correct": N_("%(by)s corrected the registration"),
    HANDED_ON: N_("%(by)s handed the work of %(old_unit)s on to %(unit)s"),
    "hand_to_successor": N_("%(by)s handed the part of %(officer)s over to %(successor)s"),
    PRESSED_BY_RULE: N_(
        "%(by)s pressed %(unit)s by rule: %(rung)s, %(reason_code)s; answer wanted by %(due_on)s"
    ),
    RECALCULATED: N_("%(by)s changed the working calendar of %(year)s; limits reckoned anew"),
}
#: What is no move of an officer's own and has no button.
OTHER_ACTS = {
    "hand_to_successor": N_("Hand over to a successor"),
    RECALCULATED: N_("Limits reckoned anew"),
    PRESSED_BY_RULE: N_("Supervise by rule"),
}
#: Here “on behalf of” names the leader whose paper was recorded, or for whom a deputy wrote.
RECORDED = frozenset({"instruct"})

STEPS = {
    "asked": N_("%(by)s asked for “%(move)s”; a second person must agree"),
    "refused": N_("%(by)s refused “%(move)s”"),
    "withdrawn": N_("%(by)s withdrew the request for “%(move)s”"),
    "granted": N_("%(by)s confirmed the late entry"),
    "retired": N_("%(by)s took away an attachment: %(kind)s"),
}

# Facts that are dictionary codes: the list of each, where it is always the same one.
CODED = {
    "close_way": "close_way",
    "kind": "enclosure",
    "manner": "service_manner",
    "receipt": "receipt",
    "outcome": "review_outcome",
    "conclusion": "close_result",
    "satisfaction": "satisfaction",
    "simple_ground": "simple_ground",
}
CODED_BY_MOVE = {
    ("decline", "reason_code"): "decline_reason",
    ("bar", "reason_code"): "bar_reason",
    ("close_supervision", "result"): "supervise_result",
    ("close_instruction", "result"): "instruction_result",
    (PRESSED_BY_RULE, "reason_code"): "supervise_reason",
    ("record_incident", "code"): "conduct",
    ("object", "code"): "return_reason",
}
NOTES = ("opinion", "reason", "text", "reply", "note", "art31_reason")


def sentence(event: Event) -> str:
    """Return what happened as one sentence, with who agreed to it and for whom it was done."""
    template = SENTENCES.get(event.move) if event.step == "done" else STEPS[event.step]
    said = gettext(template or N_("%(by)s: %(move)s"), **_Places(event).values())
    said += which_supervision(event)
    exception = (event.facts or {}).get("exception")
    if exception:
        said += gettext(", not the next higher unit: %(reason)s", reason=exception)
    said += on_recusal(event)
    said += beside(event)
    manner = (event.facts or {}).get("oral_manner")
    if manner:
        how = label("oral_manner", str(manner), on=event.occurred_on)
        said += gettext(", answered by word: %(manner)s", manner=how)
    said += of_papers(event.facts or {})
    if event.approved_by is not None:
        represented = (event.facts or {}).get("agreed_for")
        said += gettext(", %(name)s agreed", name=signed(event.approved_by.full_name, represented))
    if event.on_behalf_of is not None and event.move in RECORDED:
        said += gettext(", recorded by %(name)s", name=event.by.full_name if event.by else "")
    return said


def signed(name: str, represented: str | None) -> str:
    """Return a name as it stands under an act: a deputy with whom he stood in for."""
    if not represented:
        return name
    return gettext("%(deputy)s (for %(name)s)", deputy=name, name=represented)


def note(event: Event) -> str:
    """Return the words that were written with the act, or nothing."""
    facts = event.facts or {}
    return next((facts[key] for key in NOTES if facts.get(key)), "")


class _Places:
    """The places of a sentence; what an accusation withholds reads as a dash."""

    def __init__(self, event: Event) -> None:
        self.event = event

    def values(self) -> dict[str, str]:
        event, facts = self.event, self.event.facts or {}
        names = dict.fromkeys(_ALL_PLACES, "—")
        names["by"] = " ".join(
            part
            for part in (
                name_on(event.by_unit, event.occurred_on, short=True) if event.by_unit else "",
                self._actor(),
            )
            if part
        )
        if event.move != HANDED_ON:  # no officer's move: the units above the file changed
            names["move"] = gettext(OTHER_ACTS.get(event.move) or PETITION.move(event.move).label)
        if event.move == "serve" and facts.get("letter") in LETTERS:
            # Written elsewhere it has no paper here, but it was a letter all the same.
            letter = LETTERS[facts["letter"]]
            names["paper"] = gettext(letter)
        names.update({key: self._said(key, value) for key, value in facts.items()})
        return names

    def _actor(self) -> str:
        event = self.event
        if event.by is None:
            return ""
        represented = event.on_behalf_of if event.move not in RECORDED else None
        return signed(event.by.full_name, represented.full_name if represented else None)

    def _said(self, key: str, value: Any) -> str:
        coded = CODED_BY_MOVE.get((self.event.move, key)) or CODED.get(key)
        if coded:
            return label(coded, str(value), on=self.event.occurred_on)
        if key == "rung":
            return gettext(RUNGS[str(value)])
        if key.endswith("_on") and isinstance(value, str):
            return day_of(value)
        return str(value)


_ALL_PLACES = (
    "by move number unit due_on organ days conclusion manner receipt begins_on ends_on outcome"
    " close_way reason_code count kind leader result officer satisfaction code successor"
    " old_unit year simple_ground rung paper version place chair mediator round"
).split()
