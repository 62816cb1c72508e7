"""What pickers are told while an officer types."""

from flask import Response, abort, jsonify, request
from flask_appbuilder import BaseView, expose
from flask_appbuilder.security.decorators import has_access
from flask_login import current_user

from app.dictionaries import queries
from app.dictionaries.catalog import LISTS


class PickView(BaseView):
    """Answers with at most twenty lines."""

    route_base = "/pick"
    class_permission_name = "Dictionary"
    default_view = "items"
    method_permission_name = {"items": "pick", "regions": "pick"}

    @expose("/<list_code>")
    @has_access
    def items(self, list_code: str) -> Response:
        """Find entries of a list."""
        if list_code not in LISTS:
            abort(404)
        found = queries.search(list_code, _asked("q"), _asked("parent"), tops=bool(_asked("tops")))
        return jsonify([one for one in found if one.value != _asked("but")])

    @expose("/region")
    @has_access
    def regions(self) -> Response:
        """Find administrative divisions."""
        unit = getattr(current_user, "unit", None)
        near = unit.region_code if unit else None
        return jsonify(queries.search_regions(_asked("q"), _asked("under"), near=near))


def _asked(name: str) -> str:
    # Longer words find nothing; they only cost.
    return request.args.get(name, "")[:60]
