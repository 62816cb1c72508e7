"""Mediation (art. 33): with both sides' consent, beside the limits, and what a settlement ends."""

from io import BytesIO

import pytest

from app.extensions import db as database
from app.petitions.case.record_cards import record_cards
from app.petitions.models import Attachment, Mediation
from tests.factories import an_officer, officer_at
from tests.petitions.attempts import PNG, REASON
from tests.petitions.walks import File, day, refused

pytestmark = pytest.mark.usefixtures("db")
SIDES = {"mediator": "马调解", "sides": "信访人与供水公司"}
PACT = {"text": "十日内恢复供水。", "perform_by_on": day("2026-03-25")}


@pytest.fixture
def file():
    return File().accepted("2026-03-10")


def begun(file):
    return file.move("open_mediation", "2026-03-12", "Handler", **SIDES, consent=True)


def one():
    return database.session.query(Mediation).one()


def test_nobody_is_made_to_settle(file):
    error = refused(file, "open_mediation", "2026-03-12", "Handler", "art. 33", **SIDES,
                    consent=False)  # fmt: skip
    assert error.field == "consent"


def test_its_card_says_that_it_goes_on(file, app):
    begun(file)
    with app.test_request_context():
        [group] = record_cards(file.petition, ["mediation"], an_officer("Handler"))
    assert [card["status"] for card in group["cards"]] == ["进行中"]


def test_mediation_never_stops_the_limit(file):
    before = file.running()
    begun(file).move("agree_mediation", "2026-03-16", "Handler", **PACT)
    assert file.running() == before == {"D06": "2026-05-09"}
    file.move("fulfil_mediation", "2026-03-24", "Handler", text="双方确认。")
    assert file.running() == before


def test_an_agreement_is_kept_with_its_day_and_paper(file):
    paper = [("协议.png", BytesIO(PNG))]
    begun(file).move("agree_mediation", "2026-03-16", "Handler", **PACT, uploads=paper,
                     agreed_on=day("2026-03-13"))  # fmt: skip
    assert (one().status, one().agreed_on) == ("agreed", day("2026-03-13"))
    assert database.session.query(Attachment).one().name == "协议.png"


def test_a_paper_that_the_browser_sent_ahead_comes_with_the_agreement(file, page, at):
    begun(file)
    database.session.commit()  # noqa: TID251 - the page reads it
    with at("2026-03-16"):
        client = page(officer_at("Handler", "LT-WATER"))
        told = client.post("/attachments/waiting", data={"file": (BytesIO(PNG), "协议.png")})
        given = {"uploaded": told.get_json()["id"], "agreed_on": "2026-03-16"}
        client.post(f"/petitions/{file.petition.id}/agree-mediation", data=PACT | given)
    assert database.session.query(Attachment.name).scalar() == "协议.png"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"agreed_on": day("2026-03-11")}, "agreed_on"),
        ({"agreed_on": day("2026-03-17")}, "agreed_on"),
        ({"perform_by_on": day("2026-03-15")}, "perform_by_on"),
    ],
    ids=["before it began", "the future", "performed before"],
)
def test_days_that_cannot_be(file, given, field):
    error = refused(begun(file), "agree_mediation", "2026-03-16", "Handler", "", **PACT | given)
    assert error.field == field


def test_it_began_after_the_acceptance(file):
    error = refused(file, "open_mediation", "2026-03-12", "Handler", "before 2026-03-10", **SIDES,
                    consent=True, occurred_on=day("2026-03-09"))  # fmt: skip
    assert error.field == "occurred_on"


def test_only_what_was_agreed_is_fulfilled_and_one_goes_on_at_a_time(file):
    refused(file, "agree_mediation", "2026-03-12", "Handler", "No mediation", **PACT)
    refused(begun(file), "fulfil_mediation", "2026-03-12", "Handler", "No agreement", text="已履行")
    refused(file, "open_mediation", "2026-03-13", "Handler", "already", **SIDES, consent=True)
    file.move("fail_mediation", "2026-03-16", "Handler", **REASON)
    assert one().status == "failed"
    begun(file)


def test_only_a_fulfilled_agreement_terminates(file):
    given = {"close_way": "A4", "result": "1", **REASON}
    begun(file).move("agree_mediation", "2026-03-16", "Handler", **PACT)
    error = refused(file, "terminate", "2026-03-17", "Handler", "fulfilled", **given)
    assert error.field == "close_way"
    file.move("fulfil_mediation", "2026-03-24", "Handler", text="双方确认。")
    file.move("terminate", "2026-03-25", "Handler", second="Head of unit", **given)
    assert (file.state, file.petition.close_way) == ("concluded", "A4")


def test_an_agreement_that_was_not_kept_fails(file):
    begun(file).move("agree_mediation", "2026-03-16", "Handler", **PACT)
    file.move("fail_mediation", "2026-03-30", "Handler", reason="未按期恢复供水。")
    assert (one().status, one().ended) == ("failed", "未按期恢复供水。")
