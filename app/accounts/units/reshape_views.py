"""Pages on which the tree of units gets another shape; each shows what changes before it saves."""

from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.commands import reshaping
from app.accounts.models import Unit
from app.accounts.subtree import at_the_top
from app.accounts.units import forms, plans, splitting, tree
from app.core.errors import DomainError, Invalid, NotFound
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.hardened import show_refusal

FIRST = 0


class UnitShapeView(Desk):
    """Moving, merging and splitting units."""

    route_base = "/unit-shape"
    default_view = "merge"
    class_permission_name = "Unit"
    method_permission_name = {"move": "move", "merge": "merge", "split": "split"}

    def render_template(self, template: str, **context: Any) -> str:
        """Draw a page that belongs to the units of the menu."""
        g.menu_active = "Units"
        return super().render_template(template, **context)

    # ---- moving ------------------------------------------------------------------------------

    @expose("/move/<int:pk>", methods=["GET", "POST"])
    @has_access
    def move(self, pk: int) -> ResponseReturnValue:
        """Show what a move changes, and make it when it is confirmed."""
        unit = self._unit(pk)
        # The question comes as an address, and asks for no token; the answer needs one.
        form = forms.MoveForm(
            request.values or None,
            data=None if request.values else _standing(unit),
            meta={"csrf": False} if request.method == "GET" else None,
        )
        parent = tree.managed_unit(self.officer, _number(form.parent_id.data))
        after = _offer_places(form, unit, parent)
        if request.method == "POST" and form.validate():
            try:
                reshaping.move_unit(unit, parent=parent, after=after, by=self.officer)
            except NotFound:
                raise
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("Moved: %(name)s.", name=unit.name), "success")
                return redirect(url_for("UnitView.list") + f"#unit-{pk}")
        plan = self._plan(form, unit, parent, after)
        return self.render_template(
            "accounts/units/move.html", unit=unit, form=form, plan=plan, parent=parent
        )

    def _plan(
        self, form: Any, unit: Unit, parent: Unit | None, after: Unit | None
    ) -> plans.MovePlan | None:
        """Return what the move would change, if it was asked for and can be made."""
        if not request.values or form.errors or not form.validate():
            return None
        try:
            reshaping.refuse_move(unit, parent, by=self.officer)
        except DomainError as error:
            show_refusal(form, error)
            return None
        return plans.move_plan(unit, parent, after)

    # ---- merging -----------------------------------------------------------------------------

    @expose("/merge", methods=["GET", "POST"])
    @has_access
    def merge(self) -> ResponseReturnValue:
        """Show what a merger moves, and carry it out when it is confirmed."""
        chosen = [value for value in request.args.getlist("unit") if value]
        form = forms.MergeForm(data={"units": chosen})
        plan = None
        if form.validate_on_submit():
            units = self._units(form.units.data)
            try:
                into = self._heir(form)
                reshaping.refuse_merge(units, into, by=self.officer)
                plan = plans.end_plan([unit for unit in units if unit is not into], into.name)
                if form.seen.data == plan.mark and "again" not in request.form:
                    reason = form.reason.data
                    heir = reshaping.merge_units(units, into=into, reason=reason, by=self.officer)
                    flash(_("Merged into %(unit)s.", unit=heir.name), "success")
                    return redirect(url_for("UnitView.show", pk=heir.id))
                form.seen.data = plan.mark
            except NotFound:
                raise
            except DomainError as error:
                show_refusal(form, error)
                plan = None
        return self.render_template("accounts/units/merge.html", form=form, plan=plan)

    def _heir(self, form: Any) -> Unit | reshaping.NewName:
        if form.way.data == "new":
            return reshaping.NewName(name=form.name.data.strip(), code=form.code.data.strip())
        heir = tree.managed_unit(self.officer, _number(form.heir_id.data))
        if heir is None:
            raise Invalid(N_("Choose the unit that goes on."), field="heir_id")
        return heir

    # ---- splitting ---------------------------------------------------------------------------

    @expose("/split/<int:pk>", methods=["GET", "POST"])
    @has_access
    def split(self, pk: int) -> ResponseReturnValue:
        """Ask who goes where, then let the unit end in several."""
        unit = self._unit(pk)
        form = forms.SplitForm()
        plan = split = None
        if form.validate_on_submit():
            try:
                split = splitting.read(form, self._units(form.heirs.data))
                existing = [part.unit for part in split.parts if part.unit]
                reshaping.refuse_split(unit, existing, new=split.founds, by=self.officer)
                plan = plans.end_plan([unit])
                if form.seen.data == split.mark(plan) and "again" not in request.form:
                    splitting.carry_out(
                        unit, split, request.form, reason=form.reason.data, by=self.officer
                    )
                    flash(_("Split into %(count)s units.", count=len(split.parts)), "success")
                    return redirect(url_for("UnitView.show", pk=pk))
                form.seen.data = split.mark(plan)
            except NotFound:
                raise
            except DomainError as error:
                show_refusal(form, error)
                plan = None
        return self.render_template(
            "accounts/units/split.html", unit=unit, form=form, plan=plan, split=split
        )

    # ---- both --------------------------------------------------------------------------------

    def _unit(self, pk: int) -> Unit:
        unit = tree.managed_unit(self.officer, pk)
        if unit is None or not unit.active:
            abort(404)
        return unit

    def _units(self, ids: list[str] | None) -> list[Unit]:
        found = [tree.managed_unit(self.officer, _number(id_)) for id_ in ids or ()]
        return [unit for unit in found if unit is not None]


def _standing(unit: Unit) -> dict[str, Any]:
    """Return where the unit stands now, as the form of a move shows it."""
    siblings = tree.children_of(unit.parent_id)
    place = siblings.index(unit) if unit in siblings else 0
    before = siblings[place - 1].id if place else FIRST
    return {"parent_id": str(unit.parent_id or ""), "after_id": before}


def _offer_places(form: Any, unit: Unit, parent: Unit | None) -> Unit | None:
    """Offer the places below the chosen superior; return behind which unit it goes."""
    # A place beside the roots is the top's to give; elsewhere the roots are no business of others.
    named = parent is not None or at_the_top(current_user)
    children = tree.children_of(parent.id if parent else None) if named else []
    siblings = [one for one in children if one is not unit]
    after = {one.id: one for one in siblings}
    if siblings and form.after_id.data not in (FIRST, *after):
        form.after_id.data = siblings[-1].id
    form.after_id.choices = [
        (FIRST, _("In the first place")),
        *((one.id, _("After %(unit)s", unit=one.name)) for one in siblings),
    ]
    return after.get(form.after_id.data or FIRST)


def _number(given: Any) -> int | None:
    text = str(given or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
