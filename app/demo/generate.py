"""Petitions by the thousand over the years: the same seed, the same petitions."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from app.core import clock
from app.core.workdays import WorkCalendar
from app.demo.arrivals import Arrival, Doorstep
from app.demo.bulk import acts  # noqa: F401 - importing fills the table of acts
from app.demo.bulk.book import Book
from app.demo.bulk.copying import Copier
from app.demo.bulk.docket import Docket
from app.demo.bulk.pour import Pourer
from app.demo.invention import Invention
from app.demo.life import Life, NotYet
from app.demo.lives import TO_STATES, WAYS
from app.demo.office import Office, read_office, settle
from app.dictionaries.queries import work_calendar

#: How busy each month is: spring and autumn are, the weeks around the spring festival are not.
SEASONS = (0.7, 0.6, 1.5, 1.2, 1.0, 0.95, 0.9, 0.85, 1.2, 1.2, 1.25, 1.0)
GROWTH = 1.03
WEEKEND = 0.04
BATCH = 2_000

Way = Callable[[Life], None]


@dataclass(frozen=True)
class Summary:
    """What was generated."""

    petitions: int
    since: date
    until: date


def generate(
    *, petitions: int, years: int, seed: int, until: date | None = None, times: int = 1
) -> Summary:
    """Fill the database with petitions, as many as are asked for, each of them so many times."""
    settle()
    moment = datetime.combine(until, time(18), clock.OFFICE_ZONE) if until else clock.now()
    writer = Writer(read_office(), work_calendar(), seed, moment, times)
    since = clock.office_time(moment).date() - timedelta(days=round(365.25 * years))
    pourer = Pourer(writer.book) if times == 1 else Copier(writer.book)
    pourer.prepare()
    try:
        with no_collector():
            for count, _docket in enumerate(writer.petitions(petitions, since), start=1):
                if count % BATCH == 0:
                    pourer.pour()
            writer.book.settle_events()
            pourer.pour()
    finally:
        pourer.finish()
    return Summary(petitions * times, since, clock.office_time(moment).date())


@contextmanager
def no_collector() -> Iterator[None]:
    """Let nobody look for cycles: millions of rows come and go, none of them in one."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Writer:
    """Lets petitions arrive day by day and live until today."""

    def __init__(
        self,
        office: Office,
        calendar: WorkCalendar,
        seed: int,
        until: datetime,
        times: int = 1,
    ) -> None:
        self.office, self.calendar, self.until = office, calendar, until
        self.rng = Random(seed)
        self.invention = Invention(self.rng)
        self.book = Book(office, calendar, times)
        self.doorstep = Doorstep(office, self.invention)

    def petitions(self, count: int, since: date) -> Iterator[Docket]:
        """Write petitions in the order of their registration, one of each state among them."""
        today = clock.office_time(self.until).date()
        shown = {state: today - timedelta(days=days) for state, (_w, days) in TO_STATES.items()}
        ordinary = self._moments(since, today, count - len(shown))
        plan: list[tuple[datetime, str]] = [(moment, "") for moment in ordinary]
        plan += [(self._morning(self._workday(day)), state) for state, day in shown.items()]
        for moment, state in sorted(plan)[max(0, len(plan) - count) :]:
            self.book.settle_events(moment)
            yield self._live(moment, state)

    def _workday(self, day: date) -> date:
        while not self.calendar.is_workday(day):
            day -= timedelta(days=1)
        return day

    def _moments(self, since: date, today: date, count: int) -> list[datetime]:
        days = [since + timedelta(days=n) for n in range(1, (today - since).days + 1)]
        weights = [self._busyness(day, since) for day in days]
        moments = [self._morning(day) for day in self.rng.choices(days, weights, k=max(0, count))]
        # Nothing is registered later than now: what would be, came a week earlier.
        week = timedelta(days=7)
        return [moment - week if moment >= self.until else moment for moment in moments]

    def _busyness(self, day: date, since: date) -> float:
        if not self.calendar.is_workday(day):
            return WEEKEND
        near_festival = any(
            day + timedelta(days=n) in self.calendar.off_days for n in (1, 2, 3, -1, -2, -3)
        )
        quiet = 0.6 if near_festival else 1.0
        return SEASONS[day.month - 1] * GROWTH ** ((day - since).days / 365) * quiet

    def _morning(self, day: date) -> datetime:
        minutes = self.rng.randrange(0, 500)
        opening = datetime.combine(day, time(8, 35), clock.OFFICE_ZONE)
        return opening + timedelta(minutes=minutes, seconds=self.rng.randrange(60))

    def _live(self, moment: datetime, state: str) -> Docket:
        day = clock.office_time(moment).date()
        arrival = self._arrival(day, state)
        docket = Docket(self.book)
        life = Life(
            docket, self.office, self.calendar, self.invention, self.until, arrival.given,
            arrival.topic, arrival.slots,
        )  # fmt: skip
        if arrival.kind == "station":
            life.unit = self.office.places[arrival.by.unit_id]
        life.earlier, life.halt, life.wants_all = arrival.earlier, state or None, bool(state)
        way = TO_STATES[state][0] if state else self.invention.weighted(WAYS[arrival.kind])
        with suppress(NotYet):
            life.register(moment, arrival.by)
            way(life)
        docket.close()
        if docket.state not in ("joined", "voided") and not docket.row.get("joined_into_id"):
            self.doorstep.remember(docket.number, arrival)
        return docket

    def _arrival(self, day: date, state: str) -> Arrival:
        if not state:
            return self.doorstep.arrival(day)
        while True:  # what is to be shown in a state must be able to get there
            arrival = self.doorstep.arrival(day, kind="online", again=False)
            if arrival.kind != "accusation" and arrival.given.purpose == "03":
                return arrival
