"""Pages of information in words: lines of a list, hits of a search, facts beside a text."""

import re
from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.accounts import choices
from app.accounts.queries import role_choices
from app.core import clock
from app.core.i18n import N_
from app.dictionaries import queries as dictionary
from app.notices import queries
from app.notices.models import STATES, Article, Information, InformationFile, Law, Reading
from app.notices.readers import Numbers
from app.petitions.attachments.papers import size_text
from app.petitions.attachments.showing import line_of
from app.petitions.words.days import long_day, moment

AROUND = 40
MOST_ARTICLES = 3
MARKS = {"in_force": "mark", "ahead": "mark mark--warn", "repealed": "mark mark--mute"}
NAMES = {
    "news": N_("Announcements"),
    "knowledge": N_("Knowledge base"),
    "laws": N_("Laws and policies"),
}
VIEWS = {"news": "AnnouncementView", "knowledge": "KnowledgeView", "laws": "LawView"}


def rows_of(
    pages: Sequence[Information],
    *,
    words: Sequence[str] = (),
    articles: dict[int, list[Article]] | None = None,
    unread: set[int] = frozenset(),  # type: ignore[assignment]
) -> list[dict[str, Any]]:
    """Return pages as lines of a reader's list; with words, as hits with an excerpt."""
    return [
        {
            "href": url_for("InformationView.show", pk=page.id),
            "title": marked(page.title, words),
            "class": dictionary.label(queries.CLASSES, page.kind),
            "unit": page.unit.called if page.unit else "",
            "at": moment(page.published_at) if page.published_at else "",
            "on_top": page.on_top,
            "must_confirm": page.must_confirm and page.id in unread,
            "unread": page.id in unread,
            # The title is the first line, and stands above the excerpt already.
            "excerpt": excerpt(page.plain.partition("\n")[2] or page.plain, words),
            "law": law_facts(page.law) if page.law else None,
            "articles": _hits(page, (articles or {}).get(page.id, []), words),
        }
        for page in pages
    ]


def _hits(page: Information, found: list[Article], words: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "href": url_for("InformationView.show", pk=page.id) + f"#article-{one.position}",
            "number": one.number,
            "excerpt": excerpt(one.text, words) or beginning(one.text),
        }
        for one in found[:MOST_ARTICLES]
    ]


def law_facts(law: Law) -> dict[str, Any]:
    """Return what a list and a page say of a law."""
    how = queries.standing(law, clock.today())
    return {
        "issuer": law.issuer,
        "number": law.number,
        "authority": dictionary.label("law_authority", law.authority),
        "issued": long_day(law.issued_on),
        "effective": long_day(law.effective_on),
        "repealed": long_day(law.repealed_on),
        "standing": _(queries.FORCE[how]),
        "mark": MARKS[how],
    }


def excerpt(text: str, words: Sequence[str]) -> Markup:
    """Return the place of a text where one of the words stands first, the words marked."""
    pattern = "|".join(re.escape(word) for word in words)
    found = re.search(pattern, text, re.IGNORECASE) if words else None
    if found is None:
        return Markup("")
    start, end = max(found.start() - AROUND, 0), found.end() + 2 * AROUND
    piece = " ".join(text[start:end].split())
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return Markup("{}{}{}").format(before, marked(piece, words), after)


def beginning(text: str) -> str:
    """Return how an article begins: it was found by its number."""
    line = " ".join(text.split())
    return line[: 3 * AROUND] + ("…" if len(line) > 3 * AROUND else "")


def marked(text: str, words: Sequence[str]) -> Markup:
    """Return a text, escaped, with the words marked."""
    if not words:
        return escape(text)
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pieces = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(piece) if number % 2 else escape(piece)
        for number, piece in enumerate(pieces)
    )


def file_lines(files: Sequence[InformationFile], *, remove: bool = False) -> list[dict[str, Any]]:
    """Return the files on a page as ``ui/files.html`` draws them."""
    return [
        line_of(
            "InformationFileView",
            one,
            about=file_about(one),
            remove=url_for("ManageView.remove", pk=one.id) if remove else None,
        )
        for one in files
    ]


def file_about(file: InformationFile) -> str:
    """Return size and when it was added."""
    return f"{size_text(file.size)} · {moment(file.uploaded_at)}"


def audience_words(page: Information) -> str:
    """Return who may see a page."""
    roles = dict(role_choices())
    said = []
    for one in page.audience:
        if one.kind == "everyone":
            said.append(_("Everyone"))
        elif one.kind == "unit":
            said.append(choices.unit_name(str(one.unit_id)) or _("a retired unit"))
        elif one.kind == "role":
            said.append(roles.get(one.role_id or 0, ""))
        else:
            said.append(choices.person_path(str(one.officer_id)) or _("a locked account"))
    return _(", ").join(said)


def managed_rows(pages: Sequence[Information]) -> list[dict[str, Any]]:
    """Return pages as lines of a writer's list."""
    return [
        {
            "href": url_for("ManageView.show", pk=page.id),
            "title": page.title,
            "class": dictionary.label(queries.CLASSES, page.kind),
            "author": page.author.full_name,
            "changed": moment(page.changed_at),
            "span": span(page),
            "on_top": page.on_top,
            "must_confirm": page.must_confirm,
            "state": _(STATES[page.state]),
        }
        for page in pages
    ]


def span(page: Information) -> str:
    """Return from when to when a page is visible."""
    if not page.visible_from and not page.visible_until:
        return _("Without limit")
    first, last = long_day(page.visible_from), long_day(page.visible_until)
    return f"{first or '…'} – {last or '…'}"


def confirmation(page: Information, reading: Reading | None) -> dict[str, Any]:
    """Return how a reader stands to a page that must be confirmed: open, anew, old or done."""
    if reading is None or reading.confirmed_at is None or reading.confirmed_version is None:
        return {"how": "open"}
    version = reading.confirmed_version
    how = "done" if version == page.version else "old"
    how = "anew" if version < page.confirm_since else how
    return {"how": how, "at": moment(reading.confirmed_at), "version": version}


def reader_tabs(page: Information, side: str, counts: Numbers) -> list[dict[str, Any]]:
    """Return what the list of readers may be narrowed to, with the numbers."""
    names = {
        "all": N_("All"),
        "waiting": N_("Not yet"),
        "done": N_("Confirmed") if page.must_confirm else N_("Has opened it"),
    }
    return [
        {
            "label": _(name),
            "href": url_for("ManageView.readers", pk=page.id, side=key),
            "count": getattr(counts, key),
            "active": key == side,
        }
        for key, name in names.items()
    ]
