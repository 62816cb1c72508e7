"""Where the filter of a list is sent: by POST, so that no number of a person enters an address."""

from collections.abc import Mapping
from typing import Any

from flask import abort, current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_login import current_user

from app.accounts.models import Officer
from app.core.web.desk import Desk
from app.core.web.links import here
from app.core.web.pickers import TEXT
from app.petitions.case.trail import address, endpoints, listed
from app.petitions.forms.listing import PICKED, ListFilter
from app.petitions.lists.sealed import reads_as_number, seal, shown


class SearchView(Desk):
    """Reads what was asked of a list and leads to the list, numbers of persons sealed."""

    route_base = "/petitions"
    default_view = "narrow"
    # Everybody passes the door; behind it stands the list with its own permission.
    class_permission_name = "Home"
    method_permission_name = {"narrow": "read"}

    @expose("/narrow/<desk>", methods=["POST"])
    @has_access
    def narrow(self, desk: str) -> ResponseReturnValue:
        """Lead to a list, narrowed by what was sent."""
        return redirect(narrowed_list(desk, request.form, by=self.officer) or abort(404))


def narrowed_list(desk: str, asked: Mapping[str, str], *, by: Officer) -> str | None:
    """Return the address of a desk's list, narrowed by what was asked, or None."""
    found = listed(desk)
    if found is None:
        return None
    filters = ListFilter(asked, by)
    chosen = filters.chosen(asked)
    # The field shows a sealed number masked; sent back as it was shown, it means the same.
    kept = asked.get("sealed", "")
    same = kept and chosen.words == shown(kept, by)
    words = kept if same else seal(chosen.words, by)
    # What was typed into a picker and means no entry is shown again, to be mended.
    typed = {name + TEXT: filters[name].typed for name in PICKED if filters[name].typed}
    return address(found.endpoint, {**found.args, **chosen.with_(words=words).as_query(), **typed})


def _seal_address() -> Any:
    """Lead from an address with somebody's number in clear, an old bookmark, to a sealed one."""
    words = request.args.get("words", "")
    if request.method != "GET" or request.endpoint not in endpoints():
        return None
    if not current_user.is_authenticated or not reads_as_number(words):
        return None
    return redirect(here({"words": seal(words, current_user)}))


def register(appbuilder: AppBuilder) -> None:
    """Hang the route on the application; no menu entry leads here."""
    appbuilder.add_view_no_menu(SearchView)
    current_app.before_request(_seal_address)
