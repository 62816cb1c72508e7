"""A page and a law as their writer wants them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class LawFacts:
    """What a law says beside its text."""

    issuer: str = ""
    number: str = ""
    authority: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    repealed_on: date | None = None
    replaced_by_id: int | None = None
    articles: str = ""


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """A page as its writer wants it."""

    kind: str
    title: str
    body: str = ""
    everyone: bool = False
    unit_ids: Sequence[int] = ()
    role_ids: Sequence[int] = ()
    officer_ids: Sequence[int] = ()
    visible_from: date | None = None
    visible_until: date | None = None
    on_top: bool = False
    must_confirm: bool = False
    #: Whether a changed text asks those anew who have confirmed the former.
    anew: bool = True
    law: LawFacts | None = None
