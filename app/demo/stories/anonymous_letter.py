"""A letter without a name about a factory that smokes at night; its limit has almost run out."""

from app.demo.stage import Stage, Story


def tell(stage: Stage) -> Story:
    """In the pool, two days or so before the office must have decided."""
    story = Story(stage, "anonymous_letter")
    return story.on(13).enter(
        "Letter clerk", form="letter", channel="101", purpose="03", issue="080206",
        anonymous=True, letter_nature="03", enclosure="00", problem_region="610115004",
        postmarked_on=stage.day(16),
    )  # fmt: skip
