"""The table of incidents counted by hand, first as it is, then with small counts out of sight."""

from app.reports import suppression
from tests.factories import an_officer
from tests.reading import words
from tests.reports.reading import lines, links, sheet, written
from tests.reports.sixty import QUARTER

ADDRESS = f"/reports/abnormal?{QUARTER}"
FILES = f"/reports/abnormal/files?{QUARTER}"


NOTHING = "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 —"
# 起数 批 人 | 初 重 | 个 集 | 内 外 | 乡 县 市 省 京 其他 | 120 119 110 | 预警 上年 同比
COUNTED = {
    "自伤、自残、自杀": "1 1 1 1 0 1 0 1 0 0 1 0 0 0 0 1 0 0 0 0 新增",
    "服毒": "1 1 1 1 0 1 0 1 0 0 1 0 0 0 0 1 0 0 0 0 新增",
    "跳楼": NOTHING,
    "扬言": "1 1 1 1 0 1 0 1 0 0 0 0 0 1 0 0 0 0 0 0 新增",
    "扬言自杀、自残": "1 1 1 1 0 1 0 1 0 0 0 0 0 1 0 0 0 0 0 0 新增",
    "聚集围堵、拦车堵路、静坐等": "8 5 130 4 1 0 5 1 4 1 4 0 0 0 0 0 0 3 3 3 +166.7",
    "非法聚集、围堵、冲击机关": "3 3 119 2 1 0 3 0 3 0 3 0 0 0 0 0 0 3 0 0 新增",
    "静坐、拉横幅、喊口号、散发传单": "5 5 130 4 1 0 5 1 4 1 4 0 0 0 0 0 0 0 3 3 +66.7",
    "携带危险物品、管制器具": NOTHING,
    "侮辱殴打威胁工作人员、毁坏财物": "1 1 1 0 1 1 0 1 0 0 0 1 0 0 0 0 0 0 0 0 新增",
    "侮辱、辱骂、威胁工作人员": "1 1 1 0 1 1 0 1 0 0 0 1 0 0 0 0 0 0 0 0 新增",
    "滞留滋事、弃留人员": "6 6 7 4 2 6 0 6 0 0 4 1 0 0 1 0 0 1 0 1 +500.0",
    "滞留、滋事": "6 6 7 4 2 6 0 6 0 0 4 1 0 0 1 0 0 1 0 1 +500.0",
    "煽动串联、借机敛财": NOTHING,
    "其他扰乱秩序行为": NOTHING,
    "合计": "17 13 139 10 3 8 5 9 4 1 9 1 0 1 1 1 0 4 3 4 +325.0",
    "扬言赴上级走访、聚集": "3 3 6 3 0 3 0 3 0 0 2 1 0 0 0 0 0 0 0 0 新增",
    "突发疾病（健康事件）": "1 1 1 1 0 1 0 1 0 1 0 0 0 0 0 1 0 0 0 0 新增",
}


def test_every_cell_as_it_is_counted(triage, monkeypatch):
    monkeypatch.setattr(suppression, "FEWEST", 1)
    page = triage.get(ADDRESS)
    found = lines(page)
    for name, expected in COUNTED.items():
        assert " ".join(found[name]) == expected, name
    assert page.text.count("核对相符") == 4
    assert "不符" not in page.text


# What is hidden so that no <3 follows: 滞留 6 (17 less the others), with its only kind, and its 6
# visits, than which it is never less, with the parts that make them (6 + 0, 6 + 0); of each
# line whose visits fall apart into a small and a large part, the large one; of the totals 10 and 3
# (13 = 10 + 3 stand over small parts), 9 and 4; of the calls 4 = 3 + 1 the 3; of last year the 3.
SHOWN = {
    "自伤、自残、自杀": "<3 <3 <3 <3 0 <3 0 <3 0 0 * 0 0 0 0 <3 0 0 0 0 新增",
    "服毒": "<3 <3 <3 <3 0 <3 0 <3 0 0 <3 0 0 0 0 <3 0 0 0 0 新增",
    "跳楼": NOTHING,
    "扬言": "<3 <3 <3 <3 0 <3 0 <3 0 0 0 0 0 <3 0 0 0 0 0 0 新增",
    "聚集围堵、拦车堵路、静坐等": "8 5 130 * <3 0 5 <3 * <3 * 0 0 0 0 0 0 * 3 * *",
    "非法聚集、围堵、冲击机关": "3 3 119 <3 <3 0 3 0 3 0 3 0 0 0 0 0 0 * 0 0 新增",
    "静坐、拉横幅、喊口号、散发传单": "5 5 130 * <3 0 5 <3 * <3 * 0 0 0 0 0 0 0 3 * *",
    "侮辱殴打威胁工作人员、毁坏财物": "<3 <3 <3 0 <3 <3 0 <3 0 0 0 <3 0 0 0 0 0 0 0 0 新增",
    "滞留滋事、弃留人员": "* * 7 * <3 * 0 * 0 0 * <3 0 0 <3 0 0 <3 0 <3 *",
    "滞留、滋事": "* * 7 * <3 * 0 * 0 0 * <3 0 0 <3 0 0 <3 0 <3 *",
    "合计": "17 13 139 * * 8 5 * * <3 * <3 0 <3 <3 <3 0 4 3 4 +325.0",
    "扬言赴上级走访、聚集": "3 3 6 3 0 3 0 3 0 0 <3 <3 0 0 0 0 0 0 0 0 新增",
    "突发疾病（健康事件）": "<3 <3 <3 <3 0 <3 0 <3 0 <3 0 0 0 0 0 <3 0 0 0 0 新增",
}


def test_small_counts_are_out_of_sight(triage):
    page = triage.get(ADDRESS)
    found = lines(page)
    for name, expected in SHOWN.items():
        assert " ".join(found[name]) == expected, name
    assert "不出" not in page.text
    assert list(found)[-3:] == ["合计", "扬言赴上级走访、聚集", "突发疾病（健康事件）"]


def test_a_number_leads_to_its_petitions_without_their_names(triage):
    petitions = {"total": 13, "order": 5, "31": 3, "33": 5, "22": 3}
    found = [
        (href, number) for href, number in links(triage.get(ADDRESS)) if ".pieces&" in f"{href}&"
    ]
    assert len(found) == len(petitions)
    for href, number in found:
        behind = triage.get(href)
        assert f"{number} 件" in behind.text
        assert "信访人" not in words(behind.dom.find(".//thead"))
        assert "张建国" not in behind.text


def test_what_is_hidden_has_no_list(triage):
    for line, column in (("11", "incidents"), ("stay", "incidents"), ("total", "incidents.first")):
        assert triage.get(f"{FILES}&line={line}&column={column}").status_code == 404, line
    assert triage.get(f"{FILES}&line=total&column=incidents").status_code == 200
    assert triage.get(f"{FILES}&line=nothing&column=incidents").status_code == 404


def test_the_workbook_hides_the_same_and_adds_up_what_it_can(triage):
    shown = lines(triage.get(ADDRESS))
    page = sheet(triage.get(f"/reports/abnormal.xlsx?{QUARTER}"))
    found = written(page)
    for line in SHOWN:
        for cell, value in zip(shown[line], found[line], strict=True):
            assert cell == str(value) or f"{value}".startswith("=SUM(") or float(cell) == value
    place = {row[0].value: row[0].row for row in page.iter_rows(min_row=5) if row[0].value}
    order, sits = place["聚集围堵、拦车堵路、静坐等"], place["静坐、拉横幅、喊口号、散发传单"]
    assert page.cell(order, 2).value == f"=SUM(B{order + 1}:B{order + 4})"
    assert order < sits <= order + 4
    assert page.cell(place["合计"], 2).value == 17, "hidden parts cannot be added up"
    assert page.cell(order, 3).value == 5, "a visit with two kinds is one visit"


def test_no_incident_and_no_petition_make_an_empty_table(triage):
    found = lines(triage.get("/reports/abnormal?since=2022-01-01&until=2022-12-31"))
    assert set(" ".join(" ".join(row) for row in found.values()).split()) == {"0", "—"}


def test_no_small_count_follows_from_the_tables_of_the_other_sources(triage):
    tables = {
        source: lines(triage.get(f"{ADDRESS}&source={source}"))
        for source in ("all", "own", "assigned")
    }
    told = 0
    for name, whole in tables["all"].items():
        for place, cell in enumerate(whole[:19]):
            parts = [tables[source][name][place] for source in ("own", "assigned")]
            known = [one for one in (cell, *parts) if one.isdecimal()]
            assert not ("<3" in (cell, *parts) and len(known) == 2), (name, place, cell, parts)
            told += len(known)
    assert told > 100


def test_of_a_narrowed_table_no_incident_is_told(triage):
    narrowed = triage.get(f"{ADDRESS}&within=region-610115001")
    cells = {cell for row in lines(narrowed).values() for cell in row}
    assert not any(cell.isdecimal() and cell != "0" for cell in cells)


def test_a_statistician_sees_the_numbers_and_no_list(page, triage):
    client = page(an_officer("Statistician"))
    report = client.get(ADDRESS)
    assert lines(report)["合计"][0] == "17"
    assert links(report) == []
    assert client.get(f"{FILES}&line=total&column=incidents").status_code == 403
