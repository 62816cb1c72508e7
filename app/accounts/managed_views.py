"""The search behind the fields that offer only units which the administrator manages."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access

from app.accounts import choices
from app.accounts.subtree import units_managed_by
from app.core.web.desk import Desk


class ManagedUnitPickerView(Desk):
    """Searches among the units that the administrator manages."""

    route_base = "/pick"
    default_view = "unit"
    class_permission_name = "Unit"
    method_permission_name = {"unit": "pick"}

    @expose("/managed-unit")
    @has_access
    def unit(self) -> ResponseReturnValue:
        """Answer managed units found by name, code or initials."""
        officer, typed = self.officer, request.args.get("q", "")[:60]
        within = units_managed_by(officer)
        found = choices.units_for_picker(typed, near=officer.unit, within=within)
        return jsonify([vars(choice) for choice in found])
