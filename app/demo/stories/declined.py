"""Water from the railway bank: not for this level to decide; the petitioner is told who can."""

from app.demo.stage import Stage, Story


def tell(stage: Stage) -> Story:
    """Not accepted, the reviewer agreeing, and the notice is served."""
    story = Story(stage, "declined")
    story.on(14).enter(
        "Letter clerk", form="letter", channel="402", source="15", purpose="03", issue="011105",
        people=(story.person(14),), problem_region="610115008",
    )  # fmt: skip
    story.on(9).do(
        "decline", "Triage officer", "Reviewer", reason_code="R02", reason=story.words["reason"],
        organ=story.words["organ"],
    )  # fmt: skip
    return story.on(6).do("serve", "Triage officer", letter="declining", manner="13", receipt="1")
