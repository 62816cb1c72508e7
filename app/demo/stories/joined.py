"""The same complaint by post and online: the second is joined to the first."""

from app.demo.stage import Stage, Story


def tell(stage: Stage) -> Story:
    """The letter is with the unit; what came online is joined to it."""
    letter, online = Story(stage, "joined"), Story(stage, "joined")
    given = {
        "form": "letter", "purpose": "03", "issue": "020202", "problem_region": "610115001",
        "people": (letter.person(18),),
    }  # fmt: skip
    letter.on(18).enter("Letter clerk", channel="101", letter_nature="01", **given)
    online.on(17).enter(
        "Letter clerk", channel="301", **given | {"content": online.words["online"]}
    )
    letter.on(15).do(
        "transfer", "Triage officer", unit_id=stage.place("CG").id,
        opinion=stage.invention.phrase("transfer"),
    )  # fmt: skip
    return online.on(14).do(
        "join", "Triage officer", other_number=letter.number, reason=online.words["reason"]
    )
