"""What the registration says: the file itself, its people, its limits, the unit that writes."""

from datetime import date

from flask_babel import gettext as _

from app.accounts.units.names import name_on
from app.core import clock
from app.core.i18n import N_
from app.core.privacy import mask_address, mask_id_number, mask_name, mask_phone
from app.dictionaries import queries as dictionary
from app.petitions.clocks.deadlines import due_on
from app.petitions.clocks.running import handling_clock, last_clock, reckoned, rules_of
from app.petitions.codes import SIMPLE
from app.petitions.letters.sources.asked import asked_for
from app.petitions.letters.sources.drafting import Drafting, joined, numbered, paper_day
from app.petitions.models import Person
from app.petitions.procedures import limit_of, procedure_taken
from app.petitions.workflow import PETITION

NATURAL = "1"
LONGEST_SUMMARY = 200
#: By which channel something was raised, as a sentence of a letter has it.
MANNERS = {
    "visit": N_("a visit"),
    "letter": N_("a letter"),
    "online": N_("the network"),
    "phone": N_("a call"),
    "other": N_("another channel"),
}
PROCEDURES = {"1": N_("Petition procedure"), SIMPLE: N_("Simple procedure")}


def file(of: Drafting) -> dict[str, str]:
    """Return what the file says of itself; of an accusation not what it is about (art. 30)."""
    one = of.petition
    registered = clock.office_time(one.registered_at)
    return {
        "number": one.number,
        "petitioner": _petitioner(of),
        "manner": _(MANNERS[one.channel_kind]),
        "channel": _word(of, "channel", one.channel),
        "source": _word(of, "source", one.source),
        "received_on": paper_day(one.received_on),
        "postmarked_on": paper_day(one.postmarked_on),
        "registered_at": f"{paper_day(one.registered_on)} {registered:%H:%M}",
        "registrar": one.registered_by.full_name,
        "state": _(PETITION.state(one.state).label),
        "holder": name_on(one.unit, of.today) if one.unit else "",
        "handler": one.handler.full_name if one.handler else of.by.full_name,
        "procedure": _(PROCEDURES.get(_procedure(of), PROCEDURES["1"])),
        **_said(of),
        **_counted(of),
    }


def _word(of: Drafting, list_code: str, code: str | None) -> str:
    return dictionary.label(list_code, code, on=of.petition.registered_on)


def _petitioner(of: Drafting) -> str:
    names = [person.shown_name for person in of.petition.people]
    return joined(names) or _("anonymous petitioner")


def _said(of: Drafting) -> dict[str, str]:
    """Return what it is about; a notice names what is asked for, a file without that its matter."""
    one = of.petition
    sealed = one.is_accusation
    matter = "" if sealed else one.summary or (one.content or "")[:LONGEST_SUMMARY]
    requests = numbered(request.text for request in one.requests)
    return {
        "matter": matter,
        "asked": "" if sealed else requests or matter,
        "summary": "" if sealed else one.summary,
        "requests": requests,
        "purpose": _word(of, "purpose", one.purpose),
        "issue": "" if sealed else dictionary.path_label("issue", one.issue),
        "region": dictionary.region_path_label(one.problem_region),
        "responsible_unit": one.responsible_unit.name if one.responsible_unit else "",
        "responsible_person": "" if sealed else one.responsible_person or "",
        "urgency": _word(of, "urgency", one.urgency),
        "enclosures": _word(of, "enclosure", one.enclosure),
        "window_opinion": "" if sealed else one.window_opinion or "",
        "reply": "" if sealed else one.reply_text or "",
    }


def _counted(of: Drafting) -> dict[str, str]:
    one = of.petition
    first = one.first_petition.number if one.first_petition else ""
    marks = (
        _("Anonymous") if one.anonymous else "",
        _("Keep secret") if one.confidential else "",
        _word(of, "publicity", one.publicity),
    )
    return {
        "head_count": str(one.head_count),
        "nature": _word(of, "letter_nature", one.letter_nature),
        "scale": dictionary.label("visit_scale", "2" if one.is_group else "1"),
        "level": _word(of, "level", one.level),
        "marks": joined(marks),
        "repeat": joined((_("Repeat") if one.is_repeat else _("First petition"), first), " "),
    }


# --- people --------------------------------------------------------------------------------------


def person(of: Drafting) -> dict[str, str]:
    """Return the first person, and all of them; in full only as far as the reader needs it."""
    people = of.petition.people
    blank = dict.fromkeys(PERSON, "")
    if not people:
        return blank | {"name": _("(anonymous)"), "masked_name": _("anonymous")}
    first = people[0]
    names = joined(one.shown_name for one in people)
    told = {
        "name": names or _("(anonymous)"),
        "masked_name": joined(_masked(one) for one in people) or _("anonymous"),
        "masked_phone": mask_phone(first.phone),
        "masked_address": mask_address(first.address),
        "masked_id": joined(
            (_word(of, "id_kind", first.id_kind), mask_id_number(first.id_number)), " "
        ),
        "people": "\n".join(_line(of, one) for one in people),
        "employer": first.employer or "",
        "age": str(first.age or ""),
        **{name: _word(of, name, getattr(first, name)) for name in WORDS},
    }
    if of.petition.is_accusation:
        kept_back = KEPT_BACK | ({"name": _("(name withheld)")} if names else {})
        return blank | told | kept_back
    phone = first.phone if of.full else mask_phone(first.phone)
    address = first.address if of.full else mask_address(first.address)
    return blank | told | {"phone": phone or "", "address": address or ""}


WORDS = ("sex", "ethnicity", "education", "political")
PERSON = (
    *WORDS,
    "name",
    "masked_name",
    "phone",
    "masked_phone",
    "address",
    "masked_address",
    "masked_id",
    "people",
    "employer",
    "age",
)

#: What of a reporter goes into no letter (art. 30(3)); a name only where he himself is written to.
KEPT_BACK = dict.fromkeys(set(PERSON) - {"name"}, "")


def _masked(one: Person) -> str:
    return mask_name(one.shown_name, organisation=one.kind != NATURAL)


def _line(of: Drafting, one: Person) -> str:
    parts = (
        one.shown_name,
        _word(of, "sex", one.sex),
        mask_id_number(one.id_number),
        mask_phone(one.phone),
    )
    return joined(parts, "  ")


# --- the unit that writes, and its limits --------------------------------------------------------


def maker(of: Drafting) -> dict[str, str]:
    """Return how the petitioner reaches the unit that writes."""
    return {
        "unit": name_on(of.unit, of.today),
        "contact": of.unit.contact or of.by.full_name,
        "phone": of.unit.phone or of.by.phone,
        "address": of.unit.address,
        "officer": of.by.full_name,
    }


def time(of: Drafting) -> dict[str, str]:
    """Return the days on which limits end; of one that has not begun, as if it began today."""
    one = of.petition
    simple = _procedure(of) == SIMPLE
    handling = handling_clock(one)
    accepted = one.accepted_on or asked_for(of).get("occurred_on") or of.today
    due = handling.due_on if handling else _from_today(of, _limit(of), accepted)
    notice = last_clock(one, "D16" if simple else "D03")
    notice_on = notice.due_on if notice else _from_today(of, "D16" if simple else "D03", of.today)
    return {
        "today": paper_day(of.today),
        "accepted_on": paper_day(accepted),
        "handling_due_on": paper_day(due),
        "due_on": paper_day(one.lamp_due_on),
        "notice_due_on": paper_day(notice_on),
        "later": _later(of),
        **_extension(of),
    }


def _procedure(of: Drafting) -> str:
    """Return the procedure that the acceptance takes which waits, else that of the file."""
    one = of.petition
    asked = str(asked_for(of).get("procedure") or one.procedure or "")
    return asked if handling_clock(one) else procedure_taken(one, asked)


def _limit(of: Drafting) -> str:
    return limit_of(of.petition.purpose, _procedure(of))


def _later(of: Drafting) -> str:
    """Promise the reason of an extension only where the limit of the handling may have one."""
    rules, code = rules_of(of.petition), _limit(of)
    running = handling_clock(of.petition)
    limit = running.limit if running else rules.limit(code) if code in rules else None
    if limit is None or not limit.extend_by:
        return ""
    return _("you will be told why, should the matter need more time")


def _from_today(of: Drafting, code: str, start: date) -> date | None:
    rules = rules_of(of.petition)
    return due_on(code, start, of.calendar, rules=rules).due_on if code in rules else None


def _extension(of: Drafting) -> dict[str, str]:
    """Return the end before and after the extension that is asked for, or that was granted."""
    running = handling_clock(of.petition)
    if running is None:
        return {"old_due_on": "", "new_due_on": ""}
    days = asked_for(of).get("days")
    days = days if isinstance(days, int) else 0
    if of.made or not days:
        # It was granted: the end that holds now is the new one.
        before, after = -(days or running.extended_days), 0
    else:
        before, after = 0, days
    old = reckoned(running, of.calendar, longer=before).due_on
    new = reckoned(running, of.calendar, longer=after).due_on
    return {"old_due_on": paper_day(old), "new_due_on": paper_day(new)}
