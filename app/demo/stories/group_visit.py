"""Twenty-six owners come for their title deeds; five speak for them. The unit is at work on it."""

from io import BytesIO

from app.demo.stage import Stage, Story


def tell(stage: Stage) -> Story:
    """Registered, transferred with a second unit to assist, accepted, two steps of progress."""
    story = Story(stage, "group_visit")
    speakers = story.words["speakers"]
    people = tuple(
        stage.person(one, 40, relation="4" if place else "1") for place, one in enumerate(speakers)
    )
    story.on(40).enter(
        "Window clerk", form="visit", channel="201", purpose="03", issue="020909",
        people=people, head_count=26, problem_region="610115001", level="2", publicity="1",
        urgency="2", window_opinion=story.words["window_opinion"],
    )  # fmt: skip
    for name, kind, text in story.words["attachments"]:
        story.do("attach", "Window clerk", kind=kind, uploads=[(name, BytesIO(text.encode()))])
    story.on(39).do(
        "transfer", "Triage officer", unit_id=stage.place("ZJ").id,
        assisting_ids=[stage.place("ZR").id], opinion=story.words["transfer"],
        assisting_on=stage.day(14),
    )  # fmt: skip
    story.on(37).do("sign_for", "Unit intake@ZJ", officer_id=stage.who("Handler@ZJ").id)
    story.on(34).do("accept", "Handler@ZJ", "Head of unit@ZJ")
    first, second = story.words["progress"]
    story.on(24).do("record_progress", "Handler@ZJ", text=first)
    story.on(17).do("contribute", "Handler@ZR", text=story.words["contribution"])
    story.on(9).do("record_progress", "Handler@ZJ", text=second)
    return story
