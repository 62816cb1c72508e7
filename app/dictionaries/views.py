"""The pages on which the words of the installation are read."""

from typing import Any

import sqlalchemy as sa
from flask import Blueprint, current_app, request
from flask_appbuilder import AppBuilder, expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from app.core import clock
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.hardened import SafeModelView, ScopedInterface, open_to_all
from app.dictionaries import keepers, past, queries, uses
from app.dictionaries.catalog import ACTS, AREAS, LISTS, REGION_LEVELS
from app.dictionaries.exchange_views import ExchangeView
from app.dictionaries.item_views import ItemView, item_or_404, list_or_404
from app.dictionaries.models import CalendarDay, Item, ItemChange, Region
from app.dictionaries.pickers import PickView
from app.dictionaries.tree import ALL, NONE, Tree
from app.extensions import db

NOUN = "Dictionary"
READ_ONLY = {"show", "add", "edit", "delete", "download", "action", "action_post"}
HISTORY = 50

room = Blueprint(
    "dictionaries",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static/dictionaries",
)
# Words are nobody's secret; who may change them is a permission.
open_to_all(Item, ItemChange, Region, CalendarDay)


class DictionaryView(Desk):
    """All lists at the left, the entries of one at the right."""

    route_base = "/dictionaries"
    class_permission_name = NOUN
    default_view = "overview"
    method_permission_name = {"overview": "read", "one_list": "read", "entry": "read"}

    @expose("/")
    @has_access
    def overview(self) -> str:
        """Show the first list."""
        return self._page(next(iter(LISTS)))

    @expose("/<list_code>/")
    @has_access
    def one_list(self, list_code: str) -> str:
        """Show the entries of a list as a tree, or what a search finds in it."""
        list_or_404(list_code)
        return self._page(list_code)

    @expose("/<list_code>/<code>/")
    @has_access
    def entry(self, list_code: str, code: str) -> str:
        """Show an entry: its names, where it is in use, and what was done to it."""
        item = item_or_404(list_code, code)
        used = uses.counted(list_code, code).get(code, {})
        changes = db.session.scalars(
            sa.select(ItemChange)
            .where(ItemChange.item_id == item.id)
            .order_by(ItemChange.id.desc())
            .limit(HISTORY)
        ).all()
        return self.render_template(
            "dictionaries/entry.html",
            **self._frame(list_code),
            item=item,
            entry_facts=_facts(item),
            used=[(_(use.title), number) for use, number in used.items()],
            columns=uses.of(list_code),
            changes=[(change, past.told(change)) for change in changes],
            acts=ACTS,
            change_day=lambda instant: f"{clock.office_time(instant):%Y-%m-%d %H:%M}",
        )

    def _page(self, list_code: str) -> str:
        tree = Tree(list_code)
        text, unfolded = request.args.get("q", "").strip()[:60], request.args.get("open", "")
        lines = tree.found(text) if text else tree.lines(unfolded)
        return self.render_template(
            "dictionaries/list.html",
            **self._frame(list_code),
            lines=lines,
            count=len(tree.items),
            text=text,
            all_open=ALL,
            none_open=NONE,
            counted=bool(uses.of(list_code)),
        )

    def _frame(self, list_code: str) -> dict[str, Any]:
        """Return what every page of a list shows around it."""
        keeps = keepers.keeps(self.officer)
        return {
            "areas": AREAS,
            "counts": queries.counts(),
            "here": list_code,
            "shape": LISTS[list_code],
            "keeps": keeps,
            "may": lambda verb: keeps and self.officer.may(verb, NOUN),
            "reads": lambda verb: self.officer.may(verb, NOUN),
        }


def _facts(item: Item) -> list[tuple[str, Any]]:
    said = (
        (_("Code"), item.code),
        (_("Below"), queries.path_label(item.list_code, item.parent_code)),
        (_("Name"), item.label),
        (_("Label in Traditional Chinese"), item.label_hant),
        (_("Label in English"), item.label_en),
        (_("Pinyin initials"), item.pinyin),
        (_("Also found under"), item.keywords),
        (_("Order in the list"), str(item.position)),
        (_("Valid from"), item.valid_from),
        (_("Valid until"), item.valid_to),
        (_("Needs an explanation in words"), _("Yes") if item.needs_text else _("No")),
        (_("State"), _(item.standing)),
        (_("Merged into"), item.merged_into.shown if item.merged_into else ""),
    )
    return [(name, value) for name, value in said if value]


class RegionView(SafeModelView):
    """The administrative divisions, as the product brings them."""

    datamodel = ScopedInterface(Region)
    route_base = "/regions"
    class_permission_name = NOUN
    method_permission_name = {"list": "read"}
    exclude_route_methods = READ_ONLY
    list_title = N_("Administrative divisions")
    list_columns = ["shown", "code", "level", "parent_code", "active"]
    search_columns = ["name", "code", "level"]
    order_columns = ["code"]
    base_order = ("code", "asc")
    label_columns = {
        "shown": _l("Division"),
        "name": _l("Name"),
        "code": _l("Code"),
        "level": _l("Level"),
        "parent_code": _l("Within"),
        "active": _l("Offered"),
    }
    formatters_columns = {
        "level": lambda level: _(REGION_LEVELS[level]),
        "parent_code": queries.region_path_label,
    }
    search_form_extra_fields = {
        "level": SelectField(
            _l("Level"), choices=[(level, _l(title)) for level, title in REGION_LEVELS.items()]
        ),
    }


class CalendarDayView(SafeModelView):
    """Holidays, and weekend days that are worked in exchange."""

    datamodel = ScopedInterface(CalendarDay)
    route_base = "/calendar-days"
    class_permission_name = NOUN
    method_permission_name = {"list": "read"}
    exclude_route_methods = READ_ONLY
    list_title = N_("Working calendar")
    list_columns = ["day", "shown", "is_off", "loaded_year"]
    search_columns = ["loaded_year"]
    order_columns = ["day"]
    base_order = ("day", "desc")
    label_columns = {
        "day": _l("Day"),
        "shown": _l("Occasion"),
        "is_off": _l("Kind of day"),
        "loaded_year": _l("Notice of the year"),
    }
    formatters_columns = {"is_off": lambda off: _("Holiday") if off else _("Working day")}


def register(appbuilder: AppBuilder) -> None:
    """Hang the room's pages on the application."""
    current_app.register_blueprint(room)
    pages = (
        (DictionaryView, N_("Dictionaries"), "text"),
        (RegionView, N_("Administrative divisions"), "globe"),
        (CalendarDayView, N_("Working calendar"), "clock"),
    )
    for view, name, icon in pages:
        appbuilder.add_view(view, name, label=name, icon=icon, category="System")
    for view in (ItemView, ExchangeView, PickView):
        appbuilder.add_view_no_menu(view)
