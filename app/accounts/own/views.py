"""The pages of one's own account: data, password, logins, how pages look."""

from typing import Any

from flask import current_app, flash, g, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import login_user

from app.accounts import passwords
from app.accounts.own import door, forms, lists, methods, profile, sessions, strength
from app.accounts.own.password import change_own_password, is_due
from app.core.errors import DomainError
from app.core.web.desk import Desk
from app.core.web.hardened import show_refusal
from app.core.web.language import choose


class OwnDataView(Desk):
    """Who the officer is, and what of it he changes himself."""

    route_base = "/me"
    default_view = "data"

    @expose("/", methods=["GET", "POST"])
    def data(self) -> ResponseReturnValue:
        """Show the own data; position and telephone can be changed here."""
        officer = self.officer
        form = forms.OwnDataForm(data={"title": officer.title, "phone": officer.phone})
        if form.validate_on_submit():
            given = {name: form[name].data or "" for name in ("title", "phone")}
            profile.change_own_data(**given, by=officer)
            flash(_("Changed."), "success")
            return redirect(url_for("OwnDataView.data"))
        return self.render_template(
            "accounts/own/data.html",
            form=form,
            officer=officer,
            administrators=profile.administrators_of(officer),
        )


class OwnPasswordView(Desk):
    """The own password."""

    route_base = "/me/password"
    default_view = "password"

    @expose("", methods=["GET", "POST"])
    def password(self) -> ResponseReturnValue:
        """Change the own password; other sessions end, this one goes on."""
        form, officer, judged = forms.PasswordForm(), self.officer, None
        if methods.in_use() != "db":
            return self.render_template("accounts/own/password_elsewhere.html")
        if form.validate_on_submit():
            try:
                change_own_password(
                    old=form.old.data, new=form.new.data, by=officer, this=g.login_session
                )
            except DomainError as error:
                if error.field == "old":
                    current_app.extensions["appbuilder"].sm.note_failure(officer, inside=True)
                else:
                    judged = _judgement(form.new.data, officer)
                show_refusal(form, error)
            else:
                login_user(officer)
                flash(_("Your password is changed."), "success")
                return redirect(self.appbuilder.get_url_for_index)
        return self.render_template(
            "accounts/own/password.html",
            form=form,
            forced=officer.must_change_password,
            due=is_due(officer),
            rules=passwords.explained(passwords.rules(officer.unit)),
            judged=judged,
        )

    @expose("/strength", methods=["POST"])
    def strength(self) -> ResponseReturnValue:
        """Judge what is being typed; nothing of it is kept."""
        given: Any = request.get_json(silent=True)
        text = given.get("password") if isinstance(given, dict) else None
        if not isinstance(text, str) or len(text) > 200:
            return jsonify(error=_("This address takes JSON only.")), 415
        return jsonify(_judgement(text, self.officer))


def _judgement(password: str, officer: Any) -> dict[str, Any]:
    level = strength.level(password, passwords.known_of(officer))
    return {"level": level, "word": _(strength.LEVELS[level])}


class OwnSessionView(Desk):
    """The own logins: at which browsers the account is open now."""

    route_base = "/me/sessions"
    default_view = "list"

    @expose("/")
    def list(self) -> ResponseReturnValue:
        """List the open logins, this one first."""
        rows = sessions.open_of(self.officer)
        this = g.login_session.id
        rows.sort(key=lambda row: row.id != this)
        return self.render_template("accounts/own/sessions.html", rows=rows, this=this)

    @expose("/<int:pk>/end", methods=["POST"])
    def end(self, pk: int) -> ResponseReturnValue:
        """End one of the other logins."""
        sessions.end_one(pk, by=self.officer)
        flash(_("The login is ended."), "success")
        return redirect(url_for("OwnSessionView.list"))

    @expose("/end-others", methods=["POST"])
    def end_others(self) -> ResponseReturnValue:
        """End every login but this one."""
        count = sessions.end_others(g.login_session, by=self.officer)
        flash(
            ngettext("%(num)d other login ended.", "%(num)d other logins ended.", count), "success"
        )
        return redirect(url_for("OwnSessionView.list"))


class OwnPreferenceView(Desk):
    """How the pages look for the officer, and how his lists open."""

    route_base = "/me/preferences"
    default_view = "preferences"

    @expose("/", methods=["GET", "POST"])
    def preferences(self) -> ResponseReturnValue:
        """Choose language and size of the text for every browser at which one logs in."""
        liked = profile.preference_of(self.officer)
        form = forms.PreferenceForm(
            data={"language": liked.language, "large_text": liked.large_text}
        )
        if form.validate_on_submit():
            language, large = form.language.data or "", bool(form.large_text.data)
            profile.prefer(language=language, large_text=large, by=self.officer)
            if language:
                session["locale"] = language
            door.draw(large_text=large)
            flash(_("Changed."), "success")
            return redirect(url_for("OwnPreferenceView.preferences"))
        return self.render_template(
            "accounts/own/preferences.html", form=form, lists=lists.kept_by(self.officer)
        )

    @expose("/language", methods=["POST"])
    def speak(self) -> ResponseReturnValue:
        """Keep the language that was chosen in the top bar, and show the same page in it."""
        code = request.form.get("language", "")
        shown = choose(code)
        profile.speak(code, by=self.officer)
        return shown

    @expose("/filters", methods=["POST"])
    def keep(self) -> ResponseReturnValue:
        """Keep the filter of a list as the one with which it opens, or open it whole again."""
        listed = lists.known(request.form.get("page", ""))
        query = lists.tidy(listed, request.form.get("query", ""))
        profile.keep_filter(listed.page, query, by=self.officer)
        if query:
            flash(_("This list now opens with this filter."), "success")
        else:
            flash(_("This list now opens whole."), "success")
        return redirect(lists.way_back(listed, query, request.form.get("back", "")))
