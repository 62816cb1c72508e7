"""The stage on which a story is told: who acts, and on which day before today."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from app.core import clock
from app.core.workdays import WorkCalendar
from app.demo.arrivals import Arrival, Doorstep
from app.demo.invention import Invention, data, sorted_six
from app.demo.office import HOME, Actor, Office, Place
from app.demo.telling import Telling
from app.petitions.commands.given import PersonGiven, Registration

MORNING = time(9, 10)
PAUSE = timedelta(minutes=65)


class Stage:
    """Everything that the stories share."""

    def __init__(self, office: Office, calendar: WorkCalendar) -> None:
        self.office, self.calendar = office, calendar
        self.now = clock.now()
        self.today = clock.today()
        self.invention = Invention(Random(20260316))
        self.doorstep = Doorstep(office, self.invention)

    def day(self, ago: int) -> date:
        """Return a working day so many days ago, or the last one before it."""
        day = self.today - timedelta(days=ago)
        while ago and not self.calendar.is_workday(day):
            day -= timedelta(days=1)
        return day

    def who(self, name: str) -> Actor:
        """Return who acts: ``Handler@ZJ``; without a place, somebody of the petition office."""
        role, _, place = name.partition("@")
        return self.office.actor(role, place or HOME)

    def colleague(self, name: str) -> Actor:
        """Return another one than who acts first in a role."""
        role, _, place = name.partition("@")
        first = self.who(name)
        return self.office.actor(role, place or HOME, other_than=first.id)

    def place(self, code: str) -> Place:
        """Return a unit."""
        return self.office.place(code)

    def person(self, told: list[str], ago: int, *, relation: str = "1") -> PersonGiven:
        """Return a person of a story: name, sex, birth, address are told."""
        name, sex, born, address = told
        return self.invention.known(
            name, sex, date.fromisoformat(born), address, day=self.day(ago), relation=relation
        )

    def arrival(self, unit: str, ago: int, *, kind: str = "visit", **given: Any) -> Arrival:
        """Return somebody who comes with a matter of a unit."""
        while True:
            found = self.doorstep.arrival(self.day(ago), kind=kind, again=False)
            plain = found.given.purpose == "03" and not found.given.anonymous
            if found.topic["unit"] == unit and plain and found.given.head_count == 1:
                received = {"received_on": self.day(ago), "postmarked_on": None}
                found.given = replace(found.given, **(received | given))
                return found


class Story(Telling):
    """One petition on the stage; ``on`` turns the calendar, ``do`` makes a move."""

    def __init__(self, stage: Stage, name: str = "") -> None:
        self.stage = stage
        self.words: dict[str, Any] = data("stories").get(name, {})
        self.moment = stage.now - timedelta(days=10_000)

    def on(self, ago: int) -> "Story":
        """Turn to a day; time never runs backwards."""
        if ago:
            morning = datetime.combine(self.stage.day(ago), MORNING, clock.OFFICE_ZONE)
            # Nobody does everything at ten past nine.
            morning += timedelta(minutes=ago * 37 % 190)
        else:
            morning = self.stage.now - timedelta(minutes=20)
        self.moment = max(morning, self.moment)
        return self

    def enter(self, by: str, **given: Any) -> "Story":
        """Register the petition on the day that the calendar shows."""
        said = {name: self.words[name] for name in ("content", "summary") if name in self.words}
        given = {"requests": tuple(self.words.get("requests", ())), "source": "01"} | said | given
        day = clock.office_time(self.moment).date()
        registration = Registration(**({"received_on": day} | given))
        self.register(registration, at=self.moment, by=self.stage.who(by))
        self._go_on()
        return self

    def arrive(self, arrival: Arrival) -> "Story":
        """Register what arrived."""
        self.register(arrival.given, at=self.moment, by=arrival.by)
        self._go_on()
        return self

    def do(self, verb: str, by: str | Actor, second: str | Actor = "", **given: Any) -> "Story":
        """Make a move; whoever must agree to it does, if named."""
        who = self.stage.who(by) if isinstance(by, str) else by
        agrees = self.stage.who(second) if second and isinstance(second, str) else second
        if verb == "accept":
            given = sorted_six(self.petition.purpose) | given
        self.act(verb, at=self.moment, by=who, second=agrees or None, **given)
        self._go_on()
        return self

    def answers(self, texts: list[str], conclusion: str = "1") -> dict[str, dict[str, str]]:
        """Return an answer to each request."""
        return {
            str(request_id): {"text": text, "conclusion": conclusion}
            for request_id, text in zip(self.request_ids, texts, strict=True)
        }

    def person(self, ago: int) -> PersonGiven:
        """Return the petitioner of the story."""
        return self.stage.person(self.words["person"], ago)

    def in_days(self, days: int) -> date:
        """Return a day so many days from today."""
        return self.stage.today + timedelta(days=days)

    def _go_on(self) -> None:
        self.moment = min(self.moment + PAUSE, max(self.stage.now, self.moment))
