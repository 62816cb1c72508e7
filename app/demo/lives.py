"""The ways a petition's life can go, each told from registration to archive."""

from collections.abc import Callable
from datetime import timedelta

from app.demo.invention import Shares
from app.demo.life import Life
from app.demo.office import HOME
from app.demo.stretches import (
    accepted,
    answered,
    closed,
    filed,
    handed_over,
    remedies_over,
    reported,
    served,
    told,
    worked_on,
)
from app.petitions.codes import APPEALS, CHANGED, REDO, UPHELD
from app.petitions.limits.book import rule_set_for

OUTCOMES = Shares({UPHELD: 80, CHANGED: 10, REDO: 10})


def handled(life: Life) -> None:
    """The ordinary way, or the simple one."""
    handed_over(life)
    _by_the_unit(life)


def _by_the_unit(life: Life) -> None:
    accepted(life)
    if not life.simple:
        worked_on(life)
    answered(life)
    reported(life)
    remedies_over(life, "D07")
    closed(life)


def at_the_station(life: Life) -> None:
    """A station accepts and handles what lies in its own competence."""
    _by_the_unit(life)


def on_the_spot(life: Life) -> None:
    """Answered at the window, the petitioner agreeing."""
    life.pass_days(0, 0)
    reply = life.text("reply_on_the_spot")
    life.now("reply_on_the_spot", life.registrar, reply=reply, consent=True)
    place = life.office.places[life.registrar.unit_id]
    filed(life, place)


def objected(life: Life) -> None:
    """Sent to the wrong unit, which objects, if the law knows that; then to the right one."""
    if "D04" not in rule_set_for(life.today):
        handled(life)
        return
    right, street = life.unit, life.office.place("610115003-BS")
    life.unit = street if street.id != right.id else life.office.place("610115-ZR")
    opinion = life.text("transfer")
    life.then("transfer", (0, 6), life.triage, unit_id=life.unit.id, opinion=opinion)
    life.then("sign_for", (0, 1), life.who("Unit intake", life.unit))
    reason = life.text("objection")
    life.then("object", (0, 2), life.head, return_reason="1", reason=reason)
    life.then("agree_objection", (0, 4), life.triage, reason=life.text("agree_objection"))
    life.unit = right
    handled(life)


def reviewed(life: Life) -> None:
    """The petitioner asks the next higher unit to review, where there is a remedy."""
    if not life.remedies:
        handled(life)
        return
    handed_over(life)
    accepted(life)
    answered(life)
    _review(life)


def _review(life: Life) -> None:
    higher = life.office.places[life.unit.review_id or 0]
    life.pass_days(3, 20)
    reason = life.text("review")
    given = {"unit_id": higher.id, "applied_on": life.today, "reason": reason}
    life.now("ask_review", life.registrar, **given)
    by, second = life.who("Review officer", higher), life.who("Head of unit", higher)
    outcome = life.invention.weighted(OUTCOMES)
    words = {"facts": life.text("review_facts"), "basis": life.text("review_basis")}
    life.then("decide_review", (12, 29), by, second, outcome=outcome, **words)
    if outcome == REDO:
        answered(life, again=True)
        remedies_over(life, "D07")
        closed(life)
        return
    served(life, higher)
    if life.given.urgency != "1" or life.invention.chance(0.35) or life.wants_all:
        _re_examination(life)
        return
    remedies_over(life, "D09")
    closed(life, "A5")


def _re_examination(life: Life) -> None:
    """The last level; after it the same facts are not accepted again."""
    highest = life.office.places[life.unit.re_examination_id or 0]
    life.pass_days(3, 20)
    reason = life.text("re_examination")
    given = {"unit_id": highest.id, "applied_on": life.today, "reason": reason}
    life.now("ask_re_examination", life.registrar, **given)
    by, second = life.who("Review officer", highest), life.who("Head of unit", highest)
    words = {k: life.text(f"re_examination_{k}") for k in ("facts", "basis")}
    life.then("decide_re_examination", (12, 29), by, second, outcome=UPHELD, **words)
    served(life, highest)
    filed(life, life.unit)


def terminated(life: Life) -> None:
    """Settled, or withdrawn by the petitioner."""
    handed_over(life)
    accepted(life)
    way, result, reason = life.text("terminate")
    given = {"close_way": way, "result": result, "reason": reason}
    life.then("terminate", (2, 25), life.handler, life.head, **given)
    filed(life, life.unit)


def declined(life: Life) -> None:
    """Outside the competence; the petitioner is told where to turn."""
    organ, reason = life.text("decline_organs"), life.text("decline")
    given = {"reason_code": "R02", "reason": reason, "organ": organ}
    life.then("decline", (1, 11), life.triage, life.who("Reviewer"), **given)
    told(life, "declining")
    filed(life, life.office.place(HOME))


def barred(life: Life) -> None:
    """The same facts after the last level."""
    year, serial = life.given.received_on.year, life.rng.randrange(1, 60)
    given = {
        "reason_code": "N01",
        "same_facts": True,
        "reason": life.text("bar"),
        "opinion_number": life.text("bar_number").format(year=year - 1, serial=serial),
        "served_on": life.given.received_on - timedelta(days=life.rng.randrange(60, 500)),
    }
    life.then("bar", (1, 9), life.triage, life.who("Reviewer"), **given)
    told(life, "barring")
    filed(life, life.office.place(HOME))


def redirected(life: Life) -> None:
    """To the discipline inspection or the legal organs, straight from the pool."""
    route, organ, reason = life.text("redirect")
    given = {"route": route, "organ": organ, "reason": reason}
    life.then("redirect", (1, 10), life.triage, life.who("Reviewer"), **given)
    told(life, "redirecting")
    filed(life, life.office.place(HOME))


def redirected_by_unit(life: Life) -> None:
    """To arbitration, reconsideration and the like, by the unit that got it."""
    if life.given.purpose not in APPEALS:  # art. 31 sorts nothing else
        handled(life)
        return
    handed_over(life)
    route, organ, reason = life.text("redirect_unit")
    given = {"route": route, "organ": organ, "reason": reason}
    life.then("redirect", (1, 9), life.handler, life.head, **given)
    filed(life, life.unit)


def joined(life: Life) -> None:
    """The same papers a second time."""
    life.pass_days(0, 6)
    number = life.earlier
    if number is None:
        handled(life)
        return
    life.now("join", life.triage, other_number=number, reason=life.text("join"))
    filed(life, life.office.place(HOME))


def voided(life: Life) -> None:
    """Registered by mistake."""
    reason = life.text("void")
    life.then("void", (0, 2), life.triage, life.who("Reviewer"), reason=reason)


def accused(life: Life) -> None:
    """An accusation goes to the organ that looks into it, and nobody else reads it."""
    desk = life.who("Accusation officer")
    second = life.office.actor("Accusation officer", HOME, other_than=desk.id)
    organ = life.office.place("610115-JW")
    reason = life.text("accusation_reason")
    given = {"route": "72", "organ": organ.name, "reason": reason}
    life.then("redirect", (1, 10), desk, second, **given)
    given = {"archive_unit_id": life.office.place(HOME).id, "region_code": "610115"}
    life.then("archive", (3, 20), desk, issue=life.given.issue, **given)


#: How often each way is gone, for each kind of arrival.
COMMON: dict[Callable[[Life], None], float] = {
    handled: 66, objected: 4, reviewed: 5, terminated: 4, declined: 5, redirected: 4,
    redirected_by_unit: 5, joined: 2, voided: 1,
}  # fmt: skip
WAYS = {
    "visit": Shares({on_the_spot: 34, **COMMON}),
    "phone": Shares({on_the_spot: 30, **COMMON}),
    "letter": Shares(COMMON),
    "online": Shares(COMMON),
    "repeat": Shares({handled: 78, reviewed: 6, joined: 6, barred: 6, terminated: 4}),
    "assigned": Shares({handled: 92, redirected_by_unit: 8}),
    "station": Shares({on_the_spot: 55, at_the_station: 45}),
    "accusation": Shares({accused: 1}),
}
#: For each state a way that leads there, and after how many days it should have been reached.
TO_STATES: dict[str, tuple[Callable[[Life], None], int]] = {
    "registered": (handled, 2),
    "transferred": (handled, 14),
    "accepted": (handled, 32),
    "replied": (handled, 75),
    "under_review": (reviewed, 95),
    "under_re_examination": (reviewed, 165),
    "concluded": (handled, 150),
    "declined": (declined, 25),
    "barred": (barred, 25),
    "redirected": (redirected, 25),
    "joined": (joined, 20),
    "archived": (handled, 220),
    "voided": (voided, 15),
}
