"""A lift that stands still: past its limit, instructed by a leader, pressed by the supervisor."""

from app.demo.stage import Stage, Story


def tell(stage: Stage) -> Story:
    """The instruction is answered, the limit of handling is over, the supervision is open."""
    story = Story(stage, "overdue")
    _accepted(stage, story)
    leader, unit = stage.who("Party and government leader@ZF"), stage.place("ZJ").id
    story.on(33).do(
        "submit", "Triage officer", leader_id=leader.id, wanted_on=stage.day(26),
        text=story.words["submit"],
    )  # fmt: skip
    story.on(31).do("instruct", leader, text=story.words["instruction"], leader_level="2")
    story.on(30).do(
        "pass_on_instruction", "Triage officer", unit_id=unit, answer_due_on=stage.day(19)
    )
    story.on(21).do("answer_instruction", "Handler@ZJ", text=story.words["instruction_answer"])
    story.on(20).do(
        "close_instruction", "Triage officer", result="2", text=story.words["instruction_end"]
    )
    story.on(19).do("confirm_instruction", leader)
    story.on(18).do("take_charge", leader, aim=story.words["charge"], until_on=story.in_days(20))
    story.on(3).do(
        "issue_supervision", "Supervisor", unit_id=unit, rung="supervise", reason_code="03",
        manner="03", text=story.words["supervision"], due_on=story.in_days(0),
    )  # fmt: skip
    return story


def _accepted(stage: Stage, story: Story) -> None:
    story.on(82).enter(
        "Letter clerk", form="letter", channel="301", purpose="03", issue="020903",
        people=(story.person(82),),
        problem_region="610115001", urgency="2",
    )  # fmt: skip
    story.on(80).do(
        "transfer", "Triage officer", unit_id=stage.place("ZJ").id, opinion=story.words["transfer"]
    )
    story.on(79).do("sign_for", "Unit intake@ZJ", officer_id=stage.who("Handler@ZJ").id)
    story.on(76).do("accept", "Handler@ZJ", "Head of unit@ZJ")
    story.on(60).do("record_progress", "Handler@ZJ", text=story.words["progress"])
