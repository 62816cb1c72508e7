"""An office of its own for tests that kill processes."""

import pytest

from app import create_app
from app.extensions import db
from tests.conftest import furnish
from tests.databases import Postgresql, Sqlite
from tests.jobs.processes import Office


@pytest.fixture(scope="package")
def standing(request, settings, tmp_path_factory):
    """Furnish a database once; its processes are started by the tests."""
    folder = tmp_path_factory.mktemp("killed")
    postgresql = request.config.getoption("--database") == "postgresql"
    database = Postgresql() if postgresql else Sqlite(folder)
    queue = str(folder / "jobs.db")
    own = settings | {"JOBS_FILE": queue, "SQLALCHEMY_DATABASE_URI": database.url}
    app = create_app(own)
    with app.app_context():
        database.engine = db.engine
    furnish(app)
    office = Office(app, database, own, folder)
    yield office
    office.close()
    database.drop()


@pytest.fixture
def office(standing):
    """Return the office with nothing planned, nothing told and nothing running."""
    from app.jobs.models import Job, JobLease
    from app.oversight.models import MorningRound
    from app.reminders.models import Plan, Reminder

    with standing.inside() as session:
        for model in (Reminder, Plan, Job, JobLease, MorningRound):
            session.session.query(model).delete()
        session.session.commit()
    yield standing
    standing.close()
    standing.started.clear()
