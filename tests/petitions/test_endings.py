"""Which manner of conclusion and which result a file can end with (domain 3.12)."""

import pytest

from tests.petitions.attempts import REASON
from tests.petitions.walks import File, refused

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize(
    ("way", "fits"), [("A4", True), ("A12", True), ("A3", False), ("A6", False)]
)
def test_only_a_settlement_or_a_withdrawal_terminates(way, fits):
    file = File().accepted("2026-03-10")
    given = {"close_way": way, "result": "11", **REASON}
    if way == "A4":
        file.settled("2026-03-12")
    if fits:
        file.move("terminate", "2026-03-12", "Handler", second="Head of unit", **given)
        assert (file.state, file.petition.close_way) == ("concluded", way)
    else:
        error = refused(file, "terminate", "2026-03-12", "Handler", "settlement", **given)
        assert error.field == "close_way"


@pytest.mark.parametrize(
    ("way", "result"), [("A4", "10"), ("A4", "8"), ("A12", "1"), ("A12", "12"), ("A12", "9")]
)
def test_a_termination_has_a_result_that_fits(way, result):
    given = {"close_way": way, "result": result, **REASON}
    file = File().accepted("2026-03-10")
    assert refused(file, "terminate", "2026-03-12", "Handler", "manner", **given).field == "result"


# Written down from domain 3.12 and the table of moves: what has an act of its own is not concluded.
@pytest.mark.parametrize(
    "way", ["A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A12"]
)
def test_from_the_pool_only_a_direct_answer_concludes(way):
    given = {"close_way": way, "result": "1", "reply": "已答"}
    error = refused(File(), "conclude", "2026-03-03", "Triage officer", "act of its own", **given)
    assert error.field == "close_way"


@pytest.mark.parametrize(
    "way", ["A1", "A2", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A12"]
)
def test_after_an_opinion_only_the_opinion_concludes(way):
    file = File().served("2026-04-24")
    given = {"close_way": way, "result": "1"}
    error = refused(file, "conclude", "2026-05-26", "Handler", "act of its own", **given)
    assert error.field == "close_way"


def test_after_a_review_it_is_concluded_as_reviewed():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    file.decide_review("2026-05-28", outcome="1")
    file.serve("2026-05-29", ("Review officer", "LT"))
    given = {"result": "1"}
    refused(file, "conclude", "2026-06-30", "Handler", "act of its own", close_way="A3", **given)
    file.move("conclude", "2026-06-30", "Handler", close_way="A5", **given)
    assert file.state == "concluded"


@pytest.mark.parametrize(
    ("purpose", "result", "words"),
    [
        ("03", "5", "Only a suggestion"),
        ("03", "8", "does not fit the purpose"),
        ("03", "9", "does not fit the purpose"),
        ("03", "10", "does not fit the purpose"),
        ("03", "12", "does not fit the purpose"),
        ("01", "1", "partly adopted"),
        ("05", "1", "does not fit the purpose"),
    ],
)
def test_a_result_fits_the_purpose(purpose, result, words):
    given = {"close_way": "A1", "result": result, "reply": "已答"}
    file = File(purpose=purpose)
    error = refused(file, "conclude", "2026-03-03", "Triage officer", words, **given)
    assert error.field == "result"
