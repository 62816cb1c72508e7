"""The tab of letters on the case page: what there is, how it stands, what can be done with it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts.models import Officer
from app.accounts.units.names import name_on
from app.core import clock
from app.core.render import pdf
from app.petitions.letters.findings import errors_of
from app.petitions.letters.possible import letters_of
from app.petitions.letters.versions import newest
from app.petitions.letters.words import NAMES, STATUSES
from app.petitions.models import Letter, Petition
from app.petitions.words.days import moment

TONES = {"draft": "warn", "signed": "fill", "cancelled": "mute"}


def letters_tab(petition: Petition, officer: Officer, query: str) -> dict[str, Any]:
    """Return the letters of a file as rows, with the acts that this officer may take."""
    noun = "Accusation" if petition.is_accusation else "Petition"
    may = {
        verb: officer.may(verb, noun)
        for verb in ("draft_letter", "revise_letter", "sign_letter", "cancel_letter")
    }
    found = letters_of(petition, reader=officer)
    base = f"/petitions/{petition.id}"
    return {
        "rows": [_row(one, officer, may, base) for one in found],
        "draft": f"{base}/draft-letter{query}#move" if may["draft_letter"] else "",
        "pdf": pdf.installed(),
    }


def errors_told(letter: Letter) -> str:
    """Say how many errors the check found in the newest version; nothing if there is none."""
    count = len(errors_of(newest(letter)))
    return ngettext("%(num)d error", "%(num)d errors", count) if count else ""


def _row(letter: Letter, officer: Officer, may: dict[str, bool], base: str) -> dict[str, Any]:
    ours = letter.unit_id == officer.unit_id
    draft = letter.status == "draft"
    address = f"/letters/{letter.id}"
    signer = letter.signed_by.full_name if letter.signed_by else ""
    day = clock.office_time(letter.signed_at).date() if letter.signed_at else None
    choose = f"?letter_id={letter.id}#move"
    cancels = ours and letter.status != "cancelled" and may["cancel_letter"]
    cancels = cancels and (draft or may["sign_letter"])
    return {
        "id": letter.id,
        "name": _(NAMES[letter.kind]),
        "number": letter.number or (_("no number") if letter.signed_at else _("draft")),
        "unit": name_on(letter.unit, day, short=True),
        "version": len(letter.versions),
        "status": _(STATUSES[letter.status]),
        "tone": TONES[letter.status],
        "signed": f"{signer} {moment(letter.signed_at)}" if letter.signed_at else "",
        "reason": letter.cancelled_reason or "",
        "errors": errors_told(letter) if draft else "",
        "href": address,
        "word": f"{address}/letter.docx",
        "pdf": f"{address}/letter.pdf",
        "edit": ours and draft and may["revise_letter"],
        "sign": f"{base}/sign-letter{choose}" if ours and draft and may["sign_letter"] else "",
        "cancel": f"{base}/cancel-letter{choose}" if cancels else "",
    }
