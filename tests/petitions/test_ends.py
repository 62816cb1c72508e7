"""Reviewed, ended, reopened: the later stories of a file."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core.errors import Invalid
from app.petitions.engine import MoveRefused
from app.petitions.models import (
    Opinion,
    ReviewCase,
)
from tests.factories import SIX, a_petition, the_unit
from tests.petitions.attempts import OPINION, REASON
from tests.petitions.walks import File, refused

pytestmark = pytest.mark.usefixtures("db")

FILING = {"region_code": "610115", "issue": "0111"}


@pytest.fixture
def only(db):
    """Return a function: the one row of a record."""
    return lambda model: db.session.scalars(sa.select(model)).one()


def parties(file, *, now=True):
    return {
        (party.role, party.unit.code)
        for party in file.petition.parties
        if party.until is None or not now
    }


# --- review chain -------------------------------------------------------------------------------


def test_the_review_chain_to_its_end(only, db):
    file = File().served("2026-04-24").ask_review("2026-05-06")
    case = only(ReviewCase)
    assert (case.level, case.unit.code, case.applied_on) == ("review", "LT", date(2026, 5, 6))
    file.decide_review("2026-05-28", outcome="3", conclusion="2")
    assert (file.state, file.petition.opinion_level, file.petition.result) == (
        "replied", "review", "2"
    )  # fmt: skip
    assert (case.outcome, case.decided_on) == ("3", date(2026, 5, 28))
    file.serve("2026-06-01", by=("Review officer", "LT")).ask_re_examination("2026-06-10")
    assert parties(file) >= {("reviewing", "XA")}
    assert ("reviewing", "LT") not in parties(file)
    file.decide_re_examination("2026-07-01")
    assert (file.state, file.petition.close_way, file.petition.finalised) == (
        "concluded",
        "A6",
        True,
    )
    file.serve("2026-07-03", by=("Review officer", "XA"))
    levels = db.session.scalars(sa.select(Opinion.level).order_by(Opinion.id)).all()
    assert levels == ["handling", "review", "re_examination"]


def test_a_review_that_revokes_sends_the_file_back_to_the_unit():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    file.decide_review("2026-05-28", outcome="2")
    assert (file.state, file.petition.redone) == ("accepted", 1)
    assert file.petition.opinion_level is None
    file.reply("2026-06-20").serve("2026-06-22")
    assert (file.state, file.petition.opinion_level) == ("replied", "handling")


def test_a_re_examination_that_revokes_does_so_too():
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    file.serve("2026-06-01", by=("Review officer", "LT")).ask_re_examination("2026-06-10")
    file.decide_re_examination("2026-07-01", outcome="2")
    assert (file.state, file.petition.finalised, file.petition.redone) == ("accepted", False, 1)
    assert file.running() == {"D06": "2026-08-31"}


def test_a_refused_application_leaves_the_opinion_as_it_was(only):
    file = File().served("2026-04-24").ask_review("2026-05-06")
    file.move("refuse_application", "2026-05-08", ("Review officer", "LT"),
              second=("Reviewer", "LT"), reason="不符合条件")  # fmt: skip
    assert (file.state, file.petition.opinion_level) == ("replied", "handling")
    assert only(ReviewCase).outcome == "4"
    assert file.petition.events[-1].facts["reason_code"] == "R07"


def test_an_unknown_outcome_is_refused():
    file = File().served("2026-04-24").ask_review("2026-05-06")
    with pytest.raises(Invalid) as error:
        file.ask("decide_review", "2026-05-28", ("Review officer", "LT"), outcome="9", **OPINION)
    assert error.value.field == "outcome"


def test_a_withdrawn_opinion_is_kept_and_a_second_version_follows(db):
    file = File().served("2026-04-24")
    file.move("withdraw_opinion", "2026-04-27", "Head of unit", reason="认定有误")
    assert (file.state, file.petition.served_on, file.petition.redone) == ("accepted", None, 1)
    file.serve("2026-04-28", letter="withdrawal")  # the letter of withdrawal has its own service
    file.reply("2026-05-06").serve("2026-05-07")
    found = db.session.scalars(sa.select(Opinion).order_by(Opinion.id)).all()
    assert [(one.version, one.withdrawn_on) for one in found] == [(1, date(2026, 4, 27)), (2, None)]
    assert file.petition.served_on == date(2026, 5, 7)


# --- ends and ways back -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("walk", "by", "second"),
    [
        (lambda f: f, ("Handler", "LT"), ("Head of unit", "LT")),
        (lambda f: f.transfer("2026-03-04"), "Handler", "Head of unit"),
        (lambda f: f.accepted("2026-03-10"), "Handler", "Head of unit"),
        (lambda f: f.served("2026-04-24"), "Handler", "Head of unit"),
        (lambda f: f.served("2026-04-24").ask_review("2026-05-06"), "Handler", "Head of unit"),
    ],
    ids=["registered", "transferred", "accepted", "replied", "under review"],
)
def test_a_withdrawal_terminates_from_everywhere_before_the_last_level(walk, by, second):
    file = walk(File())
    file.move("terminate", "2026-05-08", by, second=second, close_way="A12", result="10", **REASON)
    assert (file.state, file.running()) == ("concluded", {})


@pytest.mark.parametrize("state", ["concluded", "declined", "barred", "redirected"])
def test_a_mistake_is_corrected_by_reopening(at, state):
    with at("2026-03-31"):
        file = File.__new__(File)
        file.petition, file.unit = a_petition(state), "LT-WATER"
    file.move("reopen", "2026-04-01", "Triage officer", second="Reviewer", **REASON)
    petition = file.petition
    assert (file.state, petition.unit.code, petition.handler) == ("registered", "LT", None)
    assert (petition.close_way, petition.closed_on, petition.reason_code) == (None, None, None)
    assert file.transfer("2026-04-02").signed("2026-04-03").accept("2026-04-07").state == "accepted"


def test_what_the_last_level_ended_is_not_reopened():
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    file.serve("2026-06-01", by=("Review officer", "LT")).ask_re_examination("2026-06-10")
    file.decide_re_examination("2026-07-01")
    refused(file, "reopen", "2026-07-02", "Triage officer", "art. 36(3)", **REASON)
    assert (file.state, file.petition.finalised) == ("concluded", True)


def test_a_reopened_file_of_a_competent_unit_counts_from_its_arrival():
    station = ("Station operator", "LT-STATION")
    file = File(by=station)
    file.move("accept", "2026-03-04", station, second=("Head of unit", "LT-STATION"),
              **SIX)  # fmt: skip
    file.move("terminate", "2026-03-05", station, second=("Head of unit", "LT-STATION"),
              close_way="A12", result="10", **REASON)  # fmt: skip
    file.move("reopen", "2026-03-06", ("Triage officer", "LT-STATION"),
              second=("Reviewer", "LT-STATION"), **REASON)  # fmt: skip
    file.move("accept", "2026-03-09", station, second=("Head of unit", "LT-STATION"),
              **SIX)  # fmt: skip
    assert file.petition.unit.code == "LT-STATION"
    assert ("lead", "LT-STATION") in parties(file)


@pytest.mark.parametrize("state", ["concluded", "declined", "barred", "redirected", "joined"])
def test_an_archived_file_comes_back_as_what_it_was(at, state):
    with at("2026-03-31"):
        file = File.__new__(File)
        file.petition = a_petition(state)
    file.move("archive", "2026-04-01", "Archivist", archive_unit_id=the_unit().id, **FILING)
    file.move("unarchive", "2026-04-02", "Archivist", second="Reviewer", **REASON)
    assert file.state == state
    assert (file.petition.archived_at, file.petition.archived_from) == (None, None)


def test_a_void_file_is_kept_with_its_number_and_moves_no_more():
    file = File()
    number = file.petition.number
    file.move("void", "2026-03-03", "Window clerk", second="Reviewer", reason="误登")
    assert (file.state, file.petition.number) == ("voided", number)
    assert File(on="2026-03-02").petition.number != number
    for verb in ("transfer", "reopen", "mark_seen"):
        with pytest.raises(MoveRefused, match="in the state"):
            file.ask(verb, "2026-03-04", "Triage officer", **file.down("LT-WATER"), **REASON)


def test_joined_papers_share_the_matter_until_they_are_parted():
    first, file = File(name="李秀英"), File()
    own = file.petition.matter
    file.move("join", "2026-03-03", "Triage officer", other_number=first.petition.number)
    assert (file.state, file.petition.joined_into) == ("joined", first.petition)
    assert file.petition.matter == first.petition.matter
    file.move("part", "2026-03-04", "Triage officer", **REASON)
    assert (file.state, file.petition.joined_into) == ("registered", None)
    assert file.petition.matter == own


def test_a_repeat_belongs_to_the_matter_of_the_first():
    first = File()
    again = File(on="2026-06-01", is_repeat=True, first_number=first.petition.number.lower())
    third = File(on="2026-07-01", is_repeat=True, first_number=again.petition.number)
    assert again.petition.matter == third.petition.matter == first.petition.matter
    assert third.petition.first_petition == first.petition
