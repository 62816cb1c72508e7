"""Writing, changing, publishing and taking down a page; each act is in the journal."""

from collections.abc import Sequence
from typing import Any

from app.accounts.models import Officer
from app.core import clock
from app.core.chinese import half_width
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.once import once
from app.dictionaries.queries import label
from app.extensions import db
from app.journal.commands import note
from app.notices import rich_text
from app.notices.articles import read_articles, written
from app.notices.commands.checking import faults
from app.notices.commands.facts import LawFacts, PageFacts
from app.notices.models import (
    Article,
    Audience,
    Information,
    InformationFile,
    InformationVersion,
    Law,
)
from app.notices.queries import CLASSES, articles_of
from app.petitions.attachments.keeping import Upload, kept


@atomic
@once
def add_page(
    facts: PageFacts, *, by: Officer, uploads: Sequence[Upload] = (), publishes: bool = False
) -> Information:
    """Write a page, and tell it at once if wanted; else nobody but the own unit sees it.

    :raises Invalid: naming the first of what is wrong; nothing is kept then.
    """
    _allow(by, "add")
    for fault in faults(facts, by=by, files=bool(uploads), publishes=publishes):
        raise fault
    now = clock.now()
    page = Information(
        unit_id=by.unit_id, author_id=by.id, created_at=now, changed_at=now, version=1
    )
    _fill(page, facts)
    db.session.add(page)
    _fill_law(page, facts.law)
    _fasten(page, uploads)
    note("information.added", about=_about(page), by=by, after=_told(page))
    if publishes:
        publish(page, by=by)
    return page


@atomic
def change_page(
    page: Information,
    facts: PageFacts,
    *,
    by: Officer,
    uploads: Sequence[Upload] = (),
    publishes: bool = False,
) -> None:
    """Write a page another way; what it said before stays as a version.

    :raises Invalid: naming the first of what is wrong; nothing is changed then.
    """
    _allow(by, "edit")
    if page.state == "published":
        _allow(by, "publish")
    publishes = publishes and page.state != "published"
    for fault in faults(facts, by=by, page=page, files=bool(uploads), publishes=publishes):
        raise fault
    before, said = _told(page), (page.title, page.body, _articles(page))
    _fill(page, facts)
    _fill_law(page, facts.law)
    if (page.title, page.body, _articles(page)) != said:
        _keep_version(page, said, by)
        if facts.anew:
            page.confirm_since = page.version
    page.changed_at = clock.now()
    _fasten(page, uploads)
    note("information.changed", about=_about(page), by=by, before=before, after=_told(page))
    if publishes:
        publish(page, by=by)


def _keep_version(page: Information, said: tuple[str, str, str], by: Officer) -> None:
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


def _fill(page: Information, facts: PageFacts) -> None:
    page.kind, page.title = facts.kind, facts.title.strip()
    page.body = rich_text.clean(facts.body)
    page.on_top, page.must_confirm = facts.on_top, facts.must_confirm
    page.visible_from, page.visible_until = facts.visible_from, facts.visible_until
    page.audience = _audience(facts)
    articles = facts.law.articles if facts.law else ""
    heads = (facts.law.number, facts.law.issuer) if facts.law else ()
    parts = (page.title, *heads, rich_text.words_of(page.body), articles)
    page.plain = half_width("\n".join(part for part in parts if part))


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
