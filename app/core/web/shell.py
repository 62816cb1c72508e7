"""What stands around every page: menu, office, languages, the officer at the keyboard."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from flask import Flask, current_app, g, request, session, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.routing import BuildError

from app.core.web.cells import cell
from app.core.web.controls import (
    choices_of,
    control,
    control_kind,
    errors_of,
    filter_fields,
    form_errors,
)
from app.core.web.links import here
from app.core.web.menu import (
    SHUT_AT_FIRST,
    Entry,
    Group,
    build_menu,
    framework,
    register_count,
    register_first,
    register_guests,
)

__all__ = ["Shell", "install", "register_count", "register_first", "register_guests"]

HTML_LANG = {"zh": "zh-CN", "zh_Hant": "zh-TW", "en": "en"}


@dataclass(frozen=True)
class Language:
    """A language of the switch."""

    code: str
    name: str
    lang: str
    href: str
    active: bool


@dataclass(frozen=True)
class Person:
    """The officer at the keyboard, as the top bar names him."""

    name: str
    roles: str
    href: str


@dataclass(frozen=True)
class Stop:
    """One step of a way that leads over several pages."""

    title: str
    href: str
    done: bool
    here: bool


@dataclass(frozen=True)
class Rail:
    """The steps of the way on which a page lies, and where its Back leads."""

    label: str
    stops: list[Stop]
    back: str


def way_back(otherwise: str) -> str:
    """Return where a page leads back to: the way on which it lies, else its own list."""
    ask = current_app.extensions.get("shell_rail")
    rail: Rail | None = ask() if ask else None
    return rail.back if rail else otherwise


class Shell:
    """Everything the base template asks for, computed only when asked."""

    @property
    def product(self) -> str:
        """Name of the product, in the officer's language."""
        return _("Petition information system")

    @property
    def html_lang(self) -> str:
        """Value of ``<html lang>``."""
        return html_lang(str(get_locale()))

    @cached_property
    def user(self) -> Person | None:
        """The officer, or None before logging in."""
        if not current_user.is_authenticated:
            return None
        name = getattr(current_user, "full_name", None) or current_user.get_full_name()
        seat = getattr(current_user, "seat", current_user)
        roles = ", ".join(seat.role_labels)
        return Person(name=str(name), roles=roles, href=link("OwnDataView.data"))

    @cached_property
    def standing_in(self) -> dict[str, str] | None:
        """For whom the officer acts now, and where he stops; None in the own seat."""
        represented = getattr(current_user, "acting_for", None)
        if represented is None:
            return None
        return {
            "deputy": str(current_user.full_name),
            "name": str(represented.full_name),
            "stop": link("SeatView.stop"),
        }

    @cached_property
    def office(self) -> str:
        """Name of the officer's unit, else of the office that runs the system."""
        unit = getattr(current_user, "unit", None) if current_user.is_authenticated else None
        if unit:
            return str(unit.name)
        named = current_app.extensions.get("shell_office")
        return (named() if named else current_app.config.get("OFFICE_NAME")) or self.product

    @cached_property
    def rail(self) -> Rail | None:
        """The steps of the way on which the page lies, if it lies on one."""
        ask = current_app.extensions.get("shell_rail")
        return ask() if ask else None

    def back(self, otherwise: str) -> str:
        """Where the page leads back to: the way on which it lies, else its own list."""
        return self.rail.back if self.rail else otherwise

    @cached_property
    def menu(self) -> list[Group]:
        """Groups of the left menu that the officer may open."""
        kept = request.cookies.get("menu_shut")
        return build_menu(SHUT_AT_FIRST if kept is None else frozenset(unquote(kept).split("|")))

    @property
    def waiting(self) -> list[Entry]:
        """Pages at the foot of the menu with something unread: the top bar repeats their number."""
        entries = (entry for group in self.menu for entry in group.items)
        return [entry for entry in entries if entry.in_bar and entry.count]

    @property
    def held(self) -> bool:
        """Whether nothing but the open page answers the officer: a menu would only lead back."""
        return bool(g.get("held_at_gate"))

    @property
    def folded(self) -> bool:
        """Whether the officer folded the menu away."""
        return request.cookies.get("menu") == "folded"

    @property
    def large_text(self) -> bool:
        """Whether the officer asked for large text."""
        return request.cookies.get("text") == "large"

    @property
    def search_url(self) -> str:
        """Where the search box of the top bar leads; empty for who has nothing to search."""
        noun = current_app.config.get("SHELL_SEARCH_NOUN")
        if noun and not current_user.may("read", noun):
            return ""
        return link(current_app.config.get("SHELL_SEARCH", ""))

    @property
    def home_url(self) -> str:
        """The first page after logging in."""
        return str(framework().get_url_for_index) or "/"

    @property
    def logout_url(self) -> str:
        """Where the logout form posts to."""
        return str(framework().get_url_for_logout)

    @property
    def login_url(self) -> str:
        """Where somebody logs in."""
        return str(framework().get_url_for_login)

    @property
    def renew_url(self) -> str:
        """Where a script logs the officer in again over an open page."""
        return link("LoginView.renew")

    @cached_property
    def languages(self) -> list[Language]:
        """Languages of the switch, the one in use marked."""
        known = current_app.config.get("LANGUAGES", {})
        chosen = session.get("locale") or current_app.config.get("BABEL_DEFAULT_LOCALE", "en")
        return [
            Language(
                code=code,
                name=str(about.get("name", code)),
                lang=html_lang(code),
                href=link("LocaleView.index", locale=code),
                active=code == chosen,
            )
            for code, about in known.items()
        ]

    @property
    def language_url(self) -> str:
        """Where the switch of languages posts to; a stranger only follows a link."""
        return link("OwnPreferenceView.speak")

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way to the open page as the menu tells it: label and address."""
        trail = [(_("Home"), self.home_url)]
        for group in self.menu:
            if group.items and group.active:
                here = [(item.label, item.href) for item in group.items if item.active]
                # A page that is called as its group stands for both.
                group_too = [] if group.label in dict(here) else [(group.label, "")]
                trail += [*group_too, *here]
            elif group.active and group.href != self.home_url:
                trail.append((group.label, group.href))
        return trail

    @property
    def reminders(self) -> dict[str, Any] | None:
        """Slot for the reminders room: ``{"href": …, "count": …}``."""
        provide = current_app.extensions.get("shell_reminders")
        return provide(current_user) if provide and self.user else None


def default_filter() -> dict[str, str] | None:
    """Slot for the accounts room: what a list offers to keep as the filter it opens with."""
    provide = current_app.extensions.get("shell_default_filter")
    return provide() if provide else None


def html_lang(code: str) -> str:
    """Return the language tag a browser understands for one of our locales."""
    if code.startswith(("zh_Hant", "zh_TW")):
        return "zh-TW"
    return HTML_LANG.get(code.split("_")[0], code)


def link(endpoint: str, **values: Any) -> str:
    """Return the address of an endpoint, or nothing where this installation has none."""
    if not endpoint:
        return ""
    try:
        return url_for(endpoint, **values)
    except BuildError:
        return ""


def current_shell() -> Shell:
    """Return the shell of this request."""
    if "shell" not in g:
        g.shell = Shell()
    return g.shell


def install(app: Flask) -> None:
    """Offer the shell to every page, our functions to every macro, and developers the gallery.

    The functions are Jinja globals: imported macros and FAB's widgets see no page context.
    """
    app.context_processor(lambda: {"shell": current_shell()})
    app.jinja_env.globals.update(
        cell=cell,
        choices_of=choices_of,
        control=control,
        control_kind=control_kind,
        default_filter=default_filter,
        errors_of=errors_of,
        filter_fields=filter_fields,
        form_errors=form_errors,
        here=here,
    )
    if app.debug or app.config.get("DEVELOPER_PAGES"):
        from app.core.web import gallery

        app.register_blueprint(gallery.gallery)
