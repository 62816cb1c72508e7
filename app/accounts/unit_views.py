"""Pages about units, and the searches behind the fields in which one is chosen."""

from typing import Any

from flask import abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app.accounts import choices, forms
from app.accounts.commands import units
from app.accounts.models import LEVELS, UNIT_KINDS, Unit
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.hardened import SafeModelView, ScopedInterface, open_to_all, show_refusal
from app.extensions import db

# Whoever may open these pages keeps the whole tree; petitions are not among what they show.
open_to_all(Unit)


class UnitView(SafeModelView):
    """Units as a tree over regions."""

    datamodel = ScopedInterface(Unit, load=("parent",))
    route_base = "/units"
    class_permission_name = "Unit"
    method_permission_name = {
        "list": "read",
        "show": "read",
        "add": "add",
        "edit": "edit",
        "retire": "retire",
    }
    include_route_methods = {"list", "show", "add", "edit", "retire"}
    list_title = N_("Units")
    show_title = N_("Unit")
    add_title = N_("Add a unit")
    edit_title = N_("Change a unit")
    show_template = "accounts/unit.html"
    list_columns = ["name", "code", "kind", "level", "parent", "active"]
    show_columns = [
        "name",
        "short_name",
        "code",
        "kind",
        "level",
        "region_code",
        "parent",
        "review_unit",
        "re_examination_unit",
        "successor",
        "retired_reason",
        "phone",
        "address",
        "active",
    ]
    search_columns = ["name", "code", "pinyin", "active"]
    order_columns = ["name", "code", "level"]
    base_order = ("position", "asc")
    add_form = forms.UnitForm
    edit_form = forms.UnitForm
    label_columns = {
        "name": _l("Name"),
        "short_name": _l("Short name"),
        "code": _l("Code"),
        "pinyin": _l("Pinyin initials"),
        "kind": _l("Kind of unit"),
        "level": _l("Level"),
        "region_code": _l("Region"),
        "parent": _l("Superior unit"),
        "review_unit": _l("Unit for review"),
        "re_examination_unit": _l("Unit for re-examination"),
        "successor": _l("Successor unit"),
        "retired_reason": _l("Why it was retired"),
        "phone": _l("Telephone"),
        "address": _l("Office address"),
        "active": _l("In use"),
    }
    formatters_columns = {
        "kind": lambda kind: _(UNIT_KINDS[kind]),
        "level": lambda level: _(LEVELS[level]),
        "region_code": lambda code: choices.region_name(code) or code,
    }

    def empty_form(self) -> Any:
        """Return the form of a new unit, on the level of the administrator's own."""
        form = super().empty_form()
        if request.method == "GET" and self.officer.unit:
            form.level.data = self.officer.unit.level
        return form

    def create(self, form: Any) -> None:
        """Found the unit."""
        units.create_unit(_facts(form), by=self.officer)

    def change(self, item: Unit, form: Any) -> None:
        """Write its data another way."""
        units.change_unit(item, _facts(form), by=self.officer)

    @expose("/retire/<int:pk>", methods=["GET", "POST"])
    @has_access
    def retire(self, pk: int) -> ResponseReturnValue:
        """Close a unit and name its successor."""
        unit = self.datamodel.get(pk) or abort(404)
        form = forms.RetireForm()
        if form.validate_on_submit():
            successor = form.successor_id.data
            try:
                units.retire_unit(
                    unit,
                    successor=db.session.get(Unit, int(successor)) if successor else None,
                    reason=form.reason.data,
                    by=self.officer,
                )
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("Retired."), "success")
                return redirect(url_for("UnitView.show", pk=pk))
        return self.render_template("accounts/retire.html", unit=unit, form=form)


def _facts(form: Any) -> units.UnitFacts:
    given = {name: field.data for name, field in form._fields.items() if name != "csrf_token"}
    for name in ("parent_id", "review_unit_id", "re_examination_unit_id"):
        given[name] = int(given[name]) if given[name] else None
    return units.UnitFacts(**given)


class UnitPickerView(Desk):
    """Searches for the fields in which a unit or an officer is chosen."""

    route_base = "/pick"
    default_view = "unit"
    class_permission_name = "Unit"
    method_permission_name = {"unit": "pick", "officer": "pick"}

    @expose("/unit")
    @has_access
    def unit(self) -> ResponseReturnValue:
        """Answer units found by name, code or initials."""
        typed = request.args.get("q", "")[:60]
        found = choices.units_for_picker(typed, near=current_user.unit)
        return jsonify([vars(choice) for choice in found])

    @expose("/officer")
    @has_access
    def officer(self) -> ResponseReturnValue:
        """Answer officers of a unit."""
        unit = request.args.get("unit", "")
        if not (unit.isascii() and unit.isdecimal() and len(unit) < 10):
            return jsonify([])
        found = choices.officers_of(int(unit), request.args.get("q", "")[:60])
        return jsonify([vars(choice) for choice in found])


class PersonPickerView(Desk):
    """The directory of the house: whoever may come in may look up whom to write to."""

    route_base = "/pick"
    default_view = "person"
    class_permission_name = "Home"
    method_permission_name = {"person": "read"}

    @expose("/person")
    @has_access
    def person(self) -> ResponseReturnValue:
        """Answer active officers found by name, initials or unit."""
        typed = request.args.get("q", "")[:60]
        return jsonify([vars(choice) for choice in choices.people_for_picker(typed)])
