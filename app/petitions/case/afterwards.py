"""What an act brings besides states and limits: sentences to read before it is done."""

from flask_babel import gettext as _

from app.core.errors import DomainError
from app.core.i18n import N_
from app.dictionaries.queries import top_code
from app.petitions.clocks.running import reckoned, running_clock
from app.petitions.codes import SIMPLE
from app.petitions.engine import Act
from app.petitions.guards.delays import delayed_leg
from app.petitions.guards.ended import proved_end
from app.petitions.guards.letters import accepted_by_word, nobody_to_tell
from app.petitions.letters import NOT_RECEIVED
from app.petitions.models import Person, Petition
from app.petitions.queries.contributions import owing
from app.petitions.queries.ended import reached_at
from app.petitions.sorts import AWAY, NOT_SORTED, SIX, SORTS, consequences
from app.petitions.words.days import short_day

NOTES = {
    "transfer": N_("It can be recalled until the unit signs for it"),
    "assign": N_("It can be recalled until the unit signs for it"),
    "void": N_("The number is kept and never given again; the petition is not counted"),
    "archive": N_("The file is read-only from then on"),
    "join": N_("It is still counted; the joining can be undone"),
    "open_mediation": N_("No limit stops or pauses meanwhile"),
    "call_hearing": N_("No limit stops; in re-examination the days of the hearing do not count"),
    "recuse": N_("Until it is decided he keeps the file; no limit stops or pauses"),
    "decide_recusal": N_("Who steps aside loses the file at once; no limit stops or pauses"),
    "publish_public_reply": N_("The public site shows it from its next bundle on"),
}
#: Of these the petitioner is told in writing, if he can be.
NOTICES = frozenset({"decline", "bar", "redirect"})


def after(act: Act) -> list[str]:
    """Return what is worth knowing beside states and limits, as sentences."""
    said = []
    if act.petition.purpose not in NOT_SORTED:
        said += _sorted(act)
    if act.move.name == "reply" and owing(act.petition):
        units = _(", ").join(one.owner.name for one in owing(act.petition))
        said.append(_("Still owing: %(units)s; nobody waits for it any more", units=units))
    if act.move.name == "extend":
        said += _extended(act)
    if act.move.name in ("ask_report_delay", "grant_report_delay"):
        said += _delayed(act)
    if act.move.name in ("conclude", "terminate") and running_clock(act.petition, "D05I"):
        said.append(_("It was assigned from above: the assigner still waits for a report"))
    if act.move.name == "serve" and act.given.get("receipt") in NOT_RECEIVED:
        said.append(_("It was not received: no limit stops or begins; serve it once more"))
    return said + _noted(act)


def _noted(act: Act) -> list[str]:
    if act.move.name in NOTICES:
        return [_noticed(act)]
    if act.move.name == "to_ordinary" and act.petition.state == "accepted":
        return _to_be_written(act.petition)
    return [_(NOTES[act.move.name])] if act.move.name in NOTES else []


def _to_be_written(petition: Petition) -> list[str]:
    if nobody_to_tell(petition) or not accepted_by_word(petition):
        return []
    return [
        _("It was accepted by word: the notice of acceptance is to be drafted and signed then, too")
    ]


def _noticed(act: Act) -> str:
    """Say whether a notice will be made: nobody is told whose name or address is unclear."""
    if not nobody_to_tell(act.petition):
        return _("A notice to the petitioner is to be served and recorded")
    if act.move.name == "bar" and _reached(act) is not None:
        return _("The address of the file that ended is used; a notice is to be served there")
    return _("No notice is made: name or address are unclear, and nobody can be told (art. 23(2))")


def _reached(act: Act) -> Person | None:
    """Return whom the file that is named tells how to reach, as far as it proves anything."""
    if act.given.get("reason_code") != "N01":
        return None
    try:
        proof = proved_end(act.petition, act.by, act.given)
    except DomainError:  # said beside its field when it is sent
        return None
    return None if proof is None else reached_at(act.petition, proof)


def _sorted(act: Act) -> list[str]:
    """Return what follows from the class of art. 31 that is typed, or that the channel has."""
    code = act.given.get("art31_class") or ""
    if act.move.name == "redirect":
        route = top_code("statutory_route", act.given.get("route"))
        code = route if route in AWAY else ""
    elif act.move.name == "accept" and code in AWAY:
        return [*map(_, consequences(code)), _("It cannot be accepted: lead it there instead")]
    if code == SIX and act.given.get("procedure") == SIMPLE:
        # Its days stand among the limits; who is not satisfied comes again.
        return [
            _(SORTS[SIX].leads),
            _("Simple procedure: no review; who is not content may return"),
        ]
    return [_(one) for one in consequences(code)]


def _extended(act: Act) -> list[str]:
    running, days = running_clock(act.petition, "D06"), act.given.get("days")
    if running is None or not isinstance(days, int) or not 0 < days <= running.limit.extend_by:
        return []
    end = reckoned(running, act.known_calendar, longer=days)
    before, after = short_day(running.due_on), short_day(end.due_on)
    return [_("The end moves from %(before)s to %(after)s", before=before, after=after)]


def _delayed(act: Act) -> list[str]:
    running, leg = running_clock(act.petition, "D05"), delayed_leg(act)
    if running is None:
        return []
    if act.move.name == "ask_report_delay":
        day = short_day(running.due_on)
        return [_("Until the sender has decided the report stays due on %(day)s", day=day)]
    if leg is None or leg.delay_until_on is None:
        return []
    before, after = short_day(running.due_on), short_day(leg.delay_until_on)
    return [_("The end moves from %(before)s to %(after)s", before=before, after=after)]
