"""A petition's way through the office: who acts, how much time passes, when today is reached.

A life asks a file to act: a ``Docket`` writes rows, a ``Telling`` calls the commands.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from app.core import clock
from app.core.workdays import WorkCalendar
from app.demo.bulk.docket import THINKING
from app.demo.invention import Invention, Shares
from app.demo.office import HOME, Actor, Office, Place
from app.petitions.codes import APPEALS, CONSULTATION, SUGGESTION
from app.petitions.commands.given import Registration
from app.petitions.rules import house_rules

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
OPENS, CLOSES = time(8, 30), time(17, 0)
#: Acts asked for in the last days may still wait for their second person.
UNDECIDED_DAYS = 3
RESULTS = Shares({"1": 38, "2": 27, "3": 25, "4": 10})
#: Purposes that have results of their own: a suggestion is adopted or not, a question answered.
OWN_RESULTS = {
    SUGGESTION: Shares({"5": 4, "6": 3, "7": 3}),
    CONSULTATION: Shares({"8": 9, "3": 1}),
}


class NotYet(Exception):
    """The next act lies in the future: this is how far the life has come."""


class File(Protocol):
    """What acts: a docket of rows, or a petition under the real commands."""

    @property
    def state(self) -> str:
        """Where the petition stands."""
        ...

    @property
    def number(self) -> str:
        """The petition's number."""
        ...

    @property
    def request_ids(self) -> list[int]:
        """The ids of its requests."""
        ...

    def register(self, given: Registration, *, at: datetime, by: Actor, code: str) -> None:
        """Enter it into the register."""
        ...

    def act(
        self, verb: str, *, at: datetime, by: Actor, second: Actor | None = None, **given: Any
    ) -> Any:
        """Make a move."""
        ...

    def window_end(self, code: str) -> date | None:
        """Return when a running limit ends."""
        ...


class Life:
    """One petition's way through the office; time passes between its acts."""

    def __init__(  # noqa: PLR0913 - all that a life happens in
        self,
        file: File,
        office: Office,
        calendar: WorkCalendar,
        invention: Invention,
        until: datetime,
        given: Registration,
        topic: dict[str, Any],
        slots: dict[str, Any],
    ) -> None:
        self.file, self.office, self.calendar = file, office, calendar
        self.invention, self.rng, self.until = invention, invention.rng, until
        self.given, self.topic, self.slots = given, topic, slots
        self.unit = office.place(topic_unit(topic))
        self.at = until
        self.owes_report = False
        #: Where the story is to be left off, if not today.
        self.halt: str | None = None
        #: The number of an earlier petition on the same papers, if there is one.
        self.earlier: str | None = None
        self.wants_all = False
        self._conclusion = ""

    # --- time -----------------------------------------------------------------------------------

    def pass_days(self, least: int, most: int, *, after: date | None = None) -> None:
        """Let days pass, mostly few of them; work is done on working days, in office hours."""
        days = round(self.rng.triangular(least, most, least + (most - least) / 3))
        self.at = self._moment((after or clock.office_time(self.at).date()), days)
        if self.at > self.until:
            raise NotYet

    def _moment(self, day: date, days: int) -> datetime:
        same_day = days == 0 and clock.office_time(self.at).date() == day
        if same_day:
            later = self.at + timedelta(minutes=self.rng.randrange(65, 120))
            if clock.office_time(later).time() <= CLOSES:
                return later
            days = 1
        day = self.calendar.roll(day + timedelta(days=days)).day
        minutes = self.rng.randrange(0, 420)
        return datetime.combine(day, OPENS, clock.OFFICE_ZONE) + timedelta(minutes=minutes)

    # --- acts -----------------------------------------------------------------------------------

    def then(
        self,
        verb: str,
        days: tuple[int, int],
        by: Actor,
        second: Actor | None = None,
        **given: Any,
    ) -> None:
        """Let days pass, then make a move; lately some requests are not decided yet."""
        self.pass_days(*days)
        self.now(verb, by, second, **given)

    def now(self, verb: str, by: Actor, second: Actor | None = None, **given: Any) -> None:
        """Make a move at the present moment of the story."""
        if second and self._undecided():
            self.file.act(verb, at=self.at, by=by, **given)
            raise NotYet
        self.file.act(verb, at=self.at, by=by, second=second, **given)
        if self.file.state == self.halt:
            raise NotYet

    def _undecided(self) -> bool:
        left = self.until - self.at
        if self.halt or left > timedelta(days=UNDECIDED_DAYS):
            return False
        return left < 2 * THINKING or self.rng.random() < 0.7

    def who(self, role: str, place: Place | str = HOME) -> Actor:
        """Return who acts; at a station one person does all that needs no second one."""
        place = self.office.place(place) if isinstance(place, str) else place
        if place.kind == "station" and role in ("Unit intake", "Handler"):
            role = "Station operator"
        return self.office.actor(role, place)

    @property
    def handler(self) -> Actor:
        """Who works on it in the unit."""
        return self.who("Handler", self.unit)

    @property
    def head(self) -> Actor:
        """Who agrees in the unit."""
        return self.who("Head of unit", self.unit)

    @property
    def triage(self) -> Actor:
        """Who decides where it goes."""
        return self.who("Triage officer")

    @property
    def today(self) -> date:
        """The day that the story has reached."""
        return clock.office_time(self.at).date()

    @property
    def simple(self) -> bool:
        """Say whether it is plain enough for the simple procedure."""
        given = self.given
        few = given.head_count < house_rules().group_visit_from
        return given.purpose == CONSULTATION and few and not given.is_repeat

    @property
    def remedies(self) -> bool:
        """Say whether an opinion on it can be reviewed."""
        return self.given.purpose in APPEALS and not self.given.anonymous

    @property
    def conclusion(self) -> str:
        """How the unit decides; what is neither suggested nor asked is supported or not."""
        if not self._conclusion:
            shares = OWN_RESULTS.get(self.given.purpose, RESULTS)
            self._conclusion = self.invention.weighted(shares)
        return self._conclusion

    def text(self, name: str) -> Any:
        """Return one of the phrases of a kind."""
        return self.invention.phrase(name)

    def filled(self, text: str) -> str:
        """Return a sentence of the topic with its places filled."""
        return text.format_map(self.slots)

    def register(self, at: datetime, by: Actor) -> None:
        """Enter the petition into the register."""
        self.at, self.registrar = at, by
        code = "".join(self.rng.choices(CODE_LETTERS, k=8))
        self.file.register(self.given, at=at, by=by, code=code)
        if self.file.state == self.halt:
            raise NotYet


def topic_unit(topic: dict[str, Any]) -> str:
    """Return the code of the unit that has the power to decide a topic."""
    unit = str(topic["unit"])
    return f"610115{unit}-BS" if unit.isdigit() else f"610115-{unit}"
