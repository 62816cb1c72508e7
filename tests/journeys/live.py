"""The office behind a port: the application as it runs, on a database and a calendar of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date

from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from app.core import clock
from app.extensions import db
from tests.clients import OfficeClient
from tests.databases import Sqlite
from tests.factories import people
from tests.moving_in import furnish

COOKIE = "petitions"


class Silent(WSGIRequestHandler):
    """Does not write a line for every picture."""

    def log_request(self, *_args) -> None:
        """Say nothing."""


class LiveOffice:
    """A server whose day the story sets, and whose stage the story may furnish."""

    def __init__(self, settings, folder, *, peopled=True) -> None:
        self.database = Sqlite(folder)
        self.database.shared = True
        self.app = create_app(
            settings
            | {
                "SQLALCHEMY_DATABASE_URI": self.database.url,
                "WTF_CSRF_ENABLED": True,
                "ONCE_REQUIRED": True,
                # The stories are about pages; a browser may keep their style sheets.
                "SEND_FILE_MAX_AGE_DEFAULT": 3600,
            }
        )
        self.app.test_client_class = OfficeClient
        with self.app.app_context():
            self.database.watch(db.engine)
        self.said = furnish(self.app, peopled=peopled)
        self.database.snapshot()
        self.moment: date | str | None = None
        self._settled: dict[str, str] = {}
        self.clean_shapes: set[str] = set()
        self._idle = threading.Condition()
        self._busy = 0
        self.server = make_server(
            "127.0.0.1", 0, self._answer, threaded=True, request_handler=Silent
        )
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def _answer(self, environ, start_response):
        """Answer a request as of the story's day; each has a thread, so a clock, of its own."""
        with self._idle:
            self._busy += 1
        try:
            with clock.at(self.moment) if self.moment else nullcontext():
                return self.app(environ, start_response)
        finally:
            with self._idle:
                self._busy -= 1
                self._idle.notify_all()

    def finish(self) -> None:
        """Wait until nothing is being answered any more."""
        with self._idle:
            assert self._idle.wait_for(lambda: not self._busy, timeout=10)

    def restore(self) -> None:
        self.finish()
        self._settled.clear()  # their logins are rows that the snapshot does not have
        self.database.restore()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.database.drop()

    @contextmanager
    def stage(self) -> Iterator[None]:
        """Furnish the office behind the scene, on the story's day."""
        with self.app.app_context(), clock.at(self.moment) if self.moment else nullcontext():
            yield
            db.session.commit()  # noqa: TID251 - the server must see it
            db.session.remove()

    def session_of(self, role: str, *, at: str | None = None, **traits) -> dict[str, str]:
        """Return the cookie of an officer who has logged in.

        The settled officer of a role is logged in once for a journey; any trait, or another
        unit (``at=`` its code), makes a new person.
        """
        if at or traits:
            return self._cookie(self._log_in(role, at, traits))
        if role not in self._settled:
            self._settled[role] = self._log_in(role, None, {})
        return self._cookie(self._settled[role])

    def _log_in(self, role: str, at: str | None, traits: dict) -> str:
        with self.stage():
            officer = people.an_officer(role, people.the_unit(at) if at else None, **traits)
            db.session.commit()  # noqa: TID251 - the client opens a session of its own
            client = self.app.test_client()
            client.log_in(officer)
            return client.get_cookie(COOKIE).value

    def _cookie(self, value: str) -> dict[str, str]:
        return {"name": COOKIE, "value": value, "url": self.url}
