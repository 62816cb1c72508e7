"""Every field of every form ends in its own column; each form gives its own number."""

from datetime import date
from io import BytesIO

import pytest
import sqlalchemy as sa

from app.core.crypto import digest
from app.petitions.models import Attachment, Incident, Petition
from tests.factories import a_petition, an_officer, the_unit
from tests.registration import filled


@pytest.fixture
def clerk(db):
    return an_officer("Window clerk")


def registered(db):
    db.session.expire_all()
    return db.session.scalars(sa.select(Petition).order_by(Petition.id.desc())).first()


@pytest.mark.parametrize("form", filled.FORMS)
def test_every_field_is_kept_in_its_column(page, db, at, clerk, form):
    water = the_unit("LT-WATER").id
    given = filled.FORMS[form] | {"responsible_unit_id": str(water)}
    with at("2026-03-02"):
        answer = page(clerk).post(f"/registration/{form}", data=given)
    petition = registered(db)
    assert petition.number in answer.text
    wanted = filled.OF_PETITION | filled.OF_FORM[form] | {"responsible_unit_id": water}
    kept = {name: getattr(petition, name) for name in wanted}
    assert kept == wanted
    first = petition.people[0]
    assert {name: getattr(first, name) for name in filled.OF_PERSON} == filled.OF_PERSON
    assert [r.text for r in petition.requests] == ["春灌前恢复供水", "公开机井水费"]


def test_a_visit_keeps_representatives_and_the_incident(page, db, at, clerk):
    with at("2026-03-02"):
        page(clerk).post("/registration/visit", data=filled.VISIT)
    petition = registered(db)
    _, second, third = petition.people
    assert (second.name, second.id_number, second.sex, second.born_on, second.relation) == (
        "王秀英", filled.SECOND_NUMBER, "2", date(1965, 7, 20), "4",
    )  # fmt: skip
    assert (third.name, third.id_number, third.phone) == ("赵某", None, None)
    incident = db.session.scalars(sa.select(Incident)).one()
    assert (incident.conduct, incident.place) == ("33", "办公楼大厅")
    assert incident.facts == "门前静坐约半小时，经劝导离开。"


@pytest.mark.parametrize(
    ("form", "channel", "prefix"),
    [
        ("visit", "201", "LF"),
        ("letter", "101", "LX"),
        ("letter", "102", "LX"),
        ("letter", "103", "WX"),
        ("letter", "301", "WX"),
        ("letter", "401", "LD"),
        ("assigned", "101", "JB"),
    ],
)
def test_the_number_begins_with_the_letters_of_its_way(page, db, at, clerk, form, channel, prefix):
    given = (filled.PLAIN_VISIT if form == "visit" else filled.PLAIN_LETTER) | {"channel": channel}
    with at("2026-03-02"):
        page(clerk).post(f"/registration/{form}", data=given | {"assigning_unit": "市信访局"})
    assert registered(db).number == f"{prefix}610115202603020001"


def test_the_query_code_is_kept_as_a_hash_alone(page, db, at, clerk):
    with at("2026-03-02"):
        answer = page(clerk).post("/registration/visit", data=filled.PLAIN_VISIT)
    petition = registered(db)
    code = answer.dom.findtext(".//p[@class='receipt__code']/strong")
    assert petition.query_code_hash == digest(petition.number + code, "query_code")
    assert code not in petition.query_code_hash


def test_an_anonymous_letter_needs_no_name(page, db, at, clerk):
    given = filled.PLAIN_LETTER | {"name": "", "letter_nature": "03", "phone": "02983812345"}
    with at("2026-03-02"):
        page(clerk).post("/registration/letter", data=given)
    petition = registered(db)
    assert (petition.anonymous, petition.petitioner_name) == (True, None)
    assert [(one.name, one.phone) for one in petition.people] == [("", "02983812345")]


def test_other_is_explained_in_words(page, db, at, clerk):
    given = filled.PLAIN_VISIT | {"purpose": "99", "level": "9"}
    client = page(clerk)
    with at("2026-03-02"):
        refused = client.post("/registration/visit", data=given)
        client.post(
            "/registration/visit",
            data=given | {"purpose_text": "送锦旗", "level_text": "到外省"},
        )
    assert refused.dom.find(".//*[@id='purpose_text-error']") is not None
    assert registered(db).other_texts == {"purpose": "送锦旗", "level": "到外省"}


def test_a_repeat_names_its_first_petition(page, db, at, clerk):
    first = a_petition("registered", on="2026-02-02")
    again = filled.PLAIN_VISIT | {"is_repeat": "y", "first_number": first.number.lower()}
    with at("2026-03-02"):
        page(clerk).post("/registration/visit", data=again)
    petition = registered(db)
    assert (petition.is_repeat, petition.first_petition_id) == (True, first.id)
    assert petition.matter_id == first.matter_id


def test_a_reply_on_the_spot_concludes_if_the_petitioner_agrees(page, db, at, clerk):
    client, given = page(clerk), filled.PLAIN_VISIT | {"act": "reply", "reply": "每月15日发放。"}
    with at("2026-03-02"):
        refused = client.post("/registration/visit", data=given)
        assert refused.dom.find(".//*[@id='consent-error']") is not None
        client.post("/registration/visit", data=given | {"consent": "y"})
    petition = registered(db)
    assert (petition.state, petition.close_way) == ("concluded", "A1")
    assert petition.reply_text == "每月15日发放。"


def test_papers_come_with_the_form(page, db, at, clerk):
    scan = (BytesIO(b"%PDF-1.4\n%scan"), "来信 扫描.pdf")
    with at("2026-03-02"):
        page(clerk).post("/registration/letter", data=filled.PLAIN_LETTER | {"files": scan})
    paper = db.session.scalars(sa.select(Attachment)).one()
    assert (paper.name, paper.kind) == ("来信 扫描.pdf", "01")


def test_a_paper_that_is_refused_leaves_no_number_behind(page, db, at, clerk):
    disguised = (BytesIO(b"MZ\x90\x00"), "照片.jpg")
    with at("2026-03-02"):
        answer = page(clerk).post(
            "/registration/letter", data=filled.PLAIN_LETTER | {"files": disguised}
        )
        assert answer.dom.find(".//*[@id='files-error']") is not None
        page(clerk).post("/registration/letter", data=filled.PLAIN_LETTER)
    assert registered(db).number == "LX610115202603020001"


def test_a_late_entry_waits_for_a_second_person(page, db, at, clerk):
    with at("2026-03-09"):
        answer = page(clerk).post("/registration/visit", data=filled.PLAIN_VISIT)
    petition = registered(db)
    assert [(a.move, a.status) for a in petition.approvals] == [("register", "asked")]
    assert answer.dom.find(".//p[@class='notice notice--warn']") is not None
