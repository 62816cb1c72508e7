"""Every exploit of the framework's views that we know of, replayed against ours."""

import threading

import pytest
import sqlalchemy as sa

from app.core.web.scoped import ScopedInterface
from app.extensions import db as _db
from tests.core.web.break_in.cabinets import CabinetView, Folder, FolderView, Loose


def _stamped(folder_id):
    _db.session.expire_all()
    return _db.session.get(Folder, folder_id).stamped


def _count():
    return _db.session.scalar(sa.select(sa.func.count(Folder.id)))


# ---- rows out of scope ----------------------------------------------------------------------


def test_a_list_holds_only_rows_in_scope(me, mine, foreign):
    page = me.get("/folders/list/").text
    assert "folder-1-a" in page
    assert "folder-2" not in page
    assert foreign.name not in page, "drop-downs of the filter bar are scoped as well"


@pytest.mark.parametrize("address", ["/folders/show/{}", "/folders/edit/{}"])
def test_a_foreign_row_does_not_exist(me, mine, foreign, address):
    assert me.get(address.format(mine.folders[0])).status_code == 200
    assert me.get(address.format(foreign.folders[0])).status_code == 404


def test_a_foreign_row_cannot_be_deleted(me, foreign):
    assert me.post(f"/folders/delete/{foreign.folders[0]}").status_code == 404
    assert _db.session.get(Folder, foreign.folders[0]) is not None


def test_an_action_takes_only_rows_in_scope(me, mine, foreign):
    assert me.post(f"/folders/action/stamp/{mine.folders[0]}").json == {"stamped": 1}
    assert me.post(f"/folders/action/stamp/{foreign.folders[0]}").status_code == 404
    assert _stamped(foreign.folders[0]) == 0


def test_an_action_on_many_rows_is_refused_whole_if_one_is_foreign(me, mine, foreign):
    picked = {"action": "stamp", "rowid": [mine.folders[0], foreign.folders[0]]}
    assert me.post("/folders/action_post", data=picked).status_code == 404
    assert _stamped(mine.folders[0]) == _stamped(foreign.folders[0]) == 0
    assert me.post("/folders/action_post", data=picked | {"rowid": mine.folders}).json == {
        "stamped": 2
    }


def test_an_action_needs_its_permission(me, mine):
    assert me.post(f"/hidden/action/stamp/{mine.folders[0]}").status_code == 403
    assert _stamped(mine.folders[0]) == 0


def test_an_unknown_action_is_not_found(me, mine):
    assert me.post(f"/folders/action/nothing/{mine.folders[0]}").status_code == 404
    assert me.post("/folders/action_post", data={"rowid": mine.folders}).status_code == 404


def test_no_file_is_handed_out_by_its_name(app, me, settings, tmp_path):
    doors = [rule.endpoint for rule in app.url_map.iter_rules() if "download" in rule.endpoint]
    # The one door asks the row rule for the petition that the file belongs to.
    assert doors == [
        "AttachmentView.download",
        "InformationFileView.download",
        "MessageFileView.download",
    ]
    assert me.get("/folders/download/anything.pdf").status_code == 404
    assert me.get("/folders/download/..%2f..%2fconfig.py").status_code == 404


def test_a_drop_down_offers_only_rows_in_scope(me, foreign, mine):
    page = me.get("/folders/add").text
    assert mine.name in page
    assert foreign.name not in page


def test_a_related_tab_is_shown_only_to_those_who_may_open_it(me, mine):
    page = me.get(f"/cabinets/show/{mine.cabinet}").text
    assert "folder-1-a" in page
    assert "Locked away" not in page


@pytest.mark.parametrize("pk", ["abc", "-1", "1.5", "²", "9" * 30, "0"])
def test_a_key_that_cannot_be_one_is_not_found(me, pk):
    assert me.get(f"/folders/show/{pk}").status_code == 404


# ---- writing into foreign rows --------------------------------------------------------------


def test_a_row_cannot_be_added_to_something_foreign(me, mine, foreign):
    before = _count()
    answer = me.post("/folders/add", data={"name": "new", "cabinet": foreign.cabinet})
    assert answer.status_code == 200
    assert 'value="new"' in answer.text, "what was typed stays"
    assert _count() == before
    assert me.post("/folders/add", data={"name": "new", "cabinet": mine.cabinet}).status_code == 302
    assert _count() == before + 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_parent_in_the_address_does_not_exist(me, mine, foreign, method):
    address = "/folders/add?_flt_0_cabinet={}"
    data = {"data": {"name": "new"}} if method == "post" else {}
    assert getattr(me, method)(address.format(foreign.cabinet), **data).status_code == 404
    assert getattr(me, method)(address.format(mine.cabinet), **data).status_code in {200, 302}


def test_a_row_cannot_be_moved_to_something_foreign(me, mine, foreign):
    me.post(f"/folders/edit/{mine.folders[0]}", data={"name": "x", "cabinet": foreign.cabinet})
    _db.session.expire_all()
    assert _db.session.get(Folder, mine.folders[0]).cabinet_id == mine.cabinet


def test_a_clash_is_said_beside_the_form_and_nothing_typed_is_lost(me, mine):
    answer = me.post("/folders/add", data={"name": "folder-2-a", "cabinet": mine.cabinet})
    assert answer.status_code == 200
    assert 'value="folder-2-a"' in answer.text
    assert _count() == 4


# ---- changing by reading --------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/folders/delete/{}", "/folders/action/stamp/{}"])
def test_reading_never_acts(me, mine, address):
    assert me.get(address.format(mine.folders[0])).status_code == 405
    assert _count() == 4
    assert _stamped(mine.folders[0]) == 0


# ---- words in the address -------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "psize_FolderView=300000",
        "psize_FolderView=0",
        "psize_FolderView=x",
        "page_FolderView=abc",
        "page_FolderView=-1",
        "page_FolderView=99999999999999999999",
        "_oc_FolderView=secret&_od_FolderView=asc",
        "_oc_FolderView=cabinet.keeper_id&_od_FolderView=asc",
        "_oc_OtherView=name&_od_OtherView=asc",
        "_flt_0_secret=s",
        "_flt_9_cabinet=1",
        "_flt_0_nothing=a",
        "_flt_0_cabinet.name=a",
    ],
)
def test_a_page_answers_only_what_it_offers(me, words):
    assert me.get(f"/folders/list/?{words}").status_code == 400


@pytest.mark.parametrize("page", ["show/{}", "edit/{}"])
def test_the_order_of_a_related_tab_is_no_oracle(me, mine, page):
    address = f"/cabinets/{page.format(mine.cabinet)}?_od_FolderView=asc&_oc_FolderView="
    assert me.get(address + "name").status_code == 200
    assert me.get(address + "secret").status_code == 400


def test_what_a_page_offers_works(me):
    address = "/folders/list/?psize_FolderView=1&page_FolderView=1&_flt_2_name=folder"
    page = me.get(f"{address}&_oc_FolderView=name&_od_FolderView=asc").text
    assert "folder-1-b" in page
    assert "folder-1-a" not in page


# ---- two requests at once -------------------------------------------------------------------


def test_two_requests_at_once_do_not_see_each_others_words(app, as_, mine, foreign):
    clients = {"alpha": as_(mine.keeper), "omega": as_(foreign.keeper)}
    pages = {}

    def ask(word):
        with app.app_context():
            pages[word] = clients[word].get(f"/folders/list/?_flt_2_name={word}").text

    FolderView.meeting = threading.Barrier(2)
    try:
        threads = [threading.Thread(target=ask, args=(word,)) for word in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=20)
    finally:
        FolderView.meeting = None
    assert "alpha" in pages["alpha"]
    assert "omega" not in pages["alpha"]
    assert "alpha" not in pages["omega"]


# ---- forgetting -----------------------------------------------------------------------------


def test_a_model_nobody_spoke_of_stops_the_application():
    class Forgotten(Loose):
        __tablename__ = "test_forgotten"
        id = sa.orm.mapped_column(sa.Integer, primary_key=True)

    with pytest.raises(LookupError, match="who may see rows of Forgotten"):
        ScopedInterface(Forgotten)


def test_a_stranger_is_sent_to_the_door(app, as_, db):
    for address in ("/folders/list/", f"/{CabinetView.route_base.strip('/')}/list/"):
        answer = as_().get(address)
        assert answer.status_code == 302
        assert "/login/" in answer.location
