"""From what happened, a rule set and a calendar to the day a limit ends, with every step told.

The start day is not counted (Civil Code art. 201); an end that is no working day rolls to the
next one (art. 203) where the limit says so. A pause takes days out one by one, and only days
that would have been counted; an extension goes on from the end before it rolled.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.workdays import WorkCalendar
from app.petitions.limits.rules import Limit, RuleSet

_ONE_DAY = timedelta(days=1)

Kind = Literal[
    "start",  # from_on: the day of the event, which is not counted; text: the event
    "source",  # text: the instrument ("" of a limit of this office); article
    "length",  # days: how many; unit
    "given",  # to_on: the end that was set
    "weekend",  # from_on, to_on, days: not counted in working days
    "holiday",  # ... text: its name, if the calendar knows it
    "paused",  # ... text: why
    "end",  # to_on: the last day that is counted, before an extension
    "extended",  # days; to_on: the end with it
    "rolled",  # from_on: a day that cannot be the end; text: the holiday, "" for a weekend
    "stays",  # to_on: it is no working day and stays the end all the same
    "due",  # to_on: the last day
    "provisional",  # years: whose holidays are not known
]


class TooFarAhead(Invalid):
    """A limit that would end after the last day that can be written: a mistyped year."""

    def __init__(self) -> None:
        super().__init__(N_("The day lies too far ahead to be counted from."))


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Days that do not count, the first and the last included, and why."""

    from_on: date
    to_on: date
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Happened:
    """What happened to a limit: when it began, which end was set, what lengthened it."""

    started_on: date
    given_on: date | None = None
    extended_days: int = 0
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Line:
    """One step of a reckoning; ``Kind`` says which of the values it has."""

    kind: Kind
    from_on: date | None = None
    to_on: date | None = None
    days: int = 0
    unit: str = ""
    text: str = ""
    article: str = ""
    years: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """The end of a limit: as it binds, unrolled as extensions count, and how it was found.

    ``paused_days`` are those that the pauses really took out. ``lacking`` are the years whose
    holidays would have to be known; while there are any, the end is provisional.
    """

    limit: Limit
    rules: RuleSet
    happened: Happened
    unrolled_on: date
    due_on: date
    paused_days: int
    lacking: tuple[int, ...]
    lines: tuple[Line, ...]

    @property
    def provisional(self) -> bool:
        """Whether a calendar that is not loaded could move the end."""
        return bool(self.lacking)


def reckon(
    code: str,
    happened: Happened,
    rules: RuleSet,
    calendar: WorkCalendar,
    *,
    roll: bool | None = None,
) -> Reckoning:
    """Reckon when a limit ends; ``roll`` overrides what the limit says of rolling.

    :raises Invalid: if the rule set knows no such limit; TooFarAhead if there is no such day.
    :raises ValueError: if it has no clock, or takes its end from outside and none is given.
    """
    limit = rules.limit(code)
    rolls = limit.roll if roll is None else roll and limit.unit != "given"
    try:
        counted, end, skipped = _counted(limit, happened, calendar)
        rolled, due = _rolled(end, calendar, rolls=rolls)
    except OverflowError as error:
        raise TooFarAhead from error
    # Of calendar days only the end asks for the calendar, of working days each of them does.
    asked = (happened.started_on + _ONE_DAY, due) if limit.unit == "workday" else (end, due)
    lacking = calendar.lacking(*asked) if rolls or limit.unit == "workday" else ()
    last = [Line(kind="provisional", years=lacking)] if lacking else []
    return Reckoning(
        limit=limit,
        rules=rules,
        happened=happened,
        unrolled_on=end,
        due_on=due,
        paused_days=sum(line.days for line in skipped if line.kind == "paused"),
        lacking=lacking,
        lines=(*_source(limit, happened), *counted, *rolled, Line(kind="due", to_on=due), *last),
    )


def _source(limit: Limit, happened: Happened) -> Iterator[Line]:
    yield Line(kind="start", from_on=happened.started_on, text=limit.event)
    yield Line(kind="source", text=limit.instrument, article=limit.article)


def _counted(
    limit: Limit, happened: Happened, calendar: WorkCalendar
) -> tuple[list[Line], date, list[Line]]:
    """Count to the unrolled end; return the lines, the end, and what was left out."""
    if limit.unit == "none":
        raise ValueError(f"{limit.code} has no clock")
    longer = happened.extended_days
    if limit.unit == "given":
        if happened.given_on is None:
            raise ValueError(f"{limit.code} needs a given end")
        end = happened.given_on + timedelta(days=longer)
        lines = [Line(kind="given", to_on=happened.given_on)]
        return lines + _extended(longer, end, limit), end, []
    count = _Count(limit, calendar, _paused(happened.pauses))
    first = count.to(happened.started_on, limit.amount or 0)
    end = count.to(first, longer)
    skipped = count.skipped()
    lines = [
        Line(kind="length", days=limit.amount or 0, unit=limit.unit),
        *(one for one in skipped if one.to_on and one.to_on < first),
        Line(kind="end", to_on=first),
        *(one for one in skipped if one.to_on and one.to_on > first),
    ]
    return lines + _extended(longer, end, limit), end, skipped


def _extended(days: int, end: date, limit: Limit) -> list[Line]:
    return [Line(kind="extended", days=days, unit=limit.unit, to_on=end)] if days else []


def _paused(pauses: Iterable[Pause]) -> dict[date, str]:
    """Return the days of all pauses, each once, with the reason that was given first."""
    found: dict[date, str] = {}
    for pause in pauses:
        for number in range(pause.from_on.toordinal(), pause.to_on.toordinal() + 1):
            found.setdefault(date.fromordinal(number), pause.reason)
    return found


class _Count:
    """Counts days one by one and remembers those that it leaves out."""

    def __init__(self, limit: Limit, calendar: WorkCalendar, paused: Mapping[date, str]) -> None:
        self.calendar = calendar
        self.workdays = limit.unit == "workday"
        self.paused = paused
        self._left_out: list[Line] = []

    def to(self, start: date, days: int) -> date:
        """Return the day that is so many counted days after another."""
        day = start
        while days:
            day += _ONE_DAY
            if not self._leaves_out(day):
                days -= 1
        return day

    def _leaves_out(self, day: date) -> bool:
        if self.workdays and not self.calendar.is_workday(day):
            name = self.calendar.name_of(day)
            kind: Kind = "holiday" if self.calendar.is_holiday(day) else "weekend"
        elif day in self.paused:
            kind, name = "paused", self.paused[day]
        else:
            return False
        self._left_out.append(Line(kind=kind, from_on=day, to_on=day, days=1, text=name))
        return True

    def skipped(self) -> list[Line]:
        """Return what was left out, days of one kind in a row told together."""
        found: list[Line] = []
        for line in self._left_out:
            last = found[-1] if found else None
            if last and (last.kind, last.text, last.to_on) == (
                line.kind,
                line.text,
                line.from_on and line.from_on - _ONE_DAY,
            ):
                found[-1] = Line(
                    kind=last.kind,
                    from_on=last.from_on,
                    to_on=line.to_on,
                    days=last.days + 1,
                    text=last.text,
                )
            else:
                found.append(line)
        return found


def _rolled(end: date, calendar: WorkCalendar, *, rolls: bool) -> tuple[list[Line], date]:
    """Roll an end to a working day; return what was passed over, and the last day."""
    if not rolls:
        # Of a year that is not loaded nobody knows which Saturdays are worked.
        free = calendar.covers(end) and not calendar.is_workday(end)
        return ([Line(kind="stays", to_on=end)] if free else []), end
    passed, day = [], end
    while not calendar.is_workday(day):
        passed.append(Line(kind="rolled", from_on=day, text=calendar.name_of(day)))
        day += _ONE_DAY
    return passed, day
