"""Papers that go with an act at the keyboard, within the statements that a page may use."""

import pytest
import sqlalchemy as sa

from app.petitions.commands.acts import perform
from app.petitions.letters.possible import kinds_for
from app.petitions.models import Approval, Letter
from tests.factories import SIX, a_petition, officer_at, the_unit
from tests.petitions.letters.office import completed, drafted, marked

pytestmark = pytest.mark.usefixtures("db")

#: Where an act has led, its paper can still be written.
AFTERWARDS = [
    ("declined", "LT", "W06"),
    ("barred", "LT", "W07"),
    ("redirected", "LT", "W08"),
    ("concluded", "LT-WATER", "W27"),
    ("concluded", "LT-WATER", "W19"),
    ("replied", "LT-WATER", "W14"),
]


@pytest.mark.parametrize(("state", "unit", "code"), AFTERWARDS)
def test_the_paper_of_an_act_is_written_afterwards_too(state, unit, code):
    role = "Handler" if unit == "LT-WATER" else "Triage officer"
    offered = {kind.code for kind in kinds_for(a_petition(state), officer_at(role, unit))}
    assert code in offered


#: The manual, 23: by which unit and in which states a notice of acceptance is made.
OFFERED = [
    ("registered", ("Triage officer", "LT"), False),
    ("transferred", ("Triage officer", "LT"), False),
    ("transferred", ("Handler", "LT-WATER"), True),
    ("accepted", ("Handler", "LT-WATER"), True),
    ("replied", ("Handler", "LT-WATER"), False),
]


@pytest.mark.parametrize(("state", "who", "offered"), OFFERED)
def test_the_notice_of_acceptance_is_the_responsible_units(state, who, offered):
    found = {kind.code for kind in kinds_for(a_petition(state), officer_at(*who))}
    assert ("W04" in found) is offered


def test_the_head_grants_and_signs_in_one_press(page, db):
    marked()
    the_unit("LT-WATER").phone = "029-83810000"
    petition = a_petition("transferred")
    drafted(petition, "W04")
    perform(petition, "accept", by=officer_at("Handler", "LT-WATER"), **SIX)
    db.session.commit()
    waiting = db.session.scalars(sa.select(Approval)).one()
    head = page(officer_at("Head of unit", "LT-WATER"))
    answer = head.post(
        f"/petitions/{petition.id}/decisions/{waiting.id}", data={"act": "grant", "note": ""}
    )
    assert answer.status_code == 200
    assert "出具信访事项受理告知书（临水受告" in answer.text


def test_a_paper_that_stops_its_act_says_so_on_the_page(page, db):
    petition = a_petition("transferred")
    completed(drafted(petition, "W04"), matter="反映【待填】一事")
    perform(petition, "accept", by=officer_at("Handler", "LT-WATER"), **SIX)
    db.session.commit()
    waiting = db.session.scalars(sa.select(Approval)).one()
    head = page(officer_at("Head of unit", "LT-WATER"))
    answer = head.post(
        f"/petitions/{petition.id}/decisions/{waiting.id}", data={"act": "grant", "note": ""}
    )
    assert answer.status_code == 422
    assert "“信访事项受理告知书”不能签发。反映事项：有未填写的空位" in answer.text
    db.session.expire_all()
    assert (waiting.status, petition.state) == ("asked", "transferred")


def test_the_head_signs_at_the_keyboard(page, db):
    marked()
    letter = completed(drafted(a_petition("accepted"), "W04"))
    db.session.commit()
    head = page(officer_at("Head of unit", "LT-WATER"))
    address = f"/petitions/{letter.petition_id}/sign-letter"
    shown = head.get(f"{address}?letter_id={letter.id}")
    assert "受理告知书（致张建国，草稿）" in shown.text
    done = head.post(address, data={"letter_id": letter.id})
    assert "签发文书：信访事项受理告知书（临水受告" in done.text
    db.session.expire_all()
    assert db.session.get(Letter, letter.id).status == "signed"


def test_a_letter_of_another_file_is_not_signed_here(page, db):
    marked()
    letter = completed(drafted(a_petition("accepted"), "W04"))
    other = a_petition("accepted", name="王芳")
    db.session.commit()
    head = page(officer_at("Head of unit", "LT-WATER"))
    answer = head.post(f"/petitions/{other.id}/sign-letter", data={"letter_id": letter.id})
    assert answer.status_code == 422
    db.session.expire_all()
    assert db.session.get(Letter, letter.id).status == "draft"


def test_who_agrees_has_read_the_letter_that_is_signed(page, db):
    marked()
    petition = a_petition("transferred")
    handler = officer_at("Handler", "LT-WATER")
    perform(petition, "accept", by=handler, **SIX)
    db.session.commit()
    read = petition.version
    letter = db.session.scalars(sa.select(Letter)).one()
    given = {"letter_id": letter.id, "fields": {"contact": "另一人"}}
    perform(petition, "revise_letter", by=handler, **given)
    db.session.commit()
    waiting = db.session.scalars(sa.select(Approval)).one()
    head = page(officer_at("Head of unit", "LT-WATER"))
    answer = head.post(
        f"/petitions/{petition.id}/decisions/{waiting.id}",
        data={"act": "grant", "note": "", "version": str(read)},
    )
    assert answer.status_code == 409
    db.session.expire_all()
    assert (waiting.status, letter.status) == ("asked", "draft")
