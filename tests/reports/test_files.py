"""The list behind a number says which number it is, and shows by what it counts."""

import sqlalchemy as sa

from app.extensions import db as _db
from app.petitions.models import Petition
from tests.reading import words
from tests.reports.reading import lines

QUARTER = "since=2026-01-01&until=2026-03-31"


def title(page) -> str:
    return words(next(iter(page.dom.iter("h1"))))


def test_the_cell_is_named_and_its_heads_are_added_up(triage, at):
    page = triage.get(f"/reports/content?{QUARTER[:-10]}2026-03-16")
    number = lines(page)["农村农业"][1]
    found = triage.get(
        f"/reports/content/files?{QUARTER[:-10]}2026-03-16&line=01&column=all.people"
    )
    assert title(found).startswith("农村农业 · ")
    assert f"共 {number} 人次" in found.text
    heads = [words(cell) for row in found.dom.iter("tr") for cell in list(row)[6:7]]
    assert heads[0] == "人次"
    assert sum(map(int, heads[1:])) == int(number)


def test_the_day_shown_is_that_by_which_it_counts(triage):
    found = triage.get(f"/reports/content/files?{QUARTER[:-10]}2026-03-16&line=total&column=all")
    days = set(_db.session.scalars(sa.select(Petition.registered_on).distinct()))
    heads = [words(cell) for cell in next(iter(found.dom.iter("thead"))).iter("th")]
    place = heads.index("登记日期")
    shown = {words(list(row)[place]) for row in found.dom.iter("tr")} - {"登记日期"}
    assert shown
    assert shown <= {str(day) for day in days}


def test_the_year_before_opens_its_own_petitions(triage):
    page = triage.get("/reports/first?since=2026-01-01&until=2026-03-16")
    body = next(iter(page.dom.iter("tbody")))
    then = [a for a in body.iter("a") if "column=first.before" in a.get("href", "")]
    assert then
    for link in then:
        found = triage.get(link.get("href"))
        assert "2025年1月1日" in found.text
        assert f"{words(link)} 件" in found.text


def test_a_number_longer_than_any_id_is_nobodys(triage):
    line = "9" * 24
    for way in (
        f"/reports/level/files?{QUARTER[:-10]}2026-03-16&basis=unit&column=all&line={line}",
        f"/charts/files?by=unit&line={line}",
        f"/charts/files?by=kind&split=unit&line=total&column=%3D{line}",
        f"/indicators/files?group=limits&line={line}&column=answer:part",
    ):
        assert triage.get(way).status_code == 200, way


def test_totals_and_what_is_not_stated_are_called_so(triage):
    days = f"{QUARTER[:-10]}2026-03-16"
    for way, name in (
        (f"/reports/content/files?{days}&line=total&column=all", "合计 · "),
        (f"/reports/content/files?{days}&line=none&column=all", "未说明 · "),
        (f"/reports/level/files?{days}&basis=region&line=total&column=visits", "合计 · "),
        (f"/reports/abnormal/files?{days}&line=total&column=incidents.pieces", "合计 · "),
        (f"/reports/ranking/files?{days}&line=shown&column=all", "以上合计 · "),
        (f"/charts/files?{days}&by=kind&line=total&column=all", "合计"),
    ):
        assert title(triage.get(way)).startswith(name), way
