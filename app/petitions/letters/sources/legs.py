"""On which leg the file came to the unit that writes, or went on from it."""

from flask_babel import gettext as _

from app.accounts.models import Unit
from app.accounts.units.names import name_on
from app.accounts.units.tree import predecessors_of
from app.dictionaries import queries as dictionary
from app.extensions import db
from app.petitions.letters.sources.acts import number_of
from app.petitions.letters.sources.asked import asked_for
from app.petitions.letters.sources.drafting import Drafting, paper_day
from app.petitions.models import Handover, Petition

#: Letters that speak of a leg on which the unit sent the file on.
OUTGOING = frozenset({"W05", "W09", "W10"})


def leg(of: Drafting) -> dict[str, str]:
    """Return the leg on which the file came to the unit, or went from it."""
    one = last_leg(of)
    given = asked_for(of)
    to = db.session.get(Unit, given["unit_id"]) if given.get("unit_id") else None
    to = to or (one.to_unit if one else None)
    return {
        "to": name_on(to, of.today) if to else "",
        "handed": _handed(of, one),
        "promise": _promise(of),
        "from": name_on(one.from_unit, of.today) if one else "",
        "sent_on": paper_day(one.sent_on if one else of.petition.received_on),
        "went_on": _went_on(of, one),
        "opinion": str(given.get("opinion") or (one.opinion if one else "")),
        "report_due_on": paper_day(
            given.get("report_due_on") or (one.report_due_on if one else None)
        ),
        "report": str(given.get("text") or (one.report_text if one else "") or ""),
        "objection": str(given.get("reason") or (one.objection if one else "") or ""),
        "ground": dictionary.label(
            "return_reason", given.get("return_reason") or (one.objection_code if one else None)
        ),
        "number": number_of(of, "W09", "W10"),
    }


def _handed(of: Drafting, one: Handover | None) -> str:
    """Say how it went down: assigned is what must be reported back (art. 22(1)(3))."""
    asked = asked_for(of)
    now = asked.get("unit_id") is not None
    assigned = bool(asked.get("report_due_on")) if now else one is not None and one.kind == "assign"
    return _("assigned to") if assigned else _("transferred to")


def _went_on(of: Drafting, one: Handover | None) -> str:
    """Return the day on which it went down; of a transfer that is only asked for nothing."""
    waits = asked_for(of).get("unit_id") is not None and not of.made
    return paper_day(one.sent_on) if one and not waits else ""


def _promise(of: Drafting) -> str:
    """Return what replaces the promise of a notice within 15 days: rules of their own (art. 23)."""
    if not of.petition.is_accusation:
        return ""
    return _("that unit tells you of it by the rules for accusations")


def last_leg(of: Drafting) -> Handover | None:
    """Return the leg that a letter of the unit speaks of."""
    return leg_told(of.petition, of.kind.code, of.unit)


def leg_told(petition: Petition, kind: str, unit: Unit) -> Handover | None:
    """Return the newest leg that nobody sent back; of what tells where it went the unit's own."""
    legs = [one for one in petition.handovers if one.status in ("sent", "signed", "done")]
    if legs and kind in OUTGOING:
        ours = set(db.session.scalars(predecessors_of(unit.id)))
        legs = [one for one in legs if one.from_unit_id in ours]
    return legs[-1] if legs else None
