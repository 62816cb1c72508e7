"""The case page in words: plain values for the templates, which only draw them."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.i18n import N_
from app.core.privacy import mask_address, mask_id_number, mask_name, mask_phone
from app.dictionaries import queries as dictionary
from app.petitions.lists.listing import marks_of
from app.petitions.models import Person, Petition
from app.petitions.words.days import long_day, short_day
from app.petitions.words.units import archive_unit_of, holder_of, unit_of
from app.petitions.workflow import PETITION

Pairs = list[tuple[str, str]]
NATURAL = "1"

CHANNEL_WORDS = {
    "visit": N_("Visit"),
    "letter": N_("Letter"),
    "online": N_("Online"),
    "phone": N_("Call"),
    "other": N_("Other channel"),
}


def filled(rows: Iterable[tuple[str, str | None]]) -> Pairs:
    """Return the rows that have something to say."""
    return [(label, value) for label, value in rows if value]


# --- head ---------------------------------------------------------------------------------------


def title_of(petition: Petition) -> str:
    """Return what the page is called; an accusation says nothing of its matter."""
    if petition.is_accusation:
        return _("Accusation %(number)s", number=petition.number)
    return petition.summary or _("(no summary)")


def state_text(petition: Petition) -> str:
    """Return the file's state in words."""
    return _(PETITION.state(petition.state).label)


def head_marks(petition: Petition) -> Pairs:
    """Return the marks of a list, and those that only the file itself shows."""
    marks = [_counted(petition, text, tone) for text, tone in marks_of(petition)]
    if petition.is_accusation:
        marks.insert(0, (_("Accusation"), "warn"))
    if petition.head_count > 1 and not petition.is_group:
        marks.append((_heads(petition), "plain"))
    if petition.confidential:
        marks.append((_("Keep secret"), "warn"))
    return marks


def _counted(petition: Petition, text: str, tone: str) -> tuple[str, str]:
    return (f"{text} {_heads(petition)}" if text == _("Group") else text), tone


def _heads(petition: Petition) -> str:
    return ngettext("%(num)d person", "%(num)d people", petition.head_count)


def about(petition: Petition) -> str:
    """Return how and when it came, and who has it."""
    parts = (
        _(CHANNEL_WORDS[petition.channel_kind]),
        _("registered %(day)s", day=short_day(petition.registered_on)),
        holder_of(petition),
        _("handled by %(name)s", name=petition.handler.full_name) if petition.handler else "",
    )
    return " · ".join(filter(None, parts))


# --- matter -------------------------------------------------------------------------------------


def matter(petition: Petition) -> dict[str, Any]:
    """Return what it is about; of an accusation the sealed half, which only its desk opens."""
    sealed, day = petition.accusation, petition.registered_on
    note_parts = [
        dictionary.label("purpose", petition.purpose, on=day),
        dictionary.path_label("issue", petition.issue, on=day),
    ]
    requests = [request.text for request in petition.requests]
    if sealed is not None:
        requests = (sealed.requests or "").splitlines()
    return {
        "note": " · ".join(part for part in note_parts if part),
        "content": sealed.content if sealed is not None else petition.content,
        "requests": list(enumerate(requests, 1)),
        "facts": _matter_facts(petition),
        "accused": _accused(petition),
        "assigned": _assigned(petition),
        "answers": filled(
            (
                (_("Opinion of the window"), petition.window_opinion),
                (_("Reply on the spot"), petition.reply_text),
            )
        ),
    }


def _matter_facts(petition: Petition) -> Pairs:
    word = partial(dictionary.label, on=petition.registered_on)
    responsible = [unit_of(petition, petition.responsible_unit), petition.responsible_person or ""]
    return filled(
        (
            (_("Place of the problem"), dictionary.region_path_label(petition.problem_region)),
            (_("Responsible"), " ".join(part for part in responsible if part)),
            (_("Channel"), word("channel", petition.channel)),
            (_("Source"), word("source", petition.source)),
            (_("Received"), long_day(petition.received_on)),
            (_("Postmark"), long_day(petition.postmarked_on)),
            (_("Level of the visit"), word("level", petition.level)),
            (_("Nature of the letter"), word("letter_nature", petition.letter_nature)),
            (_("Consent to publication"), word("publicity", petition.publicity)),
            (_("Former number"), petition.old_number),
            (_("National number"), petition.national_number),
            *_sorting_facts(petition),
            *_closing_facts(petition),
        )
    )


def _sorting_facts(petition: Petition) -> list[tuple[str, str | None]]:
    """Return the procedure if simple, the class of art. 31, who put it there, why, the channel."""
    day = petition.art31_on
    by = petition.art31_by.full_name if petition.art31_by else ""
    simple = petition.simple_ground
    procedure = dictionary.label("procedure", petition.procedure) if simple else ""
    return [
        (_("Procedure"), procedure),
        (_("Ground of the simple procedure"), dictionary.label("simple_ground", simple)),
        (_("Class under article 31"), dictionary.label("art31_class", petition.art31_class)),
        (_("Sorted by"), " · ".join(part for part in (by, long_day(day)) if part)),
        (_("Reason for the class"), petition.art31_reason),
        (
            _("Statutory channel"),
            dictionary.path_label("statutory_route", petition.statutory_route),
        ),
    ]


def _closing_facts(petition: Petition) -> list[tuple[str, str | None]]:
    day = petition.closed_on or petition.registered_on
    ground = {"declined": "decline_reason", "barred": "bar_reason"}.get(
        petition.archived_from or petition.state
    )
    return [
        (_("Manner of conclusion"), dictionary.label("close_way", petition.close_way, on=day)),
        (_("Ground"), dictionary.label(ground, petition.reason_code, on=day) if ground else ""),
        (_("Result"), dictionary.label("close_result", petition.result, on=day)),
        (_("Concluded"), long_day(petition.closed_on)),
        (_("Archive unit"), archive_unit_of(petition)),
        (_("Archived under"), dictionary.path_label("issue", petition.archive_issue, on=day)),
    ]


def _accused(petition: Petition) -> Pairs:
    sealed = petition.accusation
    if sealed is None:
        return []
    unit = unit_of(petition, sealed.accused_unit) or sealed.accused_unit_name
    return filled(
        (
            (_("Accused"), sealed.accused_name),
            (_("Position of the accused"), sealed.accused_title),
            (_("Unit of the accused"), unit),
        )
    )


def _assigned(petition: Petition) -> Pairs:
    if petition.form != "assigned":
        return []
    leader = [petition.assigner_name or "", petition.assigner_title or ""]
    return filled(
        (
            (_("Assigned by"), petition.assigning_unit),
            (_("Leader"), " ".join(part for part in leader if part)),
            (_("Number of the assignment"), petition.assigned_number),
            (_("Assigned on"), long_day(petition.assigned_on)),
            (_("To be concluded by"), long_day(petition.assigned_due_on)),
            (_("Instruction"), petition.assigned_text),
        )
    )


# --- people -------------------------------------------------------------------------------------


def people(petition: Petition, *, unmasked: bool = False) -> dict[str, Any]:
    """Return who came or wrote; masked, unless the look was recorded just now."""
    cards = [_person(one, petition.registered_on, unmasked=unmasked) for one in petition.people]
    named = len(petition.people)
    note_text = ""
    if petition.head_count > max(named, 1) or named > 1:
        note_text = _(
            "%(heads)s people, %(named)s representatives", heads=petition.head_count, named=named
        )
    return {
        "note": note_text or (_("anonymous") if petition.anonymous else ""),
        "cards": cards if unmasked else _first(cards),
        "unmasked": unmasked,
    }


def _first(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the first person's card with the names of the others in it."""
    others = _(", ").join(card["name"] for card in cards[1:])
    return [
        {**card, "facts": filled([*card["facts"], (_("Other representatives"), others)])}
        for card in cards[:1]
    ]


def _person(one: Person, day: date, *, unmasked: bool) -> dict[str, Any]:
    organisation = one.kind != NATURAL
    name = one.shown_name
    shown = name if unmasked else mask_name(name, organisation=organisation)
    traits = [
        dictionary.label("sex", one.sex, on=day),
        _("%(age)s years", age=one.age) if one.age else "",
        dictionary.label("ethnicity", one.ethnicity, on=day),
        dictionary.label("identity_relation", one.relation, on=day) if one.relation != "1" else "",
        dictionary.label("petitioner_type", one.kind, on=day) if organisation else "",
    ]
    return {
        "name": shown,
        "facts": filled(
            (
                (_("Full name"), " ".join([shown, *(trait for trait in traits if trait)])),
                (
                    dictionary.label("id_kind", one.id_kind, on=day) or _("Document"),
                    one.id_number if unmasked else mask_id_number(one.id_number),
                ),
                (_("Telephone"), one.phone if unmasked else mask_phone(one.phone)),
                (_("Address"), one.address if unmasked else mask_address(one.address)),
                (_("Home division"), dictionary.region_path_label(one.home_region)),
                (_("Employer"), one.employer),
                (_("Education"), dictionary.label("education", one.education, on=day)),
                (_("Political status"), dictionary.label("political", one.political, on=day)),
            )
        ),
    }
