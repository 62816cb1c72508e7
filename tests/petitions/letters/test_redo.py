"""How a review opinion ends: with its remedy, with the end of it all, or with who does it anew."""

import pytest

from app.petitions.letters.documents import document_of
from app.petitions.letters.kinds import kinds
from tests.petitions.letters.office import drafted, marked, signed_of, texts_of_newest
from tests.petitions.letters.test_papers import opened, sample, words
from tests.petitions.walks import File

pytestmark = pytest.mark.usefixtures("db")

ANEW = (
    "本事项由临潼区水务局重新办理并出具新的处理意见；"
    "你（你们）对新的处理意见不服的，可以依法请求复查。"
)
REMEDY, END = "救济途径", "本意见为信访事项终结意见"


def decided(level, outcome):
    """Return what the signed opinion of a level says that decides so."""
    marked()
    given = {"conclusion": "2"} if outcome == "3" else {}
    file = File().served("2026-04-24").ask_review("2026-05-06")
    if level == "W15":
        file.decide_review("2026-05-28", outcome=outcome, **given)
    else:
        file.decide_review("2026-05-28").serve("2026-05-29", by=("Review officer", "LT"))
        file.ask_re_examination("2026-06-08")
        file.decide_re_examination("2026-06-28", outcome=outcome, **given)
    return words(opened(document_of(signed_of(file.petition, level)).data))


@pytest.mark.parametrize("level", ["W15", "W16"])
def test_a_redo_says_who_handles_it_anew_and_neither_a_remedy_nor_an_end(level):
    said = decided(level, "2")
    assert ANEW in said
    assert REMEDY not in said
    assert END not in said
    assert "30日" not in said


@pytest.mark.parametrize("outcome", ["1", "3"])
def test_a_review_that_decides_itself_offers_the_re_examination(outcome):
    said = decided("W15", outcome)
    assert "自收到本意见书之日起30日内" in said
    assert "重新办理" not in said


@pytest.mark.parametrize("outcome", ["1", "3"])
def test_a_re_examination_that_decides_itself_ends_it(outcome):
    said = decided("W16", outcome)
    assert END in said
    assert "重新办理" not in said


def test_a_draft_from_before_the_decision_follows_it():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    letter = drafted(file.petition, "W15", "LT")
    assert texts_of_newest(letter)["remedy_unit"] != ""
    file.decide_review("2026-05-28", outcome="2")
    assert letter.status == "signed"
    texts = texts_of_newest(letter)
    assert (texts["remedy_unit"], texts["redo_unit"]) == ("", "临潼区水务局")


def test_the_template_prints_one_end_only():
    kind = kinds()["W16"]
    assert END in words(opened(sample(kind, redo_unit="")))
    assert END not in words(opened(sample(kind, redo_unit="临潼区水务局")))
