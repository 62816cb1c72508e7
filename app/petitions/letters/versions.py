"""The texts of a letter from one revision to the next."""

import json
from collections.abc import Mapping
from typing import Any

from app.accounts.models import Officer
from app.core import clock
from app.petitions.letters.filling import clean
from app.petitions.letters.kinds import Kind
from app.petitions.letters.points import pointed
from app.petitions.models import Letter, LetterVersion

LONGEST = 20_000


def texts_of(version: LetterVersion) -> dict[str, str]:
    """Return the fields of a version as texts."""
    found = json.loads(version.fields)
    return {str(name): str(text) for name, text in found.items()}


def newest(letter: Letter) -> LetterVersion:
    """Return the version that holds now."""
    return letter.versions[-1]


def kept_texts(texts: Mapping[str, str], kind: Kind) -> dict[str, str]:
    """Return the texts as a version keeps them; what the kind has no field for is left out.

    They end as the paper asks for: whoever revises a letter sees the full stops that it prints.
    """
    return {name: pointed(name, clean(texts.get(name, ""))[:LONGEST], kind) for name in kind.names}


def add_version(
    letter: Letter,
    texts: Mapping[str, str],
    *,
    by: Officer,
    kind: Kind,
    findings: dict[str, Any] | None = None,
) -> LetterVersion:
    """Put a further version on top, with what the check of letters (文书体检) said of it."""
    kept = kept_texts(texts, kind)
    version = LetterVersion(
        serial=len(letter.versions) + 1,
        fields=json.dumps(kept, ensure_ascii=False, sort_keys=True),
        by=by,
        on_behalf_of_id=by.acting_for.id if by.acting_for else None,
        at=clock.now(),
        findings=findings,
    )
    letter.versions.append(version)
    letter.addressee = kept.get("addressee", "")[:200]
    return version


def lacking(kind: Kind, texts: Mapping[str, str]) -> list[str]:
    """Return the names of the required fields that are empty."""
    return [field.name for field in kind.required if not texts.get(field.name, "").strip()]
