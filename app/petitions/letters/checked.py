"""A letter read by the check (文书体检): what is kept with a version, what hinders its signing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.word_text import text_of
from app.core.web.spacing import sentences
from app.petitions.letter_checking.checking import check_letter
from app.petitions.letter_checking.finding import Finding, errors
from app.petitions.letter_checking.paper import Paper
from app.petitions.letters.facts import Asked, facts_of
from app.petitions.letters.law_library import library
from app.petitions.letters.sources.asked import asked_for
from app.petitions.letters.sources.drafting import Drafting
from app.petitions.letters.templates import template_in_use
from app.petitions.letters.words import FIELDS
from app.petitions.models import LetterVersion

FOUND = "found"
#: The fields that a person wrote himself; what is filled anew leaves them alone.
OWN = "own"


def findings_of(of: Drafting, texts: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return what the check says of a letter with these texts, if it were signed today."""
    fixed = {"unit": "", "number_text": "", "signed_day": ""}
    whole = {**dict.fromkeys(of.kind.names, ""), **texts, **fixed}
    with template_in_use(of.kind) as template:
        body = text_of(template, whole)
    paper = Paper(
        kind=of.kind.code,
        fields=texts,
        required=[field.name for field in of.kind.required],
        body=body,
    )
    asked = Asked(
        petition=of.petition,
        kind=of.kind.code,
        unit=of.unit,
        calendar=of.calendar,
        given=asked_for(of),
        made=of.made,
    )
    return check_letter(paper, facts_of(asked), library())


def stored(findings: Iterable[Finding], own: Iterable[str]) -> dict[str, Any]:
    """Return findings as they are kept with the version that they speak of."""
    return {FOUND: [one.kept() for one in findings], OWN: sorted(own)}


def refuse_errors(name: str, findings: tuple[Finding, ...]) -> None:
    """Refuse to sign what has an error, naming each of them.

    :raises Invalid: with all of them in one sentence.
    """
    _refuse(name, [one.kept() for one in errors(findings)])


def refuse_kept(name: str, version: LetterVersion, fields: Collection[str]) -> None:
    """Refuse what the check kept as errors of some fields of a version.

    :raises Invalid: with all of them in one sentence.
    """
    kept = (version.findings or {}).get(FOUND, ())
    wrong = [one for one in kept if one["level"] == "error" and one["field"] in fields]
    _refuse(name, wrong)


def _refuse(name: str, wrong: Sequence[Mapping[str, Any]]) -> None:
    if wrong:
        raise Invalid(
            N_("“%(paper)s” cannot be signed. %(found)s"),
            field="letter_id",
            paper=name,
            found=sentences(*(spoken(one) for one in wrong)),
        )


def spoken(kept: Mapping[str, Any]) -> str:
    """Return a finding as a sentence, with the field in which it stands."""
    sentence, values = kept["sentence"], kept["values"]
    said = _(sentence, **values)
    label = FIELDS.get(kept["field"])
    return _("%(field)s: %(said)s", field=_(label), said=said) if label else said
