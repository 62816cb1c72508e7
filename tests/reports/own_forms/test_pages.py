"""The pages of the office's own forms: who may, what is kept, what is refused beside the field."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from app.accounts.subtree import the_top
from app.journal.models import AdminEvent
from tests.factories import an_officer, the_unit
from tests.reading import rows
from tests.reports.own_forms import forms

PAGE = "/reports/forms/level"
REPORT = "/reports/level?since=2026-03-01&until=2026-03-02"


@pytest.fixture
def admin(page, db):
    return page(an_officer("System administrator", the_top()))


def send(client, data: bytes, name: str = "层次表样.xlsx"):
    return client.post(f"{PAGE}/put", data={"file": (BytesIO(data), name)})


def test_a_form_is_sent_used_replaced_and_taken_out_of_use(admin, page, db, at):
    with at("2026-03-02"):
        reader = page(an_officer("Triage officer"))
        assert "按本机关表样导出" not in reader.get(REPORT).text
        assert "此后该报表可按本机关表样导出" in send(admin, forms.level()).text
        send(admin, forms.level(A8="系统核对"), "新表样.xlsx")
        assert "按本机关表样导出" in reader.get(REPORT).text
        made = reader.get(REPORT.replace("level?", "level/own.xlsx?"))
        assert load_workbook(BytesIO(made.data)).worksheets[0]["A30"].value == "系统核对"
        kept = [(one.split()[0], "使用中" in one) for one in rows(admin.get(PAGE))[:2]]
        assert kept == [("新表样.xlsx", True), ("层次表样.xlsx", False)]
        admin.post(f"{PAGE}/give-up")
        assert reader.get(REPORT.replace("level?", "level/own.xlsx?")).status_code == 404


def test_every_act_stands_in_the_journal(admin, db):
    send(admin, forms.level())
    admin.post(f"{PAGE}/give-up")
    tags = db.session.scalars(sa.select(AdminEvent.tag).order_by(AdminEvent.id)).all()
    assert tags[-2:] == ["report_form.put", "report_form.given_up"]
    assert admin.post(f"{PAGE}/give-up").status_code == 409


def test_a_refusal_stands_beside_the_field_in_the_readers_language(admin):
    refused = send(admin, forms.level(C5="{{批此}}"))
    assert "工作表“上访层次”C5：标记“批此”不认识。" in refused.text
    assert refused.status_code == 422
    assert "未启用本机关表样" in refused.text


def test_who_may_not(page, db):
    for role in ("Triage officer", "Statistician", "Handler"):
        client = page(an_officer(role))
        assert client.get("/reports/forms/").status_code == 403, role
        assert client.get(f"{PAGE}/begin.xlsx").status_code == 403, role
        assert send(client, forms.level()).status_code == 403, role
        assert client.post(f"{PAGE}/give-up").status_code == 403, role
    assert page(an_officer("Handler")).get("/reports/level/own.xlsx").status_code == 403


def test_below_the_top_nobody_has_forms(page, db):
    below = page(an_officer("System administrator", the_unit("LT-WATER")))
    assert below.get("/reports/forms/").status_code == 404
    assert send(below, forms.level()).status_code == 404


def test_the_form_to_begin_with_is_taken_as_it_is(admin):
    for name in ("level", "first", "content", "ranking", "abnormal", "master"):
        made = admin.get(f"/reports/forms/{name}/begin.xlsx")
        sent = admin.post(
            f"/reports/forms/{name}/put", data={"file": (BytesIO(made.data), "表样.xlsx")}
        )
        assert "此后该报表可按本机关表样导出" in sent.text, name
        sample = load_workbook(BytesIO(admin.get(f"/reports/forms/{name}/sample.xlsx").data))
        texts = [str(c.value) for row in sample.active.iter_rows() for c in row if c.value]
        assert not any("{{" in text for text in texts), name
        assert sum("示例" in text for text in texts) > 3, name
    assert sum("表样.xlsx" in row for row in rows(admin.get("/reports/forms/"))) == 6
