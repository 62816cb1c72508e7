"""Where a petition is counted: kept by the session, whatever command wrote it."""

import pytest
import sqlalchemy as sa

from app.core import clock
from app.petitions.models import Clock, FollowUp, Petition, Placing
from app.petitions.models.placing import recount, wrong
from tests.factories import a_petition, the_unit
from tests.petitions.walks import File

pytestmark = pytest.mark.usefixtures("db")

CALL = {"manner": "1", "satisfaction": "3"}
NOTHING_WRONG = {"petition": 0, "clock": 0, "follow_up": 0}


def place_of(db, row):
    """Return office, unit, place, source, repeat and accusation of a row's placing."""
    return db.session.get(Placing, row.placing_id).key


def called(db, file, *codes):
    """Return what the limits of a file are counted as, by their code."""
    query = sa.select(Clock.code, Clock.what).where(
        Clock.petition_id == file.petition.id, Clock.code.in_(codes)
    )
    return dict(db.session.execute(query.order_by(Clock.id)).all())


def test_a_petition_that_is_handed_on_takes_its_limits_along(db):
    file = File(problem_region="610115001", source="06")
    office, unit = the_unit("LT"), the_unit("LT-WATER")
    assert place_of(db, file.petition) == f"{office.id}-{office.id}-610115001-06-0-0"
    file.transfer("2026-03-04")
    assert place_of(db, file.petition) == f"{office.id}-{unit.id}-610115001-06-0-0"
    db.session.expire_all()
    limits = file.petition.clocks
    assert len(limits) > 1
    assert {limit.placing_id for limit in limits} == {file.petition.placing_id}


def test_two_of_a_kind_share_a_placing():
    first, second, other = File(), File(), File(source="06")
    assert first.petition.placing_id == second.petition.placing_id
    assert first.petition.placing_id != other.petition.placing_id


def test_what_was_voided_is_put_down_nowhere(db):
    file = File()
    assert file.petition.placing_id
    file.move("void", "2026-03-03", "Triage officer", second="Reviewer", reason="重复登记")
    db.session.expire_all()
    assert {row.placing_id for row in (file.petition, *file.petition.clocks)} == {None}
    assert wrong(db.session()) == NOTHING_WRONG


def test_a_limit_is_called_by_how_it_ended(db):
    file = File()
    assert called(db, file, "D01") == {"D01": "send.unmet"}
    file.transfer("2026-03-04")
    assert called(db, file, "D01", "D03") == {"D01": "send.kept", "D03": "accept.unmet"}


def test_nobody_had_to_keep_the_limit_of_a_leg_that_was_sent_back(db):
    file = File().transfer("2026-03-04")
    assert called(db, file, "D03") == {"D03": "accept.unmet"}
    file.objected("2026-03-06").move("agree_objection", "2026-03-09", "Triage officer")
    db.session.expire_all()
    assert called(db, file, "D03") == {"D03": None}


def test_only_the_last_rating_counts_and_none_is_owed_after_the_first(db):
    file = File().served("2026-04-24")
    assert called(db, file, "D18") == {"D18": "rate.unmet"}
    file.move("follow_up", "2026-04-27", "Supervisor", **CALL)
    assert called(db, file, "D18") == {"D18": None}
    (first,) = db.session.scalars(sa.select(FollowUp))
    assert first.placing_id == file.petition.placing_id
    file.move("follow_up", "2026-05-06", "Supervisor", improved="已补发材料", **CALL)
    placings = sa.select(FollowUp.placing_id).order_by(FollowUp.id)
    assert db.session.scalars(placings).all() == [None, file.petition.placing_id]


def test_an_answer_that_came_late_is_told_by_the_petition(db):
    late, soon = File().served("2026-06-30"), File().served("2026-04-24")
    assert called(db, late, "D06") == {"D06": "answer.late"}
    assert called(db, soon, "D06") == {"D06": "answer.kept"}
    assert [file.petition.traits[15:16] for file in (late, soon)] == ["1", "0"]
    assert wrong(db.session()) == NOTHING_WRONG


def test_the_traits_are_all_in_one_text():
    with clock.at("2026-03-02"):
        petition = a_petition(head_count=60, level="3", purpose="01")
    assert petition.traits == "2011003010000000registered"


@pytest.fixture
def gone_wrong(db):
    """Return a file whose columns were written past the session."""
    file, unit = File().served("2026-04-24"), the_unit("LT-WATER-1")
    mine = Petition.id == file.petition.id
    db.session.execute(sa.update(Petition).where(mine).values(unit_id=unit.id, is_repeat=True))
    db.session.expire_all()
    return file


def test_what_was_written_past_the_session_is_found_and_mended(db, gone_wrong):
    assert wrong(db.session()) == {"petition": 1, "clock": 0, "follow_up": 0}
    recount(db.session(), Petition.id == gone_wrong.petition.id)
    assert wrong(db.session()) == NOTHING_WRONG
    unit = the_unit("LT-WATER-1")
    assert f"-{unit.id}-" in place_of(db, gone_wrong.petition)
    limits = gone_wrong.petition.clocks
    assert {limit.placing_id for limit in limits} == {gone_wrong.petition.placing_id}


def test_whoever_runs_the_office_is_told(app, gone_wrong):
    run = app.test_cli_runner().invoke
    told = run(args=["stats", "verify"])
    assert told.exit_code == 1
    assert "petition: 1 counted otherwise" in told.output
    mended = run(args=["stats", "verify", "--mend"])
    assert (mended.exit_code, "petition: 0 counted otherwise" in mended.output) == (0, True)
    assert run(args=["stats", "verify"]).exit_code == 0
