"""The throw-away house and its two keepers."""

from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import PermissionView, Role
from werkzeug.security import generate_password_hash

from app import create_app
from app.accounts.models import Officer
from app.accounts.seed import seed_permissions
from app.extensions import db as _db
from tests.clients import OfficeClient
from tests.core.web.break_in.cabinets import Cabinet, Folder, Loose, build
from tests.databases import Postgresql, Sqlite


@pytest.fixture(scope="module")
def database(request, tmp_path_factory):
    if request.config.getoption("--database") == "postgresql":
        database = Postgresql()
    else:
        database = Sqlite(tmp_path_factory.mktemp("cabinets"))
    yield database
    database.drop()


@pytest.fixture(scope="module")
def app(settings, database):
    app = create_app(settings | {"SQLALCHEMY_DATABASE_URI": database.url})
    app.test_client_class = OfficeClient
    with app.app_context():
        build(app.appbuilder)
        database.watch(_db.engine)
        _db.metadata.create_all(_db.engine)
        Loose.metadata.create_all(_db.engine)
        seed_permissions(app.appbuilder.baseviews)
        _move_in()
    database.snapshot()
    return app


def _move_in():
    role = Role(name="Keeper")
    role.permissions = [
        permission
        for permission in _db.session.scalars(sa.select(PermissionView))
        if permission.view_menu.name in {"FolderView", "CabinetView", "FolderApi"}
    ]
    for number in (1, 2):
        keeper = Officer(
            username=f"keeper-{number}",
            first_name="",
            last_name=f"Keeper {number}",
            email=f"{number}@office.example",
            password=generate_password_hash("x"),
            roles=[role],
        )
        _db.session.add(keeper)
        _db.session.flush()
        cabinet = Cabinet(name=f"cabinet-{number}", keeper_id=keeper.id)
        _db.session.add(cabinet)
        _db.session.add_all(
            Folder(name=f"folder-{number}-{letter}", cabinet=cabinet, secret="s") for letter in "ab"
        )
    _db.session.commit()  # noqa: TID251 - the snapshot is taken of what is there now


@pytest.fixture
def mine(db):
    return _estate(1)


@pytest.fixture
def foreign(db):
    return _estate(2)


def _estate(number):
    keeper = _db.session.scalar(sa.select(Officer).where(Officer.username == f"keeper-{number}"))
    cabinet = _db.session.scalar(sa.select(Cabinet).where(Cabinet.keeper_id == keeper.id))
    folders = _db.session.scalars(
        sa.select(Folder).where(Folder.cabinet_id == cabinet.id).order_by(Folder.name)
    ).all()
    return SimpleNamespace(
        keeper=keeper, cabinet=cabinet.id, folders=[it.id for it in folders], name=cabinet.name
    )


@pytest.fixture
def me(as_, mine):
    return as_(mine.keeper)
