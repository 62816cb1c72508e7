"""What a letter must not give away: the reporter, the accusation, identity numbers."""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.core.chinese import half_width
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.identity import read_id_number
from app.petitions.letter_checking.disguises import hints, reveals, shared_run
from app.petitions.letter_checking.finding import Slip
from app.petitions.letter_checking.paper import Case, Reporter
from app.petitions.letter_checking.register import rule
from app.petitions.letter_checking.tables import field_with, fields_of, kind_of

REVEALED = {
    "name": N_("The name of the reporter stands here."),
    "phone": N_("The telephone of the reporter stands here."),
    "id_number": N_("The identity number of the reporter stands here."),
    "address": N_("The address of the reporter stands here."),
    "employer": N_("The employer of the reporter stands here."),
}
#: So many signs in a row are no accident: they were taken from the accusation.
RUN = 12
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}[ -]?\d{8}[ -]?\d{3}[0-9Xx](?![0-9A-Za-z])")


@rule
def reporter_kept_secret(case: Case) -> Iterator[Slip]:
    """Art. 30(3): nothing tells who reported; the reporter's own name may stand on his letter.

    Only where it is addressed, and only on what goes to himself. What goes to a unit does not
    hint at him either; but a unit that is named may be the one where he works.
    """
    if not case.facts.is_accusation:
        return
    own = kind_of(case.paper.kind).reader == "petitioner"
    addressee = field_with(case.paper.kind, "addressee") if own else ""
    units = {one.name for one in fields_of(case.paper.kind) if one.fact.endswith("_unit")}
    for name, text in case.paper.texts():
        for person in case.facts.reporters:
            nameless = replace(person, name="")
            found = reveals(text, nameless if name == addressee else person)
            if not found and not own:
                found = hints(text, replace(person, employer="") if name in units else person)
            if found:
                yield Slip(sentence=REVEALED[found], field=name)
                break


@rule
def accusation_untold(case: Case) -> Iterator[Slip]:
    """Art. 30(3): a letter says neither whom it accuses nor of what."""
    if not case.facts.is_accusation:
        return
    for name, text in case.paper.texts():
        for accused in case.facts.accused:
            if reveals(text, Reporter(name=accused)):
                yield Slip(sentence=N_("The accused is named here."), field=name)
                break
        if shared_run(text, case.facts.accusation, RUN):
            yield Slip(sentence=N_("Words of the accusation stand here."), field=name)


@rule
def id_number_masked(case: Case) -> Iterator[Slip]:
    """What leaves the office needs no identity number in full."""
    if not kind_of(case.paper.kind).leaves:
        return
    for name, text in case.paper.texts():
        if any(_valid(found[0]) for found in _ID_NUMBER.finditer(half_width(text))):
            yield Slip(sentence=N_("An identity number stands here in full; mask it."), field=name)


def _valid(number: str) -> bool:
    try:
        read_id_number(number.replace("-", "").replace(" ", ""))
    except Invalid:
        return False
    return True
