"""Databases on which the history of the schema is walked."""

import pytest

from app import create_app
from app.extensions import db
from tests.databases import Postgresql, Sqlite


@pytest.fixture
def empty(request, settings, tmp_path):
    """Open an application on an empty database of the kind under test."""
    postgresql = request.config.getoption("--database") == "postgresql"
    database = Postgresql() if postgresql else Sqlite(tmp_path)
    app = create_app(settings | {"SQLALCHEMY_DATABASE_URI": database.url})
    with app.app_context():
        database.engine = db.engine
        yield db.engine
        db.session.remove()
    database.drop()
