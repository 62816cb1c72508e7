"""An accusation: never to the accused or the line above; to the organ that looks into it."""

from app.demo.stage import Stage, Story
from app.petitions.engine import MoveRefused

ACCUSED = "610115012-BS"


def tell(stage: Stage) -> Story:
    """A hand-over to the accused is refused; leading it to the organ waits for a colleague."""
    story = Story(stage, "accusation")
    accused = stage.place(ACCUSED)
    words = {k: story.words[k] for k in ("accused_name", "accused_title")}
    story.on(6).enter(
        "Letter clerk", form="letter", channel="101", purpose="04", issue="1105",
        people=(story.person(6),), letter_nature="01",
        problem_region="610115012", accused_unit_id=accused.id, accused_unit_name=accused.name,
        **words,
    )  # fmt: skip
    desk, colleague = stage.who("Accusation officer"), stage.colleague("Accusation officer")
    if not refused(story, stage, desk.id, accused.id):
        raise RuntimeError("an accusation went to the accused (art. 30(3))")
    story.on(2).do(
        "redirect", colleague, route="72", organ=story.words["organ"],
        organ_unit_id=stage.place("JW").id, reason=story.words["reason"],
    )  # fmt: skip
    return story


def refused(story: Story, stage: Stage, officer_id: int, unit_id: int) -> bool:
    """Try to hand it to the accused, and say whether the engine refused."""
    who = stage.office.people[officer_id]
    try:
        story.on(5).do("transfer", who, unit_id=unit_id, opinion=story.words["attempt"])
    except MoveRefused:
        return True
    return False
