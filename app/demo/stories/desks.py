"""What lies on every desk this morning: something to sign, to decide, to answer."""

from collections.abc import Callable

from app.core import clock
from app.demo.invention import data
from app.demo.stage import Stage, Story
from app.demo.telling import officer
from app.petitions.commands import oversight


def lay(stage: Stage) -> list[Story]:
    """Lay something on every desk."""
    words = data("stories")["desks"]
    told = [tell(stage, words) for tell in DESKS]
    _guidance(stage, words)
    return told


Words = dict[str, str]
TODAY = (
    ("ZJ", "visit"), ("RS", "visit"), ("ZS", "visit"), ("JY", "letter"), ("NY", "letter"),
    ("CG", "online"), ("RS", "online"),
)  # fmt: skip
URGENT = {"urgency": "2"}
POOL: tuple[tuple[str, str, int, dict[str, str]], ...] = (
    ("NY", "letter", 19, {}), ("ZR", "visit", 15, URGENT), ("MZ", "visit", 11, {}),
    ("SW", "online", 8, {}), ("ST", "online", 7, URGENT), ("WJ", "letter", 5, {}),
    ("YJ", "letter", 4, {}), ("CG", "online", 3, {}), ("JT", "visit", 2, {}),
)  # fmt: skip


def _at_the_unit(stage: Stage, arrived: int, signed: bool = True) -> Story:
    """Return a petition that the housing bureau has got."""
    story = Story(stage).on(arrived).arrive(stage.arrival("ZJ", arrived))
    opinion = stage.invention.phrase("transfer")
    story.on(arrived - 2).do(
        "transfer", "Triage officer", unit_id=stage.place("ZJ").id, opinion=opinion
    )
    if signed:
        handler = stage.who("Handler@ZJ")
        story.on(arrived - 3).do("sign_for", "Unit intake@ZJ", officer_id=handler.id)
    return story


def _accepted(stage: Stage, arrived: int) -> Story:
    story = _at_the_unit(stage, arrived).on(arrived - 6)
    return story.do("accept", "Handler@ZJ", "Head of unit@ZJ")


def unsigned(stage: Stage, _words: Words) -> Story:
    """The unit's intake has not signed for it."""
    return _at_the_unit(stage, 4, signed=False)


def to_be_accepted(stage: Stage, _words: Words) -> Story:
    """The head has to agree to the acceptance."""
    return _at_the_unit(stage, 9).on(1).do("accept", "Handler@ZJ")


def to_be_extended(stage: Stage, words: Words) -> Story:
    """The limit ends within days, and the head has to agree to more of it."""
    reason = words["extension"]
    story = _accepted(stage, 62)
    return story.on(1).do("extend", "Handler@ZJ", days=30, reason_code="3", reason=reason)


def to_be_answered(stage: Stage, words: Words) -> Story:
    """A leader's instruction must be answered today."""
    story, leader = _accepted(stage, 27), stage.who("Party and government leader@ZF")
    story.on(12).do(
        "submit", "Triage officer", leader_id=leader.id, wanted_on=stage.today,
        text=words["submission"],
    )  # fmt: skip
    story.on(8).do("instruct", leader, text=words["instruction"], leader_level="2")
    return story.on(7).do(
        "pass_on_instruction", "Triage officer", unit_id=stage.place("ZJ").id,
        answer_due_on=stage.today,
    )  # fmt: skip


def before_the_leader(stage: Stage, words: Words) -> Story:
    """Laid before the leader, who has not written on it."""
    leader = stage.who("Party and government leader@ZF")
    story = Story(stage).on(5).arrive(stage.arrival("ZS", 5, urgency="2"))
    return story.on(1).do(
        "submit", "Triage officer", leader_id=leader.id, wanted_on=story.in_days(3),
        text=words["submission"],
    )  # fmt: skip


def objected(stage: Stage, words: Words) -> Story:
    """The unit says that it is not competent; triage has to decide."""
    story = Story(stage).on(7).arrive(stage.arrival("JT", 7))
    opinion = stage.invention.phrase("transfer")
    unit = stage.place("JT").id
    story.on(4).do("transfer", "Triage officer", unit_id=unit, opinion=opinion)
    story.on(3).do("sign_for", "Unit intake@JT")
    return story.on(1).do("object", "Head of unit@JT", return_reason="2", reason=words["objection"])


def to_be_declined(stage: Stage, words: Words) -> Story:
    """The reviewer has to agree that it is not accepted."""
    story = Story(stage).on(8).arrive(stage.arrival("ZJ", 8, kind="online"))
    return story.on(1).do(
        "decline", "Triage officer", reason_code="R02", reason=words["decline"],
        organ=words["decline_organ"],
    )  # fmt: skip


def to_be_voided(stage: Stage, words: Words) -> Story:
    """The reviewer has to agree that it was entered twice."""
    story = Story(stage).on(2).arrive(stage.arrival("RS", 2))
    return story.on(1).do("void", "Triage officer", reason=words["void"])


def to_be_assigned(stage: Stage, _words: Words) -> Story:
    """The bureau leader has to agree to an assignment."""
    story = Story(stage).on(6).arrive(stage.arrival("ZS", 6))
    return story.on(1).do(
        "assign", "Triage officer", unit_id=stage.place("ZS").id,
        opinion=stage.invention.phrase("assign"), report_due_on=story.in_days(45),
    )  # fmt: skip


def stepping_aside(stage: Stage, words: Words) -> Story:
    """A handler is related to the petitioner; his head has to decide."""
    story = _accepted(stage, 15)
    return story.on(1).do("recuse", stage.colleague("Handler@ZJ"), reason=words["recusal"])


def to_be_published(stage: Stage, words: Words) -> Story:
    """A public reply is redacted and waits for approval; the file waits for the archivist."""
    story = Story(stage).on(70).arrive(stage.arrival("ZJ", 70, publicity="1", confidential=False))
    opinion = stage.invention.phrase("transfer")
    story.on(69).do("transfer", "Triage officer", unit_id=stage.place("ZJ").id, opinion=opinion)
    story.on(68).do("sign_for", "Unit intake@ZJ")
    story.on(66).do("accept", "Handler@ZJ", "Head of unit@ZJ")
    _replied(story, "ZJ", 45)
    story.on(5).do("conclude", "Handler@ZJ", close_way="A3", result="1")
    story.on(4).do("propose_public_reply", "Handler@ZJ", text=words["public_text"])
    return story.on(1).do("redact_public_reply", "Triage officer", text=words["public_text"])


def _replied(story: Story, unit: str, ago: int) -> None:
    text = story.stage.invention.phrase("direct_answer")
    answers = {str(id_): {"text": text, "conclusion": "1"} for id_ in story.request_ids}
    facts, basis = (story.stage.invention.phrase(f"review_{name}") for name in ("facts", "basis"))
    story.on(ago).do(
        "reply", f"Handler@{unit}", f"Head of unit@{unit}", answers=answers, facts=facts,
        basis=basis, conclusion="1",
    )  # fmt: skip
    story.on(ago - 2).do("serve", f"Handler@{unit}", letter="opinion", manner="11", receipt="1")


def before_the_reviewers(stage: Stage, words: Words) -> Story:
    """The district's reviewers have a week left."""
    story = Story(stage).on(80).arrive(stage.arrival("001", 80))
    unit = "610115001-BS"
    opinion = stage.invention.phrase("transfer")
    story.on(78).do("transfer", "Triage officer", unit_id=stage.place(unit).id, opinion=opinion)
    story.on(77).do("sign_for", f"Unit intake@{unit}")
    story.on(74).do("accept", f"Handler@{unit}", f"Head of unit@{unit}")
    _replied(story, unit, 44)
    return story.on(24).do(
        "ask_review", "Window clerk", unit_id=stage.place("ZF").id, applied_on=stage.day(24),
        reason=words["review"],
    )  # fmt: skip


def this_morning(stage: Stage, _words: Words) -> Story:
    """What the windows have registered today."""
    for unit, kind in TODAY:
        Story(stage).on(0).arrive(stage.arrival(unit, 0, kind=kind))
    local = stage.arrival("001", 0)
    local.by = stage.office.actor("Station operator", stage.place("610115001-ZD"))
    return Story(stage).on(0).arrive(local)


def in_the_pool(stage: Stage, _words: Words) -> Story:
    """What nobody has decided about yet, some of it for too long."""
    told = [
        Story(stage).on(ago).arrive(stage.arrival(unit, ago, kind=kind, **given))
        for unit, kind, ago, given in POOL
    ]
    return told[-1]


def _guidance(stage: Stage, words: Words) -> None:
    """The leader writes something that belongs to no petition."""
    leader = officer(stage.who("Party and government leader@ZF"))
    with clock.at(stage.day(5)):
        oversight.record_instruction(
            by=leader,
            subject=words["guidance_subject"],
            text=words["guidance"],
            instructed_on=stage.day(5),
            leader_level="2",
        )


DESKS: tuple[Callable[[Stage, Words], Story], ...] = (
    unsigned, to_be_accepted, to_be_extended, to_be_answered, before_the_leader, objected,
    to_be_declined, to_be_voided, to_be_assigned, stepping_aside, to_be_published,
    before_the_reviewers, in_the_pool, this_morning,
)  # fmt: skip
