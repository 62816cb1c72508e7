"""Public replies: their stages, what the public reads, and the bundle for the public site."""

import hashlib
import io
import json
import zipfile

import pytest

from app.oversight import queries
from app.petitions.commands.acts import perform
from app.petitions.models import AccessEvent, PublicReply
from tests.factories import a_petition, an_officer, officer_at
from tests.reading import rows

PHONE, NUMBER = "13812342051", "610115197803150017"


def a_reply(stage="published", **traits):
    file = a_petition("concluded", publicity="1", **traits)
    triage = an_officer("Triage officer")
    # A careless redactor: the last guard must catch what he left.
    text = f"经查属实，已答复张建国，电话{PHONE}，证号{NUMBER}。"
    perform(file, "propose_public_reply", by=triage, title="渠道停水", question="", text="初稿")
    steps = {"redacted": (triage, {"text": text}), "approved": (an_officer("Reviewer"), {})}
    steps["published"] = (triage, {})
    verbs = {"redacted": "redact", "approved": "approve", "published": "publish"}
    for name, (by, given) in steps.items():
        if stage == "proposed":
            break
        perform(file, f"{verbs[name]}_public_reply", by=by, **given)
        if name == stage:
            break
    return file


def bundle(client):
    answer = client.post("/public-replies/export")
    assert answer.mimetype == "application/zip"
    return answer.data


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_each_stage_has_its_list(page, db):
    files = {stage: a_reply(stage) for stage in ("proposed", "redacted", "approved", "published")}
    reader = page(an_officer("Reviewer"))
    for stage, file in files.items():
        shown = "\n".join(rows(reader.get(f"/public-replies/?stage={stage}")))
        assert [f.number for f in files.values() if f.number in shown] == [file.number]


def test_a_stage_is_counted_only_so_far(page, db, monkeypatch):
    for _one in range(2):
        a_reply()
    triage = an_officer("Triage officer")
    monkeypatch.setattr(queries, "COUNTED", 1)
    assert queries.stage_counts(triage)["published"] == 2
    tabs = page(triage).get("/public-replies/").dom.findall(".//*[@class='views__n']")
    assert [tab.text for tab in tabs] == ["0", "0", "0", "1+", "0"]


def test_a_withdrawn_one_leaves_the_page_and_the_bundle(page, as_, db):
    file = a_reply()
    triage = an_officer("Triage officer")
    assert "渠道停水" in page(triage).get("/public-replies/published").text
    perform(file, "withdraw_public_reply", by=triage, reason="内容有误。")
    assert "渠道停水" not in page(triage).get("/public-replies/published").text
    assert json.loads(unpacked(bundle(as_(triage)))["replies.json"]) == []
    assert "内容有误" in page(triage).get("/public-replies/?stage=withdrawn").text


def test_the_bundle_holds_what_was_approved_and_nothing_of_a_person(as_, db):
    file = a_reply()
    files = unpacked(bundle(as_(an_officer("Triage officer"))))
    [reply] = json.loads(files["replies.json"])
    assert set(reply) == {"title", "question", "answer", "unit", "day"}
    assert reply["title"] == "渠道停水"
    assert "经查属实" in files["index.html"]
    everything = "".join(files.values())
    for secret in ("张建国", PHONE, NUMBER, file.number, "初稿", "石桥镇某村三组12号"):
        assert secret not in everything, secret


def test_the_checksums_are_those_of_the_files(as_, db):
    a_reply()
    files = unpacked(bundle(as_(an_officer("Triage officer"))))
    lines = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").splitlines())
    assert lines == {n: hashlib.sha256(text.encode()).hexdigest() for n, text in files.items()}


def test_the_same_replies_give_the_same_bytes_whoever_asks(as_, at, db):
    a_reply()
    first = bundle(as_(an_officer("Triage officer")))
    colleague = as_(an_officer("Triage officer", full_name="赵另人"))
    colleague.get("/lang/en")
    with at("2031-01-01"):
        assert bundle(colleague) == first


def test_taking_it_out_is_written_down(as_, db):
    a_reply()
    triage = an_officer("Triage officer")
    bundle(as_(triage))
    event = db.session.query(AccessEvent).filter_by(kind="export").one()
    assert (event.by_id, event.row_count) == (triage.id, 1)


def test_an_empty_bundle_is_a_bundle(as_, db):
    files = unpacked(bundle(as_(an_officer("Triage officer"))))
    assert json.loads(files["replies.json"]) == []


@pytest.mark.parametrize("role", ["Reviewer", "Bureau leader", "Handler"])
def test_only_who_may_export_takes_it_out(as_, db, role):
    answer = as_(an_officer(role)).post("/public-replies/export")
    assert answer.mimetype != "application/zip"
    assert db.session.query(AccessEvent).filter_by(kind="export").count() == 0


def test_reading_is_no_export(as_, db):
    assert as_(an_officer("Triage officer")).get("/public-replies/export").status_code in {404, 405}


def test_another_office_neither_lists_nor_exports_it(page, as_, db):
    file = a_reply()
    stranger = officer_at("Triage officer", "YL")
    assert file.number not in page(stranger).get("/public-replies/?stage=published").text
    assert json.loads(unpacked(bundle(as_(stranger)))["replies.json"]) == []


def test_who_may_not_read_them_is_turned_away(page, db):
    for address in ("/public-replies/", "/public-replies/published"):
        assert page(an_officer("Handler")).get(address).status_code == 403


def test_one_that_is_not_published_never_leaves(db):
    from app.oversight.bundle import made_public

    with pytest.raises(ValueError, match="published"):
        made_public([PublicReply(title="", question="", text="x", unit=None)], {})
