"""Messages: sent to one or several, opened, answered, taken back before that; nobody else sees."""

import pytest
import sqlalchemy as sa

from app.messages.commands import open_message, send
from app.messages.models import Message, MessageFile, Receipt
from app.messages.scope import messages_visible_to
from tests.architecture.walking import somebody_who_may_everything
from tests.factories import an_officer
from tests.petitions.attachments.uploads import PDF, PNG, posted, sent


def a_message(*receivers, by=None, uploads=(), **facts):
    told = {"subject": "月报材料", "text": "请核对附件中的数字。"} | facts
    by = by or an_officer("Triage officer")
    return send(by=by, receivers=[one.id for one in receivers], uploads=uploads, **told)


def test_a_message_goes_to_several_with_a_file(db, page):
    sender, one, other = (
        an_officer("Triage officer"),
        an_officer("Handler"),
        an_officer("Archivist"),
    )
    shown = page(sender).post(
        "/messages/add",
        data={
            "receivers": [one.id, other.id],
            "subject": "月报材料",
            "text": "请核对。",
            "files": [posted("月报.pdf", PDF)],
        },
        content_type="multipart/form-data",
    )
    assert "已发送" in shown.text
    assert "月报.pdf" in shown.text
    assert shown.text.count("未打开") >= 2
    for receiver in (one, other):
        assert "月报材料" in page(receiver).get("/messages/").text


@pytest.mark.parametrize(
    ("name", "data", "drawn"), [("照片.png", PNG, "<img"), ("数字.pdf", PDF, "<iframe")]
)
def test_a_file_is_shown_inside_a_page_to_who_opened_the_message(db, as_, page, name, data, drawn):
    handler = an_officer("Handler")
    message = a_message(handler, uploads=[sent(name, data)])
    address = f"/messages/files/{db.session.execute(sa.select(MessageFile.id)).scalar_one()}"
    for way in ("/show", "/content", ""):
        assert as_(handler).get(f"{address}{way}").status_code == 404, "not opened yet"
    opened = page(handler).post(f"/messages/{message.id}/open").text
    assert f'href="{address}/show"' in opened
    assert drawn in page(handler).get(f"{address}/show").text
    with as_(handler).get(f"{address}/content") as answer:
        assert answer.data == data
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert as_(an_officer("Reviewer")).get(f"{address}/content").status_code == 404


def test_the_text_is_given_only_to_who_opened_it(db, as_, page):
    handler = an_officer("Handler")
    message = a_message(handler, uploads=[sent("数字.pdf", PDF)])
    file = db.session.execute(sa.select(MessageFile)).scalar_one()
    client = page(handler)
    closed = client.get(f"/messages/{message.id}").text
    assert "请核对附件" not in closed
    assert as_(handler).get(f"/messages/files/{file.id}").status_code == 404
    assert "请核对附件" in client.post(f"/messages/{message.id}/open").text
    with as_(handler).get(f"/messages/files/{file.id}") as answer:
        assert answer.data == PDF
    assert "打开" in page(an_officer("Triage officer")).get(f"/messages/{message.id}").text


def test_the_menu_counts_what_is_not_opened(db, page):
    handler = an_officer("Handler")
    message = a_message(handler)

    def counted():
        menu = page(handler).get("/messages/").dom
        link = next(a for a in menu.iter("a") if a.get("href") == "/messages/")
        return "".join(link.itertext())

    assert "1" in counted()
    open_message(message, by=handler)
    assert "1" not in counted()


def test_nobody_else_sees_a_message_not_even_who_may_everything(db, as_):
    message = a_message(an_officer("Handler"), uploads=[sent("数字.pdf", PDF)])
    file = db.session.execute(sa.select(MessageFile)).scalar_one()
    for stranger in (somebody_who_may_everything(), an_officer("System administrator")):
        client = as_(stranger)
        assert client.get(f"/messages/{message.id}").status_code == 404
        assert client.post(f"/messages/{message.id}/open").status_code == 404
        assert client.post(f"/messages/{message.id}/withdraw").status_code == 404
        assert client.get(f"/messages/files/{file.id}").status_code == 404
        assert client.get(f"/messages/add?reply={message.id}").status_code == 404
        assert "月报材料" not in client.get("/messages/").text


def test_a_message_is_taken_back_from_who_has_not_opened_it(db, as_, page):
    reader, other = an_officer("Handler"), an_officer("Archivist")
    message = a_message(reader, other)
    open_message(message, by=reader)
    sender = page(an_officer("Triage officer"))
    shown = sender.post(f"/messages/{message.id}/withdraw").text
    assert "已撤回发给 1 人" in shown
    assert as_(other).get(f"/messages/{message.id}").status_code == 404
    assert as_(other).post(f"/messages/{message.id}/open").status_code == 404
    assert as_(reader).get(f"/messages/{message.id}").status_code == 200
    again = sender.post(f"/messages/{message.id}/withdraw").text
    assert "不能撤回" in again


def test_a_receiver_takes_nothing_back(db, as_):
    handler = an_officer("Handler")
    message = a_message(handler)
    assert as_(handler).post(f"/messages/{message.id}/withdraw").status_code == 404
    receipt = db.session.execute(sa.select(Receipt)).scalar_one()
    assert receipt.withdrawn_at is None


def test_a_reply_stands_in_the_same_conversation(db, page):
    handler, sender = an_officer("Handler"), an_officer("Triage officer")
    message = a_message(handler)
    open_message(message, by=handler)
    client = page(handler)
    assert "回复：月报材料" in client.get(f"/messages/add?reply={message.id}").text
    client.post(
        f"/messages/add?reply={message.id}",
        data={"receivers": sender.id, "subject": "回复：月报材料", "text": "已核对。"},
    )
    reply = db.session.scalars(sa.select(Message).order_by(Message.id.desc())).first()
    assert reply.thread_id == message.id
    shown = page(sender).post(f"/messages/{reply.id}/open").text
    assert "已核对" in shown
    assert "请核对附件" in shown


def test_who_joins_a_conversation_late_does_not_see_its_beginning(db, page):
    handler, archivist = an_officer("Handler"), an_officer("Archivist")
    message = a_message(handler)
    open_message(message, by=handler)
    later = a_message(archivist, by=handler, answers=message, text="请归档。")
    shown = page(archivist).post(f"/messages/{later.id}/open").text
    assert "请归档" in shown
    assert "请核对附件" not in shown


def test_what_is_wrong_is_said_and_what_was_typed_stays(db, page):
    sender = page(an_officer("Triage officer"))
    shown = sender.post("/messages/add", data={"subject": "月报", "text": "保留的内容"})
    assert "请至少选择一位收件人" in shown.text
    assert "保留的内容" in shown.text
    fake = sender.post(
        "/messages/add",
        data={
            "receivers": an_officer("Handler").id,
            "subject": "月报",
            "text": "x",
            "files": [posted("冒充.pdf", PNG)],
        },
        content_type="multipart/form-data",
    )
    assert fake.status_code == 422
    assert "冒充.pdf" in fake.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Message)) == 0


def test_a_locked_account_receives_nothing(db, page):
    handler = an_officer("Handler")
    handler.active = False
    db.session.flush()
    shown = page(an_officer("Triage officer")).post(
        "/messages/add", data={"receivers": handler.id, "subject": "月报", "text": "x"}
    )
    assert shown.status_code == 422


def test_without_the_permission_nothing_is_sent_or_read(db, as_):
    handler = an_officer("Handler", full_name="无权")
    message = a_message(handler)
    for role in handler.roles:
        role.permissions = [one for one in role.permissions if one.view_menu.name != "Message"]
    db.session.flush()
    assert as_(handler).get("/messages/").status_code in (302, 403)
    assert as_(handler).get(f"/messages/{message.id}").status_code in (302, 403)
    assert as_(handler).post("/messages/add", data={}).status_code in (302, 403)
    query = sa.select(Message.id).where(messages_visible_to(handler))
    assert db.session.scalars(query).all() == []


def test_a_person_is_found_by_name_initials_and_unit(db, as_):
    an_officer("Handler", full_name="王晓敏")
    client = as_(an_officer("Archivist"))
    for asked in ("王晓敏", "wxm", "水务局"):
        found = [one["label"] for one in client.get(f"/pick/person?q={asked}").json]
        assert "王晓敏" in found, asked
