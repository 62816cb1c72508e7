"""What the check of letters found, as it is shown: beside the fields, and on the letter's page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.i18n import N_
from app.core.web.spacing import sentences
from app.petitions.letters.checked import FOUND
from app.petitions.letters.words import FIELDS
from app.petitions.models import LetterVersion
from app.petitions.words.law import source

LEVELS = {"error": N_("Error"), "warning": N_("To be looked at")}
#: A finding that speaks of the whole letter, or of what its template prints.
WHOLE = N_("The whole letter")


@dataclass(frozen=True)
class Shown:
    """One finding in words: how bad, where, what, by which article."""

    level: str
    level_text: str
    field: str
    label: str
    text: str
    source: str

    @property
    def whole(self) -> str:
        """The sentence with its article."""
        return f"{self.text} {self.source}".strip()


def shown(version: LetterVersion) -> list[Shown]:
    """Return the findings that were kept with a version."""
    return [_shown(one) for one in (version.findings or {}).get(FOUND, ())]


def _shown(kept: dict[str, Any]) -> Shown:
    sentence, values, level, field = (
        kept[name] for name in ("sentence", "values", "level", "field")
    )
    level_text, label = LEVELS[level], FIELDS.get(field, WHOLE)
    return Shown(
        level=level,
        level_text=_(level_text),
        field=field,
        label=_(label),
        text=_(sentence, **values),
        source=source(kept["instrument"], kept["article"]) if kept["instrument"] else "",
    )


def errors_of(version: LetterVersion) -> list[Shown]:
    """Return what hinders the signing of a version."""
    return [one for one in shown(version) if one.level == "error"]


def told(version: LetterVersion) -> str:
    """Say how many errors and doubts were kept with a version, and in which fields; or nothing."""
    wrong = errors_of(version)
    doubts = [one for one in shown(version) if one.level != "error"]
    said = []
    if wrong:
        count = ngettext("%(num)d error", "%(num)d errors", len(wrong))
        said.append(_("%(count)s (%(fields)s)", count=count, fields=_places(wrong)))
    if doubts:
        count = ngettext("%(num)d to be looked at", "%(num)d to be looked at", len(doubts))
        said.append(_("%(count)s (%(fields)s)", count=count, fields=_places(doubts)))
    return _(", ").join(said)


def _places(found: Iterable[Shown]) -> str:
    return _(", ").join(dict.fromkeys(one.label for one in found))


def beside(controls: Iterable[tuple[str, Any]], found: Iterable[Shown]) -> None:
    """Put what was found beside the fields: errors as errors, the rest as a hint."""
    by_field: dict[str, list[Shown]] = {}
    for one in found:
        by_field.setdefault(one.field, []).append(one)
    for name, control in controls:
        here = by_field.get(name, ())
        control.errors = [
            *control.errors,
            *(one.whole for one in here if one.level == "error"),
        ]
        hints = [one.whole for one in here if one.level != "error"]
        control.description = sentences(control.description, *hints)
