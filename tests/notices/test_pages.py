"""Pages of information: written, published, read, confirmed, searched, taken down."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.journal.models import AdminEvent
from app.notices import queries, readers
from app.notices.commands.facts import LawFacts
from app.notices.models import Information, InformationVersion, Law, Reading
from tests.factories import an_officer, the_unit
from tests.notices.pages import WRITER, a_page, form_of


@pytest.fixture
def writer(db):
    return an_officer(WRITER)


@pytest.fixture
def handler(db):
    return an_officer("Handler")


def test_a_page_is_written_published_and_told_to_the_journal(db, page, writer, handler):
    sent = form_of(title="假期值班", body="<p>值班<script>x</script></p>", publish="1")
    shown = page(writer).post("/information/add", data=sent)
    assert "已发布：假期值班。" in shown.text
    found = db.session.scalar(sa.select(Information).where(Information.title == "假期值班"))
    assert found.body == "<p>值班</p>"
    tags = db.session.scalars(sa.select(AdminEvent.tag).order_by(AdminEvent.id)).all()
    assert tags[-2:] == ["information.added", "information.published"]
    assert "假期值班" in page(handler).get("/announcements/").text
    assert "假期值班" in page(handler).get("/").text


def test_a_mistake_is_said_beside_its_field_and_nothing_typed_is_lost(db, page, writer):
    shown = page(writer).post("/information/add", data=form_of(title="", body="<p>写好了</p>"))
    assert shown.status_code == 422
    assert "必须填写" in shown.text or "此项必填" in shown.text or "field__error" in shown.text
    assert "写好了" in shown.text
    nobody = {k: v for k, v in form_of().items() if k != "everyone"}
    shown = page(writer).post("/information/add", data=nobody)
    assert "请选择谁可以看到" in shown.text


def test_a_change_keeps_what_it_said_before(db, page, writer):
    found = a_page(title="旧标题", body="<p>旧内容</p>")
    shown = page(writer).post(
        f"/information/{found.id}/edit", data=form_of(title="新标题", body="<p>新内容</p>")
    )
    assert "旧内容" in shown.text, "as an earlier version"
    version = db.session.execute(sa.select(InformationVersion)).scalar_one()
    assert (version.number, version.title) == (1, "旧标题")
    event = db.session.scalars(sa.select(AdminEvent).order_by(AdminEvent.id.desc())).first()
    assert (event.before["title"], event.after["title"]) == ("旧标题", "新标题")


def test_a_page_taken_down_says_why(db, page, writer, handler):
    found = a_page()
    refused = page(writer).post(f"/information/{found.id}/withdraw", data={"reason": ""})
    assert refused.status_code == 422
    shown = page(writer).post(f"/information/{found.id}/withdraw", data={"reason": "内容有误"})
    assert "内容有误" in shown.text
    assert f"已撤下：{found.title}。" in shown.text
    assert found.title not in page(handler).get("/announcements/").text


def test_who_must_confirm_confirms_and_the_author_sees_who(db, page, writer, handler):
    found = a_page(unit_ids=[the_unit("LT-WATER").id], must_confirm=True)
    reader = page(handler)
    assert "我已阅读" in reader.get(f"/information/{found.id}").text
    reader.post(f"/information/{found.id}/seen")
    assert "待确认" in reader.get("/").text, "opened is not confirmed"
    assert "确认阅读" in reader.post(f"/information/{found.id}/confirm").text
    assert "待确认" not in reader.get("/").text
    row = db.session.get(Reading, (found.id, handler.id))
    assert row.confirmed_version == 1
    listed = page(writer).get(f"/information/manage/{found.id}/readers").text
    meant = readers.numbers(found).all
    assert f"已确认 1 人，共 {meant} 人" in listed
    assert handler.full_name in listed


def test_reading_by_get_leaves_no_trace(db, as_, handler):
    found = a_page()
    as_(handler).get(f"/information/{found.id}")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Reading)) == 0


def test_a_law_says_whether_it_is_in_force(db, page, writer, handler):
    law = LawFacts(
        issuer="某部门", number="〔2020〕1号", effective_on=date(2020, 1, 1),
        articles="第一条 甲事项。\n第二条 乙事项由乡镇办理。",
    )  # fmt: skip
    old = a_page(kind="0401", title="某办法", body="", law=law)
    reader = page(handler)
    shown = reader.get("/laws/?q=乡镇")
    assert "<mark>乡镇</mark>" in shown.text
    assert f"/information/{old.id}#article-2" in shown.text
    assert "现行有效" in reader.get(f"/information/{old.id}").text
    assert "某办法" in reader.get("/laws/?force=in_force").text
    assert "某办法" not in reader.get("/laws/?force=repealed").text


@pytest.mark.parametrize(
    ("effective", "repealed", "day", "how"),
    [
        (date(2026, 5, 1), None, date(2026, 4, 30), "ahead"),
        (date(2026, 5, 1), None, date(2026, 5, 1), "in_force"),
        (date(2026, 5, 1), date(2027, 1, 1), date(2026, 12, 31), "in_force"),
        (date(2026, 5, 1), date(2027, 1, 1), date(2027, 1, 1), "repealed"),
        (None, None, date(2027, 1, 1), "in_force"),
    ],
)
def test_how_a_law_stands_follows_from_the_day(effective, repealed, day, how):
    assert queries.standing(Law(effective_on=effective, repealed_on=repealed), day) == how


def test_the_knowledge_base_is_searched_and_narrowed_by_class(db, page, handler):
    a_page(kind="0301", title="登记流程", body="<p>先登记，再分流。</p>")
    a_page(kind="0304", title="供水案例", body="<p>协调供水单位。</p>")
    reader = page(handler)
    found = reader.get("/knowledge/?q=供水").text
    assert "供水" in found
    assert "登记流程" not in found
    narrowed = reader.get("/knowledge/?class=0301").text
    assert "登记流程" in narrowed
    assert "供水案例" not in narrowed
    assert "供水案例" in reader.get("/knowledge/?class=03").text, "a class and those below it"
    assert "没有找到" in reader.get("/knowledge/?q=100%25_").text, "signs mean themselves"


def test_who_only_reads_writes_nothing(db, as_, handler):
    found = a_page()
    client = as_(handler)
    assert client.get("/information/manage/").status_code in (302, 403)
    for way in ("add", f"{found.id}/edit", f"{found.id}/publish", f"{found.id}/withdraw"):
        assert client.post(f"/information/{way}", data=form_of()).status_code == 403, way


def test_a_writer_of_another_unit_manages_nothing_here(db, as_, writer):
    found = a_page()
    client = as_(an_officer(WRITER, the_unit("YL")))
    for way in (f"manage/{found.id}", f"manage/{found.id}/readers", f"{found.id}/edit"):
        assert client.get(f"/information/{way}").status_code == 404, way
    assert client.post(f"/information/{found.id}/publish").status_code == 404
