"""What the pages of instructions say of nonsense, and what they do not choose for anybody."""

import pytest

from app.petitions.models import Instruction
from tests.factories import a_petition, an_officer
from tests.oversight.test_instructions import sent


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("since=abc", "“abc”不是日期"),
        ("until=2026-13-40", "“2026-13-40”不是日期"),
        ("level=zz", "没有“zz”这一项"),
        ("status=zz", "没有“zz”这一项"),
        ("petition=zz", "没有“zz”这一项"),
    ],
)
def test_a_filter_that_makes_no_sense_is_said(page, db, query, words):
    answer = page(an_officer("Triage officer")).get(f"/instructions/?{query}")
    assert answer.status_code == 200
    assert words in answer.text


def test_the_level_of_the_leader_is_chosen_and_not_taken_for_granted(page, db):
    clerk, file = page(an_officer("Triage officer")), a_petition()
    chosen = [
        one.get("value")
        for select in clerk.get("/instructions/add").dom.iter("select")
        if select.get("name") == "leader_level"
        for one in select.iter("option")
        if one.get("selected") is not None
    ]
    assert chosen in ([], [""])
    paper = sent(number=file.number, leader_name="王区长", leader_level="", scan=True)
    assert clerk.post("/instructions/add", data=paper).status_code == 200
    assert db.session.query(Instruction).count() == 0
