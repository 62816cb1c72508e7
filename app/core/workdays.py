"""Working days: weekends, public holidays and the weekends worked in exchange (调休)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
# New Year's notice has ruled days of the old year too, from 29 December at the earliest (2018).
_NEXT_NOTICE = (12, 29)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A day that was counted, and whether a calendar not yet published could move it."""

    day: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The office's working days.

    The State Council publishes a year's holidays late in the year before. Beyond ``last_year``
    only weekends are known, so a day found there is provisional and must be reckoned again
    once its year is loaded; so are the last days of ``last_year``, which the next notice may
    still take or give. Nothing is known before ``first_year`` either. ``names`` gives a holiday
    its name, in the language in which it is read.
    """

    off_days: frozenset[date]
    work_days: frozenset[date]
    last_year: int
    first_year: int = 0
    names: Mapping[date, object] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        """Refuse a calendar that contradicts itself."""
        contradicted = self.off_days & self.work_days
        if contradicted:
            raise ValueError(f"both a holiday and a working day: {min(contradicted)}")

    @classmethod
    def of(
        cls,
        days: Iterable[tuple[date, bool]],
        *,
        last_year: int | None = None,
        first_year: int = 0,
        names: Mapping[date, object] | None = None,
    ) -> "WorkCalendar":
        """Build the calendar from adjustments (day, is it off).

        The last year is that of the latest day, unless told.
        """
        off_days, work_days = set[date](), set[date]()
        for day, is_off in days:
            (off_days if is_off else work_days).add(day)
        if last_year is None:
            last_year = max((day.year for day in off_days | work_days), default=0)
        return cls(frozenset(off_days), frozenset(work_days), last_year, first_year, names or {})

    def covers(self, day: date) -> bool:
        """Tell whether what is known of the day is known for good."""
        return not self.lacking(day, day)

    def lacking(self, start: date, end: date) -> tuple[int, ...]:
        """Return the years whose notices are still needed to know the days of a span for good."""
        before = range(start.year, min(self.first_year, end.year + 1))
        after = range(max(start.year, self.last_year + 1), end.year + 1)
        missing = (*before, *after)
        if not after and end.year == self.last_year and (end.month, end.day) >= _NEXT_NOTICE:
            missing += (self.last_year + 1,)
        return missing

    def is_holiday(self, day: date) -> bool:
        """Tell whether a notice makes the day a holiday; a plain weekend is none."""
        return day in self.off_days

    def name_of(self, day: date) -> str:
        """Return the name of the holiday, if it is known, else nothing."""
        return str(self.names.get(day, "")) if day in self.off_days else ""

    def is_workday(self, day: date) -> bool:
        """Tell whether the office works on the day; beyond the last year by the week alone."""
        if day in self.work_days:
            return True
        return day.weekday() < _SATURDAY and day not in self.off_days

    def add_workdays(self, start: date, days: int) -> Reckoned:
        """Return the working day that is so many after a day; the day itself is not counted."""
        if days < 0:
            raise ValueError("working days are counted forward only")
        day = start
        while days:
            day += _ONE_DAY
            days -= self.is_workday(day)
        return self._reckoned(day)

    def roll(self, day: date) -> Reckoned:
        """Return the day if it is a working day, else the next one."""
        while not self.is_workday(day):
            day += _ONE_DAY
        return self._reckoned(day)

    def workdays_between(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and including ``end``.

        The answer is what ``add_workdays`` needs to get from the one to the other; negative
        when ``end`` lies before ``start``.
        """
        if end < start:
            return -self.workdays_between(end, start)
        span = range(1, (end - start).days + 1)
        return sum(self.is_workday(start + timedelta(days=n)) for n in span)

    def _reckoned(self, day: date) -> Reckoned:
        return Reckoned(day, provisional=not self.covers(day))
