"""No service before the issue: what was neither signed nor decided cannot have been served."""

from datetime import date

import pytest

from app.core import clock
from app.core.errors import Invalid
from app.petitions.forms.handling import ServeForm
from app.petitions.letters import LETTERS
from app.petitions.letters.issued import acts_told_by
from app.petitions.letters.kinds import kind_of, kinds
from app.petitions.letters.possible import letters_of
from app.petitions.lists.unserved import waiting_letters
from app.petitions.workflow import PETITION
from tests.factories import a_petition, officer_at, the_unit
from tests.petitions.walks import File, refused

HANDLER, HEAD = ("Handler", "LT-WATER"), ("Head of unit", "LT-WATER")
BY_HAND = {"manner": "11", "receipt": "1"}

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize(
    "letter", ["extension", "declining", "barring", "redirecting", "withdrawal", "application"]
)
def test_what_was_never_issued_is_not_served(letter):
    file = File().accepted("2026-03-10")
    error = refused(file, "serve", "2026-03-12", HANDLER, "has not been issued",
                    letter=letter, **BY_HAND)  # fmt: skip
    assert error.field == "letter"


def test_an_unknown_letter_is_not_served():
    file = File().accepted("2026-03-10")
    error = refused(file, "serve", "2026-03-12", HANDLER, "Choose from the list", letter="W03",
                    **BY_HAND)  # fmt: skip
    assert error.field == "letter"


def test_an_act_without_its_letter_here_lets_a_paper_written_elsewhere_be_served():
    file = File().transfer("2026-03-04", procedure="2", simple_ground="1").signed("2026-03-04")
    file.accept("2026-03-05", procedure="2", oral=True)
    assert letters_of(file.petition) == []
    file.move("serve", "2026-03-06", HANDLER, letter="acceptance", **BY_HAND)
    assert file.petition.events[-1].facts["letter"] == "acceptance"


def test_a_notice_that_another_unit_gave_is_not_served_here():
    file = File().accepted("2026-03-10")
    refused(file, "serve", "2026-03-12", HANDLER, "has not been issued", letter="whereabouts",
            **BY_HAND)  # fmt: skip
    file.move("serve", "2026-03-12", "Triage officer", letter="whereabouts", **BY_HAND)


def test_a_letter_that_is_only_drafted_is_not_issued():
    file = File().accepted("2026-03-10")
    file.ask("draft_letter", "2026-03-11", HANDLER, kind="W11")
    refused(file, "serve", "2026-03-12", HANDLER, "has not been issued", letter="extension",
            **BY_HAND)  # fmt: skip


def test_what_waits_for_its_second_person_is_not_issued():
    file = File().accepted("2026-03-10")
    asked = {"days": 5, "reason_code": "1", "reason": "须鉴定。"}
    approval = file.ask("extend", "2026-04-01", HANDLER, **asked)
    with pytest.raises(Exception, match="waits for a second person"):
        file.ask("serve", "2026-04-01", HANDLER, letter="extension", **BY_HAND)
    file.grant(approval, "2026-04-02", HEAD)
    file.move("serve", "2026-04-02", HANDLER, letter="extension", **BY_HAND)


def offered(petition):
    with clock.at("2026-04-30"):
        form = ServeForm.on(petition, officer_at(*HANDLER), formdata=None)
    return {code.partition(":")[0] for code, _words in form.letter.choices}


def test_the_form_offers_what_was_issued_and_other_papers(app):
    with app.test_request_context():
        accepted = File().accepted("2026-03-10")
        assert offered(accepted.petition) == {"acceptance", "other"}
        accepted.extend("2026-03-11", 10).reply("2026-03-12")
        told = {"acceptance", "other", "extension", "opinion"}
        assert offered(accepted.petition) == told


# --- by hand --------------------------------------------------------------------------------------


@pytest.mark.parametrize("forged", ["extension", "extension:1", "barring:x", "acceptance:x"])
def test_a_forged_choice_is_refused_beside_its_field(page, forged):
    petition = a_petition("accepted")
    client = page(officer_at(*HANDLER))
    given = {"letter": forged, "occurred_on": clock.today().isoformat(), "version": "", **BY_HAND}
    answer = client.post(f"/petitions/{petition.id}/serve", data=given)
    assert answer.status_code == 422
    assert 'id="letter-error"' in answer.text
    foreseen = client.post(f"/petitions/{petition.id}/serve/effects", data=given)
    assert foreseen.status_code == 200


def test_the_refusal_says_what_is_missing(page):
    petition = a_petition("accepted")
    given = {"letter": "extension", "occurred_on": clock.today().isoformat(), **BY_HAND}
    answer = page(officer_at(*HANDLER)).post(f"/petitions/{petition.id}/serve", data=given)
    assert "“延期告知书”尚未出具：没有已签发的，也没有办理“延期”，不能登记送达。" in answer.text


# --- days -----------------------------------------------------------------------------------------


def test_each_of_two_notices_follows_its_own_act():
    file = File().accepted("2026-03-10").extend("2026-04-01", 10).extend("2026-04-10", 5)
    second, first = (one for one in letters_of(file.petition) if one.kind == "W11")
    day = {"occurred_on": date(2026, 4, 9), "letter": "extension", **BY_HAND}
    with pytest.raises(Invalid, match="lies before 2026-04-10"):
        file.ask("serve", "2026-04-10", HANDLER, letter_id=second.id, **day)
    file.move("serve", "2026-04-10", HANDLER, letter_id=first.id, **day)
    assert file.petition.events[-1].occurred_on == date(2026, 4, 9)


# --- the table ------------------------------------------------------------------------------------


def test_every_letter_that_is_served_tells_of_acts_but_the_other_one():
    moves = {move.name for move in PETITION.moves}
    told = {code: acts_told_by(code) for code in LETTERS}
    assert [code for code, acts in told.items() if not acts] == ["other"]
    assert {act for acts in told.values() for act in acts} <= moves
    assert {kind.served for kind in kinds().values() if kind.served} <= set(LETTERS)
    assert told["opinion"] == ("reply", "decide_review", "decide_re_examination")


# --- opinions that do not stand -------------------------------------------------------------------


def test_the_opinion_that_revokes_is_served_and_opens_nothing():
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28", "2")
    [paper] = waiting(file)
    file.serve("2026-06-01", by=("Review officer", "LT"))
    assert (file.state, file.petition.served_on) == ("accepted", None)
    assert set(file.running()) == {"D06"}
    assert paper.kind == "W15"
    assert waiting(file) == []


def test_serving_the_revoking_opinion_late_does_not_serve_the_new_one():
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28", "2")
    file.reply("2026-06-20")
    answer, revoking = waiting(file)
    file.serve("2026-06-22", by=("Review officer", "LT"), letter_id=revoking.id)
    assert file.petition.served_on is None
    file.serve("2026-06-23", letter_id=answer.id)
    assert file.petition.served_on == date(2026, 6, 23)
    assert "D07" in file.running()


def test_an_opinion_that_was_withdrawn_waits_for_no_service():
    file = File().replied("2026-04-20")
    file.move("withdraw_opinion", "2026-04-21", HEAD, reason="认定有误")
    assert waiting(file) == []
    refused(file, "serve", "2026-04-22", HANDLER, "no opinion", letter="opinion", **BY_HAND)


# --- the petitioner's thirty days -----------------------------------------------------------------


def test_the_thirty_days_begin_with_the_recorded_service_and_never_before():
    file = File().replied("2026-04-20")
    assert "D07" not in file.running()
    refused(file, "ask_review", "2026-06-30", ("Review officer", "LT"), "has not been served",
            unit_id=the_unit("LT").id, applied_on=date(2026, 6, 30), reason="不服")  # fmt: skip
    file.serve("2026-07-01")
    assert file.running()["D07"] == "2026-07-31"


def test_who_refuses_is_served_when_it_is_left_at_his_place():
    file = File().replied("2026-04-20").serve("2026-04-21", receipt="0")
    assert (file.petition.served_on, "D07" in file.running()) == (None, False)
    file.serve("2026-04-22", manner="12", receipt="3")
    assert file.petition.served_on == date(2026, 4, 22)
    assert file.running() == {"D07": "2026-05-22"}


@pytest.mark.parametrize(("manner", "receipt"), [("12", "0"), ("12", "1"), ("11", "3")])
def test_manner_and_receipt_of_what_was_left_agree(manner, receipt):
    file = File().replied("2026-04-20")
    error = refused(file, "serve", "2026-04-21", HANDLER, "both the manner and the receipt",
                    letter="opinion", manner=manner, receipt=receipt)  # fmt: skip
    assert error.field == "receipt"


def waiting(file):
    return [one for one in waiting_letters(file.petition) if kind_of(one.kind).served == "opinion"]
