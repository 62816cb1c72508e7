"""Browsers without a window: one that is logged in, and one that reads every page closely."""

from flask import request_started
from flask import session as opened
from flask.testing import FlaskClient
from flask_login import login_user

from app.accounts.own import sessions
from app.extensions import db
from tests import pages


class OfficeClient(FlaskClient):
    """A client whose requests see what the test arranged, and share nothing else with it."""

    def log_in(self, officer) -> None:
        """Open a session for the officer without the cost of a form and a password."""
        db.session.commit()  # noqa: TID251 - the session is written by a connection of its own
        with (
            self.application.app_context(),
            self.application.test_request_context(environ_base=self.environ_base),
        ):
            opened["login"] = sessions.begin(officer, sessions.Client("127.0.0.1"))
            login_user(officer, force=True)
            kept = dict(opened)
        with self.session_transaction() as session:
            session.update(kept)

    def open(self, *args, **kwargs):
        """Send a request in an application context of its own, as a server would."""
        db.session.commit()  # noqa: TID251 - what the test arranged must be there, unlocked
        with self.application.app_context():
            return super().open(*args, **kwargs)


class PageClient(OfficeClient):
    """A client that fails the test when a page breaks the rules for all pages."""

    database = None  # set by the fixture `page`
    unknown = None

    def open(self, *args, **kwargs):
        """Send the request, follow it to a page, and inspect that page."""
        kwargs.setdefault("follow_redirects", True)
        with request_started.connected_to(self._start_counting, self.application):
            response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and not hasattr(response, "dom"):
            response.dom = pages.inspect(
                response, list(self.database.statements), set(self.unknown.messages)
            )
        return response

    def _start_counting(self, *_, **__) -> None:
        # A redirect is a request of its own: the budget is for the page that was shown.
        self.database.statements.clear()
        self.unknown.messages.clear()
