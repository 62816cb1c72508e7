"""What an opinion concludes agrees with its answers; a review says what it upholds."""

import pytest

from app.petitions.endings import agrees
from app.petitions.letters.possible import letters_of
from app.petitions.letters.versions import newest, texts_of
from tests.petitions.attempts import OPINION, answers
from tests.petitions.walks import File, refused

HANDLER, HEAD = ("Handler", "LT-WATER"), ("Head of unit", "LT-WATER")


@pytest.mark.parametrize(
    ("whole", "parts", "fits"),
    [
        ("1", "1 1", True),
        ("1", "1 4", False),
        ("1", "4 4", False),
        ("2", "1 4", True),
        ("2", "2 2", True),
        ("2", "1 1", False),
        ("2", "3 4", False),
        ("3", "3 4", True),
        ("4", "4 4", True),
        ("4", "1 4", False),
        ("3", "2 3", False),
        ("5", "6 7", True),
        ("1", "", True),
    ],
)
def test_the_whole_follows_from_its_parts(whole, parts, fits):
    assert agrees(whole, parts.split()) is fits


def test_an_opinion_that_supports_what_its_answers_refuse_is_not_asked_for(db):
    file = File().accepted("2026-03-10")
    given = {"answers": answers(file.petition, "4"), "conclusion": "1", **OPINION}
    error = refused(file, "reply", "2026-04-01", HANDLER, "does not agree", **given)
    assert error.field == "conclusion"


def reviewed(db, **decision):
    file = File().served("2026-04-24").ask_review("2026-05-06")
    file.decide_review("2026-05-28", **decision)
    letter = next(one for one in letters_of(file.petition) if one.kind == "W15")
    return file, texts_of(newest(letter))["outcome"]


def test_what_is_upheld_is_named_with_its_number(db):
    file, said = reviewed(db, outcome="1")
    paper = next(one for one in letters_of(file.petition) if one.kind == "W14")
    assert said == f"维持：信访事项处理意见书（{paper.number}）。"


def test_what_is_upheld_concludes_nothing_of_its_own(db):
    file, said = reviewed(db, outcome="1", conclusion="4")
    assert "不支持" not in said
    assert file.petition.result == "1"


def test_a_changed_opinion_concludes_like_one_of_its_purpose(db):
    file = File().served("2026-04-24").ask_review("2026-05-06")
    with pytest.raises(Exception, match="does not fit the purpose"):
        file.decide_review("2026-05-28", outcome="3", conclusion="12")
    file.decide_review("2026-05-28", outcome="3", conclusion="4")
    assert file.petition.opinion_level == "review"
