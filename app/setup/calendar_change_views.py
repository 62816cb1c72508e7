"""Changes of the working calendar: what each one moves, and the word of the second person."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts.subtree import at_the_top
from app.core.errors import DomainError, Invalid
from app.core.paging import Place
from app.core.web.desk import Desk
from app.core.web.errors import say
from app.core.web.hardened import show_refusal
from app.core.web.links import here, turns
from app.petitions.calendar import queries, words
from app.petitions.calendar.commands import grant_calendar, refuse_calendar
from app.petitions.calendar.plan import effect_of, page_of
from app.petitions.models import CalendarChange
from app.petitions.words.days import moment
from app.setup import forms


class CalendarChangeView(Desk):
    """The changes, and one of them; an affair of the installation's own office."""

    route_base = "/calendar-changes"
    default_view = "list"
    class_permission_name = queries.NOUN
    method_permission_name = {"list": "read", "show": "read", "decide": queries.APPROVE}

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """Show the changes, the latest first."""
        self._at_the_top()
        page = queries.changes(Place(request.args.get("after"), request.args.get("before")))
        return self.render_template(
            "setup/calendar_changes.html",
            rows=[_line(change) for change in page.rows],
            may_propose=self.officer.may("set_up", "Setup"),
            **turns(page),
        )

    @expose("/<int:pk>", methods=["GET"])
    @has_access
    def show(self, pk: int) -> ResponseReturnValue:
        """Show what a change does, and ask whoever may decide it."""
        self._at_the_top()
        return self._page(queries.change_with(pk), forms.DecisionForm(formdata=None))

    @expose("/<int:pk>/decide", methods=["POST"])
    @has_access
    def decide(self, pk: int) -> ResponseReturnValue:
        """Grant or refuse a change."""
        self._at_the_top()
        change, form = queries.change_with(pk), forms.DecisionForm()
        if not form.validate_on_submit():
            return self._page(change, form)
        act = request.form.get("act")
        if act not in ("grant", "refuse"):
            abort(400)
        command = grant_calendar if act == "grant" else refuse_calendar
        try:
            command(change, by=self.officer, reason=form.reason.data or "")
        except Invalid as error:
            show_refusal(form, error)
            return self._page(queries.change_with(pk), form)
        except DomainError as error:
            if error.status == 403:
                raise
            flash(say(error), "danger")
        else:
            flash(_said(change), "success")
        return redirect(url_for("CalendarChangeView.show", pk=pk))

    def _at_the_top(self) -> None:
        if not at_the_top(self.officer):
            abort(404)

    def _page(self, change: CalendarChange, form: Any) -> ResponseReturnValue:
        waits = change.status == "proposed"
        decides = waits and queries.may_decide(change, self.officer)
        others = [one.full_name for one in queries.deciders(change)] if waits else []
        return self.render_template(
            "setup/calendar_change.html",
            change=change,
            line=_line(change),
            form=form,
            decides=decides,
            withdraws=waits and self._withdraws(change),
            deciders=_(", ").join(others[: queries.MOST_NAMES]),
            **_days(change),
            **(_would_move(change) if waits else _has_moved(change)),
        )

    def _withdraws(self, change: CalendarChange) -> bool:
        askers = (change.asked_by_id, change.asked_for_id)
        mine = change.asked_by_id is None or self.officer.seat.id in askers
        return mine and self.officer.may("set_up", "Setup")


def _line(change: CalendarChange) -> dict[str, Any]:
    asker = change.asked_by.full_name if change.asked_by else _("At the server")
    return {
        "year": change.year,
        "href": url_for("CalendarChangeView.show", pk=change.id),
        "status": _(words.STATUS[change.status]),
        "waits": change.status == "proposed",
        "asked": f"{asker} · {moment(change.asked_at)}",
        "decided": _decided(change),
        "moved": change.moved if change.status == "granted" else "—",
        "source": change.source,
    }


def _decided(change: CalendarChange) -> str:
    if change.decided_at is None:
        return "—"
    who = change.decided_by.full_name if change.decided_by else ""
    return " · ".join(part for part in (who, moment(change.decided_at)) if part)


def _days(change: CalendarChange) -> dict[str, Any]:
    """Return the days of a change, and which of them are new or no longer there."""
    days, replaced = change.proposed_days, change.replaced_days
    known, wanted = {day[:2] for day in replaced}, {day[:2] for day in days}
    return {
        "days": days,
        "new": [day for day in days if day[:2] not in known] if replaced else [],
        "gone": [day for day in replaced if day[:2] not in wanted],
        "replaces": bool(replaced),
    }


def _would_move(change: CalendarChange) -> dict[str, Any]:
    found = effect_of(change)
    moving = found.elsewhere
    page = page_of(moving, request.args.get("after"), request.args.get("before"))
    return {
        "rows": words.moving_rows(found, page.rows),
        "count": len(moving) + found.hidden,
        "hidden": found.hidden,
        "certain": found.certain,
        "previous": here({"before": page.previous_key, "after": None})
        if page.previous_key
        else None,
        "next": here({"after": page.next_key, "before": None}) if page.next_key else None,
    }


def _has_moved(change: CalendarChange) -> dict[str, Any]:
    if change.status != "granted":
        return {"rows": [], "count": 0, "hidden": 0, "certain": 0}
    place = Place(request.args.get("after"), request.args.get("before"))
    page = queries.clock_changes(change, place)
    return {
        "rows": words.moved_rows(page.rows),
        "count": change.moved,
        "hidden": queries.hidden_changes(change),
        "certain": change.reckoned - change.moved,
        **turns(page),
    }


def _said(change: CalendarChange) -> str:
    if change.status == "refused":
        return _("The change is refused; the calendar stays as it is.")
    moved = ngettext(
        "%(num)d limit ends on another day", "%(num)d limits end on another day", change.moved
    )
    return _("The calendar of %(year)s is in force: %(moved)s.", year=change.year, moved=moved)
