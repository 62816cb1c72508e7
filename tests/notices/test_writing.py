"""What a writer is told: every mistake at once, and nothing is kept of what was refused."""

import sqlalchemy as sa

from app.accounts.queries import all_roles
from app.notices.models import Information, InformationFile
from tests.factories import an_officer, the_unit
from tests.notices.pages import WRITER, form_of, inputs
from tests.petitions.attachments.uploads import PDF, posted


def kept(db):
    return db.session.scalar(sa.select(sa.func.count()).select_from(Information))


def test_everyone_and_chosen_ones_contradict_each_other(db, page):
    role = all_roles()[0].id
    writer = page(an_officer(WRITER))
    shown = writer.post("/information/add", data=form_of(role_ids=[role], publish="1"))
    assert shown.status_code == 422
    assert "不能同时" in shown.text
    assert 'id="everyone-error"' in shown.text
    assert kept(db) == 0


def test_a_refused_publication_keeps_no_second_item(db, page):
    sent = form_of(visible_until="2020-01-01", publish="1")
    writer = page(an_officer(WRITER))
    shown = writer.post("/information/add", data=sent)
    assert shown.status_code == 422
    assert 'id="visible_until-error"' in shown.text
    assert kept(db) == 0
    writer.post("/information/add", data=sent | {"visible_until": ""})
    assert kept(db) == 1


def test_all_that_is_wrong_is_said_at_once(db, page):
    sent = form_of(title="", body="", visible_from="2026-03-02", visible_until="2026-03-01")
    sent.pop("everyone")
    shown = page(an_officer(WRITER)).post("/information/add", data=sent)
    for field in ("title", "body", "everyone", "visible_until"):
        assert f'id="{field}-error"' in shown.text, field


def test_a_file_outlives_a_mistake_elsewhere(db, page):
    writer = page(an_officer(WRITER))
    bad = form_of(title="", files=[posted("安排.pdf", PDF), posted("木马.exe", b"MZ")])
    shown = writer.post("/information/add", data=bad, content_type="multipart/form-data")
    assert "木马.exe" in shown.text
    assert "安排.pdf" in shown.text
    tickets = [one.get("value") for one in inputs(shown, "uploaded")]
    writer.post("/information/add", data=form_of(uploaded=tickets))
    assert db.session.scalars(sa.select(InformationFile.name)).all() == ["安排.pdf"]


def test_a_law_with_articles_needs_no_text_and_counts_each_article_once(db, page):
    writer = page(an_officer(WRITER))
    law = form_of(
        kind="0401", body="", authority="", articles="第一条 甲。\n第二条 乙。\n第一条 丙。"
    )
    shown = writer.post("/information/add?law=1", data=law)
    assert 'id="articles-error"' in shown.text
    assert "第一条" in shown.text
    assert (
        "已保存"
        in writer.post(
            "/information/add?law=1", data=law | {"articles": "第一条 甲。\n第二条 乙。"}
        ).text
    )


def test_a_page_for_one_unit_opens_with_that_choice(db, page):
    writer = page(an_officer(WRITER))
    unit = the_unit("LT-WATER")
    writer.post("/information/add", data=form_of(everyone="chosen", unit_ids=[unit.id]))
    found = db.session.scalars(sa.select(Information)).one()
    choices = inputs(writer.get(f"/information/{found.id}/edit"), "everyone")
    assert [one.get("value") for one in choices if one.get("checked") is not None] == ["chosen"]
