"""Lists as Excel files, opened again; who may take them out, and what is written down."""

import json
from datetime import date, datetime

import pytest
import sqlalchemy as sa

from app.accounts.units.names import keep_name
from app.core.render import excel
from app.petitions.exports import table as exports
from app.petitions.lists.listing import EXPORTED
from app.petitions.models import Petition
from tests.factories import a_petition, an_officer, the_unit
from tests.petitions.exports.taken_out import NAME, get, rows_of, sheet_of, written_down

LIST = "/petitions/export.xlsx?desk="


def numbers_of(answer) -> set[str]:
    return {row["编号"] for row in rows_of(answer)[0]}


# --- a list --------------------------------------------------------------------------------------


def test_a_list_holds_every_row_of_the_filter_not_of_the_page(as_, db):
    one = a_petition(head_count=3)
    for n in range(44):
        _copy(db, one, n)
    a_petition(issue="0112", head_count=1)
    client = as_(an_officer())
    rows, last = rows_of(get(client, f"{LIST}pool&issue=0111"))
    assert len({row["编号"] for row in rows}) == 45
    assert last.startswith("共 45 件")
    assert "所属问题" in last
    assert rows_of(get(client, f"{LIST}pool"))[1].startswith("共 46 件")


def _copy(db, petition, n):
    values = {
        column.name: getattr(petition, column.name)
        for column in Petition.__table__.columns
        if column.name not in ("id", "number", "version")
    }
    copy = Petition(**values, number=f"LF61011520250101{n:04d}")
    db.session.add(copy)
    db.session.flush()
    db.session.execute(
        sa.text(
            "insert into party (petition_id, unit_id, role, since)"
            " select :new, unit_id, role, since from party where petition_id = :old"
        ),
        {"new": copy.id, "old": petition.id},
    )


def test_a_row_says_what_the_list_says_and_masks_the_person(as_, db, at):
    with at("2026-03-02"):
        one = a_petition(on="2026-03-02", head_count=7, is_repeat=False)
        row = rows_of(get(as_(an_officer()), f"{LIST}pool"))[0][0]
    assert row["编号"] == one.number
    assert row["收到日期"] == datetime.fromisoformat("2026-03-02")
    assert (row["人数"], row["剩余日数"]) == (7, (one.lamp_due_on - date(2026, 3, 2)).days)
    assert row["信访人"].startswith("张某某")
    assert row["证件号码"] == "610115********0017"
    assert row["反映事项"] == "反映石桥镇某村灌溉渠道停水"
    assert "水利" in row["所属问题"]
    assert row["问题属地"] == "临潼区"


def test_numbers_of_things_are_text(as_, db):
    a_petition()
    sheet = sheet_of(get(as_(an_officer()), f"{LIST}pool"))
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    for head in ("编号", "证件号码"):
        cell = sheet[f"{heads[head]}2"]
        assert (cell.data_type, cell.number_format) == ("s", "@"), head


@pytest.mark.parametrize("evil", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_nothing_that_was_typed_becomes_a_formula(as_, db, evil):
    a_petition(summary=f"{evil}灌溉", content=evil, name=evil, requests=(evil,))
    one = db.session.scalars(sa.select(Petition)).first()
    client = as_(an_officer())
    for path in (f"{LIST}pool", f"/petitions/{one.id}/export.xlsx"):
        sheet = sheet_of(get(client, path))
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert not [cell.value for cell in cells if cell.data_type == "f"], path
        started = tuple("=+-@＝＋－＠")
        texts = [c.value for c in cells if isinstance(c.value, str)]
        assert not [text for text in texts if text.strip().startswith(started)], path


def test_those_that_were_picked_and_no_others(as_, db):
    kept, left = a_petition(), a_petition(name="李秀英")
    answer = get(as_(an_officer()), f"{LIST}pool&keys={kept.id}")
    assert numbers_of(answer) == {kept.number}
    assert left.number not in numbers_of(answer)
    assert written_down()[0].facts["picked"] == [kept.id]


@pytest.mark.parametrize("keys", ["keys=x", "keys=1&keys=-2", "keys=１"])
def test_keys_that_no_page_handed_out_are_refused(as_, db, keys):
    assert as_(an_officer()).get(f"{LIST}pool&{keys}").status_code == 400


def test_a_list_that_is_not_there(as_, db):
    for desk in ("", "nothing", "../pool"):
        assert as_(an_officer()).get(LIST + desk).status_code == 404


@pytest.mark.parametrize("desk", exports.DESKS)
def test_every_desk_can_be_exported(as_, db, desk):
    state = "archived" if desk == "archive" else "registered"
    a_petition(state)
    role = "Accusation officer" if desk == "accusations" else "Triage officer"
    rows, last = rows_of(get(as_(an_officer(role)), LIST + desk))
    assert last.startswith(f"共 {len(rows)} 件")


def test_the_list_of_accusations_is_nothing_to_others(as_, db):
    a_petition(accusation=True)
    assert as_(an_officer("Triage officer")).get(f"{LIST}accusations").status_code == 404
    assert as_(an_officer("Bureau leader")).get(f"{LIST}accusations").status_code == 404


def test_what_is_offered_to_be_taken_out_can_be():
    assert set(EXPORTED) <= set(exports.DESKS)


def test_an_archive_tells_how_it_ended(as_, db):
    one = a_petition("archived")
    rows, _ = rows_of(get(as_(an_officer("Archivist")), f"{LIST}archive"))
    assert rows[0]["编号"] == one.number
    assert rows[0]["所属单位"] == the_unit().name
    assert rows[0]["办结日期"].date() == one.closed_on
    assert isinstance(rows[0]["归档日期"], datetime)


def test_an_empty_list_is_a_file_too(as_, db):
    rows, last = rows_of(get(as_(an_officer()), f"{LIST}pool"))
    assert rows == []
    assert last.startswith("共 0 件")


def test_a_list_takes_the_same_few_statements_however_long(as_, db, database, monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 5)
    one = a_petition()
    client = as_(an_officer())

    def cost() -> int:
        database.statements.clear()
        get(client, f"{LIST}pool")
        return len(database.statements)

    cost()  # what is read once per process
    few = cost()
    for n in range(12):
        _copy(db, one, n)
    assert cost() == few
    assert few <= 15


# --- who may, and what is written down -----------------------------------------------------------


def test_an_export_is_an_event_without_personal_data(as_, db):
    a_petition()
    get(as_(an_officer()), f"{LIST}pool&issue=0111&words={NAME}")
    event = written_down()[0]
    assert (event.row_count, event.by_id) == (1, an_officer().id)
    assert event.facts["desk"] == "pool"
    assert event.facts["filter"]["issue"] == "0111"
    assert event.facts["filter"]["words"] not in ("", NAME)
    assert NAME not in json.dumps(event.facts, ensure_ascii=False)


def test_an_export_that_fails_is_no_event(as_, db, monkeypatch):
    a_petition()
    monkeypatch.setattr(excel, "put_together", lambda *_: 1 / 0)
    assert as_(an_officer()).get(f"{LIST}pool").status_code == 500
    assert written_down() == []


@pytest.mark.parametrize("role", ["Window clerk", "Letter clerk"])
def test_who_may_not_export_is_refused(as_, db, role):
    one = a_petition(by=an_officer(role))
    client = as_(an_officer(role))
    assert client.get(f"/petitions/{one.id}").status_code == 200
    assert client.get(f"/petitions/{one.id}/export.xlsx").status_code == 403
    assert client.get(f"/petitions/{one.id}/export").status_code == 403
    assert client.get(f"{LIST}mine").status_code == 403
    assert client.get(f"{LIST}today").status_code == 403
    assert written_down() == []


def test_a_list_that_one_may_not_open_is_not_exported_either(as_, db):
    assert as_(an_officer("Handler")).get(f"{LIST}pool").status_code == 403
    assert as_(an_officer("Handler")).get(f"{LIST}archive").status_code == 403
    assert as_(an_officer("System administrator")).get(f"{LIST}mine").status_code == 403


def test_rows_of_another_unit_are_absent_and_its_petitions_not_there(as_, db):
    ours, theirs = a_petition(), a_petition("transferred", to="LT-HOUSING")
    outsider = as_(an_officer("Triage officer", the_unit("YL")))
    assert numbers_of(get(outsider, f"{LIST}pool")) == set()
    assert numbers_of(get(outsider, f"{LIST}pool&keys={ours.id}")) == set()
    water = as_(an_officer("Handler"))
    assert numbers_of(get(water, f"{LIST}pending")) == set()
    for end in ("export.xlsx", "export", "print"):
        assert outsider.get(f"/petitions/{ours.id}/{end}").status_code == 404
        assert water.get(f"/petitions/{theirs.id}/{end}").status_code == 404
        assert outsider.get(f"/petitions/987654/{end}").status_code == 404


def test_an_accusation_leaves_through_its_own_desk_only(as_, db):
    sealed, open_one = a_petition(accusation=True), a_petition()
    for role in ("Triage officer", "Bureau leader", "Reviewer"):
        client = as_(an_officer(role))
        for desk in ("pool", "mine", "unit"):
            assert sealed.number not in numbers_of(get(client, LIST + desk)), (role, desk)
        assert client.get(f"/petitions/{sealed.id}/export.xlsx").status_code == 404
    desk = as_(an_officer("Accusation officer"))
    rows, _ = rows_of(get(desk, f"{LIST}accusations"))
    assert [row["编号"] for row in rows] == [sealed.number]
    assert NAME[0] not in str(rows[0]["信访人"])
    assert not rows[0]["证件号码"]
    assert desk.get(f"/petitions/{open_one.id}/export.xlsx").status_code == 404


def test_a_stranger_is_sent_to_the_door(as_, db):
    one = a_petition()
    for path in (f"{LIST}pool", f"/petitions/{one.id}/export.xlsx", f"/petitions/{one.id}/print"):
        assert as_().get(path).status_code == 302


def test_what_is_printed_fits_a_page_across_and_ends_with_the_count(as_, db):
    a_petition()
    sheet = sheet_of(get(as_(an_officer()), f"{LIST}pool"))
    assert sheet.print_area == f"'{sheet.title}'!$A$1:$J$3"
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJ"]
    assert sum(widths) <= 180, "smaller than this print cannot be read on A4"


def test_a_closed_file_names_its_units_as_they_were_called_then(as_, db):
    a_petition("archived")
    client, unit = as_(an_officer()), the_unit("LT-WATER")
    told = rows_of(get(client, f"{LIST}archive"))[0][0]
    keep_name(unit, unit.name, unit.short_name, until=date(2031, 1, 1))
    unit.name, unit.short_name = "水利局", ""
    db.session.flush()
    again = rows_of(get(client, f"{LIST}archive"))[0][0]
    assert again == told
    assert "水利局" not in again.values()


def test_an_end_that_is_not_certain_says_so_beside_its_day(as_, db, at):
    with at("2026-12-20"):
        a_petition(on="2026-12-20", head_count=1)
        row = rows_of(get(as_(an_officer()), f"{LIST}pool"))[0][0]
    assert row["截止日期"] == "2027-01-04 暂定"
