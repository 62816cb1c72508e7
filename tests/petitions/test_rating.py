"""回访: who asks for the rating, and how often."""

import pytest
import sqlalchemy as sa

from app.petitions.models import FollowUp
from tests.factories import an_officer, the_unit
from tests.petitions.walks import File, refused

pytestmark = pytest.mark.usefixtures("db")

CALL = {"manner": "1", "satisfaction": "0"}
UNHAPPY = {"manner": "1", "satisfaction": "3"}


def test_the_unit_of_the_opinion_does_not_ask_how_it_was():
    file = File().served("2026-04-24")
    clerk = an_officer("Window clerk", the_unit("LT-WATER"))
    refused(file, "follow_up", "2026-04-27", clerk, "do not ask for the rating", **CALL)
    reviewer = an_officer("Window clerk", the_unit("LT"))
    file.move("follow_up", "2026-04-27", reviewer, **CALL)


def test_who_reviewed_does_not_ask_about_the_review():
    file = File().served("2026-04-24").ask_review("2026-05-06").decide_review("2026-05-28")
    file.serve("2026-06-01", by=("Review officer", "LT"))
    refused(file, "follow_up", "2026-06-02", "Supervisor", "do not ask for the rating", **CALL)
    file.move("follow_up", "2026-06-02", ("Supervisor", "XA"), **CALL)


def test_who_answered_at_the_window_is_not_who_calls_back():
    file = File()
    both = an_officer("Window clerk", full_name="窗口甲")
    file.move("reply_on_the_spot", "2026-03-02", both, reply="已答复", consent=True)
    refused(file, "follow_up", "2026-03-04", both, "do not ask for the rating", **CALL)
    file.move("follow_up", "2026-03-04", "Supervisor", **CALL)


def test_before_the_service_nobody_is_asked():
    file = File().replied("2026-04-20")
    refused(file, "follow_up", "2026-04-21", "Supervisor", "not been served", **CALL)


def test_a_content_petitioner_is_asked_once():
    file = File().served("2026-04-24").move("follow_up", "2026-04-27", "Supervisor", **CALL)
    refused(file, "follow_up", "2026-04-28", "Supervisor", "once for each service", **CALL)


def test_an_unhappy_one_is_asked_once_more_after_an_improvement(db):
    file = File().served("2026-04-24").move("follow_up", "2026-04-27", "Supervisor", **UNHAPPY)
    error = refused(file, "follow_up", "2026-05-06", "Supervisor", "what was improved", **CALL)
    assert error.field == "improved"
    file.move("follow_up", "2026-05-06", "Supervisor", improved="已当面说明并补发材料", **CALL)
    refused(file, "follow_up", "2026-05-07", "Supervisor", "no third rating",
            improved="又改进", **CALL)  # fmt: skip
    kept = db.session.scalars(sa.select(FollowUp).order_by(FollowUp.id)).all()
    assert [(one.satisfaction, one.improved) for one in kept] == [
        ("3", None), ("0", "已当面说明并补发材料")
    ]  # fmt: skip


def test_a_new_opinion_is_rated_anew():
    file = File().served("2026-04-24").move("follow_up", "2026-04-27", "Supervisor", **CALL)
    file.ask_review("2026-05-06").decide_review("2026-05-28", outcome="2")
    file.reply("2026-06-20").serve("2026-06-22")
    file.move("follow_up", "2026-06-24", "Supervisor", **CALL)
