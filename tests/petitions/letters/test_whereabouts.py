"""The notice of where it went (去向告知书): nothing went anywhere before the transfer."""

import pytest

from app.core.errors import Invalid
from tests.petitions.letters.office import completed, drafted, marked, on, signed, texts_of_newest
from tests.petitions.walks import File, day

pytestmark = pytest.mark.usefixtures("db")

TRIAGE = ("Triage officer", "LT")


def test_in_the_pool_the_day_of_the_transfer_is_empty_and_it_is_not_signed():
    marked()
    file = File()
    with on("2026-03-03"):
        letter = drafted(file.petition, "W05", "LT")
        texts = texts_of_newest(letter)
        assert (texts["sent_on"], texts["to_unit"]) == ("", "")
        completed(letter, "LT", to_unit="临潼区水务局", sent_on="")
        with pytest.raises(Invalid, match="is empty"):
            signed(letter, "LT")


def test_once_it_is_transferred_the_draft_takes_up_the_day():
    marked()
    file = File()
    with on("2026-03-03"):
        letter = drafted(file.petition, "W05", "LT")
    file.transfer("2026-03-04")
    file.ask("revise_letter", "2026-03-05", TRIAGE, letter_id=letter.id,
             fields={"contact": "李军"})  # fmt: skip
    texts = texts_of_newest(letter)
    assert (texts["sent_on"], texts["to_unit"]) == ("2026年3月4日", "临潼区水务局")


def test_each_unit_tells_of_its_own_leg():
    marked()
    file = File().transfer("2026-03-04").signed("2026-03-05").forward("2026-03-06")
    with on("2026-03-09"):
        texts = texts_of_newest(drafted(file.petition, "W05", "LT"))
    assert (texts["sent_on"], texts["to_unit"]) == ("2026年3月4日", "临潼区水务局")


def test_an_assignment_that_waits_has_no_day_yet_and_its_paper_has_it():
    marked()
    file = File()
    due = {"report_due_on": day("2026-05-15")}
    asked = file.ask("assign", "2026-03-04", TRIAGE, **file.down("LT-WATER"), **due)
    with on("2026-03-04"):
        letter = drafted(file.petition, "W05", "LT")
    texts = texts_of_newest(letter)
    assert (texts["sent_on"], texts["to_unit"]) == ("", "临潼区水务局")
    file.grant(asked, "2026-03-05", "Bureau leader")
    assert letter.status == "signed"
    assert texts_of_newest(letter)["sent_on"] == "2026年3月5日"
