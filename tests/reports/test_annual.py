"""The annual report of art. 41: its chapters, and the same numbers as the reports on screen."""

from datetime import date
from io import BytesIO

import pytest
import sqlalchemy as sa
from docx import Document

from app.petitions.models import AccessEvent
from tests.factories import a_petition, an_officer, the_unit
from tests.petitions.walks import File
from tests.reports.reading import lines

PAGE, THIS = "/annual-reports/", "/annual-reports/2026.docx"
APRIL = date(2026, 4, 20)
CHAPTERS = (
    "数据统计、涉及领域和被反映较多的单位",
    "转送、交办和督办情况",
    "三项建议和采纳情况",
    "其他情况",
)


@pytest.fixture
def year(db, at):
    """Three of 2026, one of them with five heads, and one of 2025."""
    a_petition(on=date(2025, 12, 31))
    a_petition(on=date(2026, 1, 1))
    a_petition(on=date(2026, 3, 2), head_count=5)
    File().transfer("2026-03-04")
    with at("2026-05-20"):
        yield


def paper(client, path=THIS):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.data


def said(data) -> list[str]:
    return [one.text for one in Document(BytesIO(data)).paragraphs if one.text]


def table(data, nth) -> list[list[str]]:
    found = Document(BytesIO(data)).tables[nth]
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_it_has_the_four_chapters_of_the_article_and_places_to_write_in(page, year):
    text = said(paper(page(an_officer("Bureau leader"))))
    assert text[0] == "临潼区信访局2026年信访情况年度报告"
    assert [line for line in text if line in CHAPTERS] == list(CHAPTERS)
    assert sum("____" in line for line in text) == 8
    assert "临潼区信访局共登记信访 3 件次、7 人次" in "".join(text)
    assert "2026年1月1日至 2026年5月20日" in "".join(text)


def test_its_tables_are_those_of_the_reports(page, year):
    client = page(an_officer("Bureau leader"))
    data = paper(client)
    shown = lines(client.get("/reports/content?since=2026-01-01&until=2026-05-20"))
    total = next(row for row in table(data, 4) if row[0] == "合计")
    assert [cell.lstrip("+") for cell in total[1:]] == [c.lstrip("+") for c in shown["合计"]]
    units = table(data, 1)
    assert ["临潼区水务局", "1"] in [row[:2] for row in units]


# 2026: two registered and not handed over, one transferred on 4 March and supervised since.
def test_what_was_done_is_told_in_numbers(page, year):
    text = said(paper(page(an_officer("Bureau leader"))))
    work = text.index("转送、交办和督办情况")
    assert text[work + 1 : work + 4] == [
        "转送 1 件，交办 0 件。",
        "应受理 1 件，及时受理 0 件；应办结 0 件，按期办结 0 件，超期未结 0 件；延期 0 件。",
        "发出督办函、通报 0 件，核销 0 件。",
    ]
    others = text.index("其他情况")
    assert text[others + 1 : others + 4] == [
        "申请复查 0 件，维持 0 件，变更、撤销 0 件。",
        "申请复核 0 件，维持 0 件，变更、撤销 0 件；举行听证 0 次。",
        "登记满 12 个月仍未办结的积案，期末在册 0 件，本期化解 0 件。",
    ]


def test_what_was_walked_is_counted(page, db, at):
    a_petition("under_re_examination", on="2026-01-05")
    papers = File().assign("2026-03-04", report_due_on=APRIL)
    letter = {"unit_id": papers.petition.unit_id, "rung": "supervise", "reason_code": "1"}
    papers.move(
        "issue_supervision", "2026-03-20", "Supervisor", text="请尽快办理。", due_on=APRIL, **letter
    )
    File().transfer("2026-03-04").move(
        "recall", "2026-03-05", "Triage officer", reason="转错单位。"
    )
    with at("2026-06-30"):
        text = "".join(said(paper(page(an_officer("Bureau leader")))))
    assert "转送 1 件，交办 1 件。" in text, "what was taken back is not counted"
    assert "发出督办函、通报 1 件，核销 0 件。" in text
    assert "申请复查 1 件，维持 1 件，变更、撤销 0 件。申请复核 1 件" in text


def test_the_petition_office_is_no_unit_complained_of(page, year):
    units = [row[0] for row in table(paper(page(an_officer("Bureau leader"))), 1)[1:]]
    assert units == ["临潼区水务局"]


def test_the_unit_complained_of_most_stands_first_wherever_it_stands_among_the_units(page, year):
    water, station = the_unit("LT-WATER"), the_unit("LT-STATION")
    last, first = sorted((water, station), key=lambda unit: unit.path)
    for day in (date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 9)):
        a_petition("transferred", to=first.code, on=day)
    a_petition("transferred", to=last.code, on=date(2026, 3, 10))
    units = [row[0] for row in table(paper(page(an_officer("Bureau leader"))), 1)[1:]]
    assert units == [first.called, last.called]


def test_its_headings_make_the_outline_of_the_document(page, year):
    lines = Document(BytesIO(paper(page(an_officer("Bureau leader"))))).paragraphs
    styled = {one.text: one.style.name for one in lines if one.text}
    assert styled["临潼区信访局2026年信访情况年度报告"] == "Title"
    heads = [text for text, style in styled.items() if style == "Heading 1"]
    assert heads[:4] == list(CHAPTERS)
    assert len(heads) == 6, "and the two annexes"


def test_the_same_numbers_give_the_same_file(page, year):
    client = page(an_officer("Bureau leader"))
    assert paper(client) == paper(client)


def test_the_year_before_is_told_whole(page, year):
    text = said(paper(page(an_officer("Bureau leader")), "/annual-reports/2025.docx"))
    assert "2025年1月1日至 2025年12月31日" in "".join(text)


@pytest.mark.parametrize("path", ["/annual-reports/2027.docx", "/annual-reports/1999.docx"])
def test_a_year_that_nobody_can_tell_is_not_there(page, year, path):
    assert page(an_officer("Bureau leader")).get(path).status_code == 404


def test_who_counts_nothing_is_turned_away_and_a_download_is_noted(page, year, db):
    clerk = page(an_officer("Window clerk"))
    assert (clerk.get(PAGE).status_code, clerk.get(THIS).status_code) == (403, 403)
    leader = page(an_officer("Bureau leader"))
    assert THIS in leader.get(PAGE).text
    paper(leader)
    noted = db.session.scalars(sa.select(AccessEvent).order_by(AccessEvent.id.desc())).first()
    assert (noted.kind, noted.facts["report"]) == ("export", "annual")
