"""Pages about units, and the searches behind the fields in which one is chosen."""

from typing import Any

from flask import abort, flash, g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app.accounts import choices
from app.accounts.commands import units
from app.accounts.models import LEVELS, UNIT_KINDS, Unit
from app.accounts.subtree import reshapes, units_managed_by
from app.accounts.units import forms, history, names, tree
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.hardened import SafeModelView, ScopedInterface, guard, show_refusal
from app.extensions import db

# The pages show the own subtree. Whoever works on a petition chooses among all units: his pickers
# ask ``choices``, which this rule does not touch.
guard(Unit, units_managed_by)


class UnitView(SafeModelView):
    """Units as a tree over regions."""

    datamodel = ScopedInterface(Unit)
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
    show_template = "accounts/units/unit.html"
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
        "contact",
        "phone",
        "address",
        "letter_mark",
        "active",
    ]
    search_columns = ["name"]
    order_columns = ["name"]
    add_form = forms.NewUnitForm
    edit_form = forms.EditUnitForm
    label_columns = {
        "name": _l("Name"),
        "short_name": _l("Short name"),
        "code": _l("Code"),
        "kind": _l("Kind of unit"),
        "level": _l("Level"),
        "region_code": _l("Region"),
        "parent": _l("Superior unit"),
        "review_unit": _l("Unit for review"),
        "re_examination_unit": _l("Unit for re-examination"),
        "successor": _l("Successor unit"),
        "retired_reason": _l("Why it was retired"),
        "contact": _l("Contact"),
        "renamed_on": _l("New name since"),
        "phone": _l("Telephone"),
        "address": _l("Office address"),
        "letter_mark": _l("Mark of its letters"),
        "active": _l("In use"),
    }
    formatters_columns = {
        "kind": lambda kind: _(UNIT_KINDS[kind]),
        "level": lambda level: _(LEVELS[level]),
        "region_code": lambda code: choices.region_name(code) or code,
    }

    @expose("/list/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """Show the managed units as a tree; with words, what they find."""
        given = request.args.get("under", "")
        under = int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None
        form = forms.SearchForm(request.args)
        text, retired = (form.q.data or "").strip()[:60], bool(request.args.get("retired"))
        return self.render_template(
            "accounts/units/tree.html",
            roots=tree.tree_of(self.officer, text=text, retired=retired, under=under),
            form=form,
            text=text,
            retired=retired,
            under=tree.managed_unit(self.officer, under),
            kinds=UNIT_KINDS,
        )

    def _show(self, pk: Any) -> Any:
        unit = self.datamodel.get(pk) or abort(404)
        # Not into the view itself: requests share it.
        g.unit_page = {
            "unit": unit,
            "reshaped": unit.active and reshapes(self.officer, unit),
            "former": names.former_names(unit),
            "history": history.of(unit),
            "counts": tree.counts_below(unit),
        }
        return super()._show(pk)

    def empty_form(self) -> Any:
        """Return the form of a new unit, on the level of the administrator's own."""
        form = super().empty_form()
        if request.method == "GET" and self.officer.unit:
            above = tree.managed_unit(self.officer, request.args.get("parent", type=int))
            form.level.data = (above or self.officer.unit).level
            if above:
                form.parent_id.data, form.region_code.data = str(above.id), above.region_code
        return form

    def create(self, form: Any) -> None:
        """Found the unit."""
        units.create_unit(_facts(form), by=self.officer)

    def change(self, item: Unit, form: Any) -> None:
        """Write its data another way."""
        units.change_unit(item, _facts(form), by=self.officer, renamed_on=form.renamed_on.data)

    def said_added(self, form: Any) -> str:
        """Name the new unit."""
        return _("Added: %(name)s.", name=form.name.data.strip())

    def said_changed(self, item: Unit) -> str:
        """Name the unit as it is called now."""
        return _("Saved: %(name)s.", name=item.name)

    def post_edit_redirect(self) -> ResponseReturnValue:
        """Show the unit as it is now."""
        return redirect(url_for("UnitView.show", pk=(request.view_args or {})["pk"]))

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
                flash(_("Retired: %(name)s.", name=unit.name), "success")
                return redirect(url_for("UnitView.show", pk=pk))
        return self.render_template("accounts/units/retire.html", unit=unit, form=form)


def _facts(form: Any) -> units.UnitFacts:
    written = units.UnitFacts.__dataclass_fields__
    given = {name: field.data for name, field in form._fields.items() if name in written}
    for name in ("parent_id", "review_unit_id", "re_examination_unit_id"):
        given[name] = int(given[name]) if given[name] else None
    return units.UnitFacts(**given)


class UnitPickerView(Desk):
    """Searches for the fields in which a unit or an officer is chosen."""

    route_base = "/pick"
    default_view = "unit"
    class_permission_name = "Unit"
    method_permission_name = {"unit": "pick", "officer": "pick", "managed_unit": "pick"}

    @expose("/unit")
    @has_access
    def unit(self) -> ResponseReturnValue:
        """Answer units found by name, code or initials."""
        typed = request.args.get("q", "")[:60]
        found = choices.units_for_picker(typed, near=current_user.unit)
        return jsonify([vars(choice) for choice in found])

    @expose("/managed-unit")
    @has_access
    def managed_unit(self) -> ResponseReturnValue:
        """Answer units of the own subtree, for who keeps the tree."""
        found = choices.units_for_picker(
            request.args.get("q", "")[:60],
            near=current_user.unit,
            within=units_managed_by(current_user),
        )
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
