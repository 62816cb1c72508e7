"""A letter on paper: its texts in the template that holds for the unit."""

from collections.abc import Mapping
from io import BytesIO

import segno
from flask import current_app, has_request_context, request
from flask_babel import force_locale
from flask_babel import gettext as _

from app.accounts.units.names import name_on
from app.core import clock
from app.core.i18n import N_
from app.core.render.word import About, fill
from app.petitions.letters.kinds import Kind
from app.petitions.letters.numbers import number_shown
from app.petitions.letters.sources.drafting import paper_day
from app.petitions.letters.templates import template_in_use
from app.petitions.letters.versions import kept_texts, lacking, newest
from app.petitions.models import Letter, Petition

CODE_WIDTH = 4


def drawn(letter: Letter, kind: Kind, petition: Petition, texts: Mapping[str, str]) -> bytes:
    """Return the .docx of a letter as it stands; one that is not signed says so on every page."""
    signed = letter.signed_at is not None
    day = clock.office_time(letter.signed_at).date() if letter.signed_at else clock.today()
    fixed = {
        "unit": name_on(letter.unit, day),
        "number_text": number_shown(letter, kind, petition),
        "signed_day": paper_day(day),
    }
    # Complete, it waits for its signature (送审稿).
    behind = N_("Draft") if lacking(kind, texts) else N_("Copy for signature")
    with force_locale("zh"):
        watermark = "" if signed else _(behind)
    about = About(
        title=kind.name,
        author=fixed["unit"],
        created=letter.drafted_at,
        modified=letter.signed_at or newest(letter).at,
    )
    whole = {**kept_texts(texts, kind), **fixed}
    code = code_of(petition.number)
    with template_in_use(kind) as template:
        return fill(template, whole, watermark=watermark, code=code, about=about)


def code_of(number: str) -> bytes:
    """Return the code that opens a file when it is scanned: an address, and nothing of a person."""
    stream = BytesIO()
    code = segno.make(address_of(number), micro=False, error="l")
    code.save(stream, kind="png", scale=CODE_WIDTH, border=1)
    return stream.getvalue()


def address_of(number: str) -> str:
    """Return the address of a file by its number; without a known host the number alone."""
    host = current_app.config.get("OFFICE_URL") or ""
    if not host and has_request_context():
        host = request.host_url
    return f"{host.rstrip('/')}/petitions/number/{number}" if host else number
