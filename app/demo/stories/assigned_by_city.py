"""The city assigns unpaid wages; they are paid, and the report upward waits for the leader."""

from app.demo.stage import Stage, Story


def tell(stage: Stage) -> Story:
    """Assigned on with a report back, replied, served, reported; the report upward is asked for."""
    story = Story(stage, "assigned_by_city")
    _arrive(stage, story)
    story.on(40).do(
        "assign", "Triage officer", "Bureau leader", unit_id=stage.place("RS").id,
        opinion=story.words["assign"], report_due_on=story.in_days(-3),
    )  # fmt: skip
    story.on(39).do("sign_for", "Unit intake@RS", officer_id=stage.who("Handler@RS").id)
    story.on(36).do("accept", "Handler@RS", "Head of unit@RS")
    story.on(14).do(
        "reply", "Handler@RS", "Head of unit@RS", answers=story.answers(story.words["answers"]),
        facts=story.words["facts"], basis=story.words["basis"], conclusion="1",
    )  # fmt: skip
    story.on(11).do("serve", "Handler@RS", letter="opinion", manner="11", receipt="1")
    story.on(7).do("report_back", "Unit intake@RS", text=story.words["report"])
    story.on(5).do("pass_report", "Triage officer", note=story.words["note"])
    return story.on(2).do("report_upward", "Triage officer", text=story.words["upward"])


def _arrive(stage: Stage, story: Story) -> None:
    unit, name, title = story.words["assigner"]
    story.on(42).enter(
        "Letter clerk", form="assigned", channel="101", source="08", purpose="03", issue="040305",
        people=(story.person(42),), head_count=23,
        problem_region="610115005", urgency="2", assigned_number="2026-0318",
        assigning_unit=unit, assigner_name=name, assigner_title=title,
        assigned_on=stage.day(44), assigned_due_on=story.in_days(5),
        assigned_text=story.words["assigned_text"],
    )  # fmt: skip
