"""Who opens the pages of urgent matters: whose role says so, and whoever was told of one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask.typing import ResponseReturnValue
from flask_appbuilder.security.decorators import has_access
from flask_login import current_user

from app.oversight.urgent_queries import was_told

Page = Callable[..., ResponseReturnValue]


def told_or_granted(page: Page) -> Page:
    """Open a page to who has its permission, and to who was told; rows are narrowed beside it."""
    granted: Page = has_access(page)

    @wraps(granted)
    def opened(view: Any, *args: Any, **kwargs: Any) -> ResponseReturnValue:
        known = current_user.is_authenticated and current_user.is_active
        if known and not view.officer.may("read", "UrgentMatter") and was_told(view.officer):
            return page(view, *args, **kwargs)
        return granted(view, *args, **kwargs)

    return opened
