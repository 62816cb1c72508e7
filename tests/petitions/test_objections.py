"""Objections to the competence: each is kept, none is repeated, all are counted (art. 23(3))."""

import pytest
import sqlalchemy as sa

from app.petitions.case.objections import marks
from app.petitions.models import Objection
from tests.petitions.walks import File, day, refused

pytestmark = pytest.mark.usefixtures("db")


def refuse(file, on):
    return file.move("refuse_objection", on, "Triage officer", reason="属你单位职权")


def rows(db):
    columns = (Objection.code, Objection.asked_on, Objection.agreed, Objection.answered_on)
    return db.session.execute(sa.select(*columns).order_by(Objection.id)).all()


def sent():
    """Return a file delivered on Wednesday, 4 March: the fifth working day is the 11th."""
    return File().transfer("2026-03-04").signed("2026-03-05")


def test_each_objection_is_kept_with_its_answer(db):
    file = refuse(sent().objected("2026-03-06"), "2026-03-09")
    file.objected("2026-03-10", ground="2")
    file.move("agree_objection", "2026-03-11", "Triage officer", reason="属地有误")
    assert rows(db) == [
        ("1", day("2026-03-06"), False, day("2026-03-09")),
        ("2", day("2026-03-10"), True, day("2026-03-11")),
    ]
    kept = db.session.scalars(sa.select(Objection).order_by(Objection.id)).all()
    assert [one.answer for one in kept] == ["属你单位职权", "属地有误"]
    assert kept[0].text == "不属本单位职权"


def test_a_refused_objection_is_not_repeated_on_the_same_ground():
    file = refuse(sent().objected("2026-03-06"), "2026-03-09")
    error = refused(file, "object", "2026-03-10", "Head of unit", "refused on 2026-03-09",
                    return_reason="1", reason="再次提出")  # fmt: skip
    assert (error.field, "art. 23(3)" in str(error)) == ("return_reason", True)
    assert file.running()["D03"] == "2026-03-19", "the notice is owed all along"


def test_on_a_new_leg_the_same_ground_may_be_named():
    file = sent().objected("2026-03-06")
    file.move("agree_objection", "2026-03-09", "Triage officer")
    file.transfer("2026-03-10").signed("2026-03-11").objected("2026-03-12")
    assert file.petition.objections == 2


def test_the_page_counts_what_was_made_and_what_came_back():
    file = sent()
    assert marks(file.petition) == []
    refuse(file.objected("2026-03-06"), "2026-03-09").objected("2026-03-10", ground="2")
    assert told(file) == ("2", "0", "plain")
    file.move("agree_objection", "2026-03-11", "Triage officer")
    file.transfer("2026-03-12").signed("2026-03-13").objected("2026-03-16")
    assert told(file) == ("3", "1", "plain")
    file.move("agree_objection", "2026-03-17", "Triage officer")
    assert told(file) == ("3", "2", "warn")


def told(file):
    [(words, tone)] = marks(file.petition)
    made, back = [part for part in words.replace(",", "").split() if part.isdigit()]
    return made, back, tone
