"""Every exploit of the framework's interface for scripts, replayed against ours."""

import pytest
import sqlalchemy as sa

from app.extensions import db as _db
from tests.core.web.break_in.cabinets import Folder


def _count():
    return _db.session.scalar(sa.select(sa.func.count(Folder.id)))


@pytest.fixture
def tokens(app):
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


def test_a_script_needs_the_form_token(me, mine, tokens):
    answer = me.put(f"/api/v1/folder/{mine.folders[0]}", json={"name": "stolen"})
    assert answer.status_code == 400
    assert _db.session.get(Folder, mine.folders[0]).name == "folder-1-a"


def test_a_script_sees_only_rows_in_scope(me, mine, foreign):
    answer = me.get("/api/v1/folder/").json
    assert {row["name"] for row in answer["result"]} == {"folder-1-a", "folder-1-b"}
    assert me.get(f"/api/v1/folder/{mine.folders[0]}").status_code == 200
    assert me.get(f"/api/v1/folder/{foreign.folders[0]}").status_code == 404
    assert me.delete(f"/api/v1/folder/{foreign.folders[0]}").status_code == 404


def test_a_script_does_not_learn_of_foreign_rows_from_the_choices(me, mine, foreign):
    info = me.get("/api/v1/folder/_info").text
    assert mine.name in info
    assert foreign.name not in info


@pytest.mark.parametrize(
    "filters",
    [
        "(filters:!((col:name,opr:nonsense,value:x)))",
        "(filters:!((col:secret,opr:eq,value:s)))",
        "(filters:!((col:name,opr:eq)))",
        "(order_column:secret,order_direction:asc)",
    ],
)
def test_a_script_that_asks_for_what_is_not_offered_is_refused(me, filters):
    assert me.get(f"/api/v1/folder/?q={filters}").status_code == 400


def test_a_script_cannot_write_into_something_foreign(me, mine, foreign):
    new = {"name": "new", "cabinet": foreign.cabinet}
    assert me.post("/api/v1/folder/", json=new).status_code == 404
    assert _count() == 4
    moved = me.put(f"/api/v1/folder/{mine.folders[0]}", json={"cabinet": foreign.cabinet})
    assert moved.status_code == 404
    _db.session.expire_all()
    assert _db.session.get(Folder, mine.folders[0]).cabinet_id == mine.cabinet
    ours = {"name": "new", "cabinet": mine.cabinet}
    assert me.post("/api/v1/folder/", json=ours).status_code == 201


def test_a_clash_is_an_answer_and_not_a_crash(me, mine):
    clash = {"name": "folder-2-a", "cabinet": mine.cabinet}
    assert me.post("/api/v1/folder/", json=clash).status_code == 422
