"""The pages on which an office sees its settings and changes them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.forms import managed_meant
from app.accounts.models import Unit
from app.accounts.subtree import at_the_top, the_top, units_managed_by
from app.core.errors import DomainError
from app.core.web.desk import Desk
from app.core.web.hardened import show_refusal
from app.core.web.pickers import TEXT
from app.extensions import db
from app.journal.models import AdminEvent
from app.settings.catalog import AREAS, SETTINGS, Setting
from app.settings.commands import change_setting
from app.settings.queries import SYSTEM, inherited, origin, own_value, standard, value
from app.setup.settings_form import SettingForm, WhoseForm, bounds, form_for, shown

LATEST = 20


class SettingView(Desk):
    """What holds for a unit, where it comes from, and what may be set."""

    route_base = "/settings"
    class_permission_name = "Setting"
    method_permission_name = {"list": "read", "show": "read"}

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """List the settings of the installation, or of a unit of the own subtree."""
        unit = self._unit()
        areas = {
            area: [self._line(name, setting, unit) for name, setting in settings.items()]
            for area, settings in AREAS.items()
        }
        whose = WhoseForm(request.args, meta={"csrf": False}, unit=str(unit.id) if unit else None)
        whose.validate()  # Words that mean no unit are said so beside the field.
        return self.render_template(
            "setup/settings.html",
            areas=areas,
            unit=unit,
            whose=whose,
            args=_args(unit),
            top=None if at_the_top(self.officer) else the_top(),
        )

    @expose("/<name>", methods=["GET", "POST"])
    @has_access
    def show(self, name: str) -> ResponseReturnValue:
        """Show one setting with its history; who may change it finds the form there."""
        setting = SETTINGS.get(name) or abort(404)
        unit = self._unit()
        form = self._form(name, setting, unit)
        may_change = self.officer.may("edit", "Setting") and not (setting.top_only and unit)
        if request.method == "POST":
            if not may_change:
                abort(403)
            if form.validate() and self._changed(form, name, setting, unit):
                return redirect(url_for("SettingView.list", **_args(unit)))
        return self.render_template(
            "setup/setting.html",
            name=name,
            setting=setting,
            form=form if may_change else None,
            line=self._line(name, setting, unit),
            default=shown(setting, standard(name)),
            bounds=bounds(setting),
            history=self._history(name, setting, unit),
            unit=unit,
            top=the_top(),
            args=_args(unit),
        )

    @staticmethod
    def _form(name: str, setting: Setting, unit: Unit | None) -> SettingForm:
        above = shown(setting, inherited(name, unit)) or "—"
        otherwise = (
            _("What stands above: %(value)s", value=above)
            if unit
            else _("The default: %(value)s", value=above)
        )
        own, effective = own_value(name, unit.id if unit else SYSTEM), value(name, unit)
        return form_for(name, setting, own=own, effective=effective, otherwise=otherwise)

    def _changed(self, form: SettingForm, name: str, setting: Setting, unit: Unit | None) -> bool:
        """Change the setting and say what holds; what is refused is said beside its field."""
        owner = unit.id if unit else SYSTEM
        try:
            changed = change_setting(name, form.chosen(name), unit_id=owner, by=self.officer)
        except DomainError as error:
            show_refusal(form, error)
            return False
        now = {"what": _(setting.title), "value": shown(setting, value(name, unit)) or "—"}
        if changed:
            flash(_("“%(what)s” is now: %(value)s.", **now), "success")
        else:
            flash(_("“%(what)s” stays as it was: %(value)s.", **now), "info")
        return True

    def _unit(self) -> Unit | None:
        """Return the unit that is spoken of; None is the installation, for its administrators."""
        wanted, top = _wanted(), at_the_top(self.officer)
        if not wanted:
            return None if top else self.officer.unit or abort(404)
        if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 10):
            abort(404)
        found = sa.select(Unit).where(Unit.id == int(wanted), units_managed_by(self.officer))
        return db.session.scalar(found) or abort(404)

    def _line(self, name: str, setting: Setting, unit: Unit | None) -> dict[str, Any]:
        source = origin(name, unit)
        return {
            "name": name,
            "title": _(setting.title),
            "about": _(setting.about),
            "value": shown(setting, value(name, unit)),
            "from": _where(source, unit),
            "own": source == (unit.id if unit else SYSTEM),
            "href": url_for("SettingView.show", name=name, **_args(unit)),
        }

    def _history(self, name: str, setting: Setting, unit: Unit | None) -> Sequence[dict[str, Any]]:
        events = db.session.scalars(
            sa.select(AdminEvent)
            .where(
                AdminEvent.about == "Setting",
                AdminEvent.about_id == (unit.id if unit else SYSTEM),
                AdminEvent.about_name == name,
            )
            .order_by(AdminEvent.id.desc())
            .limit(LATEST)
        )
        return [
            {
                "at": event.at,
                "by": event.by_name,
                "before": _told(name, setting, event.before, unit),
                "after": _told(name, setting, event.after, unit),
            }
            for event in events
        ]


def _wanted() -> str:
    """Return the id of the unit that was picked, or whose name was typed without script."""
    typed = request.args.get(f"unit{TEXT}", "").strip()
    return request.args.get("unit", "") or (typed and managed_meant(typed)) or ""


def _told(name: str, setting: Setting, kept: dict[str, Any] | None, unit: Unit | None) -> str:
    given = (kept or {}).get("value")
    if given is not None:
        return shown(setting, given)
    if unit is not None:
        return _("What stands above")
    return _("The default: %(value)s", value=shown(setting, standard(name)) or "—")


def _where(source: int | None, unit: Unit | None) -> str:
    if source is None:
        return _("Default")
    if source == SYSTEM:
        return _("Whole installation")
    if unit is not None and source == unit.id:
        return _("Own value")
    above = db.session.get(Unit, source)
    return above.called if above else ""


def _args(unit: Unit | None) -> dict[str, Any]:
    return {"unit": unit.id} if unit else {}
