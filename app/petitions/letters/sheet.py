"""One letter on the screen: how it stands, its versions, its texts."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.accounts.units.names import name_on
from app.core import clock
from app.petitions.letters.findings import Shown, shown
from app.petitions.letters.kinds import REGULATION, Kind
from app.petitions.letters.numbers import UNKNOWN, number_shown
from app.petitions.letters.versions import texts_of
from app.petitions.letters.words import FIELDS, NAMES, STATUSES
from app.petitions.models import Letter, LetterVersion
from app.petitions.words.days import moment
from app.petitions.words.law import source


@dataclass(frozen=True)
class Sheet:
    """What the page of a letter draws."""

    id: int
    name: str
    number: str
    markless: bool
    status: str
    about: list[tuple[str, str]]
    texts: list[tuple[str, str]]
    versions: list[dict[str, Any]]
    shown_version: int
    editable: bool
    case_href: str
    case_number: str
    wanting: list[str]
    findings: list[Shown]
    checked: bool


def sheet_of(letter: Letter, kind: Kind, officer: Officer, version: LetterVersion) -> Sheet:
    """Return a letter as the officer sees it, with one of its versions."""
    petition, texts = letter.petition, texts_of(version)
    noun = "Accusation" if petition.is_accusation else "Petition"
    newest = version.serial == len(letter.versions)
    number = number_shown(letter, kind, petition)
    ours = letter.unit_id == officer.unit_id and officer.may("revise_letter", noun)
    return Sheet(
        id=letter.id,
        name=_(NAMES[letter.kind]),
        number=number,
        markless=letter.status == "draft" and UNKNOWN in number and not letter.unit.letter_mark,
        status=_(STATUSES[letter.status]),
        about=_about(letter, kind),
        texts=[(_(FIELDS[name]), texts.get(name, "")) for name in kind.names],
        versions=[_told(letter, one) for one in reversed(letter.versions)],
        shown_version=version.serial,
        editable=newest and ours and letter.status == "draft",
        case_href=f"/petitions/{petition.id}?tab=letters#papers",
        case_number=petition.number,
        findings=shown(version),
        checked=version.findings is not None,
        wanting=[_(FIELDS[one.name]) for one in kind.required if not texts.get(one.name)],
    )


def _about(letter: Letter, kind: Kind) -> list[tuple[str, str]]:
    day = clock.office_time(letter.signed_at).date() if letter.signed_at else None
    rows = [
        (_("Made by"), name_on(letter.unit, day)),
        (_("Article"), source(REGULATION, kind.article)),
        (_("Signed by"), letter.signed_by.full_name if letter.signed_by else ""),
        (_("Signed at"), moment(letter.signed_at) if letter.signed_at else ""),
        (_("Digest (SHA-256)"), letter.sha256 or ""),
        (_("Why it was cancelled"), letter.cancelled_reason or ""),
    ]
    return [(label, value) for label, value in rows if value]


def _told(letter: Letter, version: LetterVersion) -> dict[str, Any]:
    said = _("Version %(number)s", number=version.serial)
    signed = version.serial == letter.signed_version
    return {
        "serial": version.serial,
        "text": f"{said} \u00b7 {version.by.full_name} \u00b7 {moment(version.at)}",
        "signed": signed,
        "href": f"/letters/{letter.id}/versions/{version.serial}",
    }
