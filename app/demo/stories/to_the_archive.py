"""Water for the wheat: answered in time, called back, published, and in the archive."""

from app.demo.stage import Stage, Story


def tell(stage: Stage) -> Story:
    """The whole ordinary way to its end."""
    story = Story(stage, "to_the_archive")
    _answered(stage, story)
    story.on(40).do("conclude", "Handler@SW", close_way="A3", result="1")
    story.on(35).do(
        "follow_up", "Supervisor", manner="1", satisfaction="0", office_satisfaction="0",
        text=story.words["follow_up"],
    )  # fmt: skip
    story.on(30).do(
        "propose_public_reply", "Handler@SW", title=story.words["public_title"],
        question=story.words["public_question"], text=story.words["public_text"],
    )  # fmt: skip
    story.on(28).do("redact_public_reply", "Triage officer", text=story.words["public_text"])
    story.on(27).do("approve_public_reply", "Reviewer")
    story.on(26).do("publish_public_reply", "Triage officer")
    return story.on(21).do(
        "archive", "Archivist", archive_unit_id=stage.place("SW").id,
        region_code="610115009", issue="011102",
    )  # fmt: skip


def _answered(stage: Stage, story: Story) -> None:
    story.on(118).enter(
        "Window clerk", form="visit", channel="201", purpose="03", issue="011102", level="2",
        people=(story.person(118),), publicity="1",
        problem_region="610115009",
    )  # fmt: skip
    story.on(117).do(
        "transfer", "Triage officer", unit_id=stage.place("SW").id, opinion=story.words["transfer"]
    )
    story.on(116).do("sign_for", "Unit intake@SW")
    story.on(113).do("draft_letter", "Handler@SW", kind="W04")
    story.do("accept", "Handler@SW", "Head of unit@SW", class_six=True)
    story.on(108).do("record_progress", "Handler@SW", text=story.words["progress"])
    story.on(92).do("draft_letter", "Handler@SW", kind="W14")
    story.do(
        "reply", "Handler@SW", "Head of unit@SW", facts=story.words["facts"],
        basis=story.words["basis"], answers=story.answers(story.words["answers"]), conclusion="1",
    )  # fmt: skip
    story.on(90).do("serve", "Handler@SW", letter="opinion", manner="11", receipt="1")
