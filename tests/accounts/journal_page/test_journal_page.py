"""The journal of the administration: one sentence each, old and new, within the own units."""

import pytest

from app.accounts.commands import roles
from app.accounts.journal_page.words import KINDS, kind_of
from app.core.db import atomic
from app.journal.commands import note
from app.journal.tags import TAGS
from tests.factories import an_officer, the_unit

SECURITY = "Security administrator"
ADMINISTRATORS = ("System administrator", SECURITY, "Audit administrator")


def _words(answer):
    return "".join(answer.dom.itertext())


def _happens(name, *, by=None, unit=None, tag="role.added"):
    atomic(note)(tag, about=("Role", 1, name), by=by, unit_id=unit.id if unit else None)


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_each_administrator_reads_the_journal(page, db, role):
    _happens("某角色", by=an_officer(SECURITY))
    assert "新增角色“某角色”" in _words(page(an_officer(role)).get("/journal/"))


def test_an_empty_journal_says_so(page, db):
    client = page(an_officer(SECURITY))
    assert "没有记录" in _words(client.get("/journal/?kind=deputy"))
    assert "请修改或清除筛选条件。" in _words(client.get("/journal/?person=查无此人"))


def test_permissions_are_told_as_sentences(page, db):
    by = an_officer(SECURITY)
    role = roles.add_role(name="新角色", by=by)
    roles.change_role(role, grants=[("transfer", "Petition")], scopes=["unit"], by=by)
    text = _words(page(by).get("/journal/"))
    assert "修改角色“新角色”的权限" in text
    assert "可以转送信访件" in text
    assert "能看到本单位的信访件" in text
    assert "transfer on" not in text
    assert "None" not in text


def test_an_administrator_of_a_county_reads_only_its_own_subtree(page, db):
    _happens("全系统", by=None)
    _happens("临潼的", unit=the_unit("LT"))
    _happens("阎良的", unit=the_unit("YL"))
    county = _words(page(an_officer(SECURITY, the_unit("YL"))).get("/journal/"))
    assert "阎良的" in county
    assert "临潼的" not in county
    assert "全系统" not in county
    top = _words(page(an_officer(SECURITY)).get("/journal/"))
    assert all(name in top for name in ("阎良的", "临潼的", "全系统"))


def test_the_journal_is_narrowed_by_person_kind_and_day(page, db, at):
    one, other = an_officer(SECURITY), an_officer("System administrator")
    with at("2025-03-03"):
        _happens("早的", by=one)
    with at("2025-03-04T23:30"):
        _happens("晚的", by=other)
        _happens("office_name", by=other, tag="setting.changed")
    client = page(one)
    for query, seen, unseen in (
        (f"person={one.full_name}", "早的", "晚的"),
        ("since=2025-03-04&until=2025-03-04", "晚的", "早的"),
        ("until=2025-03-03", "早的", "晚的"),
        ("kind=setting", "", "早的"),
    ):
        text = _words(client.get(f"/journal/?{query}"))
        assert seen in text, query
        assert unseen not in text, query


def test_the_journal_is_paged_by_key(page, db):
    for number in range(25):
        _happens(f"第{number:02}号", by=an_officer(SECURITY))
    client = page(an_officer(SECURITY))
    first = client.get("/journal/")
    assert "第24号" in _words(first)
    assert "第04号" not in _words(first)
    following = first.dom.find(".//a[@rel='next']").get("href")
    second = client.get(following)
    assert "第04号" in _words(second)
    assert "第24号" not in _words(second)
    assert second.dom.find(".//a[@rel='prev']") is not None


def test_the_journal_is_in_the_order_of_the_time_that_it_tells(page, db, at):
    days = {"2025-09-28": "秋天的", "2025-11-13": "冬天的", "2025-09-01": "夏末的"}
    for day in ("2025-11-13", "2025-09-28", "2025-09-01"):
        with at(day):
            _happens(days[day])
    for n in range(18):
        with at(f"2025-10-{n + 1:02}"):
            _happens(f"第{n:02}号")
    client = page(an_officer(SECURITY))
    first = client.get("/journal/?until=2025-12-31")
    text = _words(first)
    assert text.index("冬天的") < text.index("第17号") < text.index("第00号") < text.index("秋天的")
    assert "夏末的" not in text
    assert "夏末的" in _words(client.get(first.dom.find(".//a[@rel='next']").get("href")))


def test_every_kind_of_event_has_a_name():
    unnamed = {kind_of(tag) for tag in TAGS} - KINDS.keys()
    assert not unnamed, f"name these in accounts/journal_page/words.py: {unnamed}"
