"""Stretches of a petition's way: handed over, accepted, worked on, answered, closed."""

from datetime import date, timedelta
from typing import Any

from app.demo.invention import Shares, sorted_six
from app.demo.life import Life
from app.demo.office import Place

SERVICES = Shares(
    {("11", "1"): 60, ("13", "1"): 24, ("13", "2"): 6, ("12", "3"): 3, ("14", "1"): 7}
)
RATINGS = Shares({"0": 62, "1": 28, "3": 10})


def handed_over(life: Life) -> None:
    """Transferred, or assigned with a report back, and signed for."""
    given: dict[str, Any] = {"unit_id": life.unit.id, "procedure": "2" if life.simple else "1"}
    if life.given.form == "assigned" or (not life.simple and life.invention.chance(0.15)):
        life.pass_days(1, 9)
        due = life.today + timedelta(days=60)
        given |= {"opinion": life.text("assign"), "report_due_on": due}
        life.now("assign", life.triage, life.who("Bureau leader"), **given)
        life.owes_report = True
    else:
        life.then("transfer", (0, 11), life.triage, opinion=life.text("transfer"), **given)
    life.then("sign_for", (0, 1 if life.simple else 4), life.who("Unit intake", life.unit))


def accepted(life: Life) -> None:
    """Accepted by the unit, its head agreeing."""
    days = (0, 1) if life.simple else (1, 9)
    life.then("accept", days, life.handler, life.head, **sorted_six(life.given.purpose))


def worked_on(life: Life) -> None:
    """Handled, sometimes extended, pressed, or instructed by a leader on the way."""
    for _ in range(life.rng.randrange(0, 3)):
        life.then("record_progress", (3, 14), life.handler, text=life.text("progress"))
    if life.unit.kind == "station":
        return
    if life.invention.chance(0.03):
        instructed(life)
    if life.invention.chance(0.06):
        extended(life)
        life.pass_days(15, 50)
        supervised(life)


def extended(life: Life) -> None:
    """The handling is lengthened, if the limit has not ended yet."""
    life.pass_days(0, 8)
    end = life.file.window_end("D06")
    if end and life.today <= end:
        reason = life.text("extend")
        life.now("extend", life.handler, life.head, days=30, reason_code="1", reason=reason)


def answered(life: Life, *, again: bool = False) -> None:
    """Replied to, each request answered, and the opinion served; again, with new findings."""
    answers = [*life.topic["answers"], *life.topic["answers"], life.text("direct_answer")]
    given = {
        "answers": {
            str(request_id): {
                "text": life.filled(answers[place]),
                "conclusion": life.conclusion,
            }
            for place, request_id in enumerate(life.file.request_ids)
        },
        "facts": life.filled(life.topic["facts"]) + (life.text("redone") if again else ""),
        "basis": life.topic["basis"],
        "conclusion": life.conclusion,
        "oral": life.simple,
        "oral_manner": "2" if life.simple else None,
    }
    life.then("reply", (0, 5) if life.simple else (4, 26), life.handler, life.head, **given)
    if not life.simple:
        served(life)


def served(life: Life, place: Place | None = None) -> None:
    """The opinion reaches the petitioner."""
    by = life.who("Review officer", place) if place else life.handler
    manner, receipt = life.invention.weighted(SERVICES)
    life.then("serve", (0, 5), by, letter="opinion", manner=manner, receipt=receipt)


def told(life: Life, letter: str) -> None:
    """A notice reaches the petitioner."""
    if not life.given.anonymous:
        life.then("serve", (0, 4), life.triage, letter=letter, manner="13", receipt="1")


def reported(life: Life) -> None:
    """The report back that an assignment asks for."""
    if life.owes_report:
        intake = life.who("Unit intake", life.unit)
        life.then("report_back", (0, 3), intake, text=life.text("report"))
        life.then("pass_report", (0, 3), life.triage, note=life.text("pass_report"))
    if life.given.form == "assigned":
        text, second = life.text("report_upward"), life.who("Bureau leader")
        life.then("report_upward", (0, 4), life.triage, second, text=text)


def instructed(life: Life) -> None:
    """Laid before a leader, who writes on it; passed on and answered."""
    leader = life.who("Party and government leader", "ZF")
    life.pass_days(0, 3)
    wanted = life.today + timedelta(days=7)
    text = life.text("assign")
    life.now("submit", life.triage, leader_id=leader.id, wanted_on=wanted, text=text)
    life.then("instruct", (0, 6), leader, text=life.text("instruction"), leader_level="2")
    life.pass_days(0, 2)
    due = life.today + timedelta(days=20)
    life.now("pass_on_instruction", life.triage, unit_id=life.unit.id, answer_due_on=due)
    life.then("answer_instruction", (4, 18), life.handler, text=life.text("instruction_answer"))


def supervised(life: Life) -> None:
    """Pressed by the supervisor, answered, closed."""
    supervisor, due = life.who("Supervisor"), life.today + timedelta(days=7)
    rung, end = (
        life.invention.often(("remind", "urge", "supervise", "circulate")),
        life.file.window_end("D06"),
    )
    late = end is not None and end < life.today
    due = due if end is None or late else min(due, max(end, life.today))
    given = {"rung": rung, "reason_code": "03" if late else "06", "manner": "03"}
    given |= {"text": life.text("supervision"), "unit_id": life.unit.id, "due_on": due}
    life.now("issue_supervision", supervisor, **given)
    life.then("sign_supervision", (0, 2), life.who("Unit intake", life.unit))
    life.then("answer_supervision", (1, 6), life.handler, text=life.text("supervision_answer"))
    life.then("close_supervision", (0, 4), supervisor, result="1")


def remedies_over(life: Life, code: str) -> None:
    """Time passes until nobody can ask for a review any more; meanwhile some are called back."""
    if not life.given.anonymous and life.invention.chance(0.3):
        followed_up(life)
    end: date | None = life.file.window_end(code) if life.remedies else None
    life.pass_days(1, 12, after=end)


def closed(life: Life, way: str = "A3") -> None:
    """Concluded, perhaps published, and filed."""
    way = "A2" if life.simple else way
    life.now("conclude", life.handler, close_way=way, result=life.conclusion)
    if life.given.publicity == "1" and life.invention.chance(0.4):
        published(life)
    filed(life, life.unit)


def followed_up(life: Life) -> None:
    """Called back, and rated."""
    rated = life.invention.weighted(RATINGS)
    text = life.text("follow_up")[rated]
    manner = life.invention.often("1423")
    life.then(
        "follow_up", (2, 15), life.who("Supervisor"), manner=manner, satisfaction=rated, text=text
    )


def published(life: Life) -> None:
    """The answer is shown to the public."""
    text, summary = life.filled("".join(life.topic["answers"])), life.given.summary
    given: dict[str, Any] = {"title": summary, "question": summary, "text": text}
    life.then("propose_public_reply", (0, 5), life.handler, **given)
    life.then("redact_public_reply", (0, 3), life.triage, text=text)
    life.then("approve_public_reply", (0, 3), life.who("Reviewer"))
    life.then("publish_public_reply", (0, 2), life.triage)


def filed(life: Life, unit: Place) -> None:
    """Put into the archive under unit, region and issue."""
    by = life.who("Archivist", unit if unit.kind == "station" else "XF")
    region, issue = life.given.problem_region, life.given.issue
    life.then("archive", (2, 24), by, archive_unit_id=unit.id, region_code=region, issue=issue)
