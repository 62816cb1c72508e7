"""The base of the pages that are written by hand."""

from typing import Any

from flask import abort
from flask_appbuilder.baseviews import BaseView
from flask_login import current_user


class AtTheKeyboard:
    """What every page may ask of whoever sits before it."""

    @property
    def officer(self) -> Any:
        """The officer at the keyboard, as a model and not as a proxy: commands keep it."""
        return current_user._get_current_object()

    def must(self, verb: str, noun: str = "Petition") -> None:
        """Refuse the request (403) unless the officer has the permission."""
        if not self.officer.may(verb, noun):
            abort(403)


class Desk(AtTheKeyboard, BaseView):
    """A view whose templates lie in its room.

    Templates are found through the room's own blueprint: the framework resolves a view's folder
    inside its own package. Give each route ``@expose`` and, beneath it, ``@has_access``; name
    the permissions with ``class_permission_name`` and ``method_permission_name``.
    """

    template_folder = None


DeskView = Desk
