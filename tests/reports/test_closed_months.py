"""A closed month of the sixty: it stays as it was, and what comes later stands beside it."""

import hashlib
from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from app.core import clock
from app.core.errors import DomainError, Invalid
from app.petitions.commands import intake
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from app.petitions.models import AccessEvent, Petition
from app.reports.models import ClosedMonth
from app.reports.months.closing import close_month
from tests.factories import a_registration, an_officer, officer_at, the_unit
from tests.reading import rows, words
from tests.reports.reading import lines

JANUARY, FEBRUARY, MARCH, APRIL = (2026 * 12 + number for number in range(4))


def closed(month=MARCH, by="Statistician"):
    """Close a month of the office by hand."""
    return close_month(the_unit("LT"), month, by=an_officer(by))


def registered_late():
    """Enter a visit of 7 people of the last day of March after that month was closed."""
    given = {"channel": "201", "purpose": "03", "issue": "0111", "problem_region": "610115001"}
    with clock.at("2026-03-31"):
        late = a_registration(clock.today(), form="visit", head_count=7, level="2", **given)
        return intake.register(late, by=an_officer("Window clerk")).petition


def voided(db):
    """Void the letter of 31 March."""
    found = sa.select(Petition).where(
        Petition.registered_on == clock.today().replace(month=3, day=31),
        Petition.channel == "101",
    )
    letter = db.session.scalars(found).one()
    reason = "登记有误，重复录入。"
    asked = perform(letter, "void", by=an_officer("Triage officer"), reason=reason)
    grant(asked, by=an_officer("Reviewer"))
    return letter


def changes(page) -> dict[str, list[str]]:
    """Return the numbers that differ: line and column to what it was, is, and the difference."""
    tables = [t for t in page.dom.iter("table") if t.get("id") == "differences"]
    rows = [[words(c) for c in row] for t in tables for row in next(t.iter("tbody"))]
    return {" ".join(row[:2]): row[2:] for row in rows}


def counts(page) -> list[str]:
    """Return how many came in, dropped out and were corrected."""
    sides = [one for one in page.dom.iter("span") if one.get("class") == "list__side"]
    return [words(one).split()[0] for one in sides]


def book(client, month):
    """Return the pack as it was sent."""
    answer = client.get(f"/months/{month.id}/pack.xlsx")
    assert answer.status_code == 200
    return answer.data


def cells(data) -> dict[str, list]:
    """Return what stands in each page of a workbook."""
    pages = load_workbook(BytesIO(data)).worksheets
    return {one.title: [list(row) for row in one.iter_rows(values_only=True)] for one in pages}


def test_the_quarter_is_closed_month_by_month(page, office):
    months = [closed(month) for month in (JANUARY, FEBRUARY, MARCH)]
    client = page(an_officer("Statistician"))
    listed = client.get("/months/")
    for one, visits in zip(months, ("7", "7", "5"), strict=True):
        assert one.called in listed.text
        shown = client.get(f"/months/{one.id}?report=level")
        assert lines(shown)["合计"][0] == visits
        assert "已锁定" in shown.text
        assert one.digest in shown.text
        assert "2026.5" in shown.text
        assert changes(shown) == {}
        assert counts(shown) == ["0", "0", "0", "0"]


def test_a_late_entry_stands_beside_the_closed_month(page, office):
    month = closed()
    late = registered_late()
    client = page(an_officer("Triage officer"))
    shown = client.get(f"/months/{month.id}?report=level")
    assert lines(shown)["合计"][:2] == ["5", "16"]
    assert changes(shown)["合计 总量 · 批次"] == ["5", "6", "+1"]
    assert changes(shown)["合计 总量 · 人次"] == ["16", "23", "+7"]
    assert changes(shown)["骊山街道 集体访 · 批次"] == ["0", "1", "+1"]
    assert counts(shown) == ["1", "0", "0", "0"]
    listed = client.get(f"/months/{month.id}/files/late")
    assert late.number in listed.text
    assert "1 件" in listed.text


def test_what_is_entered_late_is_named_in_the_month_of_its_receipt(page, office):
    month = closed()
    late = a_registration(clock.today().replace(month=3, day=31), form="visit")
    number = intake.register(late, by=an_officer("Window clerk")).petition.number
    client = page(an_officer("Triage officer"))
    shown = client.get(f"/months/{month.id}?report=level")
    assert changes(shown) == {}
    assert counts(shown) == ["0", "0", "0", "1"]
    assert number in client.get(f"/months/{month.id}/files/later").text


def test_a_void_and_a_corrected_petition_stand_beside_it_too(page, office, db):
    month = closed()
    letter = voided(db)
    other = db.session.scalars(sa.select(Petition).where(Petition.head_count == 3)).one()
    other.issue = "0111"
    client = page(an_officer("Triage officer"))
    shown = client.get(f"/months/{month.id}?report=content")
    assert counts(shown) == ["0", "1", "1", "0"]
    assert changes(shown)["合计 合计 · 件批次"] == ["8", "7", "-1"]
    assert letter.number in client.get(f"/months/{month.id}/files/gone").text
    assert other.number in client.get(f"/months/{month.id}/files/changed").text
    assert letter.number not in client.get(f"/months/{month.id}/files/late").text


def test_the_pack_is_the_same_years_later_whatever_came_since(page, office, db):
    month = closed()
    first = book(page(an_officer("Statistician")), month)
    registered_late()
    voided(db)
    with clock.at("2031-07-01"):
        assert book(page(an_officer("Statistician")), month) == first
        assert book(page(an_officer("Bureau leader")), month) == first


def test_the_pack_holds_a_summary_and_all_six_tables(page, office, db):
    month = closed()
    found = cells(book(page(an_officer("Statistician")), month))
    assert len(found) == 7
    cover, level, *_others, abnormal, master = found.values()
    said = [row[0] for row in cover if row[0]]
    assert tuple(said[:4]) == SAID
    assert said[4].startswith("反映较多的问题：水利水电 3 件（37.5%）、城市建设和市政管理 3 件")
    assert said[-1] == f"SHA-256: {month.digest}"
    assert ["骊山街道", 2] in [row[:2] for row in level]
    assert len(abnormal) > 5 < len(master)
    export = db.session.scalars(sa.select(AccessEvent).order_by(AccessEvent.id.desc())).first()
    assert (export.kind, export.facts["report"]) == ("export", "closed_month")


# Numbers 33 to 40: a call, two letters, five visits; a year before 45, 46, 47; in February twelve,
# of which one is an accusation.
SAID = (
    "临潼区信访局 2026-03 月报",
    (
        "临潼区信访局共登记信访 8 件次、19 人次：来信 2 件，来访 5 批次、16 人次，网上信访 0 件，"
        "来电 1 件，其他 0 件。"
    ),
    "与上年同期相比增加 5 件（+166.7%），与上期相比减少 3 件（-27.3%）。",
    "集体访 1 批次、10 人次；重复访 2 批次。",
)


def test_a_month_is_closed_once_and_only_when_it_is_over(office):
    closed()
    with pytest.raises(DomainError, match="closed already"):
        closed()
    with pytest.raises(Invalid, match="not over"):
        closed(APRIL)
    with clock.at("2026-04-30"), pytest.raises(Invalid, match="not over"):
        closed(APRIL)
    with clock.at("2026-05-01"):
        assert str(closed(APRIL)) == "2026-04"


@pytest.mark.parametrize("role", ["Triage officer", "Reviewer", "Archivist", "Head of unit"])
def test_who_may_count_does_not_close(page, office, role):
    client = page(an_officer(role))
    assert client.post("/months/close", data={"month": MARCH}).status_code == 403
    with pytest.raises(DomainError, match="Only the office"):
        closed(by=role)


def test_a_statistician_closes_on_the_page(page, office, db):
    client = page(an_officer("Statistician"))
    assert "锁定月报" in client.get("/months/").text
    shown = client.post("/months/close", data={"month": MARCH})
    assert "2026-03 月报已锁定" in shown.text
    assert client.post("/months/close", data={"month": MARCH}).status_code == 409
    assert client.post("/months/close", data={"month": APRIL}).status_code == 422
    for nonsense in ("", "-1", "x", "1", "999999"):
        assert client.post("/months/close", data={"month": nonsense}).status_code == 422


# 1950-01, and the month before a year ago; the office first registered in January 2025.
@pytest.mark.parametrize(("month", "today"), [(1950 * 12, None), (MARCH - 12, "2026-05-02")])
def test_a_month_that_is_not_offered_is_refused_on_the_page(page, office, db, at, month, today):
    with at(today or "2026-04-02"):
        client = page(an_officer("Statistician"))
        assert f'value="{month}"' not in client.get("/months/").text
        refused = client.post("/months/close", data={"month": month})
    assert refused.status_code == 422
    assert "12" in refused.text
    assert refused.dom.xpath("//select[@id='month']"), "it is the page, with the months to choose"
    assert db.session.scalars(sa.select(ClosedMonth)).all() == []


def test_closing_is_asked_about_first(page, office):
    shown = page(an_officer("Statistician")).get("/months/")
    form = shown.dom.xpath("//form[.//select[@id='month']]")[0]
    assert form.get("data-module") == "confirm"
    assert form.xpath(".//button[@type='submit']/@data-confirm")[0]


def test_another_office_learns_nothing_of_it(page, office):
    month = closed()
    addresses = ("", "/pack.xlsx", "/files/late")
    for role, unit, code in (
        ("Triage officer", "YL", 404),
        ("Bureau leader", "YL", 404),
        ("Head of unit", "LT-WATER", 404),
        ("Handler", "LT-WATER", 403),
        ("System administrator", "LT", 403),
    ):
        client = page(officer_at(role, unit))
        for address in addresses:
            assert client.get(f"/months/{month.id}{address}").status_code == code, (role, address)
        if code == 404:
            assert rows(client.get("/months/")) == []


def test_a_statistician_elsewhere_neither_reads_nor_closes_it(page, office):
    stranger = officer_at("Statistician", "YL")
    with pytest.raises(DomainError, match="Only the office"):
        close_month(the_unit("LT"), MARCH, by=stranger)
    month = closed()
    assert page(stranger).get(f"/months/{month.id}").status_code == 404


def test_what_was_changed_in_the_database_is_told_and_not_shown(page, office, db):
    month = closed()
    same = {c.key: getattr(month, c.key) for c in ClosedMonth.__table__.c if c.key != "id"}
    forged = ClosedMonth(**same | {"month": 1, "content": month.content.replace("5", "6", 1)})
    moved = ClosedMonth(**same | {"month": 2})
    db.session.add_all([forged, moved])
    db.session.commit()
    client = page(an_officer("Statistician"))
    for one in (forged, moved):
        for address in ("", "/pack.xlsx"):
            told = client.get(f"/months/{one.id}{address}")
            assert told.status_code == 409
            assert "与校验码不符" in told.text


def test_the_log_names_what_was_changed_in_the_database(page, office, db, caplog):
    month = closed()
    same = {c.key: getattr(month, c.key) for c in ClosedMonth.__table__.c if c.key != "id"}
    forged = ClosedMonth(**same | {"month": FEBRUARY, "content": month.content + " "})
    moved = ClosedMonth(**same | {"month": JANUARY})
    db.session.add_all([forged, moved])
    db.session.flush()
    for one in (forged, moved):
        page(an_officer("Statistician")).get(f"/months/{one.id}")
    found = hashlib.sha256(forged.content.encode()).hexdigest()
    told = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
    kept = f"of LT: kept {month.digest}"
    assert told == [
        f"closed month {forged.id} (2026-02) {kept}, found {found}",
        f"closed month {moved.id} (2026-01) {kept}, but the row says otherwise: month",
    ]


@pytest.mark.parametrize("change", ["UPDATE closed_month SET version = ''", "DELETE"])
def test_the_database_refuses_to_change_it(office, db, change):
    closed()
    with pytest.raises(sa.exc.DatabaseError, match="append-only"):
        db.session.execute(sa.text(change.replace("DELETE", "DELETE FROM closed_month")))
    db.session.rollback()
