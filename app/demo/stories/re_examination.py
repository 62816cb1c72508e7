"""A boundary between neighbours, up to the last level, with a hearing that stops the clock."""

from datetime import timedelta

from app.demo.stage import Stage, Story

STREET, CITY = "610115001-BS", "610100-ZF"


def tell(stage: Stage) -> Story:
    """Replied by the street, upheld by the district, before the city after a hearing."""
    story = Story(stage, "re_examination")
    _answered(stage, story)
    _reviewed(stage, story)
    story.on(20).do(
        "ask_re_examination", "Window clerk", unit_id=stage.place(CITY).id,
        applied_on=stage.day(20), reason=story.words["re_examination_reason"],
    )  # fmt: skip
    return _heard(stage, story)


def _heard(stage: Stage, story: Story) -> Story:
    """The city calls a hearing with notice and holds it."""
    hearing, reviewer = story.words["hearing"], f"Review officer@{CITY}"
    begins = max(stage.day(7), stage.day(19) + timedelta(days=8))
    story.on(19).do(
        "call_hearing", reviewer, f"Head of unit@{CITY}", begins_on=begins,
        chair_id=stage.who(f"Head of unit@{CITY}").id, **hearing["called"],
    )  # fmt: skip
    return story.on(5).do(
        "hold_hearing", reviewer, begins_on=begins, ends_on=max(begins, stage.day(5)),
        text=hearing["minutes"], report=hearing["report"], outcome="1",
    )  # fmt: skip


def _answered(stage: Stage, story: Story) -> None:
    story.on(165).enter(
        "Window clerk", form="visit", channel="201", purpose="03", issue="011201", level="2",
        people=(story.person(165),),
        problem_region="610115001",
    )  # fmt: skip
    story.on(162).do(
        "transfer", "Triage officer", unit_id=stage.place(STREET).id,
        opinion=story.words["transfer"],
    )  # fmt: skip
    story.on(160).do("sign_for", f"Unit intake@{STREET}")
    story.on(154).do("accept", f"Handler@{STREET}", f"Head of unit@{STREET}")
    story.on(108).do(
        "reply", f"Handler@{STREET}", f"Head of unit@{STREET}", facts=story.words["facts"],
        answers=story.answers(story.words["answers"], "4"), basis=story.words["basis"],
        conclusion="4",
    )  # fmt: skip
    story.on(104).do("serve", f"Handler@{STREET}", letter="opinion", manner="11", receipt="1")


def _reviewed(stage: Stage, story: Story) -> None:
    story.on(90).do(
        "ask_review", "Window clerk", unit_id=stage.place("ZF").id, applied_on=stage.day(90),
        reason=story.words["review_reason"],
    )  # fmt: skip
    story.on(66).do(
        "decide_review", "Review officer@ZF", "Head of unit@ZF", outcome="1",
        facts=story.words["review_facts"], basis=story.words["review_basis"],
    )  # fmt: skip
    story.on(40).do("serve", "Review officer@ZF", letter="opinion", manner="13", receipt="1")
