"""The framework's generated views and interfaces without their holes; use nothing else.

Each class closes what its docstring names; ``tests/core/web/break_in/`` replays the
exploits.
"""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, has_request_context, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import ModelRestApi, ModelView
from flask_appbuilder.baseviews import expose
from flask_appbuilder.exceptions import (
    DatabaseException,
    InvalidOperationFilterFABException,
)
from flask_appbuilder.security.decorators import has_access
from flask_appbuilder.urltools import (
    get_filter_args,
    get_order_args,
    get_page_args,
    get_page_size_args,
)
from flask_babel import lazy_gettext as _l
from wtforms import Form
from wtforms.fields.core import UnboundField

from app.core.errors import DomainError, Invalid, NotFound
from app.core.i18n import N_
from app.core.web.desk import AtTheKeyboard
from app.core.web.errors import say
from app.core.web.request_args import LARGEST_PAGE, RequestFiltersMixin, SafeArgs
from app.core.web.rows import FilterBar, modern_choices
from app.core.web.scoped import ScopedInterface, guard, open_to_all
from app.core.web.widgets import native_fields

__all__ = ["SafeApi", "SafeModelView", "ScopedInterface", "guard", "open_to_all"]

MOST_ROWS_AT_ONCE = 200


class SafeModelView(AtTheKeyboard, SafeArgs, RequestFiltersMixin, ModelView):
    """A generated view that shows and touches only rows in scope.

    Actions and deletion by POST only and only on rows in scope; no download route; related
    tabs only for those who may open them; what was typed stays in the form when a command
    refuses it. Override ``create`` and ``change`` to let commands do the writing.
    """

    page_size = 25
    search_widget = FilterBar
    add_row_message = _l("Added.")
    edit_row_message = _l("Changed.")
    delete_row_message = _l("Deleted.")

    def _init_properties(self) -> None:
        for form, columns in (("add_form", "add_columns"), ("edit_form", "edit_columns")):
            if getattr(self, form) and not getattr(self, columns):
                setattr(self, columns, _names_of(getattr(self, form)))
        super()._init_properties()

    def _init_forms(self) -> None:
        super()._init_forms()
        for form in (self.add_form, self.edit_form, self.search_form):
            modern_choices(native_fields(form))

    # ---- related tabs ------------------------------------------------------------------------

    @property
    def _related_views(self) -> list[Any]:
        views: list[Any] = self.__dict__.setdefault("_related", [])
        return [view for view in views if _opens(view)] if has_request_context() else views

    @_related_views.setter
    def _related_views(self, views: list[Any]) -> None:
        self.__dict__["_related"] = views

    # ---- pages -------------------------------------------------------------------------------

    def _list(self, **kwargs: Any) -> Any:
        self.check_args()
        return super()._list(**kwargs)

    def _show(self, pk: Any) -> Any:
        self.check_args()
        return super()._show(pk)

    def _add(self) -> Any:
        self.check_args()
        get_filter_args(self._filters, disallow_if_not_in_search=False)
        given = self._filters.get_relation_cols()
        form = self.empty_form()
        # On showing the form as well: a foreign parent is refused before anything is typed.
        self._fill_form_exclude_cols(given, form)
        if request.method == "POST" and form.validate():
            self.process_form(form, True)
            if self._kept(form, lambda: self.create(form)):
                if words := self.said_added(form):
                    flash(words, "success")
                return None
        return self._get_add_widget(form=form, exclude_cols=given)

    def _edit(self, pk: Any) -> Any:
        self.check_args()
        item = self.datamodel.get(pk, self._base_filters)
        if item is None:
            abort(404)
        form = self.edit_form.refresh(obj=item)
        if request.method == "POST":
            form._id = self.datamodel.get_pk_value(item)
            if form.validate():
                self.process_form(form, False)
                if self._kept(form, lambda: self.change(item, form)):
                    flash(self.said_changed(item), "success")
                    return None
        else:
            self.prefill_form(form, pk)
        return self._get_related_views_widgets(
            item,
            orders=get_order_args(),
            pages=get_page_args(),
            page_sizes=get_page_size_args(),
            widgets=self._get_edit_widget(form=form),
        )

    def _kept(self, form: Any, write: Callable[[], None]) -> bool:
        """Say whether the writing went through; a refusal is shown beside its field."""
        try:
            write()
        except NotFound:
            raise
        except DomainError as error:
            show_refusal(form, error)
            return False
        return True

    def said_added(self, _form: Any) -> Any:
        """Return what is said of a new row; a view may name it."""
        return self.add_row_message

    def said_changed(self, _item: Any) -> Any:
        """Return what is said of a row that was changed; a view may name it."""
        return self.edit_row_message

    def empty_form(self) -> Any:
        """Return the form of a new row, with what was sent in it."""
        return self.add_form.refresh()

    def create(self, form: Any) -> None:
        """Write a new row out of the form."""
        item = self.datamodel.obj()
        form.populate_obj(item)
        self.pre_add(item)
        _said_plainly(lambda: self.datamodel.add(item))
        self.post_add(item)

    def change(self, item: Any, form: Any) -> None:
        """Write the form into a row."""
        form.populate_obj(item)
        self.pre_update(item)
        _said_plainly(lambda: self.datamodel.edit(item))
        self.post_update(item)

    def post_add_redirect(self) -> ResponseReturnValue:
        """Go back to the list; the framework's history of pages is shared by all tabs."""
        return redirect(url_for(f"{self.endpoint}.list"))

    post_edit_redirect = post_add_redirect
    post_delete_redirect = post_add_redirect

    # ---- acts --------------------------------------------------------------------------------

    @expose("/delete/<pk>", methods=["POST"])
    @has_access
    def delete(self, pk: str) -> ResponseReturnValue:
        """Delete a row in scope."""
        self._delete(self._deserialize_pk_if_composite(pk))
        return self.post_delete_redirect()

    def download(self, _filename: str) -> None:
        """Hand out no file by its name; without ``expose`` there is no such route."""
        abort(404)

    @expose("/action/<string:name>/<pk>", methods=["POST"])
    def action(self, name: str, pk: str) -> ResponseReturnValue:
        """Act on one row in scope."""
        act = self._permitted(name)
        return act.func(self._in_scope([pk])[0])

    @expose("/action_post", methods=["POST"])
    def action_post(self) -> ResponseReturnValue:
        """Act on several rows, all of them in scope."""
        act = self._permitted(request.form.get("action", ""))
        return act.func(self._in_scope(request.form.getlist("rowid")))

    def _permitted(self, name: str) -> Any:
        act = self.actions.get(name)
        if act is None:
            abort(404)
        permission = self.get_action_permission_name(name)
        if not self.appbuilder.sm.has_access(permission, self.class_permission_name):
            abort(403)
        return act

    def _in_scope(self, pks: list[str]) -> list[Any]:
        pks = list(dict.fromkeys(pks))
        if not pks or len(pks) > MOST_ROWS_AT_ONCE:
            abort(400)
        items = [
            self.datamodel.get(self._deserialize_pk_if_composite(pk), self._base_filters)
            for pk in pks
        ]
        if None in items:
            abort(404)
        return items


class SafeApi(RequestFiltersMixin, ModelRestApi):
    """A generated interface for scripts: scoped, with a form token, deaf to unknown operators.

    The framework exempts it from the token although a browser's session may log in, and
    answers an unknown filter with every row.
    """

    csrf_exempt = False
    allow_browser_login = True
    max_page_size = LARGEST_PAGE

    def _handle_filters_args(self, rison_args: dict[str, Any]) -> Any:
        for wanted in rison_args.get("filters", []):
            offered = self._filters.get_search_filters().get(wanted.get("col"), ())
            if "value" not in wanted or wanted.get("opr") not in {it.arg_name for it in offered}:
                raise InvalidOperationFilterFABException("This filter is not offered")
        return super()._handle_filters_args(rison_args)

    def post_headless(self) -> Any:
        """Add a row; one that hangs on something foreign is refused."""
        return self._refusing(super().post_headless)

    def put_headless(self, pk: Any) -> Any:
        """Change a row; moving it to something foreign is refused."""
        return self._refusing(lambda: super(SafeApi, self).put_headless(pk))

    def _refusing(self, write: Callable[[], Any]) -> Any:
        try:
            return write()
        except DomainError as error:
            if error.status == 404:
                return self.response_404()
            return self.response(error.status, message=say(error))


def show_refusal(form: Any, error: DomainError) -> None:
    """Put a refusal beside the field that it is about, else above the form."""
    field = form[error.field] if error.field and error.field in form else None
    if field is None:
        flash(say(error), "danger")
    else:
        field.errors = [*field.errors, say(error)]


def _names_of(form: type[Form]) -> list[str]:
    """Return the fields of a form in the order in which they were written."""
    fields = {
        name: field
        for cls in form.__mro__
        for name, field in vars(cls).items()
        if isinstance(field, UnboundField)
    }
    return sorted(fields, key=lambda name: fields[name].creation_counter)


def _said_plainly(write: Callable[[], None]) -> None:
    try:
        write()
    except DatabaseException:
        raise Invalid(N_("There is already an entry like this, or something refers to it."))


def _opens(view: Any) -> bool:
    permission = f"can_{view.get_method_permission('list')}"
    return bool(view.appbuilder.sm.has_access(permission, view.class_permission_name))
