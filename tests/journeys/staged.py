"""An office in which every page has something to show."""

from datetime import date, timedelta

from app.petitions.commands.acts import perform
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.factories.petitions import WAYS

TODAY = "2026-06-15"
LEADER = "Party and government leader"


def something_everywhere() -> None:
    """Put a petition into every state, and records beside the line on some of them."""
    for state in WAYS:
        a_petition(state)
    a_petition("accepted", accusation=False, head_count=12, name="李秀英")
    a_petition(accusation=True)
    beside(a_petition("accepted", summary="反映" + "很长的概述" * 30))


def beside(petition) -> None:
    """Let a leader write, a supervisor press and a reply be proposed."""
    leader, triage = an_officer(LEADER), an_officer("Triage officer")
    due = date.fromisoformat(TODAY) + timedelta(days=9)
    perform(petition, "submit", by=triage, leader_id=leader.id, text="请阅示。")
    perform(a_petition(name="王芳"), "submit", by=triage, leader_id=leader.id, text="请阅示。")
    perform(petition, "instruct", by=leader, text="请尽快核实，妥善解决。")
    perform(
        petition,
        "issue_supervision",
        by=an_officer("Supervisor"),
        unit_id=the_unit("LT-WATER").id,
        rung="urge",
        reason_code="1",
        text="请加快办理。",
        due_on=due,
    )
    perform(petition, "draft_letter", by=officer_at("Handler", "LT-WATER"), kind="W11")
    given = {"days": 10, "reason_code": "1", "reason": "情况复杂。"}
    perform(petition, "extend", by=officer_at("Handler", "LT-WATER"), **given)
