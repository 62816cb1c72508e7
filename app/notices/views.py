"""Pages of information for their readers: news, knowledge, laws, one page."""

from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.core.i18n import N_
from app.core.paging import Place
from app.core.web.desk import Desk
from app.core.web.hardened import guard
from app.core.web.links import here, turns
from app.core.web.shell import register_count
from app.dictionaries import queries as dictionary
from app.dictionaries import uses
from app.notices import presenters, queries, rich_text, searching, waiting
from app.notices.commands.reading import confirm, mark_seen
from app.notices.file_views import InformationFileView
from app.notices.manage_views import ManageView
from app.notices.models import Information, Law
from app.notices.scope import information_visible_to
from app.petitions.words.days import long_day, moment

guard(Information, information_visible_to)
notices = Blueprint(
    "notices",
    __name__,
    template_folder="templates",
    static_folder="static/notices",
    static_url_path="/static/notices",
)
MENU = {"news": "Announcements", "knowledge": "Knowledge base", "laws": "Laws and policies"}


class Shelf(Desk):
    """A list of one section; the three sections differ in what stands on them."""

    default_view = "list"
    class_permission_name = "Information"
    method_permission_name = {"list": "read"}
    section = "news"

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """List and search what the officer may read."""
        args = request.args
        wanted = queries.Wanted(
            self.section,
            words=searching.words_in(args.get("q", "")),
            kind=args.get("class", "")[:16],
            force=args.get("force", "") if args.get("force") in queries.FORCE else "",
        )
        place = Place(args.get("after"), args.get("before"))
        found = queries.told(self.officer, wanted, place)
        pages = self._with_top(found.rows, wanted)
        ids = [page.id for page in pages]
        return self.render_template(
            "notices/list.html",
            section=self.section,
            name=_(presenters.NAMES[self.section]),
            rows=presenters.rows_of(
                pages,
                words=wanted.words,
                articles=queries.articles_with(wanted.words, ids),
                unread=waiting.unread_ids(self.officer, ids),
            ),
            wanted=wanted,
            asked=args.get("q", "")[:200],
            classes=self._classes(wanted.kind),
            forces=[("", _("All")), *((key, _(name)) for key, name in queries.FORCE.items())],
            clear_href=url_for(f"{type(self).__name__}.list"),
            writes=self.officer.may("add", "Information"),
            **turns(found),
        )

    def _with_top(self, rows: Any, wanted: queries.Wanted) -> Any:
        """Return the rows of a page, on the first one what stands on top before them."""
        if wanted.words or wanted.kind or wanted.force or request.args.get("after"):
            return rows
        above = queries.on_top(self.officer, self.section)
        ids = {page.id for page in above}
        return [*above, *(page for page in rows if page.id not in ids)]

    def _classes(self, chosen: str) -> Any:
        """Return the classes as a tree with the number of pages in each."""
        counts = queries.class_counts(self.officer, self.section)
        known = [
            (code, dictionary.path_label(queries.CLASSES, code))
            for code, _name in dictionary.choices(queries.CLASSES)
            if code in set(queries.classes_of(self.section))
        ]
        lines = [("", _("All classes"), 0, sum(counts.values()))]
        for code, path in known:
            depth, own = path.count(" / "), counts.get(code, 0)
            below = sum(counts.get(c, 0) for c, p in known if p.startswith(f"{path} / "))
            lines.append((code, dictionary.label(queries.CLASSES, code), depth, own + below))
        return [
            {
                "label": label,
                "href": here({"class": code or None, "after": None, "before": None}),
                "depth": depth,
                "count": count,
                "active": code == chosen,
            }
            for code, label, depth, count in lines
        ]


class AnnouncementView(Shelf):
    """公告通知."""

    route_base = "/announcements"


class KnowledgeView(Shelf):
    """知识库."""

    route_base = "/knowledge"
    section = "knowledge"


class LawView(Shelf):
    """政策法规."""

    route_base = "/laws"
    section = "laws"


class InformationView(Desk):
    """One page, whatever its class."""

    route_base = "/information"
    default_view = "show"
    class_permission_name = "Information"
    method_permission_name = dict.fromkeys(("show", "seen", "confirm"), "read")

    @expose("/<int:pk>")
    @has_access
    def show(self, pk: int) -> ResponseReturnValue:
        """Show a page; that it was opened is told by a form that a script sends."""
        page = queries.page_for(self.officer, pk)
        section = queries.section_of(page.kind)
        g.menu_active = MENU[section]
        told = queries.is_told_to(self.officer, page.id)
        reading = waiting.reading_of(self.officer, page)
        replaced = page.law.replaced_by_id if page.law else None
        changed = queries.text_changed_at(page)
        return self.render_template(
            "notices/show.html",
            page=page,
            section=_(presenters.NAMES[section]),
            section_href=url_for(f"{presenters.VIEWS[section]}.list"),
            body=rich_text.shown(page.body),
            kind=dictionary.path_label(queries.CLASSES, page.kind),
            at=moment(page.published_at) if page.published_at else "",
            until=long_day(page.visible_until),
            files=presenters.file_lines(queries.files_of(page)),
            law=presenters.law_facts(page.law) if page.law else None,
            replaced=replaced,
            replaced_title=queries.visible_title(self.officer, replaced) if replaced else None,
            articles=queries.articles_of(page) if page.law else [],
            told=told,
            seen=reading is not None,
            confirmation=presenters.confirmation(page, reading),
            changed=moment(changed) if changed else "",
            manages=page.unit_id == self.officer.unit_id and self.officer.may("add", "Information"),
        )

    @expose("/<int:pk>/seen", methods=["POST"])
    @has_access
    def seen(self, pk: int) -> ResponseReturnValue:
        """Note that the page was opened."""
        mark_seen(queries.page_for(self.officer, pk), by=self.officer)
        return redirect(url_for("InformationView.show", pk=pk))

    @expose("/<int:pk>/confirm", methods=["POST"])
    @has_access
    def confirm(self, pk: int) -> ResponseReturnValue:
        """Note that the officer says to have read it."""
        confirm(queries.page_for(self.officer, pk), by=self.officer)
        flash(_("Confirmed as read."), "success")
        return redirect(url_for("InformationView.show", pk=pk))


#: The columns that hold codes of the room's two lists.
USES = (
    uses.Use(list_code="information_class", column=Information.kind, title=N_("Information")),
    uses.Use(list_code="law_authority", column=Law.authority, title=N_("Laws and policies")),
)


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the menu, with the numbers of what is unread."""
    current_app.register_blueprint(notices)
    uses.register(USES)
    appbuilder.add_view_no_menu(InformationView)
    appbuilder.add_view_no_menu(InformationFileView)
    for view, section in (
        (AnnouncementView, "news"),
        (KnowledgeView, "knowledge"),
        (LawView, "laws"),
    ):
        appbuilder.add_view(
            view, MENU[section], label=presenters.NAMES[section], category="Public information"
        )
        register_count(MENU[section], _unread(section), N_("unread"), in_bar=section == "news")
    appbuilder.add_view(
        ManageView,
        "Manage information",
        label=N_("Manage information"),
        category="Public information",
    )


def _unread(section: str) -> Any:
    def number(officer: Any) -> Any:
        allowed = officer.may("read", "Information")
        return waiting.unread_count(officer, section) if allowed else None

    return number
