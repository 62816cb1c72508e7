"""Attachments at the keyboard: sent, listed, shown, taken out, taken away, and by nobody else."""

import pytest
import sqlalchemy as sa

from app.core import clock
from app.extensions import db as database
from app.petitions.attachments import storage
from app.petitions.commands.acts import perform
from app.petitions.commands.attaching import enclose, fastened
from app.petitions.models import AccessEvent, Attachment, Event, Instruction
from app.petitions.words.sentences import sentence
from tests.factories import a_petition, an_officer, the_unit
from tests.petitions.attachments.uploads import DOCX, PDF, PNG, TXT, posted, sent


@pytest.fixture
def petition(db):
    return a_petition(name="张建国", content="反映停水")


def attached(petition, name="情况说明.pdf", data=PDF, by=None, **given) -> Attachment:
    perform(petition, "attach", by=by or an_officer(), uploads=[sent(name, data)], **given)
    return newest(petition)


def newest(petition) -> Attachment:
    return database.session.scalars(
        sa.select(Attachment)
        .where(Attachment.petition_id == petition.id)
        .order_by(Attachment.id.desc())
    ).first()


def looks(db) -> list[tuple[int, str]]:
    rows = db.session.scalars(sa.select(AccessEvent).where(AccessEvent.kind == "read"))
    return [(event.facts["attachment"], event.facts["how"]) for event in rows]


def paths(attachment_id: int) -> list[str]:
    return [f"/attachments/{attachment_id}{end}" for end in ("", "/content", "/download")]


# --- sending -------------------------------------------------------------------------------------


def test_several_files_are_sent_at_once_and_are_one_event(as_, petition, db):
    answer = as_(an_officer()).post(
        f"/petitions/{petition.id}/attach",
        data={"kind": "18", "files": [posted("照片.png", PNG), posted("说明.pdf", PDF)]},
    )
    assert answer.location == f"/petitions/{petition.id}?tab=files#attachments"
    kept = db.session.scalars(sa.select(Attachment)).all()
    assert [(one.name, one.kind) for one in kept] == [("照片.png", "18"), ("说明.pdf", "18")]
    events = db.session.scalars(sa.select(Event).where(Event.move == "attach")).all()
    assert [event.facts for event in events] == [{"count": 2}]


def test_files_sent_ahead_of_the_form_are_fastened_by_it(as_, petition, db):
    client = as_(an_officer())
    tickets = [
        client.post("/attachments/waiting", data={"file": posted(name, PDF)}).get_json()["id"]
        for name in ("一.pdf", "二.pdf")
    ]
    assert db.session.scalars(sa.select(Attachment)).all() == []
    data = {"kind": "01", "uploaded": tickets}
    assert client.post(f"/petitions/{petition.id}/attach", data=data).status_code == 302
    assert {one.name for one in db.session.scalars(sa.select(Attachment))} == {"一.pdf", "二.pdf"}
    again = client.post(f"/petitions/{petition.id}/attach", data=data)
    assert again.status_code == 422


def test_a_ticket_is_of_use_to_nobody_else_and_cannot_be_made_up(as_, petition, db):
    ticket = as_(an_officer()).post("/attachments/waiting", data={"file": posted("一.pdf", PDF)})
    other = as_(an_officer("Triage officer", full_name="另一人"))
    for uploaded in (ticket.get_json()["id"], "made.up", ""):
        data = {"kind": "01", "uploaded": [uploaded]}
        assert other.post(f"/petitions/{petition.id}/attach", data=data).status_code == 422
    assert db.session.scalars(sa.select(Attachment)).all() == []


def test_a_refused_file_is_named_beside_the_field_and_the_kind_stays(page, petition):
    client = page(an_officer())
    answer = client.post(
        f"/petitions/{petition.id}/attach",
        data={"kind": "18", "files": [posted("假.pdf", PNG)]},
    )
    assert answer.status_code == 422
    assert "假.pdf" in answer.text
    chosen = [o for o in answer.dom.iter("option") if o.get("selected") is not None]
    assert [option.get("value") for option in chosen] == ["18"]


def test_a_script_is_told_why_a_file_is_refused(as_, db):
    answer = as_(an_officer()).post(
        "/attachments/waiting",
        data={"file": posted("木马.exe", PDF)},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 422
    assert "木马.exe" in answer.get_json()["error"]


def test_who_may_not_add_files_anywhere_sends_none_ahead(as_, db):
    (nobody := an_officer("Statistician", full_name="无角色者")).roles.clear()
    data = {"file": posted("一.pdf", PDF)}
    assert as_(nobody).post("/attachments/waiting", data=data).status_code == 403


def test_who_may_read_but_not_attach_is_refused(as_, petition, db):
    reviewer = an_officer("Reviewer")
    data = {"kind": "01", "files": [posted("一.pdf", PDF)]}
    answer = as_(reviewer).post(f"/petitions/{petition.id}/attach", data=data)
    assert answer.status_code in (403, 409)
    assert db.session.scalars(sa.select(Attachment)).all() == []


def test_nothing_is_added_to_a_closed_file(as_, db):
    closed = a_petition("archived")
    data = {"kind": "01", "files": [posted("一.pdf", PDF)]}
    answer = as_(an_officer()).post(f"/petitions/{closed.id}/attach", data=data)
    assert answer.status_code == 409
    assert db.session.scalars(sa.select(Attachment)).all() == []


# --- showing -------------------------------------------------------------------------------------


def test_the_list_tells_kind_name_size_who_and_when(page, petition, at):
    with at("2026-11-20"):
        attached(petition, "情况说明.pdf", PDF, kind="25")
    text = page(an_officer()).get(f"/petitions/{petition.id}/attach").text
    for told in ("情况说明.pdf", "调查报告", "1 KB", an_officer().full_name):
        assert told in text


SHOWN = {"照片.png": (PNG, "<img"), "通知.pdf": (PDF, "<iframe"), "说明.txt": (TXT, "<pre")}


@pytest.mark.parametrize("name", SHOWN)
def test_a_file_is_shown_inside_the_page(page, petition, name):
    data, how = SHOWN[name]
    found = attached(petition, name, data)
    answer = page(an_officer()).get(f"/attachments/{found.id}")
    assert how in answer.text
    assert name in answer.text
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_text_is_shown_as_text(page, petition):
    found = attached(petition, "话.txt", "<b>粗</b> & <img src=x>".encode())
    text = page(an_officer()).get(f"/attachments/{found.id}").text
    assert "&lt;b&gt;粗&lt;/b&gt; &amp; &lt;img src=x&gt;" in text


def test_what_cannot_be_shown_is_offered_for_download(page, petition):
    found = attached(petition, "申请.docx", DOCX)
    client = page(an_officer())
    assert f"/attachments/{found.id}/download" in client.get(f"/attachments/{found.id}").text
    assert client.get(f"/attachments/{found.id}/content").status_code == 404


def test_the_bytes_come_with_a_policy_that_lets_them_do_nothing(as_, petition):
    found = attached(petition, "照片.png", PNG)
    with as_(an_officer()).get(f"/attachments/{found.id}/content") as answer:
        assert answer.data == PNG
        assert answer.mimetype == "image/png"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "sandbox" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_download_has_its_chinese_name_and_is_no_page(as_, petition):
    found = attached(petition, "情况 说明（一）.pdf", PDF)
    with as_(an_officer()).get(f"/attachments/{found.id}/download") as answer:
        disposition = answer.headers["Content-Disposition"]
        assert disposition.startswith("attachment;")
        told = "%E6%83%85%E5%86%B5%20%E8%AF%B4%E6%98%8E%EF%BC%88%E4%B8%80%EF%BC%89.pdf"
        assert f"filename*=UTF-8''{told}" in disposition
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.data == PDF


def test_a_long_recording_can_be_heard_from_the_middle(as_, petition):
    found = attached(petition, "录音.mp3", b"ID3\x04\0\0\0\0\0\0" + b"\0" * 300)
    headers = {"Range": "bytes=10-19"}
    with as_(an_officer()).get(f"/attachments/{found.id}/content", headers=headers) as answer:
        assert (answer.status_code, len(answer.data)) == (206, 10)


def test_who_looked_is_written_down_once_an_hour(as_, petition, db, at):
    found = attached(petition, "照片.png", PNG)
    client = as_(an_officer())
    now = clock.now()
    with at(now):
        for path in [*paths(found.id), *paths(found.id)]:
            client.get(path).close()
    assert looks(db) == [(found.id, "shown"), (found.id, "downloaded")]


def test_a_file_that_is_lost_is_said_to_be_lost(as_, petition):
    found = attached(petition)
    storage.path_of(found.stored_name).unlink()
    for path in paths(found.id):
        assert as_(an_officer()).get(path).status_code == 404


# --- who else ------------------------------------------------------------------------------------


def test_an_outsider_learns_of_nothing(as_, petition):
    found = attached(petition)
    outsider = as_(an_officer("Triage officer", the_unit("YL")))
    for path in [*paths(found.id), *paths(987654), f"/petitions/{petition.id}/attach"]:
        assert outsider.get(path).status_code == 404, path
    for path in (f"/attachments/{found.id}/retire", f"/petitions/{petition.id}/attach"):
        assert outsider.post(path, data={"kind": "01"}).status_code == 404, path


def test_a_stranger_is_sent_to_the_door(as_, petition):
    found = attached(petition)
    for path in paths(found.id):
        answer = as_().get(path)
        assert answer.status_code == 302
        assert "/login" in answer.location


def test_papers_of_an_accusation_are_for_its_desk_alone(as_, db):
    clerk = an_officer("Window clerk")
    sealed = a_petition(accusation=True)
    enclose(sealed, by=clerk, uploads=[sent("举报信.pdf", PDF)], kind="01")
    found = newest(sealed)
    for role in ("Window clerk", "Triage officer", "Bureau leader", "Reviewer", "Archivist"):
        for path in paths(found.id):
            assert as_(an_officer(role)).get(path).status_code == 404, role
    with as_(an_officer("Accusation officer")).get(f"/attachments/{found.id}/download") as answer:
        assert answer.data == PDF


def test_the_scan_of_an_instruction_follows_the_instruction(as_, db):
    leader = an_officer("Bureau leader")
    record = Instruction(
        subject="春灌", leader_id=leader.id, leader_name="甲", leader_level="4", text="阅。",
        instructed_on=clock.today(), unit_id=leader.unit_id, recorded_by_id=leader.id,
        recorded_at=clock.now(),
    )  # fmt: skip
    db.session.add(record)
    db.session.flush()
    with fastened([sent("批示.png", PNG)], by=leader, kind="24", instruction_id=record.id):
        pass
    found = db.session.scalar(sa.select(Attachment))
    for path in paths(found.id):
        as_(leader).get(path).close()
        with as_(leader).get(path) as seen:
            assert seen.status_code == 200, path
        assert as_(an_officer("Handler")).get(path).status_code == 404, path
    assert as_(leader).post(f"/attachments/{found.id}/retire").status_code == 409


# --- taking away ---------------------------------------------------------------------------------


def test_a_file_that_is_taken_away_leaves_a_line_and_stays_in_the_cabinet(as_, petition, db):
    found = attached(petition, "张建国身份证.png", PNG, kind="02")
    client = as_(an_officer())
    assert client.post(f"/attachments/{found.id}/retire").status_code == 302
    for path in paths(found.id):
        assert client.get(path).status_code == 404
    db.session.refresh(found)
    assert found.retired_at is not None
    assert storage.path_of(found.stored_name).is_file()
    event = db.session.scalars(sa.select(Event).order_by(Event.id.desc())).first()
    assert (event.move, event.step) == ("attach", "retired")
    assert "身份证明复印件" in sentence(event)
    assert "张建国" not in str(event.facts)


def test_only_the_unit_that_added_a_file_takes_it_away(as_, db):
    petition = a_petition("transferred")
    found = attached(petition)
    intake = as_(an_officer("Unit intake"))
    assert intake.post(f"/attachments/{found.id}/retire").status_code == 409
    db.session.refresh(found)
    assert found.retired_at is None


def test_nothing_is_taken_away_from_a_closed_file(as_, db):
    closed = a_petition("concluded")
    found = attached(closed)
    given = {"archive_unit_id": the_unit().id, "region_code": "610115", "issue": "0111"}
    perform(closed, "archive", by=an_officer("Archivist"), **given)
    assert as_(an_officer()).post(f"/attachments/{found.id}/retire").status_code == 409


def test_a_get_takes_nothing_away(as_, petition):
    address = f"/attachments/{attached(petition).id}/retire"
    assert as_(an_officer()).get(address).status_code == 405
