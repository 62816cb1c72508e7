"""What every test may ask for: `app`, `db`, `as_`, `at`, `page`; nothing else stands here."""

import gc
import os

import pytest

from app import create_app
from app.core import clock
from app.extensions import db as _db
from config import TestConfig
from tests import pages
from tests.clients import OfficeClient, PageClient
from tests.databases import Postgresql, Sqlite, why_no_postgresql
from tests.moving_in import furnish

NEEDS_OFFICE = {"settings", "app", "database", "live"}
#: Databases that a test makes for itself, of both kinds whatever ``--database`` says.
NEEDS_DATABASE = {"sqlite", "postgresql"}


def pytest_addoption(parser):
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


def pytest_configure(config):
    """Collect garbage rarely: an eighth of the time of the tests went into looking for it."""
    gc.set_threshold(100_000, 50, 100)


def pytest_report_header(config):
    return f"database: {config.getoption('--database')}"


def pytest_sessionstart(session):
    """Refuse to go on without PostgreSQL in CI, where a skipped test would be a lie."""
    wanted = session.config.getoption("--database") == "postgresql" and os.environ.get("CI")
    if wanted and not hasattr(session.config, "workerinput") and (reason := why_no_postgresql()):
        pytest.exit(f"CI needs PostgreSQL: {reason}", returncode=3)


def pytest_collection_modifyitems(config, items):
    """Mark the kinds of tests; skip what needs PostgreSQL where there is none."""
    for item in items:
        asks = set(getattr(item, "fixturenames", ()))
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
        if not NEEDS_OFFICE & asks:
            item.add_marker(_once(item, asks))
        elif config.getoption("--database") == "postgresql":
            item.add_marker(pytest.mark.pg)
    on_postgresql = [item for item in items if item.get_closest_marker("pg")]
    if on_postgresql and not os.environ.get("CI") and (reason := why_no_postgresql()):
        for item in on_postgresql:
            item.add_marker(pytest.mark.skip(reason=reason))


def _once(item, asks):
    """Return the mark of a test that no --database changes: guards read the house itself."""
    if NEEDS_DATABASE & asks:
        return pytest.mark.both
    return pytest.mark.guard if "architecture" in item.path.parts else pytest.mark.pure


@pytest.fixture(scope="session")
def settings(tmp_path_factory):
    """Return the settings of the test office; every file it writes is in a folder of its own."""
    folder = tmp_path_factory.mktemp("office")
    named = {name: getattr(TestConfig, name) for name in dir(TestConfig) if name.isupper()}
    return named | {
        "JOBS_FILE": str(folder / "jobs.db"),
        "KEY_FILE": str(folder / "keys.json"),
        "SECRET_KEY_FILE": str(folder / "secret_key"),
        "UPLOAD_FOLDER": str(folder / "attachments"),
    }


@pytest.fixture(scope="session")
def database(request, tmp_path_factory):
    if request.config.getoption("--database") == "postgresql":
        database = Postgresql()
    else:
        database = Sqlite(tmp_path_factory.mktemp("database"))
    yield database
    database.drop()


@pytest.fixture(scope="session")
def app(settings, database):
    """Return the application on a migrated, seeded and peopled database."""
    app = create_app(settings | {"SQLALCHEMY_DATABASE_URI": database.url})
    app.test_client_class = OfficeClient
    with app.app_context():
        database.watch(_db.engine)
    furnish(app)
    database.snapshot()
    return app


@pytest.fixture
def db(app, database):
    """Open a session; whatever the test writes, commits included, is gone afterwards."""
    with app.app_context():
        yield _db
        _db.session.remove()
    database.restore()


@pytest.fixture
def as_(app, db):
    """Return a function: the client of an officer who is logged in, or of nobody."""

    def client(officer=None):
        client = app.test_client()
        if officer is not None:
            client.log_in(officer)
        return client

    return client


@pytest.fixture(scope="session")
def _unknown(app):
    return pages.listen_for_untranslated(app)


@pytest.fixture
def page(app, db, database, _unknown):
    """Return a function like `as_`, whose client also inspects every page it is shown."""

    def client(officer=None):
        client = PageClient(app, app.response_class, use_cookies=True)
        client.database, client.unknown = database, _unknown
        if officer is not None:
            client.log_in(officer)
        return client

    return client


@pytest.fixture
def at():
    """Return the clock that can be held still: `with at("2025-03-03"):`."""
    return clock.at
