"""Writing, changing, publishing and taking down a page; each act is in the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.accounts.models import Officer
from app.core import clock
from app.core.chinese import half_width
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.dictionaries.queries import known_codes, label
from app.extensions import db
from app.journal.commands import note
from app.notices import rich_text
from app.notices.articles import read_articles, written
from app.notices.models import (
    Article,
    Audience,
    Information,
    InformationFile,
    InformationVersion,
    Law,
)
from app.notices.queries import CLASSES, articles_of, section_of, visible_title
from app.petitions.attachments.keeping import Upload, kept

LONGEST_BODY = 200_000


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
    law: LawFacts | None = None


@atomic
def add_page(facts: PageFacts, *, by: Officer, uploads: Sequence[Upload] = ()) -> Information:
    """Write a page; nobody but the own unit sees it before it is published."""
    _allow(by, "add")
    now = clock.now()
    page = Information(
        unit_id=by.unit_id, author_id=by.id, created_at=now, changed_at=now, version=1
    )
    _fill(page, facts, by)
    db.session.add(page)
    _fill_law(page, facts.law)
    _fasten(page, uploads)
    note("information.added", about=_about(page), by=by, after=_told(page))
    return page


@atomic
def change_page(
    page: Information, facts: PageFacts, *, by: Officer, uploads: Sequence[Upload] = ()
) -> None:
    """Write a page another way; what it said before stays as a version."""
    _allow(by, "edit")
    if page.state == "published":
        _allow(by, "publish")
    before, said = _told(page), (page.title, page.body, _articles(page))
    _fill(page, facts, by)
    _fill_law(page, facts.law)
    if (page.title, page.body, _articles(page)) != said:
        title, body, articles = said
        db.session.add(
            InformationVersion(
                information_id=page.id,
                number=page.version,
                title=title,
                body=body,
                articles=articles,
                by_name=by.full_name,
                at=clock.now(),
            )
        )
        page.version += 1
    page.changed_at = clock.now()
    _fasten(page, uploads)
    note("information.changed", about=_about(page), by=by, before=before, after=_told(page))


@atomic
def publish(page: Information, *, by: Officer) -> None:
    """Tell a page to those it is for.

    :raises DomainError: if it is told already, is for nobody, or its time is over.
    """
    _allow(by, "publish")
    if page.state == "published":
        raise DomainError(N_("This page is published already."))
    if page.visible_until is not None and page.visible_until < clock.today():
        raise DomainError(N_("Its time is over; change the last day first."))
    before = _told(page)
    page.state, page.withdrawn_reason = "published", ""
    page.published_at = page.changed_at = clock.now()
    note("information.published", about=_about(page), by=by, before=before, after=_told(page))


@atomic
def withdraw(page: Information, *, by: Officer, reason: str) -> None:
    """Take a page down: its readers find it nowhere from now on."""
    _allow(by, "withdraw")
    if page.state != "published":
        raise DomainError(N_("Only what is published can be taken down."))
    if not reason.strip():
        raise Invalid(N_("This must be filled in."), field="reason")
    before = _told(page)
    page.state, page.changed_at = "withdrawn", clock.now()
    page.withdrawn_reason = reason.strip()[:200]
    after = _told(page) | {"reason": page.withdrawn_reason}
    note("information.withdrawn", about=_about(page), by=by, before=before, after=after)


@atomic
def remove_file(page: Information, file: InformationFile, *, by: Officer) -> None:
    """Take a file away from a page; it stays in the cabinet."""
    _allow(by, "edit")
    if page.state == "published":
        _allow(by, "publish")
    file.retired_at = clock.now()
    before = {"file": file.name}
    note("information.changed", about=_about(page), by=by, before=before, after={"file": ""})


def _allow(by: Officer, verb: str) -> None:
    if not by.may(verb, "Information"):
        raise DomainError(N_("Your roles do not do this."), status=403)


def _fill(page: Information, facts: PageFacts, by: Officer) -> None:
    _check(page, facts, by)
    page.kind, page.title = facts.kind, facts.title.strip()
    page.body = rich_text.clean(facts.body)
    page.on_top, page.must_confirm = facts.on_top, facts.must_confirm
    page.visible_from, page.visible_until = facts.visible_from, facts.visible_until
    page.audience = _audience(facts)
    articles = facts.law.articles if facts.law else ""
    heads = (facts.law.number, facts.law.issuer) if facts.law else ()
    parts = (page.title, *heads, rich_text.words_of(page.body), articles)
    page.plain = half_width("\n".join(part for part in parts if part))


def _check(page: Information, facts: PageFacts, by: Officer) -> None:
    if facts.kind not in known_codes(CLASSES):
        raise Invalid(N_("Choose an entry of the list."), field="kind")
    if len(facts.body) > LONGEST_BODY:
        raise Invalid(N_("The text is too long; attach it as a file."), field="body")
    if not (facts.everyone or facts.unit_ids or facts.role_ids or facts.officer_ids):
        raise Invalid(N_("Say who may see it."), field="everyone")
    first, last = facts.visible_from, facts.visible_until
    if first and last and last < first:
        raise Invalid(N_("The last day lies before the first."), field="visible_until")
    if (facts.law is not None) != (section_of(facts.kind) == "laws"):
        raise Invalid(N_("Only laws and policies have a number and articles."), field="kind")
    if facts.law is not None:
        _check_law(page, facts.law, by)


def _check_law(page: Information, law: LawFacts, by: Officer) -> None:
    if law.effective_on and law.repealed_on and law.repealed_on < law.effective_on:
        raise Invalid(N_("It cannot end before it begins."), field="repealed_on")
    if law.issued_on and law.effective_on and law.effective_on < law.issued_on:
        raise Invalid(N_("It cannot be in force before it is issued."), field="effective_on")
    other = law.replaced_by_id
    if other is not None and (other == page.id or visible_title(by, other) is None):
        raise Invalid(N_("Choose another law of the list."), field="replaced_by_id")


def _audience(facts: PageFacts) -> list[Audience]:
    if facts.everyone:
        return [Audience(kind="everyone")]
    return [
        *(Audience(kind="unit", unit_id=one) for one in facts.unit_ids),
        *(Audience(kind="role", role_id=one) for one in facts.role_ids),
        *(Audience(kind="person", officer_id=one) for one in facts.officer_ids),
    ]


def _fill_law(page: Information, facts: LawFacts | None) -> None:
    db.session.flush()
    for old in articles_of(page):
        db.session.delete(old)
    db.session.flush()
    if facts is None:
        page.law = None
        return
    page.law = page.law or Law()
    for name in ("issuer", "number", "authority", "issued_on", "effective_on", "repealed_on"):
        setattr(page.law, name, getattr(facts, name))
    page.law.replaced_by_id = facts.replaced_by_id
    db.session.add_all(
        Article(
            information_id=page.id,
            position=position,
            heading=one.heading[:200],
            number=one.number,
            text=one.text,
        )
        for position, one in enumerate(read_articles(facts.articles), 1)
    )
    db.session.flush()


def _fasten(page: Information, uploads: Sequence[Upload]) -> None:
    with kept(uploads) as found:
        for one in found:
            row = InformationFile(information_id=page.id)
            row.take(one)
            db.session.add(row)


def _articles(page: Information) -> str:
    return written(articles_of(page))


def _about(page: Information) -> tuple[str, int | None, str]:
    return "Information", page.id, page.title


def _told(page: Information) -> dict[str, Any]:
    """Return what the journal keeps of a page; its text is in the versions."""
    return {
        "title": page.title,
        "class": label(CLASSES, page.kind),
        "state": page.state,
        "version": page.version,
        "from": page.visible_from.isoformat() if page.visible_from else "",
        "until": page.visible_until.isoformat() if page.visible_until else "",
        "on_top": page.on_top,
        "must_confirm": page.must_confirm,
        "audience": sorted(
            f"{one.kind} {one.unit_id or one.role_id or one.officer_id or ''}".strip()
            for one in page.audience
        ),
    }
