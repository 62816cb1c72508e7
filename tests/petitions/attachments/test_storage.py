"""What the cabinet takes and what it refuses; a refused file leaves nothing behind."""

import io
import os

import pytest

from app.core import clock
from app.core.errors import Invalid
from app.petitions.attachments import storage
from app.petitions.attachments.kinds import KINDS, check_content, shows_inline, text_of
from app.petitions.commands.acts import perform
from app.petitions.commands.attaching import enclose
from app.petitions.engine import MoveRefused
from app.petitions.models import Attachment
from config import TestConfig
from tests.factories import a_petition, an_officer
from tests.petitions.attachments.uploads import (
    DOCX,
    JPG,
    MP3,
    OLE,
    PDF,
    PNG,
    TXT,
    XLSX,
    compound,
    package,
    sent,
)  # fmt: skip


@pytest.fixture
def cabinet(tmp_path, monkeypatch):
    """Put an empty cabinet of small files in the place of the installation's."""
    kept = storage.Cabinet(tmp_path, 20_000, 3, frozenset(TestConfig.UPLOAD_TYPES) & KINDS.keys())
    monkeypatch.setattr(storage, "_cabinet", kept)
    return tmp_path


def left_in(folder) -> list:
    return [path for path in folder.rglob("*") if path.is_file()]


def why_not(name: str, data: bytes) -> str:
    with pytest.raises(Invalid) as refusal:
        storage.keep(*sent(name, data))
    assert refusal.value.field == "files"
    return refusal.value.message


GOOD = {
    "通知书.pdf": PDF, "照片.PNG": PNG, "扫描.jpg": JPG, "录音.mp3": MP3, "说明.txt": TXT,
    "申请.docx": DOCX, "花名册.xlsx": XLSX, "旧.doc": compound("WordDocument"),
    "旧.xls": compound("Workbook"), "公文.wps": compound("WordDocument"),
    "版式.ofd": package("OFD.xml", "Doc_0/Document.xml"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_what_an_office_works_with_is_kept_under_a_random_name(cabinet, name):
    stored = storage.keep(*sent(name, GOOD[name]))
    path = storage.path_of(stored.stored_name)
    assert path.read_bytes() == GOOD[name]
    assert (stored.name, stored.size) == (name, len(GOOD[name]))
    assert stored.media_type == KINDS[name.rpartition(".")[2].lower()].media_type
    assert cabinet in path.parents
    assert name.rpartition(".")[0] not in str(path)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "name", ["木马.exe", "页面.html", "图.svg", "包.zip", "a.pdf.js", "pdf", ".pdf", "脚本.docm"]
)
def test_a_kind_that_is_not_on_the_list_is_not_taken(cabinet, name):
    assert "kind of file" in why_not(name, PDF)
    assert left_in(cabinet) == []


def test_the_settings_name_only_kinds_that_are_recognised():
    assert set(TestConfig.UPLOAD_TYPES) <= KINDS.keys()


TEXTS = ["<script>alert(1)</script>", "<!DOCTYPE html><p>", "hi <SCRIPT>", "a < b && c > d"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_a_text_whatever_stands_in_it(cabinet, text):
    stored = storage.keep(*sent("说明.txt", text.encode()))
    assert stored.media_type == "text/plain"


FAKES = {
    "a.pdf": PNG, "b.png": b"<svg onload=alert(1)>", "c.jpg": b"GIF89a" + b"\0" * 40,
    "d.pdf": b"<html><script>alert(1)</script>", "e.docx": package("readme.md"),
    "f.docx": XLSX, "g.doc": compound("Workbook"), "h.xls": OLE, "i.docx": compound("WordDocument"),
    "k.txt": b"MZ\x90\0\3\0\0\0",
    "m.mp4": PDF, "n.ofd": DOCX, "o.wps": package("setup.exe"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAKES)
def test_content_must_be_what_the_ending_says(cabinet, name):
    assert "content is not what" in why_not(name, FAKES[name])
    assert left_in(cabinet) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", package("word/document.xml", "word/vbaProject.bin")),
        ("b.xlsx", package("xl/workbook.xml", "xl/VBAPROJECT.BIN")),
        ("c.xlsx", package("xl/workbook.xml", "xl/macrosheets/sheet1.xml")),
        ("d.doc", compound("WordDocument", "_VBA_PROJECT")),
        ("e.xls", compound("Workbook", "_VBA_PROJECT_CUR")),
    ],
)
def test_macros_stay_outside(cabinet, name, data):
    assert "macros" in why_not(name, data)
    assert left_in(cabinet) == []


def test_a_bomb_and_a_torn_package_are_refused(cabinet):
    bomb = package("word/document.xml", size=7_000_000)
    assert len(bomb) < 10_000
    assert "densely" in why_not("报告.docx", bomb)
    assert "damaged" in why_not("报告.docx", DOCX[:-30])
    assert left_in(cabinet) == []


def test_size_counts_while_it_is_read_and_nothing_is_empty(cabinet):
    storage.keep(*sent("整.pdf", PDF.ljust(20_000)))
    with pytest.raises(Invalid) as refusal:
        storage.keep(*sent("大.pdf", PDF.ljust(20_001)))
    assert "larger" in refusal.value.message
    assert "empty" in why_not("空.txt", b"")
    assert len(left_in(cabinet)) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/信访.pdf", "信访.pdf"),
        ("C:\\Users\\王\\桌面\\扫描件.pdf", "扫描件.pdf"),
        ('他说"好"<b>.pdf', "他说好b.pdf"),
        ("带 空格 的 名字.pdf", "带 空格 的 名字.pdf"),
        ("表情😀.pdf", "表情😀.pdf"),
        ("换\n行\x00.pdf", "换行.pdf"),
        ("反\u202efdp.exe.pdf", "反fdp.exe.pdf"),
        ("长" * 300 + ".pdf", "长" * 176 + ".pdf"),
        ("末尾.pdf. ", "末尾.pdf"),
    ],
)
def test_a_name_keeps_its_chinese_and_loses_what_could_harm(cabinet, given, kept):
    assert storage.keep(*sent(given, PDF)).name == kept


def test_a_file_without_a_name_is_refused(cabinet):
    assert "no name" in why_not("///", PDF)


def test_only_names_of_ours_are_followed(cabinet):
    for name in ("../../keys.json", "a/b", "", "ａｂ"):
        with pytest.raises(ValueError, match="stored name"):
            storage.path_of(name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_long_chinese_text_is_taken_and_read_in_every_usual_encoding(cabinet, encoding):
    text = "BM" + "反映灌溉渠道停水。" * 700
    stored = storage.keep(*sent("长文.txt", text.encode(encoding)))
    assert text_of(storage.path_of(stored.stored_name)) == text


def test_only_what_a_browser_can_show_is_shown():
    shown = {kind for kind, about in KINDS.items() if shows_inline(about.media_type)}
    assert {"pdf", "png", "jpg", "mp3", "mp4", "txt"} <= shown
    assert not {"doc", "docx", "xlsx", "tif", "wps", "ofd", "avi"} & shown


def test_a_file_that_waits_is_adopted_once_and_forgotten_after_a_day(cabinet):
    first, second = (storage.let_wait(*sent(name, PDF)) for name in ("甲.pdf", "乙.pdf"))
    storage.adopt(first)
    assert storage.path_of(first.stored_name).read_bytes() == PDF
    with pytest.raises(Invalid):
        storage.adopt(first)
    yesterday = clock.now().timestamp() - storage.WAITS_SECONDS - 1
    os.utime(cabinet / storage.WAITING / second.stored_name, (yesterday, yesterday))
    storage.let_wait(*sent("丙.pdf", PDF))
    with pytest.raises(Invalid):
        storage.adopt(second)


def test_checking_reads_the_file_that_lies_there(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(PDF)
    check_content(path, "甲.pdf", "pdf")
    with pytest.raises(Invalid):
        check_content(path, "甲.png", "png")


# --- files and the transaction -------------------------------------------------------------------


def attach(petition, *uploads, by=None, **given):
    return perform(petition, "attach", by=by or an_officer(), uploads=uploads, **given)


def test_one_bad_file_and_none_is_kept(db, cabinet):
    petition = a_petition()
    with pytest.raises(Invalid):
        attach(petition, sent("好.pdf", PDF), sent("坏.pdf", PNG))
    assert left_in(cabinet) == []
    assert db.session.query(Attachment).count() == 0


def test_a_transaction_that_fails_takes_its_files_along(db, cabinet):
    petition = a_petition()
    with pytest.raises(RuntimeError):
        _attach_and_fail(petition)
    assert left_in(cabinet) == []
    attach(petition, sent("好.pdf", PDF))
    db.session.rollback()  # of a later transaction, which is not theirs
    assert len(left_in(cabinet)) == 1


def _attach_and_fail(petition):
    from app.core.db import atomic

    @atomic
    def both():
        attach(petition, sent("好.pdf", PDF), sent("照片.png", PNG))
        raise RuntimeError("the power failed")

    both()


def test_no_more_files_at_once_than_the_installation_allows(db, cabinet):
    with pytest.raises(Invalid) as refusal:
        attach(a_petition(), *(sent(f"{n}.pdf", PDF) for n in range(4)))
    assert refusal.value.params["most"] == 3
    with pytest.raises(Invalid):
        attach(a_petition())
    assert left_in(cabinet) == []


def test_a_kind_must_be_of_the_list(db, cabinet):
    with pytest.raises(Invalid) as refusal:
        attach(a_petition(), sent("好.pdf", PDF), kind="no")
    assert refusal.value.field == "kind"


def test_a_clerk_hands_in_the_papers_of_an_accusation_he_never_sees_again(db, cabinet):
    clerk = an_officer("Window clerk")
    sealed = a_petition(accusation=True)
    enclose(sealed, by=clerk, uploads=[sent("举报信.pdf", PDF)], kind="01")
    assert len(left_in(cabinet)) == 1
    with pytest.raises(MoveRefused):
        enclose(sealed, by=an_officer("Letter clerk"), uploads=[sent("二.pdf", PDF)])
    with pytest.raises(MoveRefused):
        attach(sealed, sent("三.pdf", PDF), by=clerk)
    assert len(left_in(cabinet)) == 1


def test_reading_stops_where_the_limit_is(cabinet):
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size=-1):
            self.taken += size
            return b"%PDF-1.4" + b"0" * (size - 8)

    stream = Endless()
    with pytest.raises(Invalid):
        storage.keep("无尽.pdf", stream)
    assert stream.taken < 200_000
