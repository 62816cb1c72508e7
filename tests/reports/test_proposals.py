"""三项建议 counted: made, answered, adopted, by unit and place; the list behind; who counts."""

import pytest

from app.core import clock
from app.oversight.advice import acts
from app.oversight.advice.acts import AdviceGiven
from tests.factories import an_officer, officer_at, the_unit
from tests.petitions.letters.office import marked
from tests.reports.reading import lines, links

#: Unit, kind, day of signing, day of the feedback, what it said.
TOLD = (
    ("LT-WATER", "work", "2026-03-02", "2026-03-20", "adopted"),
    ("LT-WATER", "policy", "2026-03-03", "2026-04-02", "partly"),
    ("LT-HOUSING", "work", "2026-03-05", "2026-03-25", "refused"),
    ("LT-HOUSING", "responsibility", "2026-03-06", "2026-03-31", "adopted"),
    ("LT-HOUSING", "work", "2026-03-30", "", ""),
    ("LT-WATER", "work", "2025-12-30", "2026-01-04", "partly"),
)
QUARTER = "since=2026-01-01&until=2026-03-31"
SUBJECT = "规范停水告知"


def propose(unit, kind, signed, answered, outcome):
    given = AdviceGiven(
        kind=kind, unit_id=the_unit(unit).id, subject=SUBJECT, problem="无告知", proposal="建制度"
    )
    with clock.at(signed):
        advice = acts.draft(given, by=an_officer("Supervisor"))
        acts.ask_signature(advice, by=an_officer("Supervisor"))
        acts.sign(advice, by=an_officer("Bureau leader"))
    if answered:
        with clock.at(answered):
            by = officer_at("Head of unit", unit)
            acts.answer(advice, by=by, outcome=outcome, text="已研究")


@pytest.fixture
def told(db, at):
    marked()
    for one in TOLD:
        propose(*one)
    with clock.at("2026-03-30"):
        acts.draft(
            AdviceGiven(
                kind="work",
                unit_id=the_unit("LT-WATER").id,
                subject="草稿",
                problem="x",
                proposal="y",
            ),
            by=an_officer("Supervisor"),
        )
    with at("2026-04-10"):
        yield


def rate(client, query):
    return lines(client.get(f"/indicators/?{query}"))["三项建议采纳率"]


# 一季度反馈四件：采纳两件、部分采纳一件、不采纳一件；4 月 2 日反馈的不在期内。
def test_the_share_adopted(page, told):
    client = page(an_officer("Bureau leader"))
    assert rate(client, QUARTER) == ["75.00", "%", "3", "—", "4", "—", "—"]
    assert rate(client, "since=2026-04-01&until=2026-04-10")[:3] == ["100.00", "%", "1"]
    by_unit = lines(client.get(f"/indicators/?{QUARTER}&group=matters&basis=unit"))
    assert by_unit["临潼区水务局"][-3:] == ["100.00", "2", "2"]
    assert by_unit["临潼区住房和城乡建设局"][-3:] == ["50.00", "1", "2"]
    by_office = lines(client.get(f"/indicators/?{QUARTER}&group=matters&basis=office"))
    assert by_office["临潼区信访局"][-3:] == ["75.00", "3", "4"]


# 一季度签发五件（去年 12 月 30 日一件不在期内），期内采纳三件。
def test_the_master_table_has_them_on_every_basis(page, told):
    client = page(an_officer("Bureau leader"))
    found = lines(client.get(f"/reports/master?{QUARTER}"))
    assert (found["本期"][-7:-5], found["上期"][-7:-5]) == (["5", "3"], ["1", "0"])
    for basis in ("unit", "region", "office"):
        found = lines(client.get(f"/reports/master?{QUARTER}&basis={basis}"))
        assert found.pop("合计")[-7:-5] == ["5", "3"], basis
        assert sum(int(row[-7]) for row in found.values()) == 5, basis


def test_every_number_opens_the_proposals_that_it_counts(page, told):
    client = page(an_officer("Bureau leader"))
    seen = 0
    for address in (f"/indicators/?{QUARTER}", f"/reports/master?{QUARTER}&basis=unit",
                    f"/reports/master?{QUARTER}"):  # fmt: skip
        for href, number in links(client.get(address)):
            if "proposals" in href or "adopted" in href:
                opened = client.get(href)
                assert f"{number} 件建议" in opened.text, href
                assert opened.text.count(f">{SUBJECT}</a>") == number, href
                seen += 1
    assert seen > 10


def test_a_unit_counts_those_made_to_it_only(page, told):
    client = page(officer_at("Head of unit", "LT-HOUSING"))
    assert rate(client, QUARTER)[:5] == ["50.00", "%", "1", "—", "2"]


def test_who_has_sums_only_is_told_how_many_are_not_listed(page, told):
    client = page(an_officer("Statistician"))
    assert rate(client, QUARTER)[:5] == ["75.00", "%", "3", "—", "4"]
    assert client.get(f"/indicators/files?{QUARTER}&line=adopted&column=whole").status_code == 403


def test_the_annual_report_has_them_by_kind(page, told):
    from tests.reports.test_annual import paper, table

    found = table(paper(page(an_officer("Bureau leader"))), 3)
    assert [row[1:] for row in found[1:]] == [
        ["3", "3", "1", "1", "1", "66.67"],
        ["1", "1", "0", "1", "0", "100.00"],
        ["1", "1", "1", "0", "0", "100.00"],
        ["5", "5", "2", "2", "1", "80.00"],
    ]
