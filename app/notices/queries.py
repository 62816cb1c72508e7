"""Reads of pages: lists, search, one page, and who has read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core import clock
from app.core.chinese import half_width
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.paging import Order, Page, Place, key_page
from app.dictionaries import queries as dictionary
from app.extensions import db
from app.notices.models import (
    Article,
    Information,
    InformationFile,
    InformationVersion,
    Law,
)
from app.notices.scope import information_visible_to, readable_by, written_by

CLASSES = "information_class"
KNOWLEDGE, LAWS = "03", "04"
MOST_WORDS, LONGEST_WORD = 5, 40
FORCE = {"in_force": N_("In force"), "ahead": N_("Not yet in force"), "repealed": N_("Repealed")}


@dataclass(frozen=True)
class Wanted:
    """What a reader's list is narrowed to."""

    section: str
    words: tuple[str, ...] = ()
    kind: str = ""
    force: str = ""


def section_of(kind: str) -> str:
    """Return in which list a class stands: knowledge, laws, or news."""
    top = dictionary.top_code(CLASSES, kind)
    return {KNOWLEDGE: "knowledge", LAWS: "laws"}.get(top, "news")


def classes_of(section: str) -> list[str]:
    """Return the codes of a section's classes, those that administrators added included."""
    known = sorted(dictionary.known_codes(CLASSES))
    return [code for code in known if section_of(code) == section]


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a question; more and longer ones only cost."""
    words = half_width(text or "").split()
    return tuple(word[:LONGEST_WORD] for word in words[:MOST_WORDS])


def told(officer: Officer, wanted: Wanted, place: Place) -> Page[Information]:
    """Return a page of what an officer may read in a section, the newest first."""
    query = (
        sa.select(Information)
        .where(readable_by(officer), Information.kind.in_(_kinds(wanted)))
        .where(*(Information.plain.icontains(word, autoescape=True) for word in wanted.words))
        .options(joinedload(Information.unit), joinedload(Information.law))
    )
    if wanted.force:
        query = query.join(Law, Law.information_id == Information.id)
        query = query.where(_force(wanted.force, clock.today()))
    return key_page(db.session(), query, Order(Information.published_at, Information.id), place)


def on_top(officer: Officer, section: str) -> list[Information]:
    """Return what stands above a section's list."""
    return list(
        db.session.scalars(
            sa.select(Information)
            .where(
                readable_by(officer),
                Information.kind.in_(classes_of(section)),
                Information.on_top,
            )
            .options(joinedload(Information.unit), joinedload(Information.law))
            .order_by(Information.published_at.desc(), Information.id.desc())
            .limit(5)
        )
    )


def _kinds(wanted: Wanted) -> list[str]:
    kinds = classes_of(wanted.section)
    if not wanted.kind:
        return kinds
    below = {value.value for value in dictionary.search(CLASSES, "", wanted.kind, 200, tops=True)}
    return [kind for kind in kinds if kind == wanted.kind or kind in below]


def class_counts(officer: Officer, section: str) -> dict[str, int]:
    """Return how many pages of each class an officer may read."""
    rows = db.session.execute(
        sa.select(Information.kind, sa.func.count())
        .where(readable_by(officer), Information.kind.in_(classes_of(section)))
        .group_by(Information.kind)
    )
    return dict(rows.all())


def articles_with(words: Sequence[str], ids: Sequence[int]) -> dict[int, list[Article]]:
    """Return the articles of laws in which a question's words stand."""
    found: dict[int, list[Article]] = {}
    if not words or not ids:
        return found
    rows = db.session.scalars(
        sa.select(Article)
        .where(
            Article.information_id.in_(ids),
            *(Article.text.icontains(word, autoescape=True) for word in words),
        )
        .order_by(Article.information_id, Article.position)
        .limit(60)
    )
    for row in rows:
        found.setdefault(row.information_id, []).append(row)
    return found


def _force(which: str, day: date) -> sa.ColumnElement[bool]:
    begun = sa.or_(Law.effective_on.is_(None), Law.effective_on <= day)
    ended = sa.and_(Law.repealed_on.is_not(None), Law.repealed_on <= day)
    if which == "repealed":
        return ended
    return sa.and_(begun if which == "in_force" else ~begun, ~sa.func.coalesce(ended, sa.false()))


def standing(law: Law, day: date) -> str:
    """Return how a law stands on a day: in force, not yet, or repealed."""
    if law.repealed_on is not None and law.repealed_on <= day:
        return "repealed"
    return "ahead" if law.effective_on is not None and law.effective_on > day else "in_force"


def page_for(officer: Officer, information_id: int) -> Information:
    """Return a page that the officer may see.

    :raises NotFound: if there is none, or none for him; the two cannot be told apart.
    """
    return _one(Information.id == information_id, information_visible_to(officer))


def own_page(officer: Officer, information_id: int) -> Information:
    """Return a page of the officer's own unit, which he writes or publishes.

    :raises NotFound: for any other.
    """
    return _one(Information.id == information_id, written_by(officer))


def is_told_to(officer: Officer, information_id: int) -> bool:
    """Say whether a page is told to the officer now, not only written by his unit."""
    return bool(
        db.session.scalar(
            sa.select(sa.exists().where(Information.id == information_id, readable_by(officer)))
        )
    )


def _one(*conditions: sa.ColumnElement[bool]) -> Information:
    found = db.session.scalar(
        sa.select(Information)
        .where(*conditions)
        .options(
            joinedload(Information.unit),
            joinedload(Information.author),
            joinedload(Information.law),
        )
    )
    if found is None:
        raise NotFound(N_("There is no such page."))
    return found


def own_pages(officer: Officer, state: str, place: Place) -> Page[Information]:
    """Return what the officer's unit has written, the last changed first."""
    query = (
        sa.select(Information)
        .where(written_by(officer), Information.state == state)
        .options(joinedload(Information.author))
    )
    return key_page(db.session(), query, Order(Information.changed_at, Information.id), place)


def laws_for_picker(officer: Officer, text: str) -> list[Information]:
    """Return laws that the officer may see, by words of the title: what may replace another."""
    return list(
        db.session.scalars(
            sa.select(Information)
            .where(
                information_visible_to(officer),
                Information.kind.in_(classes_of("laws")),
                Information.title.icontains(half_width(text).strip(), autoescape=True),
            )
            .order_by(Information.id.desc())
            .limit(20)
        )
    )


def visible_title(officer: Officer, information_id: int) -> str | None:
    """Return the title of a page that the officer may see, or None."""
    return db.session.scalar(
        sa.select(Information.title).where(
            Information.id == information_id, information_visible_to(officer)
        )
    )


def articles_of(information: Information) -> list[Article]:
    """Return the articles of a law in their order."""
    return list(
        db.session.scalars(
            sa.select(Article)
            .where(Article.information_id == information.id)
            .order_by(Article.position)
        )
    )


def files_of(information: Information) -> list[InformationFile]:
    """Return the files on a page."""
    return _files(information.id)


def files_beside(file: InformationFile) -> list[InformationFile]:
    """Return the files of the page on which a file is, itself included."""
    return _files(file.information_id)


def _files(information_id: int) -> list[InformationFile]:
    return list(
        db.session.scalars(
            sa.select(InformationFile)
            .where(
                InformationFile.information_id == information_id,
                InformationFile.retired_at.is_(None),
            )
            .order_by(InformationFile.id)
        )
    )


def file_for(officer: Officer, file_id: int) -> InformationFile:
    """Return a file on a page that the officer may see.

    :raises NotFound: for any other, as if there were none.
    """
    found = db.session.scalar(
        sa.select(InformationFile)
        .join(Information, Information.id == InformationFile.information_id)
        .where(
            InformationFile.id == file_id,
            InformationFile.retired_at.is_(None),
            information_visible_to(officer),
        )
    )
    if found is None:
        raise NotFound(N_("There is no such file."))
    return found


def versions_of(information: Information) -> list[InformationVersion]:
    """Return what a page said before, the last first."""
    return list(
        db.session.scalars(
            sa.select(InformationVersion)
            .where(InformationVersion.information_id == information.id)
            .order_by(InformationVersion.number.desc())
        )
    )
