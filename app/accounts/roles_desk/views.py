"""The pages on which everybody who keeps accounts reads what the roles may do."""

from typing import Any

from flask import abort, g, request
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_appbuilder.security.sqla.models import Role

from app.accounts import queries
from app.accounts.commands import roles
from app.accounts.journal_page import reading as journal
from app.accounts.roles_desk import forms, reading
from app.accounts.roles_desk.sentences import role_label, sees
from app.accounts.subtree import at_the_top
from app.core.paging import Place
from app.core.web.desk import Desk
from app.core.web.links import turns
from app.extensions import db


class RoleDesk(Desk):
    """What every page about roles may ask."""

    route_base = "/roles"
    class_permission_name = "Role"

    def may_change(self) -> bool:
        """Say whether the officer changes roles: at the top office only."""
        return self.officer.may("edit", "Role") and at_the_top(self.officer)

    def role(self, pk: Any) -> Role:
        """Return a role, or answer that there is none."""
        return db.session.get(Role, pk) or abort(404)

    def page(self, template: str, **given: Any) -> ResponseReturnValue:
        """Show a page about roles."""
        g.menu_active = "Roles"
        return self.render_template(
            f"accounts/{template}.html",
            role_label=role_label,
            may_change=self.may_change(),
            **given,
        )


class RoleView(RoleDesk):
    """Roles: who carries them, how far they see, what they may do."""

    method_permission_name = {"list": "read", "show": "read", "compare": "read"}

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """List the roles."""
        return self.page(
            "role_list",
            roles=queries.role_summaries(within=self.officer),
            built_in=reading.built_in_ids(),
            changers="" if self.may_change() else reading.who_changes_roles(),
            sees=sees,
        )

    @expose("/<int:pk>")
    @has_access
    def show(self, pk: int) -> ResponseReturnValue:
        """Show one role: its permissions by desk, its scope, its holders, its history."""
        role = self.role(pk)
        content = roles.content_of(role)
        page = reading.holders(role, within=self.officer, where=_place())
        everybody, mine = reading.count_holders(role, within=self.officer)
        return self.page(
            "role",
            role=role,
            built_in=roles.as_delivered(role),
            content=content,
            groups=reading.grouped(content.grants),
            scopes=reading.scope_sentences(content.scopes),
            holders=page.rows,
            turns=turns(page),
            everybody=everybody,
            mine=mine,
            history=journal.history_of("Role", role.id),
        )

    @expose("/compare")
    @has_access
    def compare(self) -> ResponseReturnValue:
        """Show two roles side by side."""
        form = forms.CompareForm(request.args)
        first, second = self._chosen(form.first), self._chosen(form.second)
        found = None
        if first and second and first is not second:
            found = reading.compared(first, second, everything=form.all.data or "")
        return self.page("role_compare", form=form, first=first, second=second, found=found)

    def _chosen(self, field: Any) -> Role | None:
        known = {value for value, _label in reading.role_choices()}
        return db.session.get(Role, int(field.data)) if field.data in known else None


def _place() -> Place:
    return Place(request.args.get("after"), request.args.get("before"), size=reading.SHOWN)
