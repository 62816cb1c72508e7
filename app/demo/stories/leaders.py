"""Leaders at work: two days of reception, an urgent matter of yesterday that is over."""

from datetime import datetime, time, timedelta

from app.core import clock
from app.demo.invention import data
from app.demo.stage import Stage
from app.demo.telling import officer
from app.petitions.commands import leaders, urgent

LEADER = "Party and government leader@ZF"
NEXT = 7


def lay(stage: Stage) -> None:
    """Put the schedule on the board, and one urgent matter into the list."""
    words = data("stories")["desks"]
    with clock.at(stage.now):
        for ahead in (0, NEXT):
            _reception(stage, words, ahead)
    _urgent(stage, words)


def _reception(stage: Stage, words: dict[str, str], ahead: int) -> None:
    given = leaders.ReceptionGiven(
        day=stage.today + timedelta(days=ahead),
        begins=time(9),
        ends=time(11, 30),
        place=words["reception_place"],
        topic=words["reception_topic"],
        leader_id=stage.who(LEADER).id,
    )
    leaders.plan_reception(given, by=officer(stage.who("Triage officer")))


def _urgent(stage: Stage, words: dict[str, str]) -> None:
    """Learnt of at nine, reported at twenty past, over at half past eleven."""
    nine = datetime.combine(stage.day(1), time(9), clock.OFFICE_ZONE)
    given = urgent.UrgentGiven(
        happened_at=nine,
        place=words["urgent_place"],
        facts=words["urgent_facts"],
        situation=words["urgent_situation"],
        handling=words["urgent_handling"],
        responsible=stage.place("ZJ").name,
        contact=words["urgent_contact"],
        people=30,
    )
    by = officer(stage.who("Triage officer"))
    with clock.at(nine + timedelta(minutes=20)):
        title = words["urgent_title"]
        matter, _told = urgent.report_event(by=by, title=title, known_at=nine, given=given)
    with clock.at(nine + timedelta(minutes=60)):
        urgent.confirm_urgent(matter, by=officer(stage.who(LEADER)))
    with clock.at(nine + timedelta(minutes=150)):
        over = urgent.UrgentGiven(**{**vars(given), "situation": words["urgent_over"]})
        urgent.close_urgent(matter, by=by, given=over)
