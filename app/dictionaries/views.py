"""The pages of the dictionaries, for administrators."""

from typing import Any

from flask import (
    Blueprint,
    current_app,
    flash,
    g,
    redirect,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder, BaseView, expose
from flask_appbuilder.actions import action
from flask_appbuilder.models.sqla.filters import FilterEqual
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import SelectField

from app.core.i18n import N_
from app.core.web.hardened import SafeModelView, ScopedInterface, open_to_all
from app.dictionaries import commands, queries
from app.dictionaries.catalog import ACTS, AREAS, LISTS, REGION_LEVELS
from app.dictionaries.forms import FILTER, ItemForm, NewItemForm, list_choices
from app.dictionaries.models import CalendarDay, Item, ItemChange, Region
from app.dictionaries.pickers import PickView

NOUN = "Dictionary"
READ_ONLY = {"show", "add", "edit", "delete", "download", "action", "action_post"}

room = Blueprint("dictionaries", __name__, template_folder="templates")
# Words are nobody's secret; who may change them is a permission.
open_to_all(Item, ItemChange, Region, CalendarDay)


class DictionaryView(BaseView):
    """All lists at a glance."""

    route_base = "/dictionaries"
    class_permission_name = NOUN
    default_view = "overview"
    method_permission_name = {"overview": "read"}

    @expose("/")
    @has_access
    def overview(self) -> str:
        """Show the lists with the number of their entries."""
        return self.render_template(
            "dictionaries/overview.html", areas=AREAS, counts=queries.counts(), filter=FILTER
        )


class ItemChangeView(SafeModelView):
    """What administrators did to an entry."""

    datamodel = ScopedInterface(ItemChange)
    route_base = "/dictionaries/changes"
    class_permission_name = NOUN
    method_permission_name = {"list": "read"}
    exclude_route_methods = READ_ONLY
    list_title = N_("Changes")
    title = N_("Changes")
    list_columns = ["at", "act", "what", "by_name"]
    search_columns: list[str] = ["by_name"]
    order_columns = ["at"]
    base_order = ("at", "desc")
    label_columns = {
        "at": _l("When"),
        "act": _l("What"),
        "what": _l("Before and after"),
        "by_name": _l("Who"),
    }
    formatters_columns = {"act": lambda act: _(ACTS[act])}


class ItemView(SafeModelView):
    """The entries of the lists; they are retired, never deleted."""

    datamodel = ScopedInterface(Item)
    route_base = "/dictionaries/items"
    class_permission_name = NOUN
    method_permission_name = {
        "list": "read",
        "show": "read",
        "add": "add",
        "edit": "edit",
        "retire": "retire",
        "restore": "retire",
    }
    exclude_route_methods = {"delete", "download", "action_post"}
    list_template = "dictionaries/items.html"
    related_views = [ItemChangeView]
    list_title, show_title = N_("Entries"), N_("Entry")
    add_title, edit_title = N_("Add an entry"), N_("Change an entry")
    add_form, edit_form = NewItemForm, ItemForm
    edit_columns = [
        "label",
        "label_en",
        "label_hant",
        "keywords",
        "position",
        "needs_text",
        "valid_from",
        "valid_to",
    ]
    add_columns = ["list_code", "parent_code", "code", *edit_columns]
    list_columns = ["shown", "code", "list_code", "parent_code", "position", "active"]
    show_columns = [
        "list_code",
        "code",
        "parent_code",
        *edit_columns,
        "active",
        "protected",
    ]
    search_columns = ["list_code", "label", "active"]
    order_columns = ["code", "position"]
    base_order = ("position", "asc")
    label_columns = {
        "shown": _l("Entry"),
        "list_code": _l("List"),
        "code": _l("Code"),
        "parent_code": _l("Code of the parent"),
        "label": _l("Label"),
        "label_en": _l("Label in English"),
        "label_hant": _l("Label in Traditional Chinese"),
        "keywords": _l("Also found under"),
        "position": _l("Order in the list"),
        "needs_text": _l("Needs an explanation in words"),
        "active": _l("Offered"),
        "protected": _l("Relied on by the product"),
        "valid_from": _l("Valid from"),
        "valid_to": _l("Valid until"),
    }
    formatters_columns = {"list_code": lambda code: _(LISTS[code].title)}
    search_form_extra_fields = {
        "list_code": SelectField(_l("List"), choices=list_choices(all_lists=True)),
    }

    def _init_properties(self) -> None:
        super()._init_properties()
        # "level" is a part of "leader_level": a list is chosen, not searched.
        equal = [FilterEqual("list_code", self.datamodel)]
        self._filters._search_filters["list_code"] = equal
        self._filters._all_filters["list_code"] = equal

    @expose("/list/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """Show the entries of one list, or of a search; without either, the lists."""
        if not request.args:
            return redirect(url_for("DictionaryView.overview"))
        chosen = LISTS.get(request.args.get(FILTER, ""))
        return self.render_template(
            self.list_template,
            title=chosen.title if chosen else self.list_title,
            chosen=request.args.get(FILTER) if chosen and not chosen.protected else None,
            fixed=bool(chosen and chosen.protected),
            widgets=self._list(),
        )

    def create(self, form: NewItemForm) -> None:
        """Add the entry."""
        item = commands.add_item(
            form.list_code.data,
            form.code.data,
            form.wording(),
            parent_code=form.parent_code.data or "",
            by=current_user,
        )
        g.list_code = item.list_code

    def change(self, item: Item, form: ItemForm) -> None:
        """Change the words of the entry."""
        g.list_code = item.list_code
        commands.rename_item(item, form.wording(), by=current_user)

    def post_add_redirect(self) -> ResponseReturnValue:
        """Go back to the list that the entry belongs to."""
        return redirect(url_for("ItemView.list", **{FILTER: g.get("list_code", "")}))

    post_edit_redirect = post_add_redirect

    @action("retire", N_("Retire"), N_("Offer this entry no more?"), multiple=False)
    def retire(self, item: Item) -> ResponseReturnValue:
        """Offer the entry no more."""
        commands.retire_item(item, by=current_user)
        return _shown(item, _("Retired. Petitions that hold it go on showing its name."))

    @action("restore", N_("Offer again"), N_("Offer this entry again?"), multiple=False)
    def restore(self, item: Item) -> ResponseReturnValue:
        """Offer the entry again."""
        commands.restore_item(item, by=current_user)
        return _shown(item, _("Offered again."))

    def _get_show_widget(self, pk: Any, item: Item, *args: Any, **kwargs: Any) -> dict[str, Any]:
        widgets = super()._get_show_widget(pk, item, *args, **kwargs)
        possible = () if item.protected else ("retire",) if item.active else ("restore",)
        widgets["show"].template_args["actions"] = {name: self.actions[name] for name in possible}
        return widgets


def _shown(item: Item, message: str) -> ResponseReturnValue:
    flash(message, "success")
    return redirect(url_for("ItemView.show", pk=item.id))


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
    for view in (ItemChangeView, ItemView, PickView):
        appbuilder.add_view_no_menu(view)
