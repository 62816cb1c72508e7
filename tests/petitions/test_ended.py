"""A matter that ended comes again: same facts are barred by proof, new ones open a round."""

import pytest

from app.core import clock
from app.extensions import db as database
from app.petitions.forms.triage import BarForm
from app.petitions.queries.ended import proof_of_end
from tests.factories import an_officer, officer_at
from tests.petitions.attempts import REASON
from tests.petitions.walks import File, day, refused

pytestmark = pytest.mark.usefixtures("db")
BAR = {
    "reason_code": "N01",
    "opinion_number": "西安市信访局复核〔2026〕1号",
    "same_facts": True,
    **REASON,
}


def ended(*, served=True):
    """Re-examined by the city and upheld."""
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    file.serve("2026-05-29", ("Review officer", "LT"))
    file.ask_re_examination("2026-06-05").decide_re_examination("2026-07-03")
    return file.serve("2026-07-06", ("Review officer", "XA")) if served else file


def again(first, on="2026-08-03"):
    return File(on=on, is_repeat=True, first_number=first.petition.number)


def proof(file, by="Triage officer"):
    database.session.flush()
    return proof_of_end(file.petition, an_officer(by))


def test_the_proof_is_collected_from_the_file_that_ended():
    first = ended()
    found = proof(again(first))
    assert (found.number, found.round) == (first.petition.number, 1)
    assert found.unit == officer_at("Review officer", "XA").unit.name
    assert (found.issued_on, found.served_on) == (day("2026-07-03"), day("2026-07-06"))
    assert (found.manner, found.receipt) == ("11", "1")
    assert found.then == found.now == tuple(one.text for one in first.petition.requests)


def test_there_is_none_for_a_first_petition_nor_before_the_end():
    assert proof(File()) is None
    assert proof(again(File().served("2026-04-24"))) is None


def test_who_does_not_see_the_file_that_ended_gets_no_proof():
    file = again(ended())
    database.session.flush()
    assert proof_of_end(file.petition, officer_at("Triage officer", "YL")) is None


@pytest.mark.parametrize("verb", ["transfer", "assign"])
def test_it_does_not_go_on_before_somebody_says_which_it_is(verb):
    file = again(ended())
    given = file.down("LT-WATER") | (
        {"report_due_on": day("2026-09-30")} if verb == "assign" else {}
    )
    refused(file, verb, "2026-08-04", "Triage officer", "open a new round", **given)


def test_new_facts_open_a_round_in_the_same_matter_and_it_goes_on():
    first = ended()
    file = again(first)
    file.move("open_round", "2026-08-04", "Triage officer", reason="新查明管网被擅自改接。")
    assert file.petition.round == 2
    assert file.petition.matter_id == first.petition.matter_id
    assert file.petition.events[-1].facts["reason"] == "新查明管网被擅自改接。"
    assert file.transfer("2026-08-05").state == "transferred"


def test_a_new_round_is_opened_once_and_not_barred():
    file = again(ended())
    file.move("open_round", "2026-08-04", "Triage officer", **REASON)
    refused(file, "open_round", "2026-08-05", "Triage officer", "already", **REASON)
    error = refused(file, "bar", "2026-08-05", "Triage officer", "art. 36(3)", **BAR,
                    served_on=day("2026-07-06"))  # fmt: skip
    assert error.field == "reason_code"


def test_what_has_not_ended_has_no_new_round():
    refused(File(), "open_round", "2026-03-03", "Triage officer", "has not ended", **REASON)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"same_facts": False}, "same_facts"), ({"served_on": day("2026-07-07")}, "served_on")],
)
def test_a_bar_needs_a_persons_judgement_and_agrees_with_the_service(change, field):
    given = BAR | {"served_on": day("2026-07-06")} | change
    error = refused(again(ended()), "bar", "2026-08-04", "Triage officer", "", **given)
    assert error.field == field


def test_without_service_there_is_no_bar():
    error = refused(again(ended(served=False)), "bar", "2026-08-04", "Triage officer",
                    "has not been served", **BAR, served_on=day("2026-07-06"))  # fmt: skip
    assert error.field == "served_on"


def test_same_facts_are_barred_by_the_proof():
    file = again(ended())
    file.move("bar", "2026-08-04", "Triage officer", second="Reviewer", **BAR,
              served_on=day("2026-07-06"))  # fmt: skip
    assert (file.state, file.petition.reason_code) == ("barred", "N01")


def test_the_form_takes_the_proof_over(app):
    file = again(ended())
    database.session.flush()
    with app.test_request_context(), clock.at("2026-08-04"):
        form = BarForm.on(file.petition, an_officer("Triage officer"))
        assert (form.reason_code.data, form.served_on.data) == ("N01", day("2026-07-06"))
        assert not form.same_facts.data, "a person judges"


def test_the_page_shows_both_requests_side_by_side(page):
    file = again(ended())
    database.session.commit()  # noqa: TID251 - what the page reads
    with clock.at("2026-08-04"):
        text = page(an_officer("Triage officer")).get(f"/petitions/{file.petition.id}").text
    for words in ("本事项已复核终结", "维持", "终结件诉求", "本次诉求", "新事实新一轮"):
        assert words in text, words
