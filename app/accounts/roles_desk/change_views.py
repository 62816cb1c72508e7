"""The pages on which the top office changes roles: each change is shown before it is kept."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_appbuilder.security.sqla.models import Role
from flask_babel import gettext as _

from app.accounts import queries
from app.accounts.commands import roles
from app.accounts.commands.roles import Content
from app.accounts.grants import Grant
from app.accounts.roles_desk import forms, reading
from app.accounts.roles_desk.desks import desk_of
from app.accounts.roles_desk.sentences import role_label
from app.accounts.roles_desk.views import RoleDesk
from app.core.errors import DomainError, Stale
from app.core.paging import Place
from app.core.web.errors import say
from app.core.web.hardened import show_refusal


class RoleChangeView(RoleDesk):
    """Adding, changing, renaming, resetting and deleting roles."""

    method_permission_name = {
        "add": "edit",
        "edit": "edit",
        "rename": "edit",
        "reset": "edit",
        "delete": "edit",
    }
    default_view = "add"

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> ResponseReturnValue:
        """Make a role, empty or like another one."""
        self._refuse_below()
        form = forms.NewRoleForm(data={"like": request.args.get("like", "")})
        if form.validate_on_submit():
            like = self.role(int(form.like.data)) if form.like.data else None
            try:
                role = roles.add_role(name=form.name.data, like=like, by=self.officer)
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("Added: %(name)s.", name=role_label(role.name)), "success")
                return redirect(url_for("RoleChangeView.edit", pk=role.id))
        return self.page("role_add", form=form)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    def edit(self, pk: int) -> ResponseReturnValue:
        """Choose what a role may do, see what that changes, then keep it."""
        self._refuse_below()
        role = self.role(pk)
        present = roles.content_of(role)
        if request.method == "GET":
            return self._choose(role, present, seen=present.mark(role.name))
        wanted = _sent(present)
        form = forms.RoleForm()
        step = request.form.get("step")
        if step == "choose" or not form.validate():
            return self._choose(role, wanted, seen=form.seen.data, form=form)
        try:
            if step == "keep":
                self._keep(role, wanted, seen=form.seen.data)
                return self._done(role, _("Saved: %(name)s.", name=role_label(role.name)))
            roles.refuse_stale(role, present, form.seen.data)
            roles.refuse_content(role, wanted)
        except DomainError as error:
            return self._refused(role, (present, wanted), form, error)
        return self._preview(role, present, wanted, form)

    @expose("/<int:pk>/reset", methods=["GET", "POST"])
    @has_access
    def reset(self, pk: int) -> ResponseReturnValue:
        """Let a built-in role do again what the product brings."""
        self._refuse_below()
        role = self.role(pk)
        present = roles.content_of(role)
        wanted = roles.as_delivered(role) or abort(404)
        form = forms.RoleForm(data={"seen": present.mark(role.name)})
        if request.method == "POST" and form.validate():
            try:
                roles.reset_role(role, by=self.officer, seen=form.seen.data)
            except DomainError as error:
                show_refusal(form, error)
                form.seen.data = roles.content_of(role).mark(role.name)
            else:
                return self._done(role, _("Reset: %(name)s.", name=role_label(role.name)))
        return self._preview(role, present, wanted, form, reset=True)

    @expose("/<int:pk>/rename", methods=["GET", "POST"])
    @has_access
    def rename(self, pk: int) -> ResponseReturnValue:
        """Call a role of the office's own by another name."""
        role = self._own_role(pk)
        mark = roles.content_of(role).mark(role.name)
        form = forms.NameForm(data={"seen": mark, "name": role.name})
        if form.validate_on_submit():
            try:
                roles.rename_role(role, name=form.name.data, by=self.officer, seen=form.seen.data)
            except DomainError as error:
                show_refusal(form, error)
                if isinstance(error, Stale):
                    form.seen.data = mark
            else:
                return self._done(role, _("Renamed: %(name)s.", name=role_label(role.name)))
        return self.page("role_rename", role=role, form=form)

    @expose("/<int:pk>/delete", methods=["GET", "POST"])
    @has_access
    def delete(self, pk: int) -> ResponseReturnValue:
        """Delete a role of the office's own that nobody has."""
        role = self._own_role(pk)
        form, name = forms.RoleForm(), role_label(role.name)
        if request.method == "POST" and form.validate():
            try:
                roles.delete_role(role, by=self.officer)
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("Deleted: %(name)s.", name=name), "success")
                return redirect(url_for("RoleView.list"))
        everybody, _mine = reading.count_holders(role, within=self.officer)
        return self.page("role_delete", role=role, form=form, everybody=everybody)

    def _refuse_below(self) -> None:
        if not self.may_change():
            raise DomainError(roles.ONLY_AT_THE_TOP, status=403)

    def _own_role(self, pk: int) -> Role:
        self._refuse_below()
        role = self.role(pk)
        if roles.as_delivered(role) is not None:
            abort(404)
        return role

    def _keep(self, role: Role, wanted: Content, *, seen: str) -> None:
        roles.change_role(
            role, grants=wanted.grants, scopes=wanted.scopes, by=self.officer, seen=seen
        )

    def _done(self, role: Role, words: str) -> ResponseReturnValue:
        flash(words, "success")
        return redirect(url_for("RoleView.show", pk=role.id))

    def _refused(
        self, role: Role, contents: tuple[Content, Content], form: Any, error: DomainError
    ) -> ResponseReturnValue:
        """Show the choice again, with nothing lost; the next preview starts from what holds now."""
        present, wanted = contents
        why = frozenset(reading.blamed(error, present.grants, wanted.grants))
        if not why:
            show_refusal(form, error)
        seen = form.seen.data
        if isinstance(error, Stale):
            seen = roles.content_of(role).mark(role.name)
        return self._choose(role, wanted, seen=seen, form=form, refusal=(say(error), why))

    def _choose(
        self,
        role: Role,
        wanted: Content,
        *,
        seen: str,
        form: Any = None,
        refusal: tuple[str, frozenset[Grant]] = ("", frozenset()),
    ) -> ResponseReturnValue:
        form = form or forms.RoleForm()
        form.scopes.data, form.seen.data = sorted(wanted.scopes), seen
        sentence, why = refusal
        groups = reading.grouped(queries.permissions(), wanted.grants, why)
        return self.page("role_edit", role=role, form=form, groups=groups, refusal=why and sentence)

    def _preview(
        self, role: Role, present: Content, wanted: Content, form: Any, **more: Any
    ) -> ResponseReturnValue:
        found = reading.difference((present.grants, present.scopes), (wanted.grants, wanted.scopes))
        everybody, mine = reading.count_holders(role, within=self.officer)
        page = reading.holders(role, within=self.officer, where=Place(size=reading.SHOWN))
        return self.page(
            "role_preview",
            role=role,
            form=form,
            found=found,
            may=sorted(reading.as_value(grant) for grant in wanted.grants),
            scopes=sorted(wanted.scopes),
            outcome=reading.scope_sentences(wanted.scopes),
            blind=reading.finds_nothing(wanted.grants, wanted.scopes),
            holders=page.rows,
            everybody=everybody,
            mine=mine,
            **more,
        )


def _sent(present: Content) -> Content:
    """Return what the form chose; what stands at no desk stays as it is."""
    chosen = {reading.as_grant(value) for value in request.form.getlist("may")}
    hidden = {grant for grant in present.grants if desk_of(*grant) is None}
    return Content(frozenset(chosen | hidden), frozenset(request.form.getlist("scopes")))
