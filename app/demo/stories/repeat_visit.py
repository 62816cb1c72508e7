"""A man comes about his allowance, is answered at the window, and comes again."""

from app.demo.stage import Stage, Story

PLACE = {"form": "visit", "channel": "201", "purpose": "03", "issue": "050801"}


def tell(stage: Stage) -> Story:
    """The first visit is in the archive; the second one lies in the pool."""
    first = Story(stage, "repeat_visit")
    people = (first.person(96),)
    given = {"people": people, "problem_region": "610115003", "level": "2", **PLACE}
    first.on(96).enter("Window clerk", **given)
    first.do("reply_on_the_spot", "Window clerk", reply=first.words["reply"], consent=True)
    first.on(88).do(
        "archive", "Archivist", archive_unit_id=stage.place("XF").id,
        region_code="610115003", issue="050801",
    )  # fmt: skip
    again = Story(stage, "repeat_visit")
    again.on(3).enter(
        "Window clerk", **given | {"content": again.words["again"]},
        is_repeat=True, first_number=first.number,
    )  # fmt: skip
    return again
