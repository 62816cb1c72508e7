"""The page on which an office says what its roles may do."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_appbuilder.security.sqla.models import Role
from flask_babel import gettext as _

from app.accounts import forms, queries
from app.accounts.commands import roles
from app.accounts.models import SCOPES
from app.accounts.verbs import APPROVAL, NOUNS, VERBS
from app.core.errors import DomainError
from app.core.web.desk import Desk
from app.core.web.hardened import show_refusal
from app.extensions import db


class RoleView(Desk):
    """Roles: who carries them, how far they see, what they may do."""

    route_base = "/roles"
    class_permission_name = "Role"
    method_permission_name = {"list": "read", "show": "read", "edit": "edit"}

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """List the roles."""
        return self.render_template(
            "accounts/role_list.html", roles=queries.role_summaries(), scopes=SCOPES
        )

    @expose("/<int:pk>")
    @has_access
    def show(self, pk: int) -> ResponseReturnValue:
        """Show one role."""
        role = _role(pk)
        held = queries.grants_of([role])[role.name]
        return self.render_template(
            "accounts/role.html",
            role=role,
            table=permission_table(held, all_of_them=False),
            scopes=[_(SCOPES[scope]) for scope in sorted(queries.scopes_of(role))],
        )

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    def edit(self, pk: int) -> ResponseReturnValue:
        """Change what a role may do."""
        role = _role(pk)
        held = queries.grants_of([role])[role.name]
        form = forms.RoleForm(data={"scopes": sorted(queries.scopes_of(role))})
        if form.validate_on_submit():
            held = frozenset(
                (verb, noun)
                for verb, _colon, noun in (it.partition(":") for it in request.form.getlist("may"))
            )
            try:
                roles.change_role(role, grants=held, scopes=form.scopes.data or [], by=self.officer)
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("Changed."), "success")
                return redirect(url_for("RoleView.show", pk=pk))
        return self.render_template(
            "accounts/role_edit.html", role=role, form=form, table=permission_table(held)
        )


def _role(pk: int) -> Role:
    return db.session.get(Role, pk) or abort(404)


def permission_table(
    held: frozenset[tuple[str, str]], *, all_of_them: bool = True
) -> list[dict[str, Any]]:
    """Return the permissions by what they are about, in the order of the work."""
    table = []
    known = queries.permissions()
    for noun, title in NOUNS.items():
        verbs = {verb for verb, about in known if about == noun}
        lines = [
            {"value": f"{verb}:{noun}", "label": verb_label(verb), "held": (verb, noun) in held}
            for verb in sorted(verbs, key=_position)
            if all_of_them or (verb, noun) in held
        ]
        if lines:
            table.append({"title": _(title), "lines": lines})
    return table


def verb_label(verb: str) -> str:
    """Return a verb in the reader's language; a second person's verb names the act."""
    act = verb.removeprefix("approve_")
    if verb not in VERBS and act in VERBS:
        return _(APPROVAL, act=_(VERBS[act]))
    return _(VERBS[verb]) if verb in VERBS else verb


def _position(verb: str) -> tuple[int, int]:
    order = list(VERBS)
    act = verb if verb in VERBS else verb.removeprefix("approve_")
    return (order.index(act) if act in order else len(order), verb != act)
