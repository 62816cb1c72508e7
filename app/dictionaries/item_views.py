"""What the keepers of the words do to an entry: add, rename, move, retire, merge."""

from typing import Any

import sqlalchemy as sa
from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.errors import say
from app.core.web.hardened import show_refusal
from app.dictionaries import commands, forms, keepers, merging, ordering, uses
from app.dictionaries.catalog import LISTS, DictionaryList
from app.dictionaries.models import Item
from app.extensions import db

RELIED_ON = N_(
    "Reports count by this code, or the product relies on it: it can be renamed, not retired or "
    "merged."
)


def list_or_404(list_code: str) -> DictionaryList:
    """Return a list that exists."""
    return LISTS.get(list_code) or abort(404)


def item_or_404(list_code: str, code: str) -> Item:
    """Return an entry that exists."""
    list_or_404(list_code)
    query = sa.select(Item).where(Item.list_code == list_code, Item.code == code)
    return db.session.scalars(query).one_or_none() or abort(404)


class ItemView(Desk):
    """The acts on entries; below the top of the installation nobody comes here."""

    route_base = "/dictionaries"
    class_permission_name = "Dictionary"
    default_view = "add"
    method_permission_name = {
        "add": "add",
        "edit": "edit",
        "move": "edit",
        "place": "edit",
        "retire": "retire",
        "restore": "retire",
        "merge": "merge",
    }

    def _keeper(self) -> Any:
        officer = self.officer
        if not keepers.keeps(officer):
            abort(403)
        return officer

    @expose("/<list_code>/add", methods=["GET", "POST"])
    @has_access
    def add(self, list_code: str) -> ResponseReturnValue:
        """Add an entry to a list, or below another."""
        officer, shape = self._keeper(), list_or_404(list_code)
        if shape.protected:
            return _refused(N_("This list takes no new entries."), _address_of(list_code))
        form = forms.NewItemForm()
        if request.method == "GET":
            form.parent_code.data = below = request.args.get("below", "")
            form.position.data = ordering.next_place(list_code, below)
        if form.validate_on_submit():
            try:
                item = commands.add_item(
                    list_code,
                    form.code.data,
                    form.wording(),
                    parent_code=form.parent_code.data or "",
                    by=officer,
                )
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("Added: %(name)s.", name=item.shown), "success")
                return redirect(_list_of(item))
        return self.render_template(
            "dictionaries/write.html", form=form, item=None, shape=shape, here=list_code
        )

    @expose("/<list_code>/<code>/edit", methods=["GET", "POST"])
    @has_access
    def edit(self, list_code: str, code: str) -> ResponseReturnValue:
        """Give an entry other words: a new name from a day, or without its slip."""
        officer, item = self._keeper(), item_or_404(list_code, code)
        form = forms.ChangeItemForm(obj=item)
        if form.validate_on_submit():
            try:
                commands.rename_item(item, form.wording(), since=form.begins(), by=officer)
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("Saved: %(name)s.", name=item.shown), "success")
                return redirect(_page_of(item))
        return self.render_template(
            "dictionaries/write.html", form=form, item=item, shape=LISTS[list_code], here=list_code
        )

    @expose("/<list_code>/<code>/move/<way>", methods=["POST"])
    @has_access
    def move(self, list_code: str, code: str, way: str) -> ResponseReturnValue:
        """Give an entry another place among those beside it."""
        officer, item = self._keeper(), item_or_404(list_code, code)
        ordering.move_item(item, way, by=officer)
        return redirect(_list_of(item))

    @expose("/<list_code>/<code>/place", methods=["POST"])
    @has_access
    def place(self, list_code: str, code: str) -> ResponseReturnValue:
        """Put an entry beside another, as it was dragged."""
        officer, item = self._keeper(), item_or_404(list_code, code)
        where, beside = request.form.get("where", ""), request.form.get("beside", "")
        try:
            ordering.place_item(item, where, beside, by=officer)
        except DomainError as error:
            # The other entry is gone since the page was opened, or the address was made by hand.
            flash(say(error), "danger")
        return redirect(_list_of(item))

    @expose("/<list_code>/<code>/retire", methods=["GET", "POST"])
    @has_access
    def retire(self, list_code: str, code: str) -> ResponseReturnValue:
        """Offer an entry no more, at once or after a day."""
        officer, item = self._keeper(), item_or_404(list_code, code)
        if item.protected:
            return _refused(RELIED_ON, _page_of(item))
        form = forms.RetireItemForm()
        if form.validate_on_submit():
            try:
                commands.retire_item(item, last_day=form.last_day.data, by=officer)
            except DomainError as error:
                show_refusal(form, error)
            else:
                words = _(
                    "Retired: %(name)s. Petitions that hold it go on showing its name.",
                    name=item.shown,
                )
                flash(words, "success")
                return redirect(_page_of(item))
        return self.render_template(
            "dictionaries/retire.html", form=form, item=item, shape=LISTS[list_code]
        )

    @expose("/<list_code>/<code>/restore", methods=["POST"])
    @has_access
    def restore(self, list_code: str, code: str) -> ResponseReturnValue:
        """Offer an entry again."""
        officer, item = self._keeper(), item_or_404(list_code, code)
        try:
            commands.restore_item(item, by=officer)
        except DomainError as error:
            flash(say(error), "danger")
        else:
            flash(_("Offered again: %(name)s.", name=item.shown), "success")
        return redirect(_page_of(item))

    @expose("/<list_code>/<code>/merge", methods=["GET", "POST"])
    @has_access
    def merge(self, list_code: str, code: str) -> ResponseReturnValue:
        """Show what merging an entry into another moves, then do it."""
        officer, item = self._keeper(), item_or_404(list_code, code)
        if item.protected:
            return _refused(RELIED_ON, _page_of(item))
        if item.merged_into_id:
            return _refused(merging.MERGED, _page_of(item))
        form, moves = forms.merge_form(list_code, code)(), None
        if form.validate_on_submit():
            into = item_or_404(list_code, form.into.data)
            try:
                if request.form.get("act") == "merge":
                    return self._merged(item, into, officer)
                moves = merging.preview(item, into)
            except DomainError as error:
                show_refusal(form, error)
        return self.render_template(
            "dictionaries/merge.html",
            form=form,
            item=item,
            moves=moves,
            shape=LISTS[list_code],
            counted=bool(uses.of(list_code)),
        )

    @staticmethod
    def _merged(item: Item, into: Item, officer: Any) -> ResponseReturnValue:
        number = sum(merging.merge_items(item, into, by=officer).values())
        flash(
            ngettext(
                "Merged into %(name)s: %(num)d row moved.",
                "Merged into %(name)s: %(num)d rows moved.",
                number,
                name=into.shown,
            ),
            "success",
        )
        return redirect(_page_of(into))


def _refused(words: str, way_back: str) -> ResponseReturnValue:
    """Say at once what would be refused after a whole form was filled in."""
    flash(_(words), "danger")
    return redirect(way_back)


def _address_of(list_code: str) -> str:
    return url_for("DictionaryView.one_list", list_code=list_code)


def _page_of(item: Item) -> str:
    return url_for("DictionaryView.entry", list_code=item.list_code, code=item.code)


def _list_of(item: Item) -> str:
    """Return the list, unfolded where the entry stands."""
    unfolded = item.parent_code or None
    address = url_for("DictionaryView.one_list", list_code=item.list_code, open=unfolded)
    return f"{address}#e-{item.code}"
