"""The bell: its number, the page of what it told, and what an open page asks every minute."""

from typing import Any

from flask import flash, jsonify, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.core.i18n import N_
from app.core.paging import Place
from app.core.web.desk import Desk
from app.core.web.links import turns
from app.core.web.shell import current_shell
from app.reminders import commands, presenters, queries

STATES = {"unseen": N_("Unread"), "all": N_("All")}


class ReminderView(Desk):
    """What the officer was told; seen means read, and can be said of all at once."""

    route_base = "/reminders"
    default_view = "index"
    class_permission_name = "Reminder"
    method_permission_name = dict.fromkeys(
        ("index", "open", "seen", "all_seen", "sound", "news"), "read"
    )

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show what is not seen yet, or everything."""
        tab = "all" if request.args.get("tab") == "all" else "unseen"
        place = Place(request.args.get("after"), request.args.get("before"))
        page = queries.reminders(self.officer, place, unseen=tab == "unseen")
        return self.render_template(
            "reminders/reminders.html",
            tabs=[
                {
                    "label": _(label),
                    "href": url_for("ReminderView.index", tab=name),
                    "active": name == tab,
                }
                for name, label in STATES.items()
            ],
            rows=[presenters.reminder_row(each) for each in page.rows],
            sound=queries.wants_sound(self.officer),
            **turns(page),
        )

    @expose("/<int:pk>/open", methods=["POST"])
    @has_access
    def open(self, pk: int) -> ResponseReturnValue:
        """Go to what the reminder is about; it is seen then."""
        reminder = queries.reminder_for(self.officer, pk)
        commands.mark_seen(reminder, by=self.officer)
        return redirect(reminder.href or url_for("ReminderView.index"))

    @expose("/<int:pk>/seen", methods=["POST"])
    @has_access
    def seen(self, pk: int) -> ResponseReturnValue:
        """Take it off the bell's number."""
        commands.mark_seen(queries.reminder_for(self.officer, pk), by=self.officer)
        return redirect(url_for("ReminderView.index"))

    @expose("/seen", methods=["POST"])
    @has_access
    def all_seen(self) -> ResponseReturnValue:
        """Take everything off the bell's number."""
        commands.mark_all_seen(by=self.officer)
        flash(_("All marked as read."), "success")
        return redirect(url_for("ReminderView.index"))

    @expose("/sound", methods=["POST"])
    @has_access
    def sound(self) -> ResponseReturnValue:
        """Have new reminders make a sound, or none."""
        commands.choose_sound(sound=request.form.get("sound") == "on", by=self.officer)
        return redirect(url_for("ReminderView.index"))

    @expose("/news")
    @has_access
    def news(self) -> ResponseReturnValue:
        """Tell an open page what is new: nothing (304) costs one statement."""
        count, newest, sound = queries.news(self.officer)
        tag = f"{count}-{newest}-{int(sound)}"
        if tag in request.if_none_match:
            answer = make_response("", 304)
        else:
            answer = jsonify(count=count, newest=newest, sound=sound)
        answer.set_etag(tag)
        return answer


def unseen(officer: Any) -> Any:
    """Return what the menu and the bell count, for who has a bell."""
    return queries.unseen_counted(officer) if officer.may("read", "Reminder") else None


def bell(officer: Any) -> dict[str, Any] | None:
    """Return what the top bar shows; the number is the menu's, so that both agree."""
    if not officer.may("read", "Reminder"):
        return None
    entries = (entry for group in current_shell().menu for entry in group.items)
    count = next((entry.count for entry in entries if entry.name == "Reminders"), 0)
    return {
        "href": url_for("ReminderView.index"),
        "count": count or 0,
        "news": url_for("ReminderView.news"),
        "module": url_for("reminders.static", filename="bell.js"),
    }
