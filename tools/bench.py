"""What each page costs: SQL statements, median and 95th percentile, small office and large one.

``make bench`` fills a database with 1,000 petitions and one with 100,000, once, and asks each page
thirty times through the WSGI client. The floor is the same statements, permissions included,
behind a bare Flask view with a minimal template: what is above it is ours to answer for.
``ARGS="--large=1000000 --only=report --requests=5"`` measures the reports of a city: of these
20,000 are told, the others are copies of them.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask import Flask, render_template_string, session
from flask.testing import FlaskClient
from flask_login import login_user
from flask_migrate import upgrade

from app import create_app
from app.accounts.models import Officer
from app.accounts.own import sessions
from app.core import clock
from app.extensions import db
from app.petitions.models import Event, Petition
from app.reports.catalog import REPORTS

INSTANCE = Path(__file__).parents[1] / "instance"
#: Petitions and years: a full pool in both, so that the same number of rows is shown.
SMALL, LARGE = (1_000, 1), (100_000, 11)
UNTIL, TODAY = date(2026, 3, 13), date(2026, 3, 16)
#: So many are told where a database is larger than the large one; the others are copies.
TOLD = 20_000
REQUESTS, WARM_UP = 30, 3
A_YEAR, ALL_YEARS = "since=2025-03-14&until=2026-03-13", "since=2015-03-14&until=2026-03-13"
MINIMAL = (
    "<table>{% for row in rows %}<tr>{% for c in row %}<td>{{ c }}</td>{% endfor %}{% endfor %}"
)


class Page(NamedTuple):
    """One page: who asks for it, and where it stands."""

    name: str
    username: str
    path: str


PAGES = (
    Page("home, triage", "triage", "/"),
    Page("home, handler", "handler", "/"),
    Page("home, bureau leader", "bureau", "/"),
    Page("pool", "triage", "/triage/"),
    Page("pool, filtered", "triage", "/triage/?channel=2&issue=02&lamp=soon"),
    Page("pool, words", "triage", "/triage/?words=工资"),
    Page("work", "handler", "/work/"),
    Page("work, passed through me", "triage", "/work/?tab=passed"),
    Page("all that I may see", "triage", "/work/?tab=all"),
    Page("all, words", "triage", "/work/?tab=all&words=工资"),
    Page("archive", "archivist", "/archive/"),
    Page("archive, by unit and day", "archivist", "/archive/?archive_issue=02&since=2026-01-01"),
    Page("archive, words", "archivist", "/archive/?words=工资"),
    Page("case page", "triage", "/petitions/{case}"),
    Page("registration form", "window", "/registration/visit"),
    Page("today's ledger", "window", "/registration/today"),
    Page("public replies", "triage", "/public-replies/"),
    Page("supervisions", "supervisor", "/supervisions/"),
    Page("reviews", "review", "/reviews/"),
    Page("list export, first byte", "triage", "/petitions/export.xlsx?desk=pool"),
    *(
        Page(f"report {name}, {span}", "triage", f"/reports/{name}?{days}")
        for span, days in (("a year", A_YEAR), ("11 years", ALL_YEARS))
        for name in REPORTS
    ),
    Page("report indicators, a year", "triage", f"/indicators/?{A_YEAR}"),
    Page("report indicators, 11 years", "triage", f"/indicators/?{ALL_YEARS}"),
    Page("chart, a year", "triage", f"/charts/?by=issue1&split=before&{A_YEAR}"),
    Page("report dashboard of leaders", "bureau", "/leader/"),
    Page("chart, 11 years", "triage", f"/charts/?by=month&split=kind&{ALL_YEARS}"),
)


@dataclass
class Cost:
    """What a page cost on one database."""

    statements: int
    seconds: list[float] = field(repr=False)
    floor: list[float] = field(repr=False)

    @property
    def median(self) -> float:
        """The middle one, in milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def p95(self) -> float:
        """What nineteen of twenty requests stay below, in milliseconds."""
        return statistics.quantiles(self.seconds, n=20)[-1] * 1000

    @property
    def floor_median(self) -> float:
        """The floor's middle one, in milliseconds."""
        return statistics.median(self.floor) * 1000


# --- the two databases --------------------------------------------------------------------------


def office(size: int, server: str | None) -> Flask:
    """Return the application on a database of a size."""
    url = f"{server}/petitions_bench_{size}" if server else f"sqlite:///{INSTANCE}/bench-{size}.db"
    return create_app(
        {
            "SQLALCHEMY_DATABASE_URI": url,
            "KEY_FILE": str(INSTANCE / "bench-keys.json"),
            "JOBS_URL": "memory",
            "SECRET_KEY": "only for measuring, thirty-two bytes at least",
        }
    )


def fill(app: Flask, size: int, years: int) -> None:
    """Fill the database, unless it has been filled."""
    with app.app_context():
        make_database(db.engine.url)
        upgrade()
    app.test_cli_runner().invoke(args=["init"], catch_exceptions=False)
    with app.app_context():
        if db.session.scalar(sa.select(sa.func.count(Petition.id))):
            return
        from app.demo.generate import generate

        began = time.perf_counter()
        times = size // TOLD if size > LARGE[0] else 1
        generate(petitions=size // times, years=years, seed=7, until=UNTIL, times=times)
        if db.engine.dialect.name == "postgresql":  # as its own service does within minutes
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(sa.text("VACUUM ANALYZE"))
        print(f"{size:,} petitions generated in {time.perf_counter() - began:.1f} s")


def make_database(url: sa.URL) -> None:
    """Create a PostgreSQL database that is not there; SQLite makes its own."""
    if not url.drivername.startswith("postgresql"):
        return
    server = sa.create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        known = sa.text("SELECT 1 FROM pg_database WHERE datname = :name")
        if connection.scalar(known, {"name": url.database}) is None:
            connection.execute(sa.text(f'CREATE DATABASE "{url.database}"'))
    server.dispose()


# --- asking -------------------------------------------------------------------------------------


Statements = list[tuple[str, Any]]


@contextmanager
def recorded(engine: sa.Engine) -> Iterator[Statements]:
    """Collect the statements that run meanwhile."""
    found: Statements = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        found.append((statement, parameters))

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def logged_in(app: Flask, username: str) -> FlaskClient:
    """Return a client with an open session."""
    client = app.test_client()
    with app.app_context(), app.test_request_context():
        officer = db.session.scalar(sa.select(Officer).where(Officer.username == username))
        session["login"] = sessions.begin(officer, sessions.Client("127.0.0.1"))
        login_user(officer, force=True)
        kept = dict(session)
    with client.session_transaction() as opened:
        opened.update(kept)
    return client


def timed(ask: Callable[[], object], requests: int) -> list[float]:
    """Return how long each of the requests took, after some that warm up."""
    for _ in range(min(WARM_UP, requests)):
        ask()
    found = []
    for _ in range(requests):
        began = watch()
        ask()
        found.append(watch() - began)
    return found


def watch() -> float:
    """Read the watch: of the wall, or of this process alone where others are at work too."""
    return time.process_time() if "BENCH_CPU" in os.environ else time.perf_counter()


def measure(app: Flask, page: Page, requests: int) -> Cost:
    """Ask for a page many times, then for its floor."""
    client, path = logged_in(app, page.username), page.path.format(case=case_of(app))

    def ask() -> None:
        response = client.get(path, buffered=False)
        if response.status_code != 200:
            raise RuntimeError(f"{page.name}: {path} answered {response.status_code}")
        next(iter(response.response))
        response.close()

    with app.app_context():
        engine = db.engine
    ask()
    with recorded(engine) as statements:
        ask()
    read = [pair for pair in statements if pair[0].lstrip()[:6].upper() in ("SELECT", "WITH")]
    return Cost(len(statements), timed(ask, requests), timed(floor(engine, read), requests))


def case_of(app: Flask) -> int:
    """Return a long file that still runs in the office: one with many events."""
    with app.app_context():
        newest = sa.select(Petition.id).where(Petition.is_accusation.is_(False))
        newest = newest.order_by(Petition.id.desc()).limit(900)
        query = sa.select(Event.petition_id).where(Event.petition_id.in_(newest))
        query = query.group_by(Event.petition_id).order_by(sa.func.count().desc())
        return int(db.session.scalar(query.limit(1)) or 0)


def floor(engine: sa.Engine, statements: Statements) -> Callable[[], object]:
    """Return a request to a bare view that runs the statements and shows the last rows."""
    bare = Flask("floor")

    @bare.get("/")
    def view() -> str:
        rows: list[Any] = []
        with engine.connect() as connection:
            for statement, parameters in statements:
                rows = list(connection.exec_driver_sql(statement, parameters)) or rows
        return render_template_string(MINIMAL, rows=rows[:20])

    client = bare.test_client()
    return lambda: client.get("/")


# --- the table ----------------------------------------------------------------------------------


def head(sizes: Iterable[int]) -> str:
    """Return what stands above the columns."""
    sides = (f"{f'{size:,}':>10}{'SQL':>5}{'median':>9}{'p95':>8}{'floor':>8}" for size in sizes)
    return f"{'page':<26}{''.join(sides)}{'growth':>8}{'above':>8}"


def shown(name: str, small: Cost, large: Cost) -> str:
    """Return one line: both sizes, how much the page grows, how far it is from its floor."""
    sides = "".join(
        f"{'':>10}{cost.statements:>5}{cost.median:>9.1f}{cost.p95:>8.1f}{cost.floor_median:>8.1f}"
        for cost in (small, large)
    )
    growth, above = large.median / small.median, large.median / large.floor_median
    return f"{name:<26}{sides}{growth:>8.2f}{above:>8.1f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, prog="make bench ARGS=")
    parser.add_argument("--server", help="postgresql+psycopg://user@host:port, without a database")
    parser.add_argument("--only", default="", help="measure pages whose name holds this")
    parser.add_argument("--large", type=int, default=LARGE[0], help="petitions in the large one")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="how often each is asked")
    chosen = parser.parse_args()
    os.environ.pop("DATABASE_URL", None)
    INSTANCE.mkdir(mode=0o700, exist_ok=True)
    apps = []
    sizes = (SMALL, (chosen.large, LARGE[1]))
    for size, years in sizes:
        app = office(size, chosen.server)
        fill(app, size, years)
        apps.append(app)
    print("Milliseconds. Growth: large by small. Above: large by its floor.")
    print(head(size for size, _years in sizes))
    with clock.at(TODAY):
        for page in PAGES:
            if chosen.only in page.name:
                small, large = (measure(app, page, chosen.requests) for app in apps)
                print(shown(page.name, small, large), flush=True)


if __name__ == "__main__":
    main()
