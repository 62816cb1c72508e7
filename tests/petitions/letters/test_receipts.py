"""The scan of a receipt comes with the service: both are kept, or neither."""

import io
from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import Invalid
from app.petitions.attachments import storage
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from app.petitions.models import Attachment, Service
from tests.factories import a_petition, officer_at
from tests.petitions.attempts import PNG
from tests.petitions.walks import File

HANDLER, HEAD = ("Handler", "LT-WATER"), ("Head of unit", "LT-WATER")
BY_HAND = {"letter": "opinion", "manner": "11", "receipt": "1"}

pytestmark = pytest.mark.usefixtures("db")


def receipt(name="送达回证.png", data=PNG):
    return io.BytesIO(data), name


def sent(client, petition, *files, **given):
    given = {**BY_HAND, "occurred_on": clock.today().isoformat(), "files": list(files)} | given
    return client.post(f"/petitions/{petition.id}/serve", data=given)


def scans(db):
    return db.session.scalars(sa.select(Attachment)).all()


def test_the_scan_is_added_in_the_form_of_the_service(page, db):
    petition = a_petition("replied", served=False)
    assert sent(page(officer_at(*HANDLER)), petition, receipt()).status_code == 200
    [scan] = scans(db)
    assert (scan.name, scan.kind, scan.petition_id) == ("送达回证.png", "14", petition.id)
    assert storage.path_of(scan.stored_name).read_bytes() == PNG
    assert db.session.scalars(sa.select(Service.scan_id)).one() == scan.id


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([receipt("x.exe")], "x.exe"),
        ([receipt("假.pdf")], "假.pdf"),
        ([receipt(data=b"")], "空文件"),
        ([receipt(), receipt("二.png")], "只能上传一个文件"),
    ],
)
def test_a_scan_that_is_not_taken_serves_nothing(page, db, files, said):
    petition = a_petition("replied", served=False)
    answer = sent(page(officer_at(*HANDLER)), petition, *files)
    assert answer.status_code == 422
    assert said in answer.text
    assert (scans(db), db.session.scalars(sa.select(Service)).all()) == ([], [])


def test_a_service_that_is_refused_keeps_no_scan_but_the_form_does(page, db):
    petition = a_petition("accepted")
    answer = sent(page(officer_at(*HANDLER)), petition, receipt(), letter="extension")
    assert answer.status_code == 422
    assert 'name="uploaded"' in answer.text
    assert scans(db) == []


def test_the_files_of_the_browser_come_ahead_of_the_form(page, db):
    petition, client = a_petition("replied", served=False), page(officer_at(*HANDLER))
    told = client.post("/attachments/waiting", data={"file": receipt()}).get_json()
    answer = sent(client, petition, uploaded=told["id"])
    assert answer.status_code == 200
    assert [one.name for one in scans(db)] == ["送达回证.png"]


def test_a_scan_is_chosen_or_added_and_not_both():
    petition, handler = a_petition("replied", served=False), officer_at(*HANDLER)
    perform(petition, "attach", by=handler, uploads=[("旧.png", io.BytesIO(PNG))])
    given = {"scan_id": 1, "uploads": [("新.png", io.BytesIO(PNG))], **BY_HAND}
    with pytest.raises(Invalid, match="not both") as error:
        perform(petition, "serve", by=handler, **given)
    assert error.value.field == "files"


def test_entered_late_the_scan_waits_with_the_second_person(db):
    file = File().replied("2026-04-20")
    late = {"occurred_on": date(2026, 4, 21), "uploads": [("回证.png", io.BytesIO(PNG))]}
    asked = file.ask("serve", "2026-05-06", HANDLER, **BY_HAND, **late)
    [scan] = scans(db)
    assert file.petition.served_on is None
    with clock.at("2026-05-07"):
        grant(asked, by=officer_at(*HEAD))
    assert file.petition.served_on == date(2026, 4, 21)
    assert db.session.scalars(sa.select(Service.scan_id)).one() == scan.id
